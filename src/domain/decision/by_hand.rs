//! Orders that somebody has put with a courier.

use super::Names;
use crate::domain::{Sentence, words::both};
use serde::{Deserialize, Serialize};

/// A move that somebody made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutByHand {
    /// Id of their account.
    pub account: String,
    /// Why, as they said it; may be empty.
    pub reason: String,
    /// Id of the shift that they put it into.
    #[serde(default)]
    pub shift: String,
    /// Id of its courier.
    #[serde(default)]
    pub courier: String,
    /// What became of it.
    #[serde(default)]
    pub state: ByHandState,
}

/// What became of a move by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ByHandState {
    /// It was just made.
    #[default]
    Made,
    /// Later plans have left the order with its courier.
    Kept,
    /// The shift cannot take it any more, and it goes wherever orders go.
    Gone,
}

impl PutByHand {
    /// Does the order stay where it was put?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.state != ByHandState::Gone
    }

    /// What a later plan says of it, for which the shift is there or not; `None` if nothing is left to be said.
    #[must_use]
    pub fn later(&self, is_there: bool) -> Option<Self> {
        let state = if is_there { ByHandState::Kept } else { ByHandState::Gone };
        self.holds().then(|| Self { state, ..self.clone() })
    }

    pub(super) fn sentence(&self, names: &Names) -> Sentence {
        let name = names.courier(&self.courier);
        let told = match (self.state, name) {
            (ByHandState::Made, _) => {
                both("A dispatcher put it there", "La régulation l'a placée là")
            }
            (ByHandState::Kept, Some(name)) => both(
                format!("It is kept with {name} since a dispatcher put it there"),
                format!("Elle reste avec {name} puisque la régulation l'a placée là"),
            ),
            (ByHandState::Kept, None) => both(
                "It is kept there since a dispatcher put it there",
                "Elle reste là puisque la régulation l'a placée là",
            ),
            (ByHandState::Gone, name) => both(
                format!(
                    "A dispatcher had put it with {}, who has no shift for it any more",
                    name.unwrap_or("another courier")
                ),
                format!(
                    "La régulation l'avait placée chez {}, qui n'a plus de service pour elle",
                    name.unwrap_or("un autre coursier")
                ),
            ),
        };
        let reason = self.reason.trim_end_matches('.');
        if reason.is_empty() || !self.holds() {
            return both(format!("{}.", told.en), format!("{}.", told.fr));
        }
        both(format!("{}: {reason}.", told.en), format!("{} : {reason}.", told.fr))
    }
}
