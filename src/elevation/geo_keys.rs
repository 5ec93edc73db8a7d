//! What a `GeoTIFF` says of its coordinates: OGC 19-008r4, *`GeoTIFF` standard* 1.1.

/// Keys of the directory that matter here.
const MODEL_TYPE: u16 = 1024;
const RASTER_TYPE: u16 = 1025;
const GEODETIC_CRS: u16 = 2048;
const ANGULAR_UNIT: u16 = 2054;
const PROJECTED_CRS: u16 = 3072;
const VERTICAL_UNIT: u16 = 4099;

const GEOGRAPHIC: u16 = 2;
const PIXEL_IS_POINT: u16 = 2;
const DEGREE: u16 = 9102;
const METRE: u16 = 9001;

/// Geographic systems by EPSG code that agree with WGS 84 within a few metres: less than a sample
/// of any raster that is read here.
const GEODETIC: [u16; 20] = [
    4326, // WGS 84
    4979, // WGS 84, with height
    4269, // NAD83
    4617, // NAD83(CSRS)
    6318, // NAD83(2011)
    4258, // ETRS89
    4937, // ETRS89, with height
    4171, // RGF93, France
    9777, // RGF93 v2b
    4150, // CH1903+
    4659, // ISN93, Iceland
    4283, // GDA94, Australia
    7844, // GDA2020
    4167, // NZGD2000, New Zealand
    4674, // SIRGAS 2000, South America
    4612, // JGD2000, Japan
    6668, // JGD2011
    4490, // CGCS2000, China
    4148, // Hartebeesthoek94, South Africa
    4737, // KGD2002, Korea
];

/// What matters of the key directory.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct GeoKeys {
    /// Does a sample stand for a point, rather than for the area around it?
    pub(super) is_point: bool,
}

/// Reads the numbers of a `GeoKeyDirectoryTag`.
///
/// # Errors
///
/// What is not supported.
pub(super) fn read(directory: &[u16]) -> Result<GeoKeys, String> {
    let (entries, _) = directory.get(4..).unwrap_or_default().as_chunks::<4>();
    // A key whose value is longer than a number says where that is; none of these has one.
    let value = |key: u16| entries.iter().find(|it| it[0] == key && it[1] == 0).map(|it| it[3]);
    if let Some(projected) = value(PROJECTED_CRS) {
        return Err(format!("projected coordinates (EPSG:{projected})"));
    }
    match value(MODEL_TYPE) {
        Some(GEOGRAPHIC) => {}
        Some(1) => return Err("projected coordinates".to_owned()),
        Some(other) => return Err(format!("coordinates of type {other}")),
        None => return Err("no word on its coordinates (GTModelTypeGeoKey)".to_owned()),
    }
    match value(GEODETIC_CRS) {
        Some(code) if GEODETIC.contains(&code) => {}
        Some(code) => return Err(format!("the coordinate system EPSG:{code}")),
        None => return Err("no word on its coordinate system (GeodeticCRSGeoKey)".to_owned()),
    }
    if let Some(unit) = value(ANGULAR_UNIT).filter(|unit| *unit != DEGREE) {
        return Err(format!("the angular unit EPSG:{unit}"));
    }
    if let Some(unit) = value(VERTICAL_UNIT).filter(|unit| *unit != METRE) {
        return Err(format!("heights in the unit EPSG:{unit}, not in metres"));
    }
    Ok(GeoKeys { is_point: value(RASTER_TYPE) == Some(PIXEL_IS_POINT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geographic_coordinates_near_wgs_84_are_read() {
        let nad83 = [1, 1, 0, 4, 1024, 0, 1, 2, 1025, 0, 1, 2, 2048, 0, 1, 4269, 2054, 0, 1, 9102];
        assert_eq!(read(&nad83), Ok(GeoKeys { is_point: true }));
        assert_eq!(
            read(&[1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4326]),
            Ok(GeoKeys { is_point: false })
        );
    }

    #[test]
    fn what_else_it_may_be_is_named() {
        for (keys, named) in [
            (&[][..], "no word on its coordinates"),
            (&[1, 1, 0, 1, 1024, 0, 1, 1], "projected"),
            (&[1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 2154], "EPSG:2154"),
            (&[1, 1, 0, 2, 1024, 0, 1, 2], "no word on its coordinate system"),
            (&[1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4807], "EPSG:4807"),
            (&[1, 1, 0, 3, 1024, 0, 1, 2, 2048, 0, 1, 4326, 2054, 0, 1, 9105], "EPSG:9105"),
            (&[1, 1, 0, 3, 1024, 0, 1, 2, 2048, 0, 1, 4326, 4099, 0, 1, 9002], "EPSG:9002"),
        ] {
            assert!(read(keys).unwrap_err().contains(named), "{keys:?}");
        }
    }
}
