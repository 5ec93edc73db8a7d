//! From the scenery to vector tiles: the index, and the tiles in the middle of the map, each time made
//! afresh.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use musette::{tiles::TileSet, units::LonLat};

mod fixture;

/// Column and row of the tile around a place (OSM wiki, *Slippy map tilenames*).
fn tile_at(place: LonLat, zoom: u8) -> (u32, u32) {
    let side = f64::from(1_u32 << zoom);
    let south = 1.0 - place.lat().to_radians().tan().asinh() / std::f64::consts::PI;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^16")]
    let whole = |share: f64| (share * side) as u32;
    (whole((place.lon() + 180.0) / 360.0), whole(south / 2.0))
}

fn tiles(criterion: &mut Criterion) {
    let (name, scenery) = fixture::scenery();
    let mut group = criterion.benchmark_group("tiles");
    group.bench_function(format!("index/{name}"), |bencher| {
        bencher.iter_batched(|| scenery.clone(), TileSet::new, BatchSize::LargeInput);
    });
    let tiles = TileSet::new(scenery);
    let centre = tiles.bounds().expect("the map is not empty").centre();
    for zoom in [10, 12, 14, 15, 16] {
        let (x, y) = tile_at(centre, zoom);
        let bytes = tiles.tile_afresh(zoom, x, y).expect("it is on the map").len();
        group.bench_function(format!("z{zoom}/{name} ({bytes} bytes)"), |bencher| {
            bencher.iter(|| tiles.tile_afresh(zoom, x, y));
        });
    }
}

criterion_group!(benches, tiles);
criterion_main!(benches);
