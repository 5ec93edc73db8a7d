//! Why an order is in no round, in a sentence that a shop would accept.

use super::Instance;
use crate::{
    domain::{Courier, Order, OrderStop, Shift},
    solver::{Reason, Unassigned},
    units::{Dimension, Seconds, Timestamp},
};

/// A stable code and a sentence.
pub(super) type Told = (&'static str, String);

/// Why an order is in no round: what is wrong with the order itself, else what the solver says.
pub(super) fn told(instance: &Instance<'_>, unassigned: &Unassigned) -> Told {
    if let Some(stop) = instance.off_map.get(&unassigned.request) {
        return off_map(stop, instance.max_snap_m);
    }
    let order = &instance.orders[unassigned.request];
    if let Some(told) = other_day(instance, order) {
        return told;
    }
    let (code, sentence) = sentence(instance, unassigned);
    let able = match unassigned.reason {
        Reason::NoVehicle | Reason::Skill { .. } => None,
        _ => able(instance, order),
    };
    (code, able.map_or(sentence.clone(), |able| format!("{able}: {sentence}")))
}

/// For an order with a stop beside no street.
fn off_map(stop: &OrderStop, max_m: f64) -> Told {
    let sentence = format!(
        "{} at {} is more than {max_m:.0} m from every street that a courier on shift may use; \
         longitude comes first: check the position, or load a map that covers it",
        name(stop),
        stop.place
    );
    ("off_map", sentence)
}

/// For an order whose pickup is on another day, when no shift of this one runs.
fn other_day(instance: &Instance<'_>, order: &Order) -> Option<Told> {
    let ready = order.pickup.window.start();
    let day = instance.local(ready)?.date();
    let during = |shift: &Shift| shift.window.contains(ready);
    if day == instance.coop.day || instance.coop.shifts.iter().any(during) {
        return None;
    }
    Some(("other_day", format!("it is for {day}, but this plan is for {}", instance.coop.day)))
}

/// Who has the skills that an order needs, if it needs any.
fn able(instance: &Instance<'_>, order: &Order) -> Option<String> {
    let coop = instance.coop;
    let on_shift = |courier: &&Courier| {
        courier.skills.is_superset(&order.skills)
            && coop.shifts.iter().any(|shift| shift.courier == courier.id)
    };
    let names: Vec<&str> =
        coop.couriers.iter().filter(on_shift).map(|courier| courier.name.as_str()).collect();
    let needs: Vec<&str> = order.skills.iter().map(String::as_str).collect();
    (!needs.is_empty())
        .then(|| format!("needs {}, as {} can", needs.join(" and "), names.join(", ")))
}

/// Who is at a stop; where nobody is named, its address or position.
fn name(stop: &OrderStop) -> String {
    match (stop.name.as_str(), stop.address.as_str()) {
        ("", "") => format!("the stop at {}", stop.place),
        ("", address) => address.to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// For an order that the solver left over.
fn sentence(instance: &Instance<'_>, unassigned: &Unassigned) -> Told {
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
            let name = name(instance.order_stop(stop));
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
    /// An instant as clocks in the co-operative show it.
    fn local(&self, at: Timestamp) -> Option<jiff::Zoned> {
        let instant = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?;
        instant.in_tz(&self.coop.zone).ok()
    }

    /// Moments of the problem as clocks in the co-operative show them, with the date unless all are on
    /// the local day on which the pickup of `order` (an index) may start.
    fn clocks<const N: usize>(&self, order: usize, moments: [Seconds; N]) -> [String; N] {
        let date = |at| self.local(at).map(|local| local.date());
        let day = date(self.orders[order].pickup.window.start());
        let same_day = moments.iter().all(|moment| date(self.instant(*moment)) == day);
        let format = if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        moments.map(|moment| match self.local(self.instant(moment)) {
            Some(local) => local.strftime(format).to_string(),
            None => format!("{} min after the start", moment.as_minutes()),
        })
    }
}
