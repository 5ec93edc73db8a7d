//! Changes of shifts that the law allows.

use crate::{
    domain::{Coop, Courier, Order, ShiftEnd, labour::Roster, labour::Spell},
    solver::{Break, Vehicle},
    units::{Seconds, TimeWindow, Timestamp},
};

/// What the law says, in the numbers of the problem.
#[derive(Clone, Copy, Debug)]
pub(super) struct Law<'a> {
    pub(super) roster: &'a Roster,
    pub(super) coop: &'a Coop,
    /// By request.
    pub(super) orders: &'a [Order],
    /// The instant that is second 0.
    pub(super) start: Timestamp,
}

impl Law<'_> {
    /// The hours of the whole shift of a vehicle, as declared, so much longer at one end; `None` if what has begun would have
    /// to begin earlier.
    fn hours(&self, vehicle: usize, end: ShiftEnd, by: Seconds) -> Option<TimeWindow<Timestamp>> {
        let left = self.coop.shifts[vehicle].window;
        let declared = self.roster.shift(vehicle)?.window();
        match end {
            ShiftEnd::End => TimeWindow::new(declared.start(), left.end() + by),
            ShiftEnd::Start if left.start() > declared.start() => None,
            ShiftEnd::Start => {
                let earlier_ms = declared.start().as_millis() - 1000 * i64::from(by.as_u32());
                TimeWindow::new(Timestamp::from_millis(earlier_ms), left.end())
            }
        }
    }

    /// Gives a vehicle whose shift is so much longer the breaks that a plan would put into it; `None` if nobody can say
    /// which of them are left of a shift that has begun.
    pub(super) fn put_breaks(
        &self,
        number: usize,
        vehicle: &mut Vehicle,
        (end, by): (ShiftEnd, Seconds),
    ) -> Option<()> {
        let hours = self.hours(number, end, by)?;
        let shift = &self.coop.shifts[number];
        let declared = self.roster.shift(number)?.window();
        let people: Vec<&str> = shift.people().collect();
        let of = |hours| self.roster.with_hours(number, &people, hours);
        let (was, now) = (of(declared)?, of(hours)?);
        if was.breaks() == now.breaks() {
            return Some(());
        }
        if shift.window != declared {
            return None;
        }
        let at = |instant: Timestamp| instant.seconds_since(self.start);
        let breaks = now.breaks().iter().map(|rest| {
            let window = TimeWindow::new(at(rest.window.start()), at(rest.window.end()))?;
            Some(Break::new(window, rest.duration))
        });
        vehicle.breaks = breaks.collect::<Option<_>>()?;
        Some(())
    }

    /// May who works the shift of a vehicle work so much longer?
    pub(super) fn allows(&self, vehicle: usize, end: ShiftEnd, by: Seconds) -> bool {
        let people: Vec<&str> = self.coop.shifts[vehicle].people().collect();
        self.hours(vehicle, end, by).is_some_and(|hours| {
            self.roster.are_free(vehicle, &people, hours)
                && self.roster.against_hours(vehicle, &people, hours).is_empty()
        })
    }

    /// Ids of those who can bring an order and may be at work in this time, beside all that they work.
    pub(super) fn free_for(&self, request: usize, shift: TimeWindow<Seconds>) -> Vec<String> {
        let order = &self.orders[request];
        let hours = TimeWindow::new(self.start + shift.start(), self.start + shift.end());
        let Some(spell) = hours.and_then(|hours| Spell::new(hours, Vec::new())) else {
            return Vec::new();
        };
        let piece_g = order.heaviest_piece_g();
        let lifts = |id: &str| self.roster.lift(&[id]).is_some_and(|most| piece_g <= most.says);
        self.those(|courier| {
            order.skills.is_subset(&courier.skills)
                && order.terms.couriers.allow_those(std::iter::once(courier.id.as_str()))
                && lifts(&courier.id)
                && self.roster.may_add(&courier.id, &spell)
        })
    }

    /// Ids of those who may ride along in what is left of the shift of a vehicle, and lift the order's heaviest piece with
    /// its courier.
    pub(super) fn second_for(&self, request: usize, vehicle: usize) -> Vec<String> {
        let (order, shift) = (&self.orders[request], &self.coop.shifts[vehicle]);
        let Some(spell) = Spell::of_shift(shift) else { return Vec::new() };
        let piece_g = order.heaviest_piece_g();
        self.those(|courier| {
            let both = [shift.courier.as_str(), courier.id.as_str()];
            order.terms.couriers.allow_those(shift.people().chain([courier.id.as_str()]))
                && self.roster.lift(&both).is_some_and(|most| piece_g <= most.says)
                && self.roster.may_add(&courier.id, &spell)
        })
    }

    fn those(&self, is_one: impl Fn(&Courier) -> bool) -> Vec<String> {
        let couriers = self.coop.couriers.iter().filter(|courier| is_one(courier));
        couriers.map(|courier| courier.id.clone()).collect()
    }
}
