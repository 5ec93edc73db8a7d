//! What is wrong with what someone said: all of it, not the first thing.

use crate::config;

/// One thing wrong with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Where: a JSON pointer (RFC 6901) into the draft, such as `/dropoffs/0/address`, or `?` and the
    /// name of a parameter.
    pub field: String,
    /// A stable word for what is wrong.
    pub code: &'static str,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub action: String,
}

/// Everything wrong with a draft, in the order in which it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// Adds a complaint, unless there is one about the same field or one that it is a part of: what
    /// follows from a mistake need not be told.
    pub fn add(
        &mut self,
        field: impl Into<String>,
        code: &'static str,
        cause: impl Into<String>,
        action: impl Into<String>,
    ) {
        let field = field.into();
        let is_part = |whole: &str| {
            field.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !self.0.iter().any(|known| is_part(&known.field)) {
            let (cause, action) = (cause.into(), action.into());
            self.0.push(Complaint { field, code, cause, action });
        }
    }

    /// Adds what is wrong with the text in a field: each as a field of its own, such as `/toml:12:service.pickup_s`
    /// for line and key, or the second of a line would not be told.
    pub(super) fn add_of_text(&mut self, field: &str, wrong: &config::Complaints) {
        for complaint in wrong {
            let line = complaint.line.map_or_else(String::new, |line| format!(":{line}"));
            let key = complaint.key.as_deref().map_or_else(String::new, |key| format!(":{key}"));
            let field = format!("{field}{line}{key}");
            self.add(field, "invalid", complaint.cause.clone(), complaint.action.clone());
        }
    }

    /// Is there a complaint about this field or a part of it?
    #[must_use]
    pub fn about(&self, field: &str) -> bool {
        self.0.iter().any(|known| {
            known.field.strip_prefix(field).is_some_and(|it| it.is_empty() || it.starts_with('/'))
        })
    }

    /// The complaints.
    pub fn iter(&self) -> std::slice::Iter<'_, Complaint> {
        self.0.iter()
    }

    /// Is nothing wrong?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a Complaints {
    type Item = &'a Complaint;
    type IntoIter = std::slice::Iter<'a, Complaint>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A draft as it was read, with what was wrong with it already: what could not be read is left out
/// of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submitted<T> {
    /// The draft.
    pub draft: T,
    /// What was wrong with it so far.
    pub complaints: Complaints,
}

#[cfg(test)]
mod tests {
    use super::Complaints;

    #[test]
    fn what_follows_from_a_mistake_is_not_told() {
        let mut complaints = Complaints::default();
        complaints.add("/a/1", "wrong_type", "", "");
        complaints.add("/a/1/b", "missing", "", "");
        complaints.add("/a/1", "missing", "", "");
        complaints.add("/a/10", "missing", "", "");
        complaints.add("/a", "too_few", "", "");
        let fields: Vec<&str> = complaints.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(fields, ["/a/1", "/a/10", "/a"]);
        assert!(complaints.about("/a") && complaints.about("/a/1") && !complaints.about("/a/1/b"));
    }
}
