//! What Musette says to people.

use serde::{Deserialize, Serialize};

/// One sentence in the languages that Musette speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}
