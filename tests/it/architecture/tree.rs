//! The files of this repository.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// A Rust file: its path from the root of the repository with `/`, and its text.
pub struct SourceFile {
    pub path: String,
    pub text: String,
    /// Whether it is compiled for tests only, said by itself or by the file that declares it.
    pub is_test: bool,
}

impl SourceFile {
    /// A file that exists only in a test's imagination.
    pub fn imagined(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), is_test: false }
    }

    /// The names of the modules this file is in, outermost first; none for `lib.rs` and `main.rs`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
        if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            parts.pop();
        }
        parts
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of this repository.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of the folders in a folder.
pub fn folders(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// All Rust files under some folders, sorted by path; folders that do not exist have none.
pub fn source_files(folders: &[&str]) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut paths);
    }
    let root = root();
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
    let paths: BTreeSet<String> = paths.iter().map(name).collect();
    let mut files: Vec<SourceFile> = paths
        .into_iter()
        .map(|path| SourceFile { text: read(&path), path, is_test: false })
        .collect();
    let tests: Vec<Vec<String>> = files.iter().flat_map(test_modules).collect();
    for file in &mut files {
        let module = file.module();
        file.is_test = tests.iter().any(|test| module.starts_with(test));
    }
    files
}

/// The modules that a file declares for tests only, or it itself if it says so.
fn test_modules(file: &SourceFile) -> Vec<Vec<String>> {
    let child = |name: &String| {
        let mut module = file.module();
        module.push(name.clone());
        module
    };
    let code = super::code::Code::of(&file.text);
    let mut modules: Vec<Vec<String>> = code.test_modules.iter().map(child).collect();
    modules.extend(code.is_test.then(|| file.module()));
    modules
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("target") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}
