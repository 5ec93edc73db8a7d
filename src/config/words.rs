//! What may be an id, or the name of a skill: a word for machines.

/// What [`is_word`] wants, for complaints.
pub(super) const WORD: &str = "1 to 64 characters without spaces";

/// The longest word, in characters.
const MAX: usize = 64;

/// Is `text` one word, short enough, with nothing invisible in it?
pub(super) fn is_word(text: &str) -> bool {
    let length = text.chars().take(MAX + 1).count();
    (1..=MAX).contains(&length) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}
