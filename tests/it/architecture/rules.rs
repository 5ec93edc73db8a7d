//! Habits other than layers, one function each.

use super::{code::Code, layers::imports, tree::SourceFile};

/// Lines that a file may have at most.
const LONGEST: usize = 400;

/// No file is long.
pub fn length(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().count();
    let complaint = || format!("{lines} lines, more than {LONGEST}");
    (lines > LONGEST).then(complaint).into_iter().collect()
}

/// `mod.rs` and `lib.rs` are tables of contents: no functions.
pub fn face(file: &SourceFile) -> Vec<String> {
    let is_face = file.path == "src/lib.rs" || file.path.ends_with("/mod.rs");
    let code = Code::of(&file.text);
    let names = code.tokens.iter().enumerate().filter(|(_, token)| *token == "fn");
    let names = names.filter_map(|(at, _)| code.tokens.get(at + 1)).filter(|name| *name != "(");
    let complaint = |name: &String| format!("a table of contents with a function, {name}");
    if is_face { names.map(complaint).collect() } else { Vec::new() }
}

/// Nothing but tests imports by `*`.
pub fn globs(file: &SourceFile) -> Vec<String> {
    if file.is_test {
        return Vec::new();
    }
    let code = Code::of(&file.text);
    let roots = ["crate", "super", "self"];
    let paths = roots.into_iter().flat_map(|root| {
        let paths = code.paths(root).into_iter();
        paths.map(move |path| format!("{root}::{}", path.join("::")))
    });
    let globs = paths.filter(|path| path.ends_with("::*"));
    globs.map(|path| format!("imports {path}")).collect()
}

/// TOML is read in config only, SQL is in store, HTTP in http, arguments and progress in cli.
pub fn libraries(file: &SourceFile) -> Vec<String> {
    if file.is_test {
        return Vec::new();
    }
    let module = file.module();
    let layer = module.first().map_or("", String::as_str);
    let code = Code::of(&file.text);
    let mut complaints = Vec::new();
    for (library, home) in [
        ("toml", "config"),
        ("sqlx", "store"),
        ("axum", "http"),
        ("clap", "cli"),
        ("indicatif", "cli"),
    ] {
        let named = |(at, token): (usize, &String)| {
            token == library
                && !(at > 0 && matches!(code.tokens[at - 1].as_str(), "::" | "."))
                && (code.is("::", at + 1) || (at > 0 && code.is("use", at - 1)))
        };
        if layer != home && code.tokens.iter().enumerate().any(named) {
            complaints.push(format!("uses {library}, which belongs to {home}"));
        }
    }
    complaints
}

/// `solver/check` shares only problem and plan with the rest of the solver, else it would repeat
/// its mistakes. `face` is the text of `solver/mod.rs`: it tells which names are theirs.
pub fn checker_is_independent(file: &SourceFile, face: &str) -> Vec<String> {
    let name = file.path.trim_start_matches("src/solver/");
    if name == file.path || !name.starts_with("check") || file.is_test {
        return Vec::new();
    }
    let face = Code::of(face);
    let own = file.module()[1].clone();
    let shared = |path: &[String]| {
        let reexported =
            |from: &str| face.paths(from).iter().any(|name| name.first() == path.get(1));
        path.get(1).is_some_and(|name| {
            ["problem", "plan", own.as_str()].contains(&name.as_str())
                || reexported("problem")
                || reexported("plan")
        })
    };
    let imports = imports(file, &Code::of(&file.text)).into_iter();
    let wrong =
        imports.filter(|path| path.first().is_some_and(|it| it == "solver") && !shared(path));
    wrong.map(|path| format!("the checker uses {}", path.join("::"))).collect()
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, checker_is_independent, face, globs, length, libraries};

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::imagined(path, text)
    }

    #[test]
    fn the_401st_line_is_one_too_many() {
        assert!(length(&file("src/a.rs", &"\n".repeat(400))).is_empty());
        assert_eq!(length(&file("src/a.rs", &"\n".repeat(401))).len(), 1);
    }

    #[test]
    fn a_function_in_a_face_is_seen() {
        let text = "//! fn in words\nmod a; pub use a::A; type F = fn(u8);";
        assert!(face(&file("src/geo/mod.rs", text)).is_empty());
        for path in ["src/geo/mod.rs", "src/lib.rs"] {
            assert_eq!(face(&file(path, "pub fn f() {}")).len(), 1);
        }
        assert!(face(&file("src/geo/plane.rs", "pub fn f() {}")).is_empty());
    }

    #[test]
    fn a_glob_outside_tests_is_seen() {
        for text in ["use super::*;", "use super::{a, b::*};", "use crate::units::*;"] {
            assert_eq!(globs(&file("src/geo/plane.rs", text)).len(), 1, "{text}");
        }
        let text = "#[cfg(test)] mod tests { use super::*; } fn f() { super::g() * 2; }";
        assert!(globs(&file("src/geo/plane.rs", text)).is_empty());
    }

    #[test]
    fn a_library_away_from_home_is_seen() {
        let graph = |text| libraries(&file("src/graph/file.rs", text)).len();
        assert_eq!(graph("fn f() { toml::from_str(x) }"), 1);
        assert_eq!(graph("use toml::Value; use clap::Parser; use indicatif;"), 3);
        assert_eq!(graph("fn f(toml: &str) { toml.len(); x.toml::<u8>() }"), 0);
        assert!(libraries(&file("src/config/file.rs", "use toml::Value;")).is_empty());
        assert!(libraries(&file("src/cli/progress.rs", "use indicatif::Bar;")).is_empty());
        assert_eq!(libraries(&file("src/main.rs", "use clap::Parser;")).len(), 1);
    }

    #[test]
    fn a_checker_that_leans_on_the_search_is_seen() {
        let face = "mod check; mod plan; mod tour; pub use plan::{Plan, Visit}; pub use tour::Tour;
                    pub use problem::Problem;";
        let count = |path, text| checker_is_independent(&file(path, text), face).len();
        for path in ["src/solver/check.rs", "src/solver/check_load.rs"] {
            assert_eq!(count(path, "use super::{Plan, problem::Stop}; use crate::units::Load;"), 0);
            assert_eq!(count(path, "use super::{Plan, Tour};"), 1);
            assert_eq!(count(path, "use crate::solver::tour::Tour;"), 1);
        }
        assert_eq!(
            count("src/solver/check/load.rs", "use super::time; use super::super::Plan;"),
            0
        );
        assert_eq!(count("src/solver/check/load.rs", "use super::super::tour;"), 1);
        assert_eq!(count("src/solver/tour.rs", "use super::search;"), 0);
    }
}
