//! The files that come with Musette, for use without any folder.

/// Path and text of each profile, sorted by name.
pub(super) fn shipped_profiles() -> [(&'static str, &'static str); 3] {
    [
        ("config/profiles/bike.toml", include_str!("../../config/profiles/bike.toml")),
        ("config/profiles/cargo.toml", include_str!("../../config/profiles/cargo.toml")),
        ("config/profiles/trailer.toml", include_str!("../../config/profiles/trailer.toml")),
    ]
}

/// Path and text of the example of a co-operative.
pub(super) const EXAMPLE_COOP: (&str, &str) =
    ("config/example-coop/coop.toml", include_str!("../../config/example-coop/coop.toml"));

/// Path and text of the rules of labour.
pub(super) const LABOUR: (&str, &str) =
    ("config/labour/fr.toml", include_str!("../../config/labour/fr.toml"));
