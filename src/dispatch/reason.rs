//! Why an order is in no round, in a sentence that a shop would accept.

use super::Instance;
use crate::{
    domain::OrderStop,
    solver::{Reason, Unassigned},
    units::{Dimension, Seconds, Timestamp},
};

/// A stable code and a sentence.
pub(super) type Told = (&'static str, String);

/// For an order with a stop beside no street.
pub(super) fn off_map(stop: &OrderStop, max_m: f64) -> Told {
    let sentence = format!(
        "{} at {} is more than {max_m:.0} m from every street that a courier on shift may use; \
         check the position, or load a map that covers it",
        stop.name, stop.place
    );
    ("off_map", sentence)
}

/// For an order that the solver left over.
pub(super) fn sentence(instance: &Instance<'_>, unassigned: &Unassigned) -> Told {
    let request = unassigned.request;
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
        Reason::TooLate { stop, earliest, due } => {
            let name = &instance.order_stop(stop).name;
            let [due, earliest] = instance.clocks(request, [due, earliest]);
            let sentence = format!(
                "{name} is due by {due}, but even a courier with nothing else to do could not be \
                 there before {earliest}"
            );
            ("too_late", sentence)
        }
        Reason::NoTimeForBreak { window } => {
            let [from, until] = instance.clocks(request, [window.start(), window.end()]);
            let sentence = format!(
                "a courier could make it, but not have the break that starts between {from} and \
                 {until}"
            );
            ("no_time_for_break", sentence)
        }
        Reason::OutsideShifts { shift, back } => {
            let [from, to, back] = instance.clocks(request, [shift.start(), shift.end(), back]);
            let sentence = format!(
                "even with nothing else to do the courier on shift from {from} to {to} would be \
                 back at {back} only"
            );
            ("outside_shifts", sentence)
        }
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
    /// Moments of the problem as clocks in the co-operative show them, with the date unless all are on
    /// the local day on which the pickup of `order` (an index) may start.
    fn clocks<const N: usize>(&self, order: usize, moments: [Seconds; N]) -> [String; N] {
        let local = |at: Timestamp| {
            let instant = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?;
            instant.in_tz(&self.coop.zone).ok()
        };
        let date = |at| local(at).map(|local| local.date());
        let day = date(self.orders[order].pickup.window.start());
        let same_day = moments.iter().all(|moment| date(self.instant(*moment)) == day);
        let format = if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        moments.map(|moment| match local(self.instant(moment)) {
            Some(local) => local.strftime(format).to_string(),
            None => format!("{} min after the start", moment.as_minutes()),
        })
    }
}
