//! Why there is no answer, in VROOM's words and codes.

use std::fmt;

/// VROOM's codes, and that of vroom-express for what is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VroomCode {
    /// A mistake of ours.
    Internal = 1,
    /// Something is wrong with the problem.
    Input = 2,
    /// There is no way between some of the places.
    Routing = 3,
    /// It is more than is allowed.
    TooLarge = 4,
}

/// Why a problem gets no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.messages.join("\n"))]
pub struct VroomRefusal {
    /// Which kind.
    pub code: VroomCode,
    /// Each thing that is wrong, the first as VROOM would tell it. Never empty.
    pub messages: Vec<String>,
}

impl VroomRefusal {
    /// A refusal for one reason.
    pub fn new(code: VroomCode, message: impl Into<String>) -> Self {
        Self { code, messages: vec![message.into()] }
    }

    pub(super) fn input(message: impl Into<String>) -> Self {
        Self::new(VroomCode::Input, message)
    }

    /// The document that VROOM answers, with all that is wrong beside the first.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        let first = self.messages.first().map_or("Internal error", String::as_str);
        let mut document = serde_json::json!({ "code": self.code as u8, "error": first });
        if self.messages.len() > 1 {
            document["errors"] = self.messages.clone().into();
        }
        document.to_string().into_bytes()
    }
}

/// After so many complaints the others are only counted.
const LISTED: usize = 20;

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(super) struct Complaints {
    listed: Vec<String>,
    unlisted: usize,
}

impl Complaints {
    pub(super) fn add(&mut self, complaint: impl fmt::Display) {
        let complaint = complaint.to_string();
        // VROOM does not always name whom it means.
        if self.listed.contains(&complaint) {
            return;
        }
        if self.listed.len() < LISTED {
            self.listed.push(complaint);
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn any(&self) -> bool {
        !self.listed.is_empty()
    }

    pub(super) fn into_refusal(mut self) -> VroomRefusal {
        if self.unlisted > 0 {
            self.listed.push(format!("{} more errors are not listed.", self.unlisted));
        }
        VroomRefusal { code: VroomCode::Input, messages: self.listed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_told_as_vroom_does_and_all_beside_it() {
        let one = VroomRefusal::input("Invalid jobs.");
        assert_eq!(one.json(), br#"{"code":2,"error":"Invalid jobs."}"#);
        let mut complaints = Complaints::default();
        (0..LISTED + 2).for_each(|number| complaints.add(number));
        let refusal = complaints.into_refusal();
        assert_eq!(refusal.messages.len(), LISTED + 1);
        assert_eq!(refusal.messages[LISTED], "2 more errors are not listed.");
        let text = String::from_utf8(refusal.json()).unwrap();
        assert!(text.starts_with(r#"{"code":2,"error":"0","errors":["0","1","#), "{text}");
    }
}
