//! Who works on that day, and what they could take.

use crate::{
    domain::{Coop, SkillSet},
    units::{Load, TimeWindow, Timestamp},
};

/// A courier on shift with a vehicle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crew<'a> {
    /// When they work.
    pub(super) window: TimeWindow<Timestamp>,
    /// What they are trained or equipped for.
    pub(super) skills: &'a SkillSet,
    /// What their vehicle takes.
    pub(super) capacity: Load,
}

/// One for each shift of the co-operative.
pub(super) fn crew(coop: &Coop) -> Vec<Crew<'_>> {
    let crew = coop.shifts.iter().filter_map(|shift| {
        let courier = coop.couriers.iter().find(|courier| courier.id == shift.courier)?;
        let vehicle = coop.vehicles.iter().find(|vehicle| vehicle.id == shift.vehicle)?;
        Some(Crew { window: shift.window, skills: &courier.skills, capacity: vehicle.capacity })
    });
    crew.collect()
}

impl Crew<'_> {
    /// Could they take an order of so many equal loads that asks for these skills?
    pub(super) fn takes(&self, skills: &SkillSet, load: Load, dropoffs: usize) -> bool {
        let whole: Load = std::iter::repeat_n(load, dropoffs).sum();
        self.skills.is_superset(skills) && whole.fits(&self.capacity)
    }
}
