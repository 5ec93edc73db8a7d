//! How far an announced arrival may be off.

use super::{Log, statistics::quantile_of_sorted};
use crate::{solver::StopId, units::Seconds};
use std::collections::HashMap;

/// An arrival that was said, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// How far ahead it was said, in seconds.
    pub ahead_s: f64,
    /// How much later it came than said; less than nothing: earlier. In seconds.
    pub late_s: f64,
}

impl Forecast {
    /// All of a day.
    #[must_use]
    pub fn of(log: &Log) -> Vec<Self> {
        let arrivals: HashMap<StopId, Seconds> =
            log.stops().map(|(_, ridden)| (ridden.stop, ridden.arrival)).collect();
        let forecasts = log.estimates.iter().filter_map(|said| {
            let arrival = arrivals.get(&said.stop)?;
            let seconds = |at: Seconds| f64::from(at.as_u32());
            Some(Self {
                ahead_s: seconds(said.arrival - said.said_at),
                late_s: seconds(*arrival) - seconds(said.arrival),
            })
        });
        forecasts.collect()
    }
}

/// Four in five arrivals lie within the band around what was said: a tenth comes before it, a tenth after. How wide it
/// is hangs on how far ahead the arrival is said; learnt from days that were simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands(Vec<Band>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Band {
    /// Up to so far ahead.
    until_s: f64,
    /// From this much off to that.
    late_s: [f64; 2],
}

/// What a band is worth on days it was not learnt from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// Said this far ahead, in seconds: from, up to. The last has no end.
    pub ahead_s: [f64; 2],
    /// From this much off to that, in seconds.
    pub late_s: [f64; 2],
    /// How many arrivals were said so far ahead.
    pub said: usize,
    /// Which share of them came within the band.
    pub share: f64,
}

/// Which share of all comes before the band, and which after.
const TAIL: f64 = 0.1;
/// Bands are told apart at these many minutes ahead.
const MINUTES: [f64; 7] = [5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 90.0];
/// With fewer arrivals than this a band is that of the nearest one that has them.
const ENOUGH: usize = 50;

impl Bands {
    /// Learns them.
    #[must_use]
    pub fn learn(forecasts: &[Forecast]) -> Self {
        let untils = MINUTES.iter().map(|minutes| minutes * 60.0).chain([f64::INFINITY]);
        let mut from = f64::NEG_INFINITY;
        let mut groups = Vec::new();
        for until_s in untils {
            let within = |it: &&Forecast| from < it.ahead_s && it.ahead_s <= until_s;
            let late = forecasts.iter().filter(within).map(|it| it.late_s);
            groups.push((until_s, late.collect::<Vec<f64>>()));
            from = until_s;
        }
        // What is said too rarely is learnt together with what is said a little nearer.
        let mut bands: Vec<(Band, Vec<f64>)> = Vec::new();
        for (until_s, late) in groups {
            match bands.last_mut() {
                Some((band, known)) if late.len() < ENOUGH || known.len() < ENOUGH => {
                    band.until_s = until_s;
                    known.extend(late);
                }
                _ => bands.push((Band { until_s, late_s: [0.0; 2] }, late)),
            }
        }
        let learnt = |(band, mut late): (Band, Vec<f64>)| {
            late.sort_unstable_by(f64::total_cmp);
            Band { late_s: [TAIL, 1.0 - TAIL].map(|it| quantile_of_sorted(&late, it)), ..band }
        };
        Self(bands.into_iter().map(learnt).collect())
    }

    /// The earliest and the latest that something comes that is said so far ahead, in seconds off what is said.
    #[must_use]
    pub fn late_s(&self, ahead_s: f64) -> [f64; 2] {
        let band = self.0.iter().find(|band| ahead_s <= band.until_s);
        band.map_or([0.0; 2], |band| band.late_s)
    }

    /// How they do, band by band.
    #[must_use]
    pub fn judge(&self, forecasts: &[Forecast]) -> Vec<Coverage> {
        let mut from = 0.0;
        let coverage = self.0.iter().map(|band| {
            let own = |it: &&Forecast| self.index(it.ahead_s) == self.index(band.until_s);
            let own: Vec<&Forecast> = forecasts.iter().filter(own).collect();
            let hits = own.iter().filter(|it| self.holds(it)).count();
            let share = hits as f64 / own.len().max(1) as f64;
            let ahead_s = [std::mem::replace(&mut from, band.until_s), band.until_s];
            Coverage { ahead_s, late_s: band.late_s, said: own.len(), share }
        });
        coverage.collect()
    }

    /// Which share of all arrivals came within the band, and how wide it was in the mean, in seconds.
    #[must_use]
    pub fn share_and_width(&self, forecasts: &[Forecast]) -> [f64; 2] {
        let count = forecasts.len().max(1) as f64;
        let hits = forecasts.iter().filter(|it| self.holds(it)).count();
        let widths = forecasts.iter().map(|it| {
            let [early, late] = self.late_s(it.ahead_s);
            late - early
        });
        [hits as f64 / count, widths.sum::<f64>() / count]
    }

    fn index(&self, ahead_s: f64) -> Option<usize> {
        self.0.iter().position(|band| ahead_s <= band.until_s)
    }

    fn holds(&self, forecast: &Forecast) -> bool {
        let [early, late] = self.late_s(forecast.ahead_s);
        (early..=late).contains(&forecast.late_s)
    }
}
