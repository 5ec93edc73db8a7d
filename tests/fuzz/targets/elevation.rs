//! Heights come from many offices and mirrors: a raster is read or refused, whatever its bytes, and in
//! bounded memory. What an input is, its first byte says.

#![no_main]

use libfuzzer_sys::fuzz_target;
use musette::{elevation::ElevationFiles, geo::BoundingBox, units::LonLat};
use musette_fuzz::as_file;
use std::{fs, path::Path};

const KINDS: [&str; 3] = ["tif", "zip", "hgt"];

fuzz_target!(|data: &[u8]| {
    let Some((kind, data)) = data.split_first() else { return };
    let kind = KINDS[usize::from(*kind) % KINDS.len()];
    as_file(data, |path| read(path, kind));
});

/// Reads a file under a name that says where it is, and of what kind.
fn read(path: &Path, kind: &str) {
    let folder = path.with_extension("elevation");
    let named = folder.join("N43E007").with_extension(kind);
    fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    fs::rename(path, &named).expect("the file is there");
    let corners = [(-180.0, -90.0), (180.0, 90.0)];
    let corners = corners.map(|(lon, lat)| LonLat::from_degrees(lon, lat).expect("on Earth"));
    let earth = BoundingBox::around(corners).expect("two corners");
    if let Ok(elevation) = ElevationFiles::open(&[named]).and_then(|files| files.load(earth)) {
        let _ = elevation.height_m(LonLat::from_degrees(7.01, 43.99).expect("on Earth"));
    }
}
