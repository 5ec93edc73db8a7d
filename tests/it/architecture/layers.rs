//! Who may import whom.

use super::{code::Code, tree::SourceFile};

/// A folder under `src`.
pub struct Layer {
    pub name: &'static str,
    /// Layers it may import, itself left out.
    pub uses: &'static [&'static str],
}

const fn layer(name: &'static str, uses: &'static [&'static str]) -> Layer {
    Layer { name, uses }
}

/// The table of `src/lib.rs`, spelt out.
pub const LAYERS: [Layer; 20] = [
    layer("files", &[]),
    layer("units", &[]),
    layer("geo", &["units"]),
    layer("osm", &["geo", "units"]),
    layer("elevation", &["geo", "units"]),
    layer("graph", &["osm", "elevation", "geo", "units", "files"]),
    layer("routing", &["graph", "osm", "geo", "units"]),
    layer("matrix", &["routing", "graph", "osm", "geo", "units"]),
    layer("geocode", &["graph", "osm", "geo", "units"]),
    layer("tiles", &["osm", "geo", "units"]),
    layer("domain", &["geo", "units"]),
    layer("solver", &["matrix", "units"]),
    layer("simulation", &["solver", "matrix", "units"]),
    layer("instances", &["solver", "matrix", "units"]),
    layer("dispatch", &["solver", "domain", "matrix", "routing", "graph", "geo", "units"]),
    layer(
        "config",
        &[
            "simulation",
            "dispatch",
            "instances",
            "solver",
            "domain",
            "matrix",
            "routing",
            "graph",
            "osm",
            "geo",
            "units",
        ],
    ),
    layer("store", &["domain", "units"]),
    layer(
        "app",
        &[
            "store",
            "config",
            "simulation",
            "dispatch",
            "instances",
            "solver",
            "domain",
            "tiles",
            "geocode",
            "matrix",
            "routing",
            "graph",
            "elevation",
            "osm",
            "geo",
            "units",
            "files",
        ],
    ),
    layer(
        "http",
        &[
            "app",
            "store",
            "config",
            "dispatch",
            "instances",
            "solver",
            "domain",
            "tiles",
            "geocode",
            "matrix",
            "routing",
            "graph",
            "osm",
            "geo",
            "units",
        ],
    ),
    layer(
        "cli",
        &[
            "http",
            "app",
            "store",
            "config",
            "simulation",
            "dispatch",
            "instances",
            "solver",
            "domain",
            "tiles",
            "geocode",
            "matrix",
            "routing",
            "graph",
            "osm",
            "geo",
            "units",
            "files",
        ],
    ),
];

/// All that the solver may know of the matrix.
const SOLVER_KNOWS: [&str; 2] = ["Matrix", "Leg"];

/// The rule of the table for one file under `src`.
pub fn check(file: &SourceFile) -> Vec<String> {
    let code = Code::of(&file.text);
    if file.path == "src/main.rs" {
        let wrong = code.paths("musette").into_iter().filter(|path| path[0] != "cli");
        return wrong.map(|path| format!("uses {}, but main knows only cli", path[0])).collect();
    }
    let module = file.module();
    let Some(own) = module.first() else { return Vec::new() };
    if file.is_test {
        return Vec::new();
    }
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == own) else {
        return vec![format!("{own} is not in the table of layers")];
    };
    let mut complaints = Vec::new();
    for path in imports(file, &code) {
        let used = path.first().map_or("*", String::as_str);
        if used == own {
            continue;
        }
        if !layer.uses.contains(&used) {
            complaints.push(format!("{own} must not use {}", path.join("::")));
        } else if (layer.name, used) == ("solver", "matrix")
            && !path.get(1).is_some_and(|name| SOLVER_KNOWS.contains(&name.as_str()))
        {
            complaints.push(format!("solver knows only Matrix and Leg, not {}", path.join("::")));
        }
    }
    complaints
}

/// What a file imports from the library, as paths from its root: those that start with `crate`, and
/// those that climb by `super`.
pub fn imports(file: &SourceFile, code: &Code) -> Vec<Vec<String>> {
    let mut imports = code.paths("crate");
    for path in code.paths("super") {
        let climbs = 1 + path.iter().take_while(|segment| *segment == "super").count();
        let mut absolute = file.module();
        absolute.truncate(absolute.len().saturating_sub(climbs));
        absolute.extend(path[climbs - 1..].iter().cloned());
        imports.push(absolute);
    }
    imports
}

/// The rows of the table in the doc comment of `src/lib.rs`: name and what it may use.
fn rows(library: &str) -> Vec<(String, String)> {
    let rows = library.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.filter_map(|row| {
        let (name, rest) = row.split_once("`]")?;
        let uses = rest.trim_end_matches([' ', '|']).rsplit_once("| ")?.1;
        Some((name.to_owned(), uses.to_owned()))
    })
    .collect()
}

/// Names of the layers in the doc comment of `src/lib.rs`.
pub fn documented(library: &str) -> Vec<String> {
    rows(library).into_iter().map(|(name, _)| name).collect()
}

/// Layers that the doc comment names as used, but [`LAYERS`] does not allow.
pub fn contradictions(library: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, uses) in rows(library) {
        let layer = LAYERS.iter().find(|layer| layer.name == name);
        let allowed = layer.map_or(&[][..], |layer| layer.uses);
        let named = uses.split('`').skip(1).step_by(2);
        let named = named.map(|used| used.split("::").next().unwrap_or(used));
        let unknown = named.filter(|used| !allowed.contains(used));
        complaints.extend(unknown.map(|used| format!("{name} may use {used} only in lib.rs")));
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, check, contradictions, documented};

    fn complaints(path: &str, text: &str) -> Vec<String> {
        check(&SourceFile::imagined(path, text))
    }

    #[test]
    fn an_import_from_above_is_seen_however_it_is_written() {
        for text in [
            "use crate::solver::Plan;",
            "use crate::{units::Seconds, solver::Plan};",
            "fn f() -> crate::solver::Plan { todo() }",
            "use super::super::solver::Plan;",
            "use crate::*;",
        ] {
            assert_eq!(complaints("src/geo/plane.rs", text).len(), 1, "{text}");
        }
        assert!(complaints("src/geo/plane.rs", "use crate::units::LonLat;").is_empty());
        assert!(complaints("src/geo/plane.rs", "use super::bbox; use crate::geo;").is_empty());
        assert!(complaints("src/geo/plane.rs", "/// [`crate::solver`]\nfn f() {}").is_empty());
    }

    #[test]
    fn tests_may_import_from_above() {
        let text = "#[cfg(test)] mod tests { use crate::solver::Plan; }";
        assert!(complaints("src/geo/plane.rs", text).is_empty());
        let above = SourceFile {
            is_test: true,
            ..SourceFile::imagined("src/geo/tests.rs", "use crate::solver::Plan;")
        };
        assert!(check(&above).is_empty());
    }

    #[test]
    fn the_solver_knows_only_the_table_of_the_matrix() {
        let solver = |text| complaints("src/solver/tour.rs", text).len();
        assert_eq!(
            solver("use crate::matrix::{Leg, Matrix}; fn f() { crate::matrix::Matrix::x() }"),
            0
        );
        assert_eq!(solver("use crate::matrix::dijkstra;"), 1);
        assert_eq!(solver("use crate::matrix;"), 1);
        assert_eq!(solver("use crate::domain::Order;"), 1);
    }

    #[test]
    fn a_folder_outside_the_table_and_a_main_that_knows_too_much_are_refused() {
        assert_eq!(complaints("src/util/mod.rs", "").len(), 1);
        assert_eq!(complaints("src/main.rs", "use musette::{cli, app::plan};").len(), 1);
        assert!(complaints("src/main.rs", "fn main() { musette::cli::run() }").is_empty());
    }

    #[test]
    fn the_documented_table_is_understood() {
        let table = "//! | layer | what | may use |\n//! | [`geo`] | x | `units` |\n\
                     //! | [`solver`] | a | `matrix::Matrix`, `app` |\n";
        assert_eq!(documented(table), ["geo", "solver"]);
        assert_eq!(contradictions(table), ["solver may use app only in lib.rs"]);
    }
}
