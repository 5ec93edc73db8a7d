//! Values of JSON objects, one kind a function; what does not fit is told in VROOM's words.

use super::super::refusal::Complaints;
use serde_json::{Map, Value};
use std::{cell::RefCell, fmt::Display};

/// A JSON object, and where to say what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    complaints: &'a RefCell<Complaints>,
}

impl<'a> Fields<'a> {
    /// `value` as an object; anything else is told.
    pub(super) fn of(
        value: &'a Value,
        complaints: &'a RefCell<Complaints>,
        otherwise: impl Display,
    ) -> Option<Self> {
        let object = value.as_object();
        if object.is_none() {
            complaints.borrow_mut().add(otherwise);
        }
        object.map(|object| Self { object, complaints })
    }

    /// Another object of the same document.
    pub(super) fn inside(&self, object: &'a Map<String, Value>) -> Self {
        Self { object, complaints: self.complaints }
    }

    /// An item of an array, as an object; anything else is told.
    pub(super) fn item(&self, value: &'a Value, otherwise: impl Display) -> Option<Self> {
        Self::of(value, self.complaints, otherwise)
    }

    pub(super) fn complain(&self, complaint: impl Display) {
        self.complaints.borrow_mut().add(complaint);
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.object.contains_key(key)
    }

    /// What `convert` makes of a value that is there; a value that it makes nothing of is told.
    pub(super) fn read<T>(
        &self,
        key: &str,
        convert: impl FnOnce(&'a Value) -> Option<T>,
        otherwise: impl FnOnce() -> String,
    ) -> Option<T> {
        let found = convert(self.get(key)?);
        if found.is_none() {
            self.complain(otherwise());
        }
        found
    }

    /// The object in a key.
    pub(super) fn object(&self, key: &str, otherwise: impl FnOnce() -> String) -> Option<Self> {
        let object = self.read(key, Value::as_object, otherwise)?;
        Some(self.inside(object))
    }

    /// The items of an array; none if there is no such key.
    pub(super) fn items(&self, key: &str, otherwise: impl FnOnce() -> String) -> &'a [Value] {
        self.read(key, Value::as_array, otherwise).map_or(&[], Vec::as_slice)
    }

    pub(super) fn id(&self, what: &str) -> Option<u64> {
        let id = self.get("id").and_then(Value::as_u64);
        if id.is_none() {
            self.complain(format_args!("Invalid or missing id for {what}."));
        }
        id
    }

    pub(super) fn text(&self, key: &str) -> String {
        self.read(key, Value::as_str, || format!("Invalid {key} value."))
            .unwrap_or_default()
            .to_owned()
    }

    /// A number from 0 to 4294967295.
    pub(super) fn whole(&self, key: &str) -> Option<u32> {
        self.read(key, whole, || format!("Invalid {key} value."))
    }

    pub(super) fn duration(&self, key: &str) -> u32 {
        self.read(key, whole, || format!("Invalid {key} duration.")).unwrap_or(0)
    }

    /// An amount; `dimensions` zeros if it is not said.
    pub(super) fn amount(&self, key: &str, dimensions: usize) -> Vec<u32> {
        if !self.has(key) {
            return vec![0; dimensions];
        }
        let parts = self.items(key, || format!("Invalid {key} array."));
        parts
            .iter()
            .map(|part| {
                whole(part).unwrap_or_else(|| {
                    self.complain(format_args!("Invalid {key} value."));
                    0
                })
            })
            .collect()
    }

    /// The same of a task, whose amounts have as many parts as capacities have.
    pub(super) fn sized_amount(&self, key: &str, dimensions: usize) -> Vec<u32> {
        let mut amount = self.amount(key, dimensions);
        if amount.len() != dimensions {
            let length = amount.len();
            self.complain(format_args!(
                "Inconsistent {key} length: {length} instead of {dimensions}."
            ));
            amount.resize(dimensions, 0);
        }
        amount
    }

    /// Skills in order, each once.
    pub(super) fn skills(&self) -> Vec<u32> {
        let all = self.items("skills", || "Invalid skills object.".to_owned());
        let mut skills: Vec<u32> = all.iter().filter_map(whole).collect();
        if skills.len() < all.len() {
            self.complain("Invalid skill value.");
        }
        skills.sort_unstable();
        skills.dedup();
        skills
    }

    /// Longitude and latitude.
    pub(super) fn coordinates(&self, key: &str) -> Option<[f64; 2]> {
        let two = |value: &Value| {
            let numbers = value.as_array()?;
            Some([numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?])
        };
        self.read(key, two, || format!("Invalid {key} array."))
    }
}

/// A number from 0 to 4294967295, written without a point.
pub(super) fn whole(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}
