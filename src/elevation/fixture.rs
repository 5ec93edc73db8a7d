//! Invented elevation files for tests.

use std::io::{Cursor, Write as _};
use tiff::{
    encoder::{Compression, TiffEncoder, colortype::ColorType},
    tags::{Predictor, Tag},
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
    zip_of(&[(name, content)])
}

/// A zip with these files.
pub(super) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
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
    packed::<C>([columns, rows], samples, tags, Compression::Uncompressed, Predictor::None)
}

/// The same, its strips compressed.
pub(super) fn packed<C: ColorType>(
    [columns, rows]: [u32; 2],
    samples: &[C::Inner],
    tags: &Tags,
    compression: Compression,
    predictor: Predictor,
) -> Vec<u8>
where
    [C::Inner]: tiff::encoder::TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let encoder = TiffEncoder::new(&mut bytes).unwrap();
    let mut encoder = encoder.with_compression(compression).with_predictor(predictor);
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

/// The same place in tiles of 16 x 16 samples of 16 bits, the last of each row and column filled up with
/// -1, as `TIFF` 6.0 has it (section 15); the encoder makes none.
pub(super) fn tiled([columns, rows]: [u32; 2], sample: impl Fn(u32, u32) -> i16) -> Vec<u8> {
    const SIDE: u32 = 16;
    let longs = |numbers: &[u32]| numbers.iter().flat_map(|it| it.to_le_bytes()).collect();
    let shorts = |numbers: &[u16]| numbers.iter().flat_map(|it| it.to_le_bytes()).collect();
    let doubles = |numbers: &[f64]| numbers.iter().flat_map(|it| it.to_le_bytes()).collect();
    let across = columns.div_ceil(SIDE);
    let tiles = across * rows.div_ceil(SIDE);
    let first = 8;
    let bytes_each = SIDE * SIDE * 2;
    let mut file: Vec<u8> = [b"II*\0", &(first + tiles * bytes_each).to_le_bytes()[..]].concat();
    for tile in 0..tiles {
        for at in 0..SIDE * SIDE {
            let column = tile % across * SIDE + at % SIDE;
            let row = tile / across * SIDE + at / SIDE;
            let inside = column < columns && row < rows;
            let height = if inside { sample(column, row) } else { -1 };
            file.extend(height.to_le_bytes());
        }
    }
    let plain = Tags::plain();
    let offsets: Vec<u32> = (0..tiles).map(|tile| first + tile * bytes_each).collect();
    // Tag, type, number of values, values.
    let entries: [(u16, u16, u32, Vec<u8>); 13] = [
        (256, 4, 1, longs(&[columns])),
        (257, 4, 1, longs(&[rows])),
        (258, 3, 1, shorts(&[16])),
        (259, 3, 1, shorts(&[1])),
        (262, 3, 1, shorts(&[1])),
        (277, 3, 1, shorts(&[1])),
        (322, 4, 1, longs(&[SIDE])),
        (323, 4, 1, longs(&[SIDE])),
        (324, 4, tiles, longs(&offsets)),
        (325, 4, tiles, longs(&vec![bytes_each; tiles as usize])),
        (339, 3, 1, shorts(&[2])),
        (33_550, 12, 3, doubles(&plain.scale.unwrap())),
        (33_922, 12, 6, doubles(&plain.tiepoint.unwrap())),
    ];
    let keys: Vec<u8> = shorts(&plain.keys);
    let entries = entries.into_iter().chain([(34_735, 3, 16, keys)]);
    let mut directory: Vec<u8> = 14_u16.to_le_bytes().to_vec();
    let mut values: Vec<u8> = Vec::new();
    let values_at = u32::try_from(file.len()).unwrap() + 2 + 14 * 12 + 4;
    for (tag, kind, count, mut value) in entries {
        directory.extend(tag.to_le_bytes());
        directory.extend(kind.to_le_bytes());
        directory.extend(count.to_le_bytes());
        if value.len() > 4 {
            directory.extend((values_at + u32::try_from(values.len()).unwrap()).to_le_bytes());
            values.append(&mut value);
        } else {
            value.resize(4, 0);
            directory.append(&mut value);
        }
    }
    directory.extend([0; 4]);
    [file, directory, values].concat()
}
