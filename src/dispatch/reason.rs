//! Why an order is in no round, in a sentence that a shop would accept.

use super::Instance;
use crate::{
    domain::OrderStop,
    solver::{Reason, Unassigned},
    units::{Dimension, Seconds},
};

/// A stable code and a sentence.
pub(super) type Told = (&'static str, String);

/// For an order with a stop beside no street.
pub(super) fn off_map(stop: &OrderStop, max_m: f64) -> Told {
    let sentence = format!(
        "{} at {} is more than {max_m:.0} m from every street that a courier may use; check the \
         position, or load a map that covers it",
        stop.name, stop.place
    );
    ("off_map", sentence)
}

/// For an order that the solver left over.
pub(super) fn sentence(instance: &Instance<'_>, unassigned: &Unassigned) -> Told {
    let clock = |moment: Seconds| instance.clock(moment);
    match unassigned.reason {
        Reason::NoVehicle => ("no_shift", "no courier has a shift on this day".to_owned()),
        Reason::Skill { missing } => {
            let missing: Vec<&str> = instance
                .skills
                .iter()
                .enumerate()
                .filter(|(bit, _)| missing.bits() & (1 << bit) != 0)
                .map(|(_, skill)| *skill)
                .collect();
            ("skill", format!("no courier on shift has the skill {}", missing.join(" and ")))
        }
        Reason::TooMuch { dimension, needed, largest } => (
            "too_much",
            format!(
                "its {dimension} of {} is more than any suitable vehicle takes: at most {}",
                amount(dimension, needed),
                amount(dimension, largest)
            ),
        ),
        Reason::TooMuchTogether { needed } => (
            "too_much",
            format!(
                "no suitable vehicle takes its mass, volume and bags together: {}, {}, {}",
                amount(Dimension::Mass, needed.mass_g),
                amount(Dimension::Volume, needed.volume_ml),
                amount(Dimension::Bags, needed.bags)
            ),
        ),
        Reason::Unreachable => (
            "unreachable",
            "no suitable vehicle can ride from its hub to all stops and back".to_owned(),
        ),
        Reason::TooLate { stop, earliest, due } => (
            "too_late",
            format!(
                "{} is due by {}, but even a courier with nothing else to do could not be there \
                 before {}",
                instance.order_stop(stop).name,
                clock(due),
                clock(earliest)
            ),
        ),
        Reason::NoTimeForBreak { window } => (
            "no_time_for_break",
            format!(
                "a courier could make it, but not have the break that starts between {} and {}",
                clock(window.start()),
                clock(window.end())
            ),
        ),
        Reason::OutsideShifts { shift, back } => (
            "outside_shifts",
            format!(
                "even with nothing else to do the courier on shift from {} to {} would be back at \
                 {} only",
                clock(shift.start()),
                clock(shift.end()),
                clock(back)
            ),
        ),
        Reason::AllBusy { candidates } => (
            "all_busy",
            format!(
                "{candidates} {} could take it with nothing else to do, but no place was found for \
                 it in {}",
                if candidates == 1 { "courier" } else { "couriers" },
                if candidates == 1 { "that courier's rounds" } else { "their rounds" }
            ),
        ),
    }
}

/// So many thousandths, with as many decimals as it takes to be exact, at least one.
fn thousands(amount: u32) -> String {
    let decimals = match amount {
        _ if amount.is_multiple_of(100) => 1,
        _ if amount.is_multiple_of(10) => 2,
        _ => 3,
    };
    format!("{:.decimals$}", f64::from(amount) / 1000.0)
}

fn amount(dimension: Dimension, amount: u32) -> String {
    match dimension {
        Dimension::Mass => format!("{} kg", thousands(amount)),
        Dimension::Volume => format!("{} l", thousands(amount)),
        Dimension::Bags if amount == 1 => "1 bag".to_owned(),
        Dimension::Bags => format!("{amount} bags"),
    }
}

impl Instance<'_> {
    /// A moment of the problem as the time on a clock in the co-operative.
    fn clock(&self, moment: Seconds) -> String {
        let instant = jiff::Timestamp::from_millisecond(self.instant(moment).as_millis());
        match instant.and_then(|instant| instant.in_tz(&self.coop.zone)) {
            Ok(local) => local.strftime("%H:%M").to_string(),
            Err(_) => format!("{} min after the start", moment.as_minutes()),
        }
    }
}
