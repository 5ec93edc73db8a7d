//! `GeoTIFF`s in degrees: strips or tiles of whole or real numbers, one a sample.

use super::{
    error::ElevationError,
    geo_keys,
    raster::{Grid, Raster, Samples},
};
use std::{
    fs::File,
    io::{BufReader, Read, Seek},
    path::Path,
};
use tiff::{
    ColorType, TiffError,
    decoder::{Decoder, DecodingResult, Limits},
    tags::Tag,
};

/// At most so many samples a file: 8,192 x 8,192, a quarter of a gigabyte.
pub(super) const MOST_SAMPLES: u64 = 1 << 26;
/// The same in the widest of samples. A file may be a single strip.
const MOST_BYTES: usize = 8 << 26;
/// Bytes of one tag's value.
const MOST_TAG_BYTES: usize = 1 << 24;
/// More degrees between samples would be no elevation of a town.
const COARSEST_DEG: f64 = 1.0;
const FINEST_DEG: f64 = 1e-9;
/// `WhiteIsZero`: the decoder turns such samples round.
const WHITE_IS_ZERO: u16 = 0;

const CONVERT: &str =
    "convert it with `gdalwarp -t_srs EPSG:4326 -ot Float32 -co COMPRESS=DEFLATE`";

/// What comes before the samples.
pub(super) struct Header {
    pub(super) grid: Grid,
    /// What the file says in place of a height that it has not.
    no_data: Option<f64>,
}

/// Reads where a file lies, without its samples.
pub(super) fn header(path: &Path) -> Result<Header, ElevationError> {
    let file = File::open(path).map_err(ElevationError::io(path))?;
    header_of(path, &mut decoder(path, BufReader::new(file))?)
}

/// Reads a whole file.
pub(super) fn read(path: &Path) -> Result<Raster, ElevationError> {
    let file = File::open(path).map_err(ElevationError::io(path))?;
    raster(path, BufReader::new(file))
}

fn decoder<R: Read + Seek>(path: &Path, source: R) -> Result<Decoder<R>, ElevationError> {
    let mut limits = Limits::default();
    limits.ifd_value_size = MOST_TAG_BYTES;
    limits.decoding_buffer_size = MOST_BYTES;
    limits.intermediate_buffer_size = MOST_BYTES;
    let decoder = Decoder::new(source).map_err(|error| wrong(path, error))?;
    Ok(decoder.with_limits(limits))
}

/// The whole of a file.
pub(super) fn raster(path: &Path, source: impl Read + Seek) -> Result<Raster, ElevationError> {
    let mut decoder = decoder(path, source)?;
    let header = header_of(path, &mut decoder)?;
    let image = decoder.read_image().map_err(|error| wrong(path, error))?;
    let no_data = header.no_data;
    let real = |heights: &mut dyn Iterator<Item = f64>| heights_of(heights, no_data);
    let samples = match image {
        // A byte at its end is no height: the ground may be anywhere above.
        DecodingResult::U8(all) => real(
            &mut all.iter().map(|byte| if *byte == u8::MAX { f64::NAN } else { (*byte).into() }),
        ),
        DecodingResult::I8(all) => real(&mut all.iter().map(|it| f64::from(*it))),
        DecodingResult::U16(all) => real(&mut all.iter().map(|it| f64::from(*it))),
        DecodingResult::I16(all) => real(&mut all.iter().map(|it| f64::from(*it))),
        DecodingResult::U32(all) => real(&mut all.iter().map(|it| f64::from(*it))),
        DecodingResult::I32(all) => real(&mut all.iter().map(|it| f64::from(*it))),
        DecodingResult::F32(all) => real(&mut all.iter().map(|it| f64::from(*it))),
        DecodingResult::F64(all) => real(&mut all.iter().copied()),
        _ => return Err(unsupported(path, "samples of an unusual type")),
    };
    Raster::new(header.grid, samples)
        .ok_or_else(|| ElevationError::again(path, "it has not as many samples as it says"))
}

/// Single precision is good to a millimetre.
#[expect(clippy::cast_possible_truncation, reason = "heights on Earth")]
fn heights_of(heights: &mut dyn Iterator<Item = f64>, no_data: Option<f64>) -> Samples {
    // A value said in decimals is compared as the samples hold it.
    let void =
        |height: f64| no_data.is_some_and(|it| (it as f32).to_bits() == (height as f32).to_bits());
    Samples::Real(heights.map(|it| if void(it) { f32::NAN } else { it as f32 }).collect())
}

fn header_of<R: Read + Seek>(
    path: &Path,
    decoder: &mut Decoder<R>,
) -> Result<Header, ElevationError> {
    let (columns, rows) = decoder.dimensions().map_err(|error| wrong(path, error))?;
    let samples = u64::from(columns) * u64::from(rows);
    if samples > MOST_SAMPLES {
        return Err(too_large(path, samples));
    }
    match decoder.colortype().map_err(|error| wrong(path, error))? {
        ColorType::Gray(_) => {}
        other => return Err(unsupported(path, format!("samples of the kind {other:?}"))),
    }
    if photometric(decoder) == Some(WHITE_IS_ZERO) {
        return Err(unsupported(path, "white as zero (PhotometricInterpretation)"));
    }
    let directory = decoder.find_tag_unsigned_vec::<u16>(Tag::GeoKeyDirectoryTag);
    let directory = directory.map_err(|error| wrong(path, error))?.unwrap_or_default();
    let keys = geo_keys::read(&directory).map_err(|feature| unsupported(path, feature))?;
    let ([west, north], [step_lon, step_lat]) = place(path, decoder)?;
    let half = if keys.is_point { 0.0 } else { 0.5 };
    let grid = Grid {
        west: west + half * step_lon,
        north: north - half * step_lat,
        step_lon,
        step_lat,
        columns: columns as usize,
        rows: rows as usize,
        margin: half,
    };
    let right = [step_lon, step_lat].iter().all(|it| (FINEST_DEG..=COARSEST_DEG).contains(it))
        && west.abs() <= 360.0
        && north.abs() <= 91.0
        && columns >= 2
        && rows >= 2;
    if !right {
        let cause = "its place on Earth makes no sense (ModelPixelScale, ModelTiepoint)";
        return Err(ElevationError::again(path, cause));
    }
    let no_data = decoder.get_tag_ascii_string(Tag::GdalNodata).ok();
    let no_data = no_data.and_then(|text| text.trim_matches(['\0', ' ']).parse().ok());
    Ok(Header { grid, no_data })
}

fn photometric<R: Read + Seek>(decoder: &mut Decoder<R>) -> Option<u16> {
    decoder.find_tag_unsigned(Tag::PhotometricInterpretation).ok().flatten()
}

/// The corner of the first sample, and the degrees from one to the next.
fn place<R: Read + Seek>(
    path: &Path,
    decoder: &mut Decoder<R>,
) -> Result<([f64; 2], [f64; 2]), ElevationError> {
    let mut numbers = |tag| match decoder.find_tag(tag) {
        Ok(Some(value)) => value.into_f64_vec().map_err(|error| wrong(path, error)),
        Ok(None) => Ok(Vec::new()),
        Err(error) => Err(wrong(path, error)),
    };
    let scale = numbers(Tag::ModelPixelScaleTag)?;
    let tie = numbers(Tag::ModelTiepointTag)?;
    if let ([step_lon, step_lat, ..], [column, row, _, lon, lat, _]) = (&scale[..], &tie[..]) {
        let corner = [lon - column * step_lon, lat + row * step_lat];
        return Ok((corner, [*step_lon, *step_lat]));
    }
    match numbers(Tag::ModelTransformationTag)?[..] {
        [step_lon, 0.0, _, west, 0.0, step_lat, _, north, ..] => {
            Ok(([west, north], [step_lon, -step_lat]))
        }
        [_, _, _, _, _, _, _, _, ..] => {
            Err(unsupported(path, "rows that do not run from west to east"))
        }
        _ => Err(unsupported(path, "no single point and scale (ModelTiepoint, ModelPixelScale)")),
    }
}

fn unsupported(path: &Path, feature: impl Into<String>) -> ElevationError {
    ElevationError::Unsupported { path: path.to_owned(), feature: feature.into(), action: CONVERT }
}

fn too_large(path: &Path, samples: u64) -> ElevationError {
    ElevationError::TooLarge { path: path.to_owned(), samples, most: MOST_SAMPLES }
}

pub(super) fn wrong(path: &Path, error: TiffError) -> ElevationError {
    match error {
        TiffError::UnsupportedError(what) => unsupported(path, what.to_string()),
        TiffError::LimitsExceeded => unsupported(path, "a part larger than is read at once"),
        TiffError::IoError(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
            ElevationError::Io { path: path.to_owned(), source }
        }
        other => ElevationError::again(path, other.to_string()),
    }
}
