//! JSON written straight into bytes: answers have tens of thousands of numbers, tables a million.

use crate::{graph::Cost, units::LonLat};

/// A JSON document in the making. Values of an object are each preceded by their [`key`](Self::key).
#[derive(Debug)]
pub(super) struct Json(Vec<u8>);

impl Json {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    #[inline]
    pub(super) fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.0.push(b'{');
        fields(self);
        self.0.push(b'}');
    }

    pub(super) fn array<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.0.push(b'[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.0.push(b',');
            }
            write(self, item);
        }
        self.0.push(b']');
    }

    pub(super) fn length(&self) -> usize {
        self.0.len()
    }

    pub(super) fn comma(&mut self) {
        self.0.push(b',');
    }

    /// What is JSON already.
    pub(super) fn written(&mut self, json: &[u8]) {
        self.0.extend_from_slice(json);
    }

    /// A key without letters that must be escaped.
    #[inline]
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        if self.0.last() != Some(&b'{') {
            self.0.push(b',');
        }
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
        self
    }

    pub(super) fn text(&mut self, text: &str) {
        serde_json::to_writer(&mut self.0, text).expect("invariant: memory can be written to");
    }

    pub(super) fn float(&mut self, number: f64) {
        serde_json::to_writer(&mut self.0, &number).expect("invariant: memory can be written to");
    }

    #[inline]
    pub(super) fn bool(&mut self, is_so: bool) {
        self.0.extend_from_slice(if is_so { b"true" } else { b"false" });
    }

    pub(super) fn null(&mut self) {
        self.0.extend_from_slice(b"null");
    }

    pub(super) fn whole(&mut self, number: impl Into<u64>) {
        let mut number = number.into();
        // A 64-bit number has 20 digits at most.
        let mut digits = [0; 20];
        let mut first = digits.len();
        loop {
            first -= 1;
            digits[first] = digit(number % 10);
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.0.extend_from_slice(&digits[first..]);
    }

    /// A number of tenths: `123` as `12.3`, `120` as `12`.
    pub(super) fn tenths(&mut self, tenths: u64) {
        self.whole(tenths / 10);
        let rest = tenths % 10;
        if rest != 0 {
            self.0.extend([b'.', digit(rest)]);
        }
    }

    /// Duration and distance, and the weight, which is the duration.
    pub(super) fn cost(&mut self, cost: Cost) {
        self.costs(u64::from(cost.time_ms()), u64::from(cost.length_cm()));
    }

    /// The same for sums.
    pub(super) fn costs(&mut self, ms: u64, cm: u64) {
        self.key("weight").tenths(seconds(ms));
        self.key("duration").tenths(seconds(ms));
        self.key("distance").tenths(metres(cm));
    }

    /// A place as `[lon, lat]` in degrees, to the sixth decimal.
    pub(super) fn place(&mut self, place: LonLat) {
        // Each is `-180.123456` at most.
        let mut text = [0; 25];
        let mut length = 0;
        for (before, e7) in [(b'[', place.lon_e7()), (b',', place.lat_e7())] {
            text[length] = before;
            length = push_degrees(&mut text, length + 1, e7);
        }
        text[length] = b']';
        self.0.extend_from_slice(&text[..=length]);
    }
}

/// Writes degrees to the sixth decimal from byte `at` on, and tells where they end.
fn push_degrees(text: &mut [u8; 25], mut at: usize, e7: i32) -> usize {
    let millionths = (e7.unsigned_abs() + 5) / 10;
    if e7 < 0 && millionths > 0 {
        text[at] = b'-';
        at += 1;
    }
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    for (least, unit) in [(100, 100), (10, 10), (0, 1)] {
        if whole >= least {
            text[at] = digit(u64::from(whole / unit % 10));
            at += 1;
        }
    }
    let mut end = at;
    text[at] = b'.';
    for unit in [100_000, 10_000, 1_000, 100, 10, 1] {
        at += 1;
        text[at] = digit(u64::from(rest / unit % 10));
        // Zeros at the end are left out, and the point with them.
        end = if text[at] == b'0' { end } else { at + 1 };
    }
    end
}

/// Milliseconds as tenths of a second.
pub(super) fn seconds(ms: u64) -> u64 {
    (ms + 50) / 100
}

/// Centimetres as tenths of a metre.
pub(super) fn metres(cm: u64) -> u64 {
    (cm + 5) / 10
}

/// A number as tenths of one.
pub(super) fn tenths(number: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let tenths = (number * 10.0).round() as u64;
    tenths
}

fn digit(number: u64) -> u8 {
    #[expect(clippy::cast_possible_truncation, reason = "below 10 at each call")]
    let number = number as u8;
    b'0' + number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::with_capacity(0);
        write(&mut json);
        String::from_utf8(json.into_bytes()).unwrap()
    }

    proptest! {
        #[test]
        fn tenths_are_written_as_json_has_them(tenths: u64) {
            let whole = tenths / 10;
            let expected = match tenths % 10 {
                0 => whole.to_string(),
                rest => format!("{whole}.{rest}"),
            };
            prop_assert_eq!(written(|json| json.tenths(tenths)), expected);
        }

        #[test]
        fn places_have_six_decimals_and_no_needless_ones(
            lon in -1_800_000_000_i64..=1_800_000_000,
            lat in -900_000_000_i64..=900_000_000,
            step in prop::sample::select(vec![1, 1_000, 10_000_000]),
        ) {
            let place = LonLat::from_e7(lon / step * step, lat / step * step).unwrap();
            let degrees = |e7: i32| (f64::from(e7) / 10.0).round() / 1e6;
            // Rust writes a float as short as can be, but `-0`.
            let expected = [place.lon_e7(), place.lat_e7()].map(|e7| (degrees(e7) + 0.0).to_string());
            prop_assert_eq!(written(|json| json.place(place)), format!("[{}]", expected.join(",")));
        }

        #[test]
        fn documents_are_json(
            texts in prop::collection::vec(any::<String>(), 0..4),
            wholes in prop::collection::vec(any::<u64>(), 0..4),
            is_so: bool,
        ) {
            let text = written(|json| {
                json.object(|json| {
                    json.key("texts").array(&texts, |json, text| json.text(text));
                    json.key("inner").object(|json| {
                        json.key("wholes").array(&wholes, |json, whole| json.whole(*whole));
                        json.key("is_so").bool(is_so);
                    });
                    json.key("empty").object(|_| ());
                    json.key("none").null();
                });
            });
            let expected = json!({
                "texts": texts, "inner": { "wholes": wholes, "is_so": is_so }, "empty": {}, "none": null,
            });
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
        }
    }

    #[test]
    fn costs_are_rounded_to_tenths() {
        let text = written(|json| json.object(|json| json.cost(Cost::new(12_349, 105))));
        assert_eq!(text, r#"{"weight":12.3,"duration":12.3,"distance":1.1}"#);
    }
}
