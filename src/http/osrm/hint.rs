//! Hints: snapped places as text that a client sends back.
//!
//! URL-safe Base64 (RFC 4648, section 5) of a [`Token`], without padding: its length is a multiple of
//! three.

use super::cursor::Cursor;
use crate::app::roads::{TOKEN_BYTES, Token};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const LENGTH: usize = TOKEN_BYTES / 3 * 4;

/// The text of a token.
pub(super) fn text(token: &Token) -> String {
    let sixes = token.0.chunks_exact(3).flat_map(|three| {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(ALPHABET[bits >> shift & 63]))
    });
    sixes.collect()
}

/// Other servers' hints are not shorter.
const SHORTEST: usize = 24;

/// Reads a hint, if one is next. One that another server has made is read too, and says nothing.
pub(super) fn hint(cursor: &mut Cursor<'_>) -> Option<Token> {
    let start = cursor.at;
    let word = cursor.run(|byte| ALPHABET.contains(&byte) || byte == b'=');
    if word.len() < SHORTEST {
        cursor.at = start;
        return None;
    }
    token(word)
}

fn token(word: &[u8]) -> Option<Token> {
    let mut bytes = [0; TOKEN_BYTES];
    if word.len() != LENGTH {
        return None;
    }
    for (four, three) in word.chunks_exact(4).zip(bytes.chunks_exact_mut(3)) {
        let mut bits = 0_u32;
        for letter in four {
            let six = ALPHABET.iter().position(|known| known == letter)?;
            bits = bits << 6 | u32::try_from(six).ok()?;
        }
        let [_, high, middle, low] = bits.to_be_bytes();
        three.copy_from_slice(&[high, middle, low]);
    }
    Some(Token(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes: [u8; TOKEN_BYTES]) {
            let text = text(&Token(bytes));
            let mut cursor = Cursor::new(text.as_bytes());
            prop_assert_eq!(hint(&mut cursor), Some(Token(bytes)));
            prop_assert!(cursor.is_at_end());
        }
    }

    #[test]
    fn what_is_no_hint_is_left() {
        for text in [String::new(), "abc".to_owned(), "!".repeat(LENGTH)] {
            let mut cursor = Cursor::new(text.as_bytes());
            assert_eq!(hint(&mut cursor), None);
            assert_eq!(cursor.at, 0);
        }
        let foreign = "A".repeat(112);
        let mut cursor = Cursor::new(foreign.as_bytes());
        assert_eq!(hint(&mut cursor), None);
        assert!(cursor.is_at_end());
    }
}
