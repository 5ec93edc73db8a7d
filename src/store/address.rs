//! The URL of a database.

use super::StoreError;
use sqlx::any::AnyConnectOptions;
use std::{
    fmt::Write as _,
    path::{PathBuf, absolute},
};

/// Which database, and how to reach it.
pub(super) struct Address {
    pub(super) options: AnyConnectOptions,
    pub(super) sqlite: bool,
    /// Its file, if it is one.
    pub(super) file: Option<PathBuf>,
}

impl Address {
    /// From `sqlite:PATH` or `postgres://…`.
    pub(super) fn read(url: &str) -> Result<Self, StoreError> {
        let wrong = |cause: String| StoreError::Url { url: without_password(url), cause };
        let parsed =
            |text: &str| text.parse().map_err(|error: sqlx::Error| wrong(error.to_string()));
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path == ":memory:" {
                return Err(wrong("a path to a file is missing".to_owned()));
            }
            let path = absolute(path).map_err(|error| wrong(error.to_string()))?;
            let file = Some(path.clone());
            let path = path.to_str().ok_or_else(|| wrong("it is not UTF-8".to_owned()))?;
            let options = parsed(&format!("sqlite://{}?mode=rwc", escaped(path)))?;
            Ok(Self { options, sqlite: true, file })
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Ok(Self { options: parsed(url)?, sqlite: false, file: None })
        } else {
            Err(wrong("it starts neither with sqlite: nor with postgres://".to_owned()))
        }
    }
}

/// A path as it may stand in a URL.
fn escaped(path: &str) -> String {
    path.bytes().fold(String::new(), |mut url, byte| {
        if byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
        url
    })
}

/// A URL that may be shown: `user:password@` becomes `user:…@`.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let authority = rest.find(['/', '?']).unwrap_or(rest.len());
    let Some(at) = rest[..authority].rfind('@') else { return url.to_owned() };
    let user = rest[..at].split(':').next().unwrap_or_default();
    format!("{scheme}://{user}:…{}", &rest[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_have_any_letters() {
        for path in ["/a b/ä?x#y%20.sqlite", "rel.sqlite"] {
            let address = Address::read(&format!("sqlite:{path}")).unwrap();
            assert!(address.sqlite);
            let url = address.options.database_url.as_str();
            assert!(url.starts_with("sqlite:///") && url.ends_with(".sqlite?mode=rwc"), "{url}");
            assert!(!url.contains(' ') && !url.contains('#'), "{url}");
        }
    }

    #[test]
    fn a_wrong_url_is_refused_and_its_password_kept_secret() {
        for url in ["", "mysql://me:secret@host/x", "sqlite:", "sqlite::memory:", "x.sqlite"] {
            let told = Address::read(url).err().unwrap().to_string();
            assert!(told.contains("sqlite:path") && !told.contains("secret"), "{told}");
        }
        let told = Address::read("postgres://me:secret@ho st/x").err().unwrap().to_string();
        assert!(told.contains("me:…@") && !told.contains("secret"), "{told}");
    }
}
