//! SRTM tiles: `.hgt`, plain or zipped.
//!
//! NASA, *SRTM Topography*, documentation of version 2.1: a square of one degree whose south-western
//! corner names the file, in 1201 or 3601 rows of as many big-endian 16-bit numbers, the first row
//! in the north, the outermost samples on the edge. -32768 marks a void.

use super::{
    error::ElevationError,
    raster::{Grid, Raster, Samples},
};
use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

/// Samples a side: of three and of one second of arc.
const SIDES: [usize; 2] = [1_201, 3_601];
/// Bytes of the larger kind.
const MOST_BYTES: u64 = 3_601 * 3_601 * 2;
/// A directory of files in a zip longer than this is none of a tile's.
const MOST_ENTRIES: usize = 1_000;

/// South-western corner by the name of a tile such as `N43E007.SRTMGL1.hgt`, as `[lon, lat]`.
pub(super) fn corner(name: &str) -> Option<[f64; 2]> {
    let stem = name.split('.').next()?.as_bytes();
    let [ns, lat @ .., _, _, _, _] = stem else { return None };
    let [ew, lon @ ..] = &stem[stem.len() - 4..] else { return None };
    let degrees = |digits: &[u8], most: u16| {
        let digits = std::str::from_utf8(digits).ok().filter(|_| digits.is_ascii())?;
        let number = digits.bytes().all(|digit| digit.is_ascii_digit()).then_some(digits)?;
        number.parse::<u16>().ok().filter(|degrees| *degrees <= most).map(f64::from)
    };
    let signed = |letter: &u8, letters: [u8; 2], degrees: f64| match letter.to_ascii_uppercase() {
        it if it == letters[0] => Some(degrees),
        it if it == letters[1] => Some(-degrees),
        _ => None,
    };
    let lat = degrees(lat, 90).filter(|_| lat.len() == 2)?;
    Some([signed(ew, [b'E', b'W'], degrees(lon, 180)?)?, signed(ns, [b'N', b'S'], lat)?])
}

/// The grid of a tile with this corner.
pub(super) fn grid([west, south]: [f64; 2], side: usize) -> Grid {
    let step = 1.0 / (side - 1) as f64;
    Grid {
        west,
        north: south + 1.0,
        step_lon: step,
        step_lat: step,
        columns: side,
        rows: side,
        margin: 0.0,
    }
}

/// Reads the tile of `path`, whose name tells where it is.
pub(super) fn read(path: &Path) -> Result<Raster, ElevationError> {
    let file = File::open(path).map_err(ElevationError::io(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.to_ascii_lowercase().ends_with(".zip") {
        return unzip(path, BufReader::new(file));
    }
    let bytes = bounded(file).map_err(ElevationError::io(path))?;
    tile(path, &name, &bytes)
}

/// The tile in a zip: the only `.hgt` there. Several are refused, since only one could be meant by the
/// name of the zip.
pub(super) fn unzip(path: &Path, zip: impl Read + std::io::Seek) -> Result<Raster, ElevationError> {
    let wrong = |error: zip::result::ZipError| ElevationError::again(path, error.to_string());
    let mut archive = zip::ZipArchive::new(zip).map_err(wrong)?;
    if archive.len() > MOST_ENTRIES {
        let cause = format!("{} files in it, where one is expected", archive.len());
        return Err(ElevationError::again(path, cause));
    }
    let mut tiles = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(wrong)?;
        let name = entry.name().map_err(wrong)?.into_owned();
        let name = name.rsplit('/').next().unwrap_or_default();
        // Macs put a file `._N43E007.hgt` beside each.
        if name.to_ascii_lowercase().ends_with(".hgt") && !name.starts_with('.') {
            tiles.push((index, name.to_owned()));
        }
    }
    match &tiles[..] {
        [] => Err(ElevationError::again(path, "no .hgt file in it")),
        [(index, name)] => {
            let entry = archive.by_index(*index).map_err(wrong)?;
            let bytes =
                bounded(entry).map_err(|error| ElevationError::again(path, error.to_string()))?;
            tile(path, name, &bytes)
        }
        [(_, one), (_, other), ..] => Err(ElevationError::Wrong {
            path: path.to_owned(),
            cause: format!("{} tiles in it ({one}, {other}...), where one is read", tiles.len()),
            action: "unpack it, and pass the folder with the tiles",
        }),
    }
}

/// At most one byte more than a tile has, whatever is said of the length.
fn bounded(source: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The tile called `name` of these bytes.
pub(super) fn tile(path: &Path, name: &str, bytes: &[u8]) -> Result<Raster, ElevationError> {
    let corner = corner(name).ok_or_else(|| ElevationError::Wrong {
        path: path.to_owned(),
        cause: format!("{name:?} does not tell where the tile is"),
        action: "call it by its south-western corner, such as N43E007.hgt",
    })?;
    let side = SIDES.into_iter().find(|side| side * side * 2 == bytes.len()).ok_or_else(|| {
        let more = if bytes.len() as u64 > MOST_BYTES { "more than " } else { "" };
        let bytes = (bytes.len() as u64).min(MOST_BYTES);
        let cause = format!(
            "{more}{bytes} bytes, where 1201 x 1201 or 3601 x 3601 samples of two \
                             bytes are expected"
        );
        ElevationError::again(path, cause)
    })?;
    let (pairs, _) = bytes.as_chunks::<2>();
    let samples = Samples::Whole(pairs.iter().copied().map(i16::from_be_bytes).collect());
    Ok(Raster::new(grid(corner, side), samples)
        .expect("invariant: as many samples as its side says"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elevation::{Gap, fixture};
    use proptest::prelude::*;
    use std::io::Cursor;

    #[test]
    fn a_tile_is_named_by_its_south_western_corner() {
        assert_eq!(corner("N43E007.hgt"), Some([7.0, 43.0]));
        assert_eq!(corner("s33w071.SRTMGL1.hgt"), Some([-71.0, -33.0]));
        for bad in ["", "N43E07.hgt", "N43E0007.hgt", "X43E007", "N91E007", "N43E181", "N+3E007"] {
            assert_eq!(corner(bad), None, "{bad}");
        }
        assert_eq!(corner("Né3E007.hgt"), None);
    }

    #[test]
    fn plain_and_zipped_tiles_hold_the_same_heights() {
        let bytes = fixture::hgt(1201, |lon, lat| 100.0 * lon + 1000.0 * lat);
        let path = Path::new("N43E007.hgt");
        let plain = tile(path, "N43E007.hgt", &bytes).unwrap();
        let zipped = unzip(path, Cursor::new(fixture::zip("x/N43E007.hgt", &bytes))).unwrap();
        for raster in [plain, zipped] {
            // A quarter east and a half north of the corner.
            assert!((raster.height_m(7.25, 43.5).unwrap() - 525.0).abs() < 0.6);
            assert_eq!(raster.height_m(8.0, 43.0), Ok(100.0));
            assert_eq!(raster.height_m(7.0, 44.0), Ok(1000.0));
            assert_eq!(raster.height_m(6.999, 43.5), Err(Gap::Missing));
        }
    }

    #[test]
    fn a_tile_of_one_second_is_told_by_its_size() {
        let bytes = fixture::hgt(3601, |lon, _| 100.0 * lon);
        let raster = tile(Path::new("N43E007.hgt"), "N43E007.hgt", &bytes).unwrap();
        assert_eq!(raster.height_m(7.5, 43.2), Ok(50.0));
    }

    #[test]
    fn what_is_no_tile_is_refused_with_file_cause_and_action() {
        let path = Path::new("somewhere/N43E007.hgt");
        let message =
            |name: &str, length| tile(path, name, &vec![0; length]).unwrap_err().to_string();
        for (text, parts) in [
            (message("N43E007.hgt", 100), ["100 bytes", "download it again"]),
            (message("monaco.hgt", 2_884_802), ["where the tile is", "such as N43E007.hgt"]),
        ] {
            assert!(text.starts_with("somewhere/N43E007.hgt is damaged"), "{text}");
            assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        }
        let empty = unzip(path, Cursor::new(fixture::zip("readme.txt", b"hello"))).unwrap_err();
        assert!(empty.to_string().contains("no .hgt file in it"), "{empty}");
    }

    #[test]
    fn a_zip_of_several_tiles_is_refused_and_not_read_in_part() {
        let bytes = fixture::hgt(1201, |_, _| 5.0);
        let path = Path::new("alps.zip");
        let files = [("N43E007.hgt", &bytes[..]), ("x/N43E008.HGT", &bytes[..])];
        let error = unzip(path, Cursor::new(fixture::zip_of(&files))).unwrap_err().to_string();
        for part in ["alps.zip", "2 tiles", "N43E007.hgt, N43E008.HGT", "unpack it"] {
            assert!(error.contains(part), "{error}");
        }
        let mac = [("N43E007.hgt", &bytes[..]), ("__MACOSX/._N43E007.hgt", b"resource")];
        assert!(unzip(path, Cursor::new(fixture::zip_of(&mac))).is_ok());
    }

    #[test]
    fn a_zip_that_swells_is_not_swallowed() {
        let bomb = fixture::zip("N43E007.hgt", &vec![0; 40_000_000]);
        assert!(bomb.len() < 100_000);
        let error = unzip(Path::new("bomb.zip"), Cursor::new(bomb)).unwrap_err().to_string();
        assert!(error.contains("more than 25934402 bytes"), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_spoilt_zip_never_makes_it_panic(
            at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut bytes = fixture::zip("N43E007.hgt", &[7; 300]);
            for (index, byte) in at {
                let index = index.index(bytes.len());
                bytes[index] = byte;
            }
            let cut = cut.index(2 * bytes.len()).min(bytes.len());
            prop_assert!(unzip(Path::new("x.zip"), Cursor::new(&bytes[..cut])).is_err());
        }

        #[test]
        fn no_name_makes_it_panic(name in "(?s).{0,12}|[NSns][0-9]{2}[EWew][0-9]{3}.{0,3}") {
            let _ = corner(&name);
        }
    }
}
