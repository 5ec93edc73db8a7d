//! The layer table of `src/lib.rs`, held to its word, and the habits that a machine can check.
//!
//! Every rule takes a path and a source text and returns its complaints, so that each can be shown
//! an offender.

mod code;
mod layers;
mod rules;
mod tree;

use layers::LAYERS;
use tree::{SourceFile, source_files};

/// Complaints of one rule about all files under these folders.
fn complaints(folders: &[&str], rule: impl Fn(&SourceFile) -> Vec<String>) -> Vec<String> {
    let files = source_files(folders);
    assert!(files.len() > 10, "the sources are not where this test looks for them");
    let complain = |file: &SourceFile| {
        let about = file.path.clone();
        rule(file).into_iter().map(move |complaint| format!("{about}: {complaint}"))
    };
    files.iter().flat_map(complain).collect()
}

fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn lower_layers_never_import_upper_ones() {
    assert_none(&complaints(&["src"], layers::check));
}

#[test]
fn the_checker_shares_only_problem_and_plan_with_the_solver() {
    let face = tree::read("src/solver/mod.rs");
    assert_none(&complaints(&["src"], |file| rules::checker_is_independent(file, &face)));
}

#[test]
fn no_file_is_longer_than_400_lines() {
    assert_none(&complaints(&["src", "tests", "benches"], rules::length));
}

#[test]
fn a_folders_face_is_a_table_of_contents() {
    assert_none(&complaints(&["src"], rules::face));
}

#[test]
fn nothing_but_tests_imports_by_glob() {
    assert_none(&complaints(&["src"], rules::globs));
}

#[test]
fn libraries_stay_in_their_layer() {
    assert_none(&complaints(&["src"], rules::libraries));
}

#[test]
fn this_table_and_that_of_the_library_are_one() {
    let documented = layers::documented(&tree::read("src/lib.rs"));
    let known: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(documented, known);
    assert_none(&layers::contradictions(&tree::read("src/lib.rs")));
    assert_eq!(tree::folders("src"), known.into_iter().map(str::to_owned).collect());
}
