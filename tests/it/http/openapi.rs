//! The API's description of itself.

use std::path::Path;

#[test]
fn the_committed_description_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/openapi.json");
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    let current = musette::http::openapi();
    let differs = committed.lines().zip(current.lines()).position(|(old, new)| old != new);
    assert!(
        committed == current,
        "web/openapi.json does not say what the server does (first at line {:?}); renew it with\n\
         cargo run -- openapi > web/openapi.json",
        differs.map(|index| index + 1)
    );
}
