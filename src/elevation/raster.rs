//! A grid of heights.

/// Why a height is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A raster covers the place, but has a void there.
    Void,
    /// No raster covers the place.
    Missing,
}

/// No land is lower, in metres: the shore of the Dead Sea is at -430.
const LOWEST_M: f32 = -1_000.0;
/// None is higher: Everest is at 8,849.
const HIGHEST_M: f32 = 9_000.0;

/// Heights in metres, row by row from the north, each from the west.
#[derive(Clone, Debug)]
pub(super) enum Samples {
    /// Whole metres; -32768 where there is none.
    Whole(Vec<i16>),
    /// Metres; not a number where there is none.
    Real(Vec<f32>),
}

impl Samples {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Whole(samples) => samples.len(),
            Self::Real(samples) => samples.len(),
        }
    }

    /// What is no height on Earth is a void, whether the file says so or not: -9999, -32768...
    fn height_m(&self, index: usize) -> Option<f64> {
        let height = match self {
            Self::Whole(samples) => f32::from(samples[index]),
            Self::Real(samples) => samples[index],
        };
        (LOWEST_M..=HIGHEST_M).contains(&height).then(|| f64::from(height))
    }
}

/// Where the samples of a raster lie, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    /// Longitude of the first column of samples.
    pub(super) west: f64,
    /// Latitude of the first row.
    pub(super) north: f64,
    /// Between columns, above 0.
    pub(super) step_lon: f64,
    /// Between rows, above 0.
    pub(super) step_lat: f64,
    /// At least 2.
    pub(super) columns: usize,
    /// At least 2.
    pub(super) rows: usize,
    /// How far it covers beyond its outermost samples, in steps: half a one where samples stand for
    /// areas.
    pub(super) margin: f64,
}

/// A position on a raster may be off by so much of a step, by rounding.
const TOLERANCE: f64 = 1e-6;

impl Grid {
    /// Number of samples.
    pub(super) fn samples(&self) -> u64 {
        self.columns as u64 * self.rows as u64
    }

    /// Does it cover anything of a box from south-west to north-east?
    pub(super) fn meets(&self, [west, south]: [f64; 2], [east, north]: [f64; 2]) -> bool {
        let [margin_lon, margin_lat] = [self.margin * self.step_lon, self.margin * self.step_lat];
        let own_east = self.west + (self.columns - 1) as f64 * self.step_lon;
        let own_south = self.north - (self.rows - 1) as f64 * self.step_lat;
        self.west - margin_lon <= east
            && own_east + margin_lon >= west
            && own_south - margin_lat <= north
            && self.north + margin_lat >= south
    }

    /// Column and row of a place, with fractions; `None` outside.
    fn position(&self, lon: f64, lat: f64) -> Option<[f64; 2]> {
        let x = (lon - self.west) / self.step_lon;
        let y = (self.north - lat) / self.step_lat;
        let ends = [(self.columns - 1) as f64, (self.rows - 1) as f64];
        let beyond = self.margin + TOLERANCE;
        let inside = |at: f64, end: f64| (-beyond..=end + beyond).contains(&at);
        (inside(x, ends[0]) && inside(y, ends[1]))
            .then(|| [x.clamp(0.0, ends[0]), y.clamp(0.0, ends[1])])
    }
}

/// A grid with its heights.
#[derive(Clone, Debug)]
pub(super) struct Raster {
    pub(super) grid: Grid,
    samples: Samples,
}

impl Raster {
    /// `None`, if there is not one sample a place of the grid, or not two in each direction.
    pub(super) fn new(grid: Grid, samples: Samples) -> Option<Self> {
        let whole = grid.columns >= 2 && grid.rows >= 2 && grid.samples() == samples.len() as u64;
        whole.then_some(Self { grid, samples })
    }

    /// The height between the four samples around a place, bilinearly; a void among them is a void.
    pub(super) fn height_m(&self, lon: f64, lat: f64) -> Result<f64, Gap> {
        let [x, y] = self.grid.position(lon, lat).ok_or(Gap::Missing)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let [column, row] = [
            (x as usize).min(self.grid.columns - 2), //
            (y as usize).min(self.grid.rows - 2),
        ];
        let [right, down] = [x - column as f64, y - row as f64];
        let corner = |column: usize, row: usize| {
            self.samples.height_m(row * self.grid.columns + column).ok_or(Gap::Void)
        };
        let upper = mix(corner(column, row)?, corner(column + 1, row)?, right);
        let lower = mix(corner(column, row + 1)?, corner(column + 1, row + 1)?, right);
        Ok(mix(upper, lower, down))
    }
}

fn mix(a: f64, b: f64, share: f64) -> f64 {
    a + (b - a) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(samples: Vec<i16>, margin: f64) -> Raster {
        let steps = (1.0, 0.5);
        let grid = Grid {
            west: 7.0,
            north: 44.0,
            step_lon: steps.0,
            step_lat: steps.1,
            columns: 3,
            rows: 2,
            margin,
        };
        Raster::new(grid, Samples::Whole(samples)).unwrap()
    }

    #[test]
    fn between_four_samples_the_height_is_bilinear() {
        let raster = raster(vec![0, 10, 20, 40, 50, 160], 0.0);
        assert_eq!(raster.height_m(7.0, 44.0), Ok(0.0));
        assert_eq!(raster.height_m(9.0, 43.5), Ok(160.0));
        assert_eq!(raster.height_m(7.5, 43.75), Ok(25.0));
        assert_eq!(raster.height_m(8.5, 43.5), Ok(105.0));
        assert_eq!(raster.height_m(9.01, 43.7), Err(Gap::Missing));
        assert_eq!(raster.height_m(8.0, 44.01), Err(Gap::Missing));
    }

    #[test]
    fn a_void_corner_is_a_void_and_so_is_what_is_no_height() {
        for void in [i16::MIN, -9_999, i16::MAX] {
            let raster = raster(vec![0, 10, 20, 40, 50, void], 0.0);
            assert_eq!(raster.height_m(7.5, 43.75), Ok(25.0));
            assert_eq!(raster.height_m(8.5, 43.75), Err(Gap::Void), "{void}");
        }
    }

    #[test]
    fn samples_that_stand_for_areas_cover_half_a_step_more() {
        let raster = raster(vec![0, 10, 20, 40, 50, 160], 0.5);
        assert_eq!(raster.height_m(6.6, 44.2), Ok(0.0));
        assert_eq!(raster.height_m(6.4, 44.0), Err(Gap::Missing));
        assert!(raster.grid.meets([9.4, 40.0], [10.0, 50.0]));
        assert!(!raster.grid.meets([9.6, 40.0], [10.0, 50.0]));
    }
}
