//! What both are asked.

use crate::{Failure, fixture};
use musette::{graph::StreetMap, osm::read_extract, units::LonLat};
use std::io::Cursor;

/// Places to ask for: nodes from where all others can be reached, the same every time.
pub fn places(count: usize) -> Result<Vec<LonLat>, Failure> {
    let (_, bytes) = fixture::extract();
    let [_, (_, profile)] = fixture::models();
    let profiles = vec![profile];
    let extract = read_extract(Cursor::new(bytes), &profiles, &|_, _| {})?;
    let map = StreetMap::build(&extract, profiles);
    let metric = map.imported_metric(0);
    Ok(fixture::spread(&map, &metric, count).map(|node| map.graph.graph[node]).collect())
}

/// With everything that a navigation shows.
pub fn route(from: LonLat, to: LonLat) -> String {
    let options = "steps=true&overview=full&geometries=geojson&generate_hints=false";
    format!("/route/v1/bike/{}?{options}", listed(&[from, to]))
}

/// Time and distance only.
pub fn bare_route(from: LonLat, to: LonLat) -> String {
    format!("/route/v1/bike/{}?overview=false&generate_hints=false", listed(&[from, to]))
}

pub fn nearest(place: LonLat) -> String {
    format!("/nearest/v1/bike/{}?generate_hints=false", listed(&[place]))
}

/// `annotations` is `duration`, `distance` or both with a comma.
pub fn table(places: &[LonLat], annotations: &str) -> String {
    let places = listed(places);
    format!("/table/v1/bike/{places}?annotations={annotations}&generate_hints=false")
}

fn listed(places: &[LonLat]) -> String {
    let place = |place: &LonLat| format!("{:.6},{:.6}", place.lon(), place.lat());
    places.iter().map(place).collect::<Vec<_>>().join(";")
}
