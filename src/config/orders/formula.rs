//! Texts that a spreadsheet would run as formulas.
//!
//! A cell that begins with `=`, `+`, `-`, `@` or the like is a formula to a spreadsheet, so whoever
//! may name a customer could run code on a dispatcher's machine.
//! <https://owasp.org/www-community/attacks/CSV_Injection>

use std::borrow::Cow;

/// Does `text` begin like a formula, or did it before apostrophes were put in front of it?
fn is_risky(text: &str) -> bool {
    let first = text.trim_start_matches('\'').chars().next();
    first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c))
}

/// `text` with an apostrophe in front where a spreadsheet would run it.
pub(super) fn neutralised(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`neutralised`] made into `cell`. An apostrophe in front of anything else stays,
/// as in `'t Hof`.
pub(super) fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_risky(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_get_an_apostrophe_and_other_texts_keep_theirs() {
        assert_eq!(neutralised("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(neutralised("'=1"), "''=1");
        assert_eq!(neutralised("'t Hof"), "'t Hof");
        assert_eq!(restored("'t Hof"), "'t Hof");
        assert_eq!(restored("-5"), "-5");
    }

    proptest! {
        #[test]
        fn every_text_reads_back_and_none_begins_like_a_formula(text in "['=+@a \t-]{0,6}|.{0,9}") {
            let cell = neutralised(&text).into_owned();
            prop_assert_eq!(restored(&cell), text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
        }
    }
}
