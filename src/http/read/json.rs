//! Bodies: JSON read leniently, so that all complaints are told at once.

use crate::{
    app::service::{Complaints, Submitted},
    units::{LonLat, Timestamp},
};
use serde_json::{Map, Value};
use std::{cell::RefCell, collections::BTreeSet};

/// An object of a body while it is read. Fields that nobody asked for are complained of when it is
/// closed. Null is as good as absent.
pub(in crate::http) struct Object<'a> {
    pointer: String,
    fields: Option<&'a Map<String, Value>>,
    asked: RefCell<BTreeSet<&'static str>>,
    complaints: &'a RefCell<Complaints>,
}

/// Reads a body by `read`; what is wrong with it is in the result.
pub(in crate::http) fn submitted<T>(
    body: &Value,
    read: impl FnOnce(&Object<'_>) -> T,
) -> Submitted<T> {
    let complaints = RefCell::default();
    let object = Object::of(String::new(), body, &complaints);
    let draft = read(&object);
    object.close();
    drop(object);
    Submitted { draft, complaints: complaints.into_inner() }
}

impl<'a> Object<'a> {
    fn of(pointer: String, value: &'a Value, complaints: &'a RefCell<Complaints>) -> Self {
        let fields = value.as_object();
        if fields.is_none() {
            wrong_type(complaints, &pointer, value, "an object");
        }
        Self { pointer, fields, asked: RefCell::default(), complaints }
    }

    fn field(&self, name: &'static str) -> Option<(String, &'a Value)> {
        self.asked.borrow_mut().insert(name);
        let value = self.fields?.get(name).filter(|value| !value.is_null())?;
        Some((format!("{}/{name}", self.pointer), value))
    }

    /// The field by `read`, which gives `None` for another type than `expected`.
    fn typed<T>(
        &self,
        name: &'static str,
        expected: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let (pointer, value) = self.field(name)?;
        let read = read(value);
        if read.is_none() {
            wrong_type(self.complaints, &pointer, value, expected);
        }
        read
    }

    /// A text.
    pub(in crate::http) fn text(&self, name: &'static str) -> Option<String> {
        self.typed(name, "a text", |value| value.as_str().map(str::to_owned))
    }

    /// A whole number that is not negative.
    pub(in crate::http) fn whole(&self, name: &'static str) -> Option<u32> {
        self.typed(name, "a whole number from 0 up, in the unit that the name ends in", |value| {
            u32::try_from(value.as_u64()?).ok()
        })
    }

    /// A number.
    pub(in crate::http) fn number(&self, name: &'static str) -> Option<f64> {
        self.typed(name, "a number, in the unit that the name ends in", Value::as_f64)
    }

    /// An object as it is.
    pub(in crate::http) fn json_object(&self, name: &'static str) -> Option<Value> {
        self.typed(name, "an object", |value| value.is_object().then(|| value.clone()))
    }

    /// A field that may be there and says nothing.
    pub(in crate::http) fn ignore(&self, name: &'static str) {
        self.asked.borrow_mut().insert(name);
    }

    /// The rings of an area.
    pub(in crate::http) fn rings(&self, name: &'static str) -> Option<Vec<Vec<LonLat>>> {
        let ring = |ring: &Value| ring.as_array()?.iter().map(place).collect::<Option<Vec<_>>>();
        self.typed(name, "a list of rings of [longitude, latitude] in degrees", |value| {
            value.as_array()?.iter().map(ring).collect()
        })
    }

    /// An instant.
    pub(in crate::http) fn instant(&self, name: &'static str) -> Option<Timestamp> {
        self.typed(name, "an instant as RFC 3339, such as \"2026-03-17T11:00:00Z\"", |value| {
            let instant: jiff::Timestamp = value.as_str()?.parse().ok()?;
            Some(Timestamp::from_millis(instant.as_millisecond()))
        })
    }

    /// A day.
    pub(in crate::http) fn day(&self, name: &'static str) -> Option<jiff::civil::Date> {
        self.typed(name, "a day, such as \"2026-03-17\"", |value| super::day(value.as_str()?))
    }

    /// A place.
    pub(in crate::http) fn place(&self, name: &'static str) -> Option<LonLat> {
        self.typed(name, LON_LAT, place)
    }

    /// A list of places.
    pub(in crate::http) fn places(&self, name: &'static str) -> Vec<LonLat> {
        self.list(name, LON_LAT, place)
    }

    /// A list of texts.
    pub(in crate::http) fn texts(&self, name: &'static str) -> Option<Vec<String>> {
        let is_there = self.field(name).is_some();
        let texts = self.list(name, "a text", |value| value.as_str().map(str::to_owned));
        is_there.then_some(texts)
    }

    fn list<T>(
        &self,
        name: &'static str,
        expected: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Vec<T> {
        let Some((pointer, values)) = self.values(name) else { return Vec::new() };
        let item = |(index, value): (usize, &'a Value)| {
            let item = read(value);
            if item.is_none() {
                wrong_type(self.complaints, &format!("{pointer}/{index}"), value, expected);
            }
            item
        };
        values.iter().enumerate().filter_map(item).collect()
    }

    fn values(&self, name: &'static str) -> Option<(String, &'a Vec<Value>)> {
        let values = self.typed(name, "a list", Value::as_array)?;
        let pointer = format!("{}/{name}", self.pointer);
        if values.len() <= MOST_ITEMS {
            return Some((pointer, values));
        }
        let cause = format!("has {} elements", values.len());
        let action = format!("send {MOST_ITEMS} at most");
        self.complaints.borrow_mut().add(pointer, "too_many", cause, action);
        None
    }

    /// An object in this one.
    pub(in crate::http) fn object<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&Object<'_>) -> T,
    ) -> Option<T> {
        let (pointer, value) = self.field(name)?;
        let object = Object::of(pointer, value, self.complaints);
        let read = read(&object);
        object.close();
        Some(read)
    }

    /// The objects of a list.
    pub(in crate::http) fn objects<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Object<'_>) -> T,
    ) -> Vec<T> {
        let Some((pointer, values)) = self.values(name) else { return Vec::new() };
        let item = |(index, value): (usize, &'a Value)| {
            let object = Object::of(format!("{pointer}/{index}"), value, self.complaints);
            let read = read(&object);
            object.close();
            read
        };
        values.iter().enumerate().map(item).collect()
    }

    /// Complains about a field of this object.
    pub(in crate::http) fn complain(
        &self,
        name: &str,
        code: &'static str,
        cause: impl Into<String>,
        action: impl Into<String>,
    ) {
        let pointer = format!("{}/{name}", self.pointer);
        self.complaints.borrow_mut().add(pointer, code, cause, action);
    }

    fn close(&self) {
        let asked = self.asked.borrow();
        for name in self.fields.into_iter().flat_map(Map::keys) {
            if !asked.contains(name.as_str()) {
                // As RFC 6901 has it; and a name is at most as long as a log line should be.
                let name: String = name.chars().take(64).collect();
                let name = name.replace('~', "~0").replace('/', "~1");
                let known: Vec<&str> = asked.iter().copied().collect();
                let action = format!("leave it out; known here: {}", known.join(", "));
                self.complain(&name, "unknown_field", "is no field of this document", action);
            }
        }
    }
}

/// No list of any document is longer.
const MOST_ITEMS: usize = 1_000;

const LON_LAT: &str = "[longitude, latitude] in degrees, such as [24.94, 60.17]";

fn place(value: &Value) -> Option<LonLat> {
    let [lon, lat] = value.as_array()?.as_slice() else { return None };
    LonLat::from_degrees(lon.as_f64()?, lat.as_f64()?)
}

fn wrong_type(complaints: &RefCell<Complaints>, pointer: &str, value: &Value, expected: &str) {
    let shown = match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(items) if items.len() > 4 => format!("a list of {}", items.len()),
        Value::String(text) if text.chars().count() > 40 => "a long text".to_owned(),
        other => other.to_string(),
    };
    let shown = if shown.chars().count() > 80 { "something long".to_owned() } else { shown };
    let cause = format!("is {shown}");
    complaints.borrow_mut().add(pointer, "wrong_type", cause, format!("write {expected}"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(body: &Value) -> Vec<(String, &'static str)> {
        let read = |object: &Object<'_>| {
            object.text("name");
            object.place("lon_lat");
            object.object("window", |window| window.instant("start_at"));
            object.objects("stops", |stop| stop.whole("service_s"));
            object.texts("skills");
        };
        let complaints = submitted(body, read).complaints;
        complaints.iter().map(|it| (it.field.clone(), it.code)).collect()
    }

    #[test]
    fn every_mistake_is_told_with_its_pointer() {
        let body = json!({
            "name": 1, "lon_lat": [200, 0], "window": {"start_at": "soon", "odd/~": 1},
            "stops": [{"service_s": -1}, 7, {"service_s": 1.5}], "skills": ["a", 2], "more": null,
        });
        let expected = [
            ("/name", "wrong_type"),
            ("/lon_lat", "wrong_type"),
            ("/window/start_at", "wrong_type"),
            ("/window/odd~1~0", "unknown_field"),
            ("/stops/0/service_s", "wrong_type"),
            ("/stops/1", "wrong_type"),
            ("/stops/2/service_s", "wrong_type"),
            ("/skills/1", "wrong_type"),
            ("/more", "unknown_field"),
        ];
        let expected: Vec<_> = expected.map(|(field, code)| (field.to_owned(), code)).into();
        assert_eq!(fields(&body), expected);
    }

    #[test]
    fn what_is_no_object_has_one_mistake() {
        assert_eq!(fields(&json!([1])), [(String::new(), "wrong_type")]);
        assert_eq!(fields(&json!({"name": null})), []);
    }
}
