use super::{
    fixture::{Tags, geotiff, packed, tiled},
    geotiff::{raster, wrong},
    raster::{Gap, Raster},
};
use proptest::prelude::*;
use std::{io::Cursor, path::Path};
use tiff::{
    TiffError,
    encoder::{
        Compression, DeflateLevel,
        colortype::{ColorType, Gray8, Gray16, Gray32Float, Gray64Float, GrayI16, GrayI32},
    },
    tags::Predictor,
};

fn read(bytes: &[u8]) -> Result<Raster, String> {
    raster(Path::new("hill.tif"), Cursor::new(bytes)).map_err(|error| error.to_string())
}

/// 0, 10, 20... metres to the east, 1 metre a row to the south.
fn assert_slope<C: ColorType>(sample: impl Fn(i16) -> C::Inner)
where
    [C::Inner]: tiff::encoder::TiffValue,
{
    let samples: Vec<C::Inner> =
        (0..5).flat_map(|row| (0..4).map(move |column| 10 * column + row)).map(sample).collect();
    let raster = read(&geotiff::<C>([4, 5], &samples, &Tags::plain())).unwrap();
    // The sample of the first column and row stands for the area around its middle.
    let height = raster.height_m(7.005, 43.995).unwrap();
    assert!(height.abs() < 1e-6, "{height}");
    let height = raster.height_m(7.02, 43.97).unwrap();
    assert!((height - 17.5).abs() < 1e-3, "{height}");
    assert_eq!(raster.height_m(7.041, 43.97), Err(Gap::Missing));
}

#[test]
fn samples_of_every_common_type_are_read() {
    assert_slope::<GrayI16>(|it| it);
    assert_slope::<GrayI32>(i32::from);
    assert_slope::<Gray32Float>(f32::from);
    assert_slope::<Gray8>(|it| u8::try_from(it).unwrap());
    assert_slope::<Gray16>(|it| u16::try_from(it).unwrap());
}

#[test]
fn strips_may_be_compressed_and_samples_told_by_their_neighbours() {
    let samples: Vec<i16> = (0..400).map(|at| 3 * (at % 20) - 7 * (at / 20) + at % 5).collect();
    let plain = read(&geotiff::<GrayI16>([20, 20], &samples, &Tags::plain())).unwrap();
    for compression in [
        Compression::Uncompressed,
        Compression::Lzw,
        Compression::Deflate(DeflateLevel::Fast),
        Compression::Deflate(DeflateLevel::Best),
    ] {
        for predictor in [Predictor::None, Predictor::Horizontal] {
            let bytes =
                packed::<GrayI16>([20, 20], &samples, &Tags::plain(), compression, predictor);
            assert_same(&read(&bytes).unwrap(), &plain);
        }
    }
}

#[test]
fn tiles_are_put_together() {
    let height = |column: u32, row: u32| i16::try_from(10 * column + 3 * row).unwrap();
    for [columns, rows] in [[16, 16], [20, 18], [33, 5], [7, 40]] {
        let samples: Vec<i16> =
            (0..columns * rows).map(|at| height(at % columns, at / columns)).collect();
        let plain = read(&geotiff::<GrayI16>([columns, rows], &samples, &Tags::plain())).unwrap();
        assert_same(&read(&tiled([columns, rows], height)).unwrap(), &plain);
    }
}

/// Of both the same heights, and the same ends.
fn assert_same(one: &Raster, other: &Raster) {
    for step in 0..3_000 {
        let (east, south) = (f64::from(step % 57) * 0.007, f64::from(step / 57) * 0.008);
        let [a, b] = [one, other].map(|it| it.height_m(7.0 + east, 44.0 - south));
        assert_eq!(a, b, "{east} {south}");
    }
}

#[test]
fn what_is_too_large_is_not_called_damaged() {
    let error = wrong(Path::new("hill.tif"), TiffError::LimitsExceeded).to_string();
    assert!(error.contains("which is not supported; convert it with"), "{error}");
    // 8,000 x 8,000 samples of eight bytes in a single strip may be read; these are just not there.
    let mut bytes = geotiff::<Gray64Float>([2, 2], &[0.0; 4], &Tags::plain());
    claim(&mut bytes, 8_000);
    let error = read(&bytes).unwrap_err();
    assert!(error.contains("download it again") && !error.contains("limit"), "{error}");
}

/// Makes a file say that it has so many columns, rows, and rows a strip.
fn claim(bytes: &mut [u8], side: u32) {
    for tag in [256_u16, 257, 278] {
        // Type LONG, one of it.
        let entry: Vec<u8> = [tag, 4, 1, 0].into_iter().flat_map(u16::to_le_bytes).collect();
        let at = bytes.windows(8).position(|window| window == entry).unwrap();
        bytes[at + 8..at + 12].copy_from_slice(&side.to_le_bytes());
    }
}

#[test]
fn samples_may_be_points_and_places_a_transformation() {
    let mut tags = Tags::plain();
    tags.keys[11] = 2;
    (tags.scale, tags.tiepoint) = (None, None);
    let mut matrix = vec![0.0; 16];
    (matrix[0], matrix[3], matrix[5], matrix[7]) = (0.01, 7.0, -0.01, 44.0);
    tags.transformation = Some(matrix);
    let bytes = geotiff::<GrayI16>([2, 2], &[0, 10, 20, 30], &tags);
    let raster = read(&bytes).unwrap();
    assert_eq!(raster.height_m(7.0, 44.0), Ok(0.0));
    assert!((raster.height_m(7.01, 43.99).unwrap() - 30.0).abs() < 1e-6);
}

#[test]
fn voids_are_what_the_file_says_and_what_no_height_can_be() {
    let tags = Tags { nodata: Some("12.5"), ..Tags::plain() };
    let bytes = geotiff::<Gray32Float>([3, 2], &[0.0, 1.0, 12.5, 0.0, 1.0, 3.0], &tags);
    let raster = read(&bytes).unwrap();
    assert!(raster.height_m(7.01, 43.99).is_ok());
    assert_eq!(raster.height_m(7.02, 43.99), Err(Gap::Void));
    let lowest = Tags { nodata: Some("-3.4028234663852886e+38"), ..Tags::plain() };
    for (void, tags) in [(f32::MIN, &lowest), (-9999.0, &Tags::plain()), (f32::NAN, &lowest)] {
        let bytes = geotiff::<Gray32Float>([2, 2], &[0.0, 1.0, 2.0, void], tags);
        assert_eq!(read(&bytes).unwrap().height_m(7.01, 43.99), Err(Gap::Void), "{void}");
    }
    let full = geotiff::<Gray8>([2, 2], &[0, 1, 2, 255], &Tags::plain());
    assert_eq!(read(&full).unwrap().height_m(7.01, 43.99), Err(Gap::Void));
}

#[test]
fn what_is_not_supported_is_named_with_what_to_do() {
    let made = |change: &dyn Fn(&mut Tags)| {
        let mut tags = Tags::plain();
        change(&mut tags);
        read(&geotiff::<GrayI16>([2, 2], &[0; 4], &tags)).unwrap_err()
    };
    for (message, named) in [
        (made(&|tags| tags.keys[7] = 1), "projected coordinates"),
        (made(&|tags| tags.keys[15] = 4807), "EPSG:4807"),
        (made(&|tags| tags.keys.clear()), "no word on its coordinates"),
        (made(&|tags| tags.scale = None), "ModelTiepoint"),
        (
            made(&|tags| (tags.scale, tags.transformation) = (None, Some(vec![0.5; 16]))),
            "west to east",
        ),
    ] {
        assert!(message.starts_with("hill.tif has ") && message.contains(named), "{message}");
        assert!(message.ends_with("`gdalwarp -t_srs EPSG:4326 -ot Float32 -co COMPRESS=DEFLATE`"));
    }
    for (message, cause) in [
        (made(&|tags| tags.scale = Some(vec![0.0, 0.01, 0.0])), "makes no sense"),
        (
            made(&|tags| tags.tiepoint = Some(vec![0.0, 0.0, 0.0, f64::NAN, 44.0, 0.0])),
            "makes no sense",
        ),
        (read(b"").unwrap_err(), "download it again"),
        (read(b"II*\0").unwrap_err(), "download it again"),
    ] {
        assert!(message.contains(cause), "{message}");
    }
}

#[test]
fn a_raster_that_claims_to_be_enormous_is_refused_before_it_is_read() {
    let mut bytes = geotiff::<GrayI16>([2, 2], &[0; 4], &Tags::plain());
    claim(&mut bytes, 60_000);
    let message = read(&bytes).unwrap_err();
    assert!(message.contains("3600000000 samples"), "{message}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_spoilt_file_never_makes_it_panic(
        at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = geotiff::<GrayI16>([3, 4], &[7; 12], &Tags::plain());
        for (index, byte) in at {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        let cut = cut.index(4 * bytes.len()).min(bytes.len());
        if let Ok(raster) = read(&bytes[..cut]) {
            let _ = raster.height_m(7.01, 43.98);
        }
    }

    #[test]
    fn random_bytes_are_no_geotiff(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&[b"II*\0", &bytes[..]].concat()).is_err());
    }
}
