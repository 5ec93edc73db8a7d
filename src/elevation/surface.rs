//! The ground as a smooth surface.

use super::raster::{Gap, Raster};
use crate::units::LonLat;

/// Metres in a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// Smoothing reaches at least so far, in metres: finer rasters show kerbs, cars and roofs.
const SMOOTH_M: f64 = 30.0;
/// A street is looked at every so many metres at most, at least, in metres.
const STEP_M: [f64; 2] = [5.0, 30.0];
/// A rise that may be noise, at least and at most, in metres.
const RIPPLE_M: [f64; 2] = [2.0, 5.0];

/// Heights of an area, from one raster or several; where they overlap the finest counts.
#[derive(Debug, Default)]
pub struct Elevation {
    /// The finest first.
    rasters: Vec<Raster>,
}

impl Elevation {
    pub(super) fn new(mut rasters: Vec<Raster>) -> Self {
        rasters.sort_by(|a, b| a.grid.step_lat.total_cmp(&b.grid.step_lat));
        Self { rasters }
    }

    /// How many rasters cover the area.
    #[must_use]
    pub fn rasters(&self) -> usize {
        self.rasters.len()
    }

    /// How far apart one looks along a street, in metres, to see all that the finest raster shows:
    /// half the way from one sample to the next, from 5 to 30.
    #[must_use]
    pub fn step_m(&self) -> f64 {
        self.finest_m().map_or(STEP_M[1], |finest| (finest / 2.0).clamp(STEP_M[0], STEP_M[1]))
    }

    /// What rises by less along a street and falls again is noise, in metres: a twentieth of the way
    /// from one sample to the next, from 2 to 5. Beside a hill a coarse raster mixes its foot into
    /// the street, and SRTM itself errs by some metres.
    #[must_use]
    pub fn ripple_m(&self) -> f64 {
        self.finest_m()
            .map_or(RIPPLE_M[0], |finest| (finest / 20.0).clamp(RIPPLE_M[0], RIPPLE_M[1]))
    }

    /// Metres from one sample of the finest raster to the next.
    fn finest_m(&self) -> Option<f64> {
        self.rasters.first().map(|it| it.grid.step_lat * DEGREE_M)
    }

    /// Height of the ground in metres.
    ///
    /// SRTM errs by some metres from one sample to the next, which would make hills of a plain. So
    /// this is the mean of nine bilinear heights in a square, weighted 1-2-1 in both directions,
    /// one sample of the raster or 30 m apart, whichever is more. An even slope stays as it is, to
    /// the last decimal, also beside voids: of two opposite heights either both count or none.
    ///
    /// # Errors
    ///
    /// A [`Gap`], where the height of the place itself is not known.
    pub fn height_m(&self, place: LonLat) -> Result<f64, Gap> {
        let (lon, lat) = (place.lon(), place.lat());
        let (here, raster) = self.bilinear_m(lon, lat)?;
        let reach_lat = raster.grid.step_lat.max(SMOOTH_M / DEGREE_M);
        let shrink = lat.to_radians().cos().max(0.01);
        let reach_lon = raster.grid.step_lon.max(SMOOTH_M / DEGREE_M / shrink);
        let curvature: f64 = [(1.0, 0.0, 2.0), (0.0, 1.0, 2.0), (1.0, 1.0, 1.0), (1.0, -1.0, 1.0)]
            .into_iter()
            .filter_map(|(east, north, weight)| {
                let (east, north) = (east * reach_lon, north * reach_lat);
                let (one, _) = self.bilinear_m(lon + east, lat + north).ok()?;
                let (opposite, _) = self.bilinear_m(lon - east, lat - north).ok()?;
                Some(weight / 16.0 * (one + opposite - 2.0 * here))
            })
            .sum();
        Ok(here + curvature)
    }

    /// By the finest raster that knows it. A void is worse than a coarser raster, and better than none.
    fn bilinear_m(&self, lon: f64, lat: f64) -> Result<(f64, &Raster), Gap> {
        let mut gap = Gap::Missing;
        for raster in &self.rasters {
            match raster.height_m(lon, lat) {
                Ok(height) => return Ok((height, raster)),
                Err(Gap::Void) => gap = Gap::Void,
                Err(Gap::Missing) => {}
            }
        }
        Err(gap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elevation::{fixture, hgt};
    use std::path::Path;

    fn tile(name: &str, height_m: impl Fn(f64, f64) -> f64) -> Raster {
        hgt::tile(Path::new(name), name, &fixture::hgt(1201, height_m)).unwrap()
    }

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::from_degrees(lon, lat).unwrap()
    }

    #[test]
    fn an_even_slope_stays_and_one_wrong_sample_is_flattened() {
        let plane =
            Elevation::new(vec![tile("N43E007.hgt", |lon, lat| 1200.0 * lon + 600.0 * lat)]);
        for (east, north) in [(0.5, 0.5), (0.0, 0.3), (0.123_456, 0.654_321), (1.0, 1.0)] {
            let got = plane.height_m(at(7.0 + east, 43.0 + north)).unwrap();
            assert!((got - (1200.0 * east + 600.0 * north)).abs() < 0.51, "{got}");
        }
        let spike = |lon: f64, lat: f64| if (lon, lat) == (0.5, 0.5) { 16.0 } else { 0.0 };
        let spike = Elevation::new(vec![tile("N43E007.hgt", spike)]);
        assert!((spike.height_m(at(7.5, 43.5)).unwrap() - 4.0).abs() < 0.01);
    }

    #[test]
    fn tiles_join_without_a_seam() {
        let west = tile("N43E007.hgt", |lon, _| 1200.0 * lon);
        let east = tile("N43E008.hgt", |lon, _| 1200.0 * (1.0 + lon));
        let both = Elevation::new(vec![west, east]);
        for lon in [7.9995, 8.0, 8.0005] {
            let got = both.height_m(at(lon, 43.5)).unwrap();
            assert!((got - 1200.0 * (lon - 7.0)).abs() < 1e-3, "{got}");
        }
    }

    #[test]
    fn beside_a_void_an_even_slope_stays_and_a_coarser_raster_fills_in() {
        let holed = |lon: f64, lat: f64| {
            let hole = (lon - 0.5).abs() < 0.01 && (lat - 0.5).abs() < 0.01;
            if hole { -32_768.0 } else { 1200.0 * lon }
        };
        let mut elevation = Elevation::new(vec![tile("N43E007.hgt", holed)]);
        assert_eq!(elevation.height_m(at(7.5, 43.5)), Err(Gap::Void));
        let beside = elevation.height_m(at(7.489, 43.5)).unwrap();
        assert!((beside - 586.8).abs() < 1e-3, "{beside}");
        elevation.rasters.push(tile("N43E007.hgt", |_, _| 3.0));
        assert_eq!(elevation.height_m(at(7.5, 43.5)), Ok(3.0));
    }

    #[test]
    fn one_looks_as_closely_as_the_finest_raster_allows() {
        assert!((Elevation::default().step_m() - 30.0).abs() < 1e-9);
        let fine =
            hgt::tile(Path::new(""), "N43E007.hgt", &fixture::hgt(3601, |_, _| 0.0)).unwrap();
        let coarse = Elevation::new(vec![tile("N43E008.hgt", |_, _| 0.0)]);
        assert!((coarse.ripple_m() - 4.633).abs() < 0.001);
        let both = Elevation::new(vec![fine, tile("N43E008.hgt", |_, _| 0.0)]);
        assert!((both.step_m() - 15.44).abs() < 0.01);
        assert!((both.ripple_m() - 2.0).abs() < 1e-9);
    }
}
