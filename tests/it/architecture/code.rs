//! Just enough of Rust's grammar to tell what a file uses: tokens without comments, strings and
//! test code, and the paths among them.

/// What a file says outside its tests.
pub struct Code {
    /// Identifiers, `::`, and single characters.
    pub tokens: Vec<String>,
    /// Modules that the file declares under `#[cfg(test)]` without a body.
    pub test_modules: Vec<String>,
    /// Whether the whole file stands under `#![cfg(test)]`.
    pub is_test: bool,
}

impl Code {
    /// The production part of a source text.
    pub fn of(text: &str) -> Self {
        let all = tokens(text);
        let mut code = Self { tokens: Vec::new(), test_modules: Vec::new(), is_test: false };
        let mut at = 0;
        while at < all.len() {
            let starts = |pattern: &[&str]| {
                pattern.iter().zip(all.get(at..).unwrap_or_default()).all(|(a, b)| a == b)
                    && all.len() - at >= pattern.len()
            };
            if starts(&["#", "!", "[", "cfg", "(", "test", ")", "]"]) {
                code.is_test = true;
                at += 8;
            } else if starts(&["#", "[", "cfg", "(", "test", ")", "]"]) {
                let end = item_end(&all, at + 7);
                let item = &all[at + 7..end];
                let name = item.iter().position(|token| token == "mod").map(|mark| mark + 1);
                if item.last().is_some_and(|last| last == ";") {
                    code.test_modules.extend(name.map(|name| item[name].clone()));
                }
                at = end;
            } else {
                code.tokens.push(all[at].clone());
                at += 1;
            }
        }
        code
    }

    /// All paths that start with `root` (such as `crate`), groups spelt out, without the root:
    /// `use crate::{a, b::{c, *}}` gives `[a]`, `[b, c]` and `[b, *]`.
    pub fn paths(&self, root: &str) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        for at in 0..self.tokens.len() {
            let inner = at > 0 && self.tokens[at - 1] == "::";
            if self.tokens[at] == root && !inner && self.is("::", at + 1) {
                self.tree(at + 2, &[], &mut paths);
            }
        }
        paths
    }

    /// Does this token stand there?
    pub fn is(&self, token: &str, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|found| found == token)
    }

    /// Reads one branch of a `use` tree (or a plain path) from `at`; where it ends.
    fn tree(&self, mut at: usize, before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
        let mut path = before.to_vec();
        while let Some(token) = self.tokens.get(at) {
            if token == "{" {
                at += 1;
                while at < self.tokens.len() && !self.is("}", at) {
                    at = self.tree(at, &path, paths);
                    while at < self.tokens.len() && !self.is(",", at) && !self.is("}", at) {
                        at += 1;
                    }
                    at += usize::from(self.is(",", at));
                }
                return at + 1;
            }
            if token != "*" && !is_word(token) {
                break;
            }
            path.push(token.clone());
            at += 1;
            if !self.is("::", at) {
                break;
            }
            at += 1;
        }
        paths.push(path);
        at
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Where the item that starts at `from` ends: behind its `;` or its closing brace.
fn item_end(tokens: &[String], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                // A `use` tree has braces too, but goes on to its semicolon.
                if depth == 0 && token == "}" && tokens.get(at + 1).is_none_or(|next| next != ";") {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// The tokens of a text; comments and the contents of literals are left out.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = chars.get(at) {
        let rest = &chars[at..];
        let length = comment(rest).or_else(|| literal(rest));
        if let Some(length) = length {
            at += length;
        } else if first.is_whitespace() {
            at += 1;
        } else if first.is_alphanumeric() || *first == '_' {
            let word: String =
                rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
            at += word.chars().count();
            tokens.push(word);
        } else if rest.starts_with(&[':', ':']) {
            tokens.push("::".to_owned());
            at += 2;
        } else {
            tokens.push(first.to_string());
            at += 1;
        }
    }
    tokens
}

/// Length of the comment that stands here.
fn comment(rest: &[char]) -> Option<usize> {
    if rest.starts_with(&['/', '/']) {
        return Some(rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with(&['/', '*']) {
        return None;
    }
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with(&['*', '/']) {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += 1;
        }
    }
    Some(at)
}

/// Length of the string or character that stands here, with its prefix (`b`, `r`, `br`).
fn literal(rest: &[char]) -> Option<usize> {
    let prefix = rest.iter().take_while(|c| matches!(**c, 'b' | 'c' | 'r')).count().min(2);
    let raw = prefix > 0 && rest[prefix - 1] == 'r';
    let body = &rest[prefix..];
    let hashes = if raw { body.iter().take_while(|c| **c == '#').count() } else { 0 };
    if raw && body.get(hashes) == Some(&'"') {
        let mut end = vec!['"'];
        end.extend(std::iter::repeat_n('#', hashes));
        let inside = &body[hashes + 1..];
        let length = inside.windows(end.len()).position(|window| window == end)?;
        return Some(prefix + hashes + 1 + length + end.len());
    }
    let quote = *body.first()?;
    // A lifetime starts like a character, but no quote follows its first letter.
    let is_char = quote == '\'' && (body.get(1) == Some(&'\\') || body.get(2) == Some(&'\''));
    if quote != '"' && !is_char {
        return None;
    }
    let mut at = 1;
    while *body.get(at)? != quote {
        at += if body[at] == '\\' { 2 } else { 1 };
    }
    Some(prefix + at + 1)
}

#[cfg(test)]
mod tests {
    use super::Code;

    fn paths(text: &str) -> Vec<String> {
        Code::of(text).paths("crate").iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn groups_are_spelt_out() {
        let text = "use crate::{a, b::{c, d as e, *}}; fn f() { crate::g::<u8>::h(crate::i) }";
        assert_eq!(paths(text), ["a", "b::c", "b::d", "b::*", "g", "i"]);
    }

    #[test]
    fn comments_strings_and_tests_say_nothing() {
        let text = r##"
            // crate::a
            /* crate::b /* crate::c */ crate::d */
            const S: &str = "crate::e \" crate::f";
            const R: &str = r#"crate::g " crate::h"#;
            const C: char = '"'; fn f<'a>(x: &'a str) { crate::kept::x }
            #[cfg(test)]
            use crate::{i, j};
            #[cfg(test)]
            mod tests { fn f() { crate::k } }
            use crate::also;
        "##;
        assert_eq!(paths(text), ["kept::x", "also"]);
    }

    #[test]
    fn modules_for_tests_are_known_by_name() {
        let code =
            Code::of("mod a; #[cfg(test)] pub(crate) mod b; #[cfg(test)] mod c { fn f() {} }");
        assert_eq!(code.test_modules, ["b"]);
        assert!(!code.is_test && Code::of("#![cfg(test)]").is_test);
    }
}
