//! How much longer, or shorter, things take than planned.

use super::Rules;
use crate::{solver::StopId, units::Seconds};

/// What happens by chance on one day. What a ride or a service takes hangs on the seed and on the stop alone, not on
/// who makes it or when: two sets of rules that ride the same day meet the same luck.
///
/// A planned span is multiplied by a draw from the lognormal distribution with mean 1 and the coefficient of
/// variation that the rules state: `exp(s z - s^2 / 2)` with `s^2 = ln(1 + cv^2)` and `z` of the standard
/// normal distribution (Box and Muller, 1958). The same on every machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Luck {
    seed: u64,
    riding_cv: f64,
    service_cv: f64,
}

/// What takes its time.
#[derive(Clone, Copy, Debug)]
enum Span {
    Riding = 1,
    Service = 2,
    Home = 3,
}

impl Luck {
    /// That of a seed.
    #[must_use]
    pub fn new(seed: u64, rules: &Rules) -> Self {
        Self { seed, riding_cv: rules.riding_cv, service_cv: rules.service_cv }
    }

    /// What a ride to this stop takes that was planned to take so long.
    #[must_use]
    pub fn riding(&self, stop: StopId, planned: Seconds) -> Seconds {
        stretched(planned, self.factor(key(stop), Span::Riding, self.riding_cv))
    }

    /// What the service at this stop takes.
    #[must_use]
    pub fn service(&self, stop: StopId, planned: Seconds) -> Seconds {
        stretched(planned, self.factor(key(stop), Span::Service, self.service_cv))
    }

    /// What the way back of this vehicle takes.
    #[must_use]
    pub fn home(&self, vehicle: usize, planned: Seconds) -> Seconds {
        stretched(planned, self.factor([vehicle as u64, 0], Span::Home, self.riding_cv))
    }

    fn factor(&self, [one, other]: [u64; 2], span: Span, cv: f64) -> f64 {
        if cv <= 0.0 {
            return 1.0;
        }
        let hash = mixed(mixed(mixed(mixed(self.seed) ^ one) ^ other) ^ span as u64);
        // In (0, 1], and in [0, 1).
        let [radius, angle] = [unit(hash) + UNIT, unit(mixed(hash))];
        let normal =
            libm::sqrt(-2.0 * libm::log(radius)) * libm::cos(std::f64::consts::TAU * angle);
        let variance = libm::log1p(cv * cv);
        libm::exp(libm::sqrt(variance) * normal - variance / 2.0)
    }
}

const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;

/// The upper 53 bits as a number from 0 up to, not including, 1.
fn unit(bits: u64) -> f64 {
    (bits >> 11) as f64 * UNIT
}

fn key(stop: StopId) -> [u64; 2] {
    match stop {
        StopId::Pickup { request, pickup: 0 } => [request as u64, 0],
        StopId::Pickup { request, pickup } => [request as u64, u64::MAX - pickup as u64],
        StopId::Dropoff { request, dropoff } => [request as u64, dropoff as u64 + 1],
    }
}

/// The finalizer of `SplitMix64` (Steele, Lea, Flood, OOPSLA 2014).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never negative, and what is too long saturates"
)]
fn stretched(planned: Seconds, factor: f64) -> Seconds {
    Seconds::new((f64::from(planned.as_u32()) * factor).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::mean;

    fn factors(cv: f64) -> Vec<f64> {
        let luck = Luck::new(3, &Rules { riding_cv: cv, ..Rules::default() });
        (0..40_000).map(|order| luck.factor([order, 0], Span::Riding, cv)).collect()
    }

    #[test]
    fn the_mean_is_one_and_the_spread_as_stated() {
        for cv in [0.1, 0.25, 0.6] {
            let drawn = factors(cv);
            let average = mean(&drawn);
            let squares: Vec<f64> = drawn.iter().map(|it| (it - average).powi(2)).collect();
            // Four standard errors of 40,000 draws, of a distribution with long tails.
            assert!((average - 1.0).abs() < 4.0 * cv / 200.0, "{cv}: {average}");
            let spread = mean(&squares).sqrt();
            assert!((spread - cv).abs() < 0.05 * cv, "{cv}: {spread}");
            assert!(drawn.iter().all(|it| *it > 0.0));
        }
    }

    #[test]
    fn half_of_all_rides_are_faster_than_the_median_of_the_distribution() {
        let (cv, drawn) = (0.5, factors(0.5));
        let median = 1.0 / f64::sqrt(1.0 + cv * cv);
        let below = drawn.iter().filter(|it| **it < median).count();
        assert!((below as f64 / 40_000.0 - 0.5).abs() < 0.01, "{below}");
    }

    #[test]
    fn without_noise_everything_takes_what_was_planned() {
        let luck = Luck::new(9, &Rules { riding_cv: 0.0, service_cv: 0.0, ..Rules::default() });
        let stop = StopId::Dropoff { request: 4, dropoff: 1 };
        for planned in [0, 1, 77, 100_000].map(Seconds::new) {
            assert_eq!(luck.riding(stop, planned), planned);
            assert_eq!(luck.service(stop, planned), planned);
            assert_eq!(luck.home(3, planned), planned);
        }
    }

    #[test]
    fn stops_seeds_and_spans_have_luck_of_their_own() {
        let luck = |seed| Luck::new(seed, &Rules::default());
        let planned = Seconds::new(1_000_000);
        let drop = |dropoff| StopId::Dropoff { request: 1, dropoff };
        let mut drawn = vec![
            luck(1).riding(StopId::Pickup { request: 1, pickup: 0 }, planned),
            luck(1).riding(drop(0), planned),
            luck(1).riding(drop(1), planned),
            luck(1).service(drop(0), planned),
            luck(2).riding(drop(0), planned),
            luck(1).home(1, planned),
        ];
        assert_eq!(luck(1).riding(drop(0), planned), drawn[1]);
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), 6);
    }
}
