//! The built program, run in a folder of its own.

use crate::import_bytes::PROFILES;
use musette::{app::import_map, units::LonLat};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::LazyLock,
};
use tempfile::TempDir;

/// Where the shipped folders are.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The map of the shipped extract.
static HELSINKI: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("helsinki.musette");
    let extract = Path::new(ROOT).join("data/helsinki.osm.pbf");
    import_map(&extract, &path, PROFILES.clone(), &[], "FI", &|_, _| {}).unwrap();
    fs::read(path).unwrap()
});

/// A folder to run the program in.
pub struct Workplace {
    folder: TempDir,
}

impl Workplace {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// One with the map of the shipped extract, `map.musette`.
    pub fn with_map() -> Self {
        let workplace = Self::new();
        workplace.write("map.musette", &*HELSINKI);
        workplace
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folder that it is in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&self.bytes(name)).unwrap()
    }

    /// Everything in the folder, hidden files too, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program with these arguments, separated by spaces; `{root}` is where the shipped folders
    /// are.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_musette"));
        let arguments = arguments.split_whitespace();
        command
            .args(arguments.map(|argument| argument.replace("{root}", ROOT)))
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &str) -> Outcome {
        Outcome::of(self.command(arguments).output().unwrap())
    }

    /// The same where no file may grow over so many blocks of 512 bytes.
    pub fn run_with_little_space(&self, blocks: u32, arguments: &str) -> Outcome {
        let command = self.command(arguments);
        let limited = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh"])
            .arg(blocks.to_string())
            .arg(command.get_program())
            .args(command.get_args())
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output();
        Outcome::of(limited.unwrap())
    }
}

/// What came of a run.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    pub fn of(output: Output) -> Self {
        let outcome = Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!outcome.stderr.contains("panicked"), "{outcome:?}");
        outcome
    }

    /// Standard output of a run that must have gone well.
    pub fn well(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self.stdout
    }

    /// Standard error of a run that must have failed, without a result.
    pub fn refused(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(1), ""), "{self:?}");
        assert!(self.stderr.starts_with("error: "), "{self:?}");
        self.stderr
    }
}

/// The place that a JSON position such as `[24.94, 60.17]` means.
pub fn position(value: &serde_json::Value) -> LonLat {
    serde_json::from_value(value.clone()).unwrap()
}
