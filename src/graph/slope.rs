//! How a slope changes the speed of a rider.
//!
//! Martin, Milliken, Cobb, `McFadden` & Coggan, *Validation of a Mathematical Model for Road Cycling
//! Power*, Journal of Applied Biomechanics 14(3), 1998: in steady state the power at the wheel is
//! spent on gravity, rolling resistance and air,
//!
//! ```text
//! P = v · (m g sin α + C_rr m g cos α + ½ ρ C_d A v²)
//! ```
//!
//! without wind, wheel bearings and changes of speed, which are a few per cent at these speeds.
//!
//! A profile's speeds are what a courier rides on the flat, halts included, and they stay so: power
//! decides only where it is short. *Uphill* the speed is the flat one as long as rider and motor
//! have the power for it, else what they have it for; who rides faster on the flat than the rider's
//! watts allow has the watts that this takes. *Downhill* the rider goes on with the power that the
//! flat speed takes, and brakes at the profile's `downhill_kmh`, or at what ground and law allow.
//! Where riding would be slower than walking, the courier pushes.

use crate::osm::Power;

/// Standard gravity.
const GRAVITY: f64 = 9.806_65;
/// Air at 15 °C and the level of the sea, in kg/m³ (ICAO standard atmosphere).
const AIR: f64 = 1.225;
/// What a chain leaves of the power (Martin et al. 1998).
const DRIVETRAIN: f64 = 0.976;
/// With a loaded vehicle in hand, on the flat. Assumption.
const PUSH_KMH: f64 = 3.0;
/// Halvings of an interval of at most 60 km/h: less than a ten-thousandth of a km/h is left.
const HALVINGS: usize = 20;

/// The speed in km/h of who rides at `flat_kmh` on the flat, at `grade` (metres up a metre along;
/// below 0: downhill). Never slower downhill than on the flat, never faster uphill, and never faster
/// at a steeper grade.
///
/// ```
/// # use musette::{graph::speed_kmh, osm::Power};
/// let unassisted = Power {
///     rider_w: 150.0, assist_w: 0.0, assist_kmh: 25.0, mass_kg: 95.0, load_kg: 10.0,
///     rolling: 0.008, drag_m2: 0.6, downhill_kmh: 20.0,
/// };
/// assert_eq!(speed_kmh(&unassisted, 0.0, 17.0), 17.0);
/// assert!(speed_kmh(&unassisted, 0.06, 17.0) < 9.0);
/// ```
#[must_use]
pub fn speed_kmh(power: &Power, grade: f64, flat_kmh: f64) -> f64 {
    if grade > 0.0 {
        uphill_kmh(power, grade, flat_kmh).max(pushing_kmh(PUSH_KMH, grade)).min(flat_kmh)
    } else if grade < 0.0 {
        downhill_kmh(power, grade, flat_kmh)
    } else {
        flat_kmh
    }
}

/// Walking with a vehicle in hand that moves at `flat_kmh` on the flat: slower uphill and steeply
/// downhill as W. Tobler has it (*Three Presentations on Geographical Analysis and Modeling*, 1993:
/// `exp(-3.5 |grade + 0.05|)`), but not faster on a gentle descent, where one holds back.
#[must_use]
pub(super) fn pushing_kmh(flat_kmh: f64, grade: f64) -> f64 {
    flat_kmh * (-3.5 * ((grade + 0.05).abs() - 0.05)).exp().min(1.0)
}

fn uphill_kmh(power: &Power, grade: f64, flat_kmh: f64) -> f64 {
    let motor_w = |kmh: f64| if kmh <= power.assist_kmh { power.assist_w } else { 0.0 };
    let on_the_flat = needed_w(power, 0.0, flat_kmh) / DRIVETRAIN - motor_w(flat_kmh);
    let rider_w = power.rider_w.max(on_the_flat);
    let lacking_w = |kmh: f64| needed_w(power, grade, kmh) - DRIVETRAIN * (rider_w + motor_w(kmh));
    root(lacking_w, 0.0, flat_kmh)
}

fn downhill_kmh(power: &Power, grade: f64, flat_kmh: f64) -> f64 {
    let wheel_w = needed_w(power, 0.0, flat_kmh);
    let lacking_w = |kmh: f64| needed_w(power, grade, kmh) - wheel_w;
    root(lacking_w, flat_kmh, power.downhill_kmh.max(flat_kmh))
}

/// The power at the wheel that a speed takes, in watts; below 0, if it has to be braked away.
fn needed_w(power: &Power, grade: f64, kmh: f64) -> f64 {
    let speed = kmh / 3.6;
    let cosine = 1.0 / grade.hypot(1.0);
    let weight = (power.mass_kg + power.load_kg) * GRAVITY * cosine;
    speed * (weight * (grade + power.rolling) + 0.5 * AIR * power.drag_m2 * speed * speed)
}

/// Where `lacking` turns from below 0 to above, between `low`, where it is not above, and `high`;
/// `high`, if it does not.
fn root(lacking: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    if lacking(high) <= 0.0 {
        return high;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if lacking(middle) <= 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// Steeper than this is taken for this: the steepest streets of the world are near it, and beyond
/// it is the noise of a raster on a short piece of street.
const STEEPEST: f64 = 0.35;
/// Columns of a table by grade, each way from the flat.
const COLUMNS: usize = 70;

/// Seconds a metre up and down a grade, in steps of half a per cent, for one speed on the flat.
#[derive(Clone, Debug)]
pub(super) struct Slowness {
    /// By grade: up, and down as far.
    s_per_m: Vec<[f64; 2]>,
}

impl Slowness {
    /// From the speed at each grade.
    pub(super) fn new(speed_kmh: impl Fn(f64) -> f64) -> Self {
        let row = |column: usize| {
            let grade = column as f64 * STEEPEST / COLUMNS as f64;
            [grade, -grade].map(|grade| 3.6 / speed_kmh(grade))
        };
        Self { s_per_m: (0..=COLUMNS).map(row).collect() }
    }

    /// Seconds along a street of `metres`, and back, that rises by `ascent_m` and falls by
    /// `descent_m` in all; one of these and the length are above 0.
    ///
    /// How the slope is spread is not known: one part of the street rises evenly, the other falls
    /// at the same grade, `(ascent + descent) / length`, and each is as long as its share of both.
    pub(super) fn seconds(&self, metres: f64, ascent_m: f64, descent_m: f64) -> [f64; 2] {
        let climb_m = ascent_m + descent_m;
        let at = (climb_m / metres).min(STEEPEST) * (COLUMNS as f64 / STEEPEST);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let column = (at as usize).min(COLUMNS - 1);
        let share = at - column as f64;
        let [less, more] = [self.s_per_m[column], self.s_per_m[column + 1]];
        let [up, down] = [0, 1].map(|way| less[way] + (more[way] - less[way]) * share);
        let rising_m = metres * ascent_m / climb_m;
        let falling_m = metres - rising_m;
        [rising_m * up + falling_m * down, falling_m * up + rising_m * down]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BIKE: Power = Power {
        rider_w: 150.0,
        assist_w: 0.0,
        assist_kmh: 25.0,
        mass_kg: 90.0,
        load_kg: 10.0,
        rolling: 0.008,
        drag_m2: 0.6,
        downhill_kmh: 30.0,
    };
    const CARGO: Power = Power {
        rider_w: 100.0,
        assist_w: 250.0,
        assist_kmh: 25.0,
        mass_kg: 140.0,
        load_kg: 60.0,
        rolling: 0.01,
        drag_m2: 0.9,
        downhill_kmh: 18.0,
    };

    fn assert_speed(power: &Power, grade: f64, flat_kmh: f64, expected_kmh: f64) {
        let got = speed_kmh(power, grade, flat_kmh);
        assert!((got - expected_kmh).abs() < 0.01, "{got} at {grade}, not {expected_kmh}");
    }

    /// At 10 %, 100 kg: cos α = 0.995037; 100 · 9.80665 · 0.995037 · (0.1 + 0.008) = 105.387 N, and
    /// air takes 0.3675 v². 0.976 · 150 W = 146.4 W = 105.387 v + 0.3675 v³ at v = 1.3800 m/s.
    #[test]
    fn a_rider_without_motor_climbs_as_computed_by_hand() {
        assert_speed(&BIKE, 0.10, 17.0, 1.38 * 3.6);
        // At 3 %: 980.665 · 0.99955 · 0.038 = 37.249 N; 146.4 = 37.249 v + 0.3675 v³, v = 3.5054.
        assert_speed(&BIKE, 0.03, 17.0, 3.505_4 * 3.6);
        // At 1 % 17 km/h take 4.7222 · (17.651 + 8.195) = 122.05 W: there is more.
        assert_speed(&BIKE, 0.01, 17.0, 17.0);
    }

    /// 200 kg at 5 %: 1961.33 · 0.998752 · 0.06 = 117.533 N, air 0.55125 v²; 0.976 · 350 W = 341.6 W
    /// = 117.533 v + 0.55125 v³ at v = 2.8031 m/s.
    #[test]
    fn a_motor_helps_uphill() {
        assert_speed(&CARGO, 0.05, 15.0, 2.803_1 * 3.6);
        assert!(speed_kmh(&Power { assist_w: 0.0, ..CARGO }, 0.05, 15.0) < 4.0);
        let early = Power { assist_kmh: 6.0, ..CARGO };
        assert_speed(&early, 0.05, 15.0, 6.0);
    }

    #[test]
    fn load_makes_slower_and_what_is_too_steep_is_pushed() {
        let heavy = Power { load_kg: 100.0, ..BIKE };
        assert!(speed_kmh(&heavy, 0.05, 17.0) < speed_kmh(&BIKE, 0.05, 17.0) - 2.0);
        let steep = speed_kmh(&heavy, 0.2, 17.0);
        assert!((steep - 3.0 * (-0.7_f64).exp()).abs() < 1e-9, "{steep}");
    }

    /// At -1 %: 4.7222 m/s on the flat take 4.7222 · (7.8453 + 8.1951) = 75.747 W; downhill
    /// -1.9612 v + 0.3675 v³ = 75.747 at v = 6.2079 m/s.
    #[test]
    fn downhill_one_rolls_faster_and_brakes() {
        assert_speed(&BIKE, -0.01, 17.0, 6.207_9 * 3.6);
        assert_speed(&BIKE, -0.10, 17.0, 30.0);
        assert_speed(&CARGO, -0.10, 20.0, 20.0);
    }

    #[test]
    fn the_table_is_the_model_at_its_grades_and_between_them() {
        let table = Slowness::new(|grade| speed_kmh(&BIKE, grade, 17.0));
        for (ascent_m, descent_m) in [(30.0, 0.0), (0.0, 30.0), (10.0, 30.0), (57.3, 0.0)] {
            let [there, back] = table.seconds(1000.0, ascent_m, descent_m);
            let grade = (ascent_m + descent_m) / 1000.0;
            let up_m = 1000.0 * ascent_m / (ascent_m + descent_m);
            let expected = |up_m: f64| {
                3.6 * up_m / speed_kmh(&BIKE, grade, 17.0)
                    + 3.6 * (1000.0 - up_m) / speed_kmh(&BIKE, -grade, 17.0)
            };
            assert!((there / expected(up_m) - 1.0).abs() < 0.002, "{ascent_m} {descent_m}");
            assert!((back / expected(1000.0 - up_m) - 1.0).abs() < 0.002, "{ascent_m} {descent_m}");
        }
        let [wall, _] = table.seconds(1.0, 500.0, 0.0);
        assert!(wall.is_finite() && wall < 5.0, "{wall}");
    }

    prop_compose! {
        fn powers()(
            (rider_w, assist_w, assist_kmh) in (1.0..400.0, 0.0..1000.0, 1.0..45.0),
            (mass_kg, load_kg) in (20.0..400.0, 0.0..500.0),
            (rolling, drag_m2, downhill_kmh) in (0.001..0.05, 0.1..3.0, 1.0..60.0),
        ) -> Power {
            Power { rider_w, assist_w, assist_kmh, mass_kg, load_kg, rolling, drag_m2, downhill_kmh }
        }
    }

    proptest! {
        #[test]
        fn the_steeper_the_slower(
            power in powers(),
            flat_kmh in 0.1..60.0,
            grades in prop::array::uniform2(-0.5..0.5),
        ) {
            let [a, b]: [f64; 2] = grades;
            let [gentle, steep] = [a.min(b), a.max(b)].map(|grade| speed_kmh(&power, grade, flat_kmh));
            prop_assert!(gentle >= steep - 1e-4, "{gentle} {steep}");
            prop_assert!(steep > 0.0 && gentle <= flat_kmh.max(power.downhill_kmh));
        }

        #[test]
        fn near_the_flat_the_speed_is_near_that_on_the_flat(
            power in powers(),
            flat_kmh in 0.1..60.0,
        ) {
            let up = speed_kmh(&power, 1e-9, flat_kmh);
            let down = speed_kmh(&power, -1e-9, flat_kmh);
            prop_assert_eq!(speed_kmh(&power, 0.0, flat_kmh).to_bits(), flat_kmh.to_bits());
            prop_assert!((up - flat_kmh).abs() < 1e-3 && (down - flat_kmh).abs() < 1e-3);
        }

        #[test]
        fn more_watts_or_less_load_never_make_slower_uphill(
            power in powers(),
            flat_kmh in 0.1..60.0,
            grade in 0.0..0.4,
            more in 0.0..200.0,
        ) {
            let speed = |power| speed_kmh(&power, grade, flat_kmh);
            let rider_w = power.rider_w + more;
            let load_kg = power.load_kg + more;
            let (stronger, heavier) = (Power { rider_w, ..power }, Power { load_kg, ..power });
            prop_assert!(speed(stronger) >= speed(power) - 1e-4);
            prop_assert!(speed(heavier) <= speed(power) + 1e-4);
        }
    }
}
