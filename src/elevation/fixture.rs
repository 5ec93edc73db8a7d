//! Invented elevation files for tests.

use std::io::{Cursor, Write as _};
use tiff::{
    encoder::{TiffEncoder, colortype::ColorType},
    tags::Tag,
};

/// An SRTM tile whose heights follow from degrees east and north of its corner.
pub(super) fn hgt(side: usize, height_m: impl Fn(f64, f64) -> f64) -> Vec<u8> {
    let last = (side - 1) as f64;
    let mut bytes = Vec::with_capacity(side * side * 2);
    for row in 0..side {
        for column in 0..side {
            let height = height_m(column as f64 / last, 1.0 - row as f64 / last).round();
            #[expect(clippy::cast_possible_truncation, reason = "tests stay on Earth")]
            bytes.extend((height as i16).to_be_bytes());
        }
    }
    bytes
}

/// A zip with one file.
pub(super) fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content).unwrap();
    zip.finish().unwrap().into_inner()
}

/// What a `GeoTIFF` says of itself, besides its samples.
#[derive(Clone)]
pub(super) struct Tags {
    pub(super) scale: Option<Vec<f64>>,
    pub(super) tiepoint: Option<Vec<f64>>,
    pub(super) transformation: Option<Vec<f64>>,
    pub(super) keys: Vec<u16>,
    pub(super) nodata: Option<&'static str>,
}

impl Tags {
    /// WGS 84, one hundredth of a degree a sample, from 7° east and 44° north.
    pub(super) fn plain() -> Self {
        Self {
            scale: Some(vec![0.01, 0.01, 0.0]),
            tiepoint: Some(vec![0.0, 0.0, 0.0, 7.0, 44.0, 0.0]),
            transformation: None,
            keys: vec![1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326],
            nodata: None,
        }
    }
}

/// A `GeoTIFF` in strips of two rows.
pub(super) fn geotiff<C: ColorType>(
    [columns, rows]: [u32; 2],
    samples: &[C::Inner],
    tags: &Tags,
) -> Vec<u8>
where
    [C::Inner]: tiff::encoder::TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<C>(columns, rows).unwrap();
    image.rows_per_strip(2).unwrap();
    for (tag, numbers) in [
        (Tag::ModelPixelScaleTag, &tags.scale),
        (Tag::ModelTiepointTag, &tags.tiepoint),
        (Tag::ModelTransformationTag, &tags.transformation),
    ] {
        if let Some(numbers) = numbers {
            image.encoder().write_tag(tag, numbers.as_slice()).unwrap();
        }
    }
    if !tags.keys.is_empty() {
        image.encoder().write_tag(Tag::GeoKeyDirectoryTag, tags.keys.as_slice()).unwrap();
    }
    if let Some(nodata) = tags.nodata {
        image.encoder().write_tag(Tag::GdalNodata, nodata).unwrap();
    }
    image.write_data(samples).unwrap();
    bytes.into_inner()
}
