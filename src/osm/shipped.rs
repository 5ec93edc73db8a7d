//! For tests: the shipped profiles, as everybody else reads them.

use super::Profile;
use crate::config::read_profiles;

/// The shipped profile called `name`.
pub(super) fn profile(name: &str) -> Profile {
    let named = all().into_iter().find(|profile| profile.name == name);
    named.unwrap_or_else(|| panic!("there is no profile {name}"))
}

/// Every shipped profile.
pub(super) fn all() -> Vec<Profile> {
    read_profiles(None).unwrap_or_else(|complaints| panic!("{complaints}"))
}
