//! A folder of configuration as a whole.

use super::{
    complaint::{Complaint, Complaints, sorted},
    coop::rules_of,
    profile::profiles_of,
    rules::folder_rules,
    settings::{Settings, settings_of},
};
use crate::{domain::Rules, osm::Profile};
use std::path::{Path, PathBuf};

/// Settings, vehicle profiles and rules: what a folder such as the shipped `config/` holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The settings, from its `default.toml`.
    pub settings: Settings,
    /// The vehicle profiles, from its `profiles/*.toml`, sorted by name.
    pub profiles: Vec<Profile>,
    /// What a co-operative begins with.
    pub rules: RulesSeed,
}

/// The rules that a co-operative begins with, until it decides others.
#[derive(Clone, Debug, PartialEq)]
pub struct RulesSeed {
    /// What it decides of its rounds, from the folder's `rules.toml`, and what the law says, from its
    /// `labour/fr.toml` unless `rules.toml` says that, too.
    pub rules: Rules,
    /// Names of those of these files that there are; what no file says is built in.
    pub files: Vec<&'static str>,
}

impl RulesSeed {
    /// Where they are from, for people.
    #[must_use]
    pub fn source(&self) -> String {
        match self.files.as_slice() {
            [] => "what comes with Musette".to_owned(),
            files => files.join(" and "),
        }
    }
}

/// Reads the folder `config_dir`. Without it, and for each part that it does not hold, what is
/// built in counts.
///
/// # Errors
///
/// Everything wrong with any of the files.
pub fn read_config(config_dir: Option<&Path>) -> Result<Config, Complaints> {
    let Parts { settings, profiles, rules, files, complaints, .. } = parts_of(config_dir);
    let config = settings.zip(rules).map(|(settings, rules)| {
        let rules = RulesSeed { rules, files };
        Config { settings, profiles, rules }
    });
    Complaints::unless(complaints, config)
}

/// Everything wrong with the configuration in `config_dir` (see [`read_config`]) and with the
/// co-operative in `coop_dir`, sorted by file and line; empty if all is well. Where the law forbids a
/// shift of the week as it repeats, that is wrong, too.
#[must_use]
pub fn check_all(config_dir: Option<&Path>, coop_dir: Option<&Path>) -> Vec<Complaint> {
    let Parts { rules, names, mut complaints, .. } = parts_of(config_dir);
    if let Some(folder) = coop_dir {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        complaints.extend(rules_of(folder, &names, rules.as_ref().map(|rules| &rules.labour)).1);
    }
    sorted(complaints)
}

/// What a folder holds, as far as it is right, and all that is wrong with it.
struct Parts {
    settings: Option<Settings>,
    profiles: Vec<Profile>,
    /// Also of the profiles with complaints.
    names: Vec<String>,
    rules: Option<Rules>,
    /// Names of the files that these are from.
    files: Vec<&'static str>,
    complaints: Vec<Complaint>,
}

fn parts_of(config_dir: Option<&Path>) -> Parts {
    let mut complaints = Vec::new();
    if let Some(folder) = config_dir.filter(|folder| !folder.is_dir()) {
        let (file, action) = (folder.display().to_string(), "give the path of a folder");
        complaints.push(Complaint::about_file(file, "is not a folder", action));
    }
    let [settings, rules, profiles, labour] =
        ["default.toml", "rules.toml", "profiles", "labour/fr.toml"];
    if let Some(folder) = config_dir.filter(|folder| folder.is_dir())
        && ![settings, rules, profiles, labour].iter().any(|part| folder.join(part).exists())
    {
        let action = "give a folder like the shipped config; --coop is for a co-operative's";
        let cause = "holds neither default.toml nor rules.toml nor profiles nor labour/fr.toml";
        complaints.push(Complaint::about_file(folder.display().to_string(), cause, action));
    }
    let part = |name: &str| -> Option<PathBuf> {
        config_dir.map(|folder| folder.join(name)).filter(|path| path.exists())
    };
    let (settings, wrong) = settings_of(part(settings).as_deref());
    complaints.extend(wrong);
    let (profiles, names, wrong) = profiles_of(part(profiles).as_deref());
    complaints.extend(wrong);
    let files = [rules, labour].into_iter().filter(|name| part(name).is_some()).collect();
    let (rules, wrong) = folder_rules(part(rules).as_deref(), part(labour).as_deref());
    complaints.extend(wrong);
    Parts { settings, profiles, names, rules, files, complaints }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn shipped(path: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
    }

    #[test]
    fn what_is_shipped_is_in_order_and_the_same_as_what_is_built_in() {
        let (config, coop) = (shipped("config"), shipped("config/example-coop"));
        assert_eq!(check_all(Some(&config), Some(&coop)), []);
        assert_eq!(check_all(None, Some(&coop)), []);
        let [shipped, built_in] = [Some(config.as_path()), None].map(|it| read_config(it).unwrap());
        assert_eq!(shipped.rules.source(), "rules.toml and labour/fr.toml");
        assert_eq!(built_in.rules.source(), "what comes with Musette");
        let rules = RulesSeed { files: Vec::new(), ..shipped.rules };
        assert_eq!(Config { rules, ..shipped }, built_in);
    }

    #[test]
    fn complaints_about_all_files_come_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("profiles")).unwrap();
        fs::write(path("profiles/bike.toml"), "name = \"bike\"\n[").unwrap();
        fs::write(path("default.toml"), "[snap]\nmax_distance_m = 0").unwrap();
        let coop = fs::read_to_string(shipped("config/example-coop/coop.toml")).unwrap();
        fs::write(path("coop.toml"), coop.replace("Europe/Paris", "Paris")).unwrap();
        let complaints = check_all(Some(folder.path()), Some(folder.path()));
        let keys: Vec<(&str, Option<&str>)> = complaints
            .iter()
            .map(|c| (c.file.rsplit('/').next().unwrap(), c.key.as_deref()))
            .collect();
        let expected = [
            // The broken profile is there all the same, unlike two others.
            ("coop.toml", Some("zone")),
            ("coop.toml", Some("vehicles[1].profile")),
            ("coop.toml", Some("vehicles[2].profile")),
            ("default.toml", Some("snap.max_distance_m")),
            ("bike.toml", None),
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let absent = Path::new("no/such/folder");
        let causes: Vec<String> =
            check_all(Some(absent), Some(absent)).into_iter().map(|c| c.cause).collect();
        assert_eq!(causes.len(), 2, "{causes:?}");
        assert_eq!(causes[0], "is not a folder");
        assert!(causes[1].starts_with("cannot be read"), "{causes:?}");
    }
}
