//! From what people write to what is compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest query that is looked at, in characters, and in tokens.
const MAX_CHARS: usize = 200;
const MAX_TOKENS: usize = 12;
/// Longest token, in characters: words in the names of streets are shorter.
const MAX_TOKEN_CHARS: usize = 40;

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case, without diacritics.
    pub(super) text: String,
    /// Ends with a dot, so that it may be the start of a longer word.
    pub(super) abbreviated: bool,
}

impl Token {
    /// Does it start like a house number or a postcode?
    pub(super) fn is_numeric(&self) -> bool {
        is_numeric(&self.text)
    }
}

pub(super) fn is_numeric(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// Lower case without diacritics; ligatures and letters with strokes as they are typed without them.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        for lower in letter.to_lowercase().nfkd().filter(|letter| !is_combining_mark(*letter)) {
            match lower {
                'ß' => folded.push_str("ss"),
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'þ' => folded.push_str("th"),
                other => folded.push(other),
            }
        }
    }
    folded
}

/// The words of a name, each as written and folded.
pub(super) fn words(name: &str) -> impl Iterator<Item = (&str, String)> {
    name.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
        .map(|word| (word, cut(&fold(word))))
        .filter(|(_, folded)| !folded.is_empty())
}

/// The tokens of a query: its first words. A number and the letter or `bis` behind it are one token, as
/// are two numbers with a dash between.
pub(super) fn tokens(query: &str) -> Vec<Token> {
    let short: String = query.chars().take(MAX_CHARS).collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut joins = false;
    let mut end = 0;
    for (word, text) in words(&short) {
        let start = word.as_ptr() as usize - short.as_ptr() as usize;
        let between = &short[end..start];
        end = start + word.len();
        let abbreviated = short[end..].starts_with('.');
        if let Some(last) = tokens.last_mut().filter(|_| joins) {
            if is_suffix(&text) && !abbreviated && is_digits(&last.text) {
                last.text.push_str(&text);
                joins = false;
                continue;
            }
            if matches!(between, "-" | "–") && is_numeric(&text) {
                last.text = format!("{}-{text}", last.text);
                joins = false;
                continue;
            }
        }
        joins = is_numeric(&text);
        tokens.push(Token { text, abbreviated });
    }
    tokens.truncate(MAX_TOKENS);
    tokens
}

/// What may stand behind a house number, with a space between. No letter that also stands for a street.
fn is_suffix(text: &str) -> bool {
    matches!(text, "bis" | "ter" | "quater" | "a" | "b" | "c" | "d" | "e" | "f")
}

fn is_digits(text: &str) -> bool {
    text.len() <= 4 && text.chars().all(|digit| digit.is_ascii_digit())
}

fn cut(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).take(MAX_TOKEN_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(query: &str) -> Vec<String> {
        tokens(query).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn diacritics_ligatures_and_case_do_not_count() {
        assert_eq!(fold("Bœuf à l'ÉTÉ"), "boeuf a l'ete");
        assert_eq!(fold("Großgörschenstraße"), "grossgorschenstrasse");
        assert_eq!(fold("Łódź Ærø İstanbul"), "lodz aero istanbul");
        assert_eq!(fold("e\u{301}cole"), "ecole");
    }

    #[test]
    fn elisions_and_dashes_part_words() {
        assert_eq!(texts("Rue de l'Hôpital-Militaire"), ["rue", "de", "l", "hopital", "militaire"]);
        assert_eq!(texts("place d’Arsonval"), ["place", "d", "arsonval"]);
        assert_eq!(texts(" ,;. "), [""; 0]);
    }

    #[test]
    fn a_number_keeps_what_belongs_to_it() {
        assert_eq!(texts("12 bis rue de Gand"), ["12bis", "rue", "de", "gand"]);
        assert_eq!(texts("Gand 12 B"), ["gand", "12b"]);
        assert_eq!(texts("12-14 Gand"), ["12-14", "gand"]);
        assert_eq!(texts("8 r Victor Hugo 59000"), ["8", "r", "victor", "hugo", "59000"]);
        assert_eq!(texts("59000 b"), ["59000", "b"]);
    }

    #[test]
    fn a_dot_marks_what_is_cut_short() {
        let tokens = tokens("Kalevank. 3");
        assert!(tokens[0].abbreviated && tokens[0].text == "kalevank" && !tokens[1].abbreviated);
    }

    #[test]
    fn long_queries_are_cut() {
        assert_eq!(tokens(&"a ".repeat(1_000)).len(), 12);
        assert_eq!(tokens(&"x".repeat(1_000))[0].text.len(), 40);
    }
}
