//! The places of a request: numbers, or a polyline.

use super::{cursor::Cursor, refusal::Refusal};
use crate::units::LonLat;

/// No difference of two places has more digits of five bits.
const LONGEST_DIFFERENCE: usize = 7;

/// Reads the places; one that is not on Earth is `None`.
pub(super) fn coordinates(cursor: &mut Cursor<'_>) -> Result<Vec<Option<LonLat>>, Refusal> {
    let places = match cursor.one_of(&[("polyline(", 5), ("polyline6(", 6)]) {
        Some(precision) => polyline(cursor, precision)?,
        None => pairs(cursor)?,
    };
    if cursor.eat(".flatbuffers") {
        return Err(Refusal::not_supported());
    }
    cursor.eat(".json");
    Ok(places)
}

fn pairs(cursor: &mut Cursor<'_>) -> Result<Vec<Option<LonLat>>, Refusal> {
    let mut places = vec![pair(cursor)?];
    loop {
        let before = cursor.at;
        // What cannot be a place at all ends the list; half a place is a mistake.
        if !cursor.eat(";") || starts_nothing(cursor) {
            cursor.at = before;
            return Ok(places);
        }
        places.push(pair(cursor)?);
    }
}

fn starts_nothing(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.number().is_none()
}

fn pair(cursor: &mut Cursor<'_>) -> Result<Option<LonLat>, Refusal> {
    let number = |cursor: &mut Cursor<'_>| cursor.number().ok_or_else(|| cursor.malformed());
    let lon = number(cursor)?;
    cursor.expect(",")?;
    let lat = number(cursor)?;
    Ok(LonLat::from_degrees(lon, lat))
}

fn polyline(cursor: &mut Cursor<'_>, precision: u32) -> Result<Vec<Option<LonLat>>, Refusal> {
    let start = *cursor;
    let bytes = cursor.run(|byte| (63..=126).contains(&byte));
    if bytes.is_empty() {
        return Err(cursor.malformed());
    }
    // The decoder adds differences without looking whether the sum is still a number.
    let long = bytes.chunk_by(|a, _| *a >= 95).any(|digits| digits.len() > LONGEST_DIFFERENCE);
    let text = str::from_utf8(bytes).unwrap_or_default();
    let line = (!long).then(|| polyline::decode_polyline(text, precision).ok()).flatten();
    let line = line.ok_or_else(|| start.malformed())?;
    cursor.expect(")")?;
    Ok(line.into_iter().map(|point| LonLat::from_degrees(point.x, point.y)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Option<LonLat>>, String> {
        let mut cursor = Cursor::new(text.as_bytes());
        let places = coordinates(&mut cursor).map_err(|it| it.message)?;
        let left = String::from_utf8_lossy(cursor.rest()).into_owned();
        if left.is_empty() { Ok(places) } else { Err(format!("left: {left}")) }
    }

    #[test]
    fn places_are_pairs_of_numbers() {
        let at = LonLat::from_degrees;
        assert_eq!(read("1,2;-3.5,.5"), Ok(vec![at(1.0, 2.0), at(-3.5, 0.5)]));
        assert_eq!(read("1,2.json"), Ok(vec![at(1.0, 2.0)]));
        assert_eq!(read("181,2"), Ok(vec![None]));
        assert_eq!(read("1,2;3,4.flatbuffers"), Err("This request is not supported".to_owned()));
        let wrong = |at: usize| Err(format!("Query string malformed close to position {at}"));
        assert_eq!(read("a,b"), wrong(0));
        assert_eq!(read("1;2,3"), wrong(1));
        assert_eq!(read("1,2;3"), wrong(5));
        assert_eq!(read("1,2;"), Err("left: ;".to_owned()));
        assert_eq!(read("1,2,3"), Err("left: ,3".to_owned()));
    }

    #[test]
    fn places_may_be_a_polyline() {
        let places = read("polyline(_p~iF~ps|U_ulLnnqC_mqNvxq`@)").unwrap();
        assert_eq!(places.len(), 3);
        assert_eq!(places[0], LonLat::from_degrees(-120.2, 38.5));
        let six = read("polyline6(_izlhA~rlgdF_{geC~ywl@_kwzCn`{nI)").unwrap();
        assert_eq!(six[2], LonLat::from_degrees(-126.453, 43.252));
        for broken in ["polyline()", "polyline(x)", "polyline(_p~iF", "polyline(_p~iF)"] {
            assert!(read(broken).is_err(), "{broken}");
        }
        let huge = format!("polyline({}?{}?)", "~".repeat(12), "~".repeat(12));
        assert!(read(&huge).is_err());
    }
}
