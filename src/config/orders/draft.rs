//! An order while its rows come in.

use super::{column::Column, row::Row, terms::TermsSaid};
use crate::{
    config::Settings,
    domain::{Dropoff, Order, OrderStop, ServiceTimes, SkillSet, Timing},
    units::{Load, LonLat, Seconds, TimeWindow, Timestamp},
};

/// An order, and when it was placed, if the file says so.
pub type PlacedOrder = (Order, Option<Timestamp>);

/// Four hours at one door; in seconds.
const MAX_SERVICE_S: u32 = 14_400;
/// A day on board; in minutes.
const MAX_ON_BOARD_MIN: u32 = 1_440;

/// What a row says about its order as a whole; `None` where it says nothing.
struct Whole {
    shop: Option<String>,
    shop_address: Option<String>,
    place: Option<LonLat>,
    ready_at: Option<Timestamp>,
    pickup_by: Option<Timestamp>,
    service: Option<Seconds>,
    skills: Option<SkillSet>,
    terms: TermsSaid,
    placed_at: Option<Timestamp>,
}

/// An order with the dropoffs of the rows so far.
pub(super) struct Draft {
    id: String,
    line: usize,
    whole: Whole,
    /// Was there no complaint about `whole`?
    sound: bool,
    dropoffs: Vec<Dropoff>,
}

impl Draft {
    /// The order that `row` is the first of. It has no dropoff yet.
    pub(super) fn begin(row: &Row<'_>, id: String) -> Self {
        let complaints = row.log.count();
        row.complain_if_empty(&[Column::PickupLon, Column::PickupLat, Column::ReadyAt]);
        let whole = Whole::read(row);
        if let (Some(ready_at), Some(pickup_by)) = (whole.ready_at, whole.pickup_by)
            && pickup_by < ready_at
        {
            row.complain(Column::PickupBy, "is before ready_at", "write a later time");
        }
        whole.terms.check(row);
        let sound = row.log.count() == complaints;
        Self { id, line: row.line, whole, sound, dropoffs: Vec::new() }
    }

    /// Adds what `row`, the first or a later one, says about its dropoff.
    pub(super) fn add(&mut self, row: &Row<'_>, settings: &Settings, times: &ServiceTimes) {
        if row.line != self.line {
            self.compare(row);
        }
        self.dropoffs.extend(dropoff(row, self.whole.ready_at, settings, times));
    }

    /// Complains of every cell of `row` that says something else about the order than its first.
    fn compare(&self, row: &Row<'_>) {
        let (first, later) = (&self.whole, Whole::read(row));
        let pairs = [
            (Column::Shop, later.shop.is_none() || later.shop == first.shop),
            (
                Column::ShopAddress,
                later.shop_address.is_none() || later.shop_address == first.shop_address,
            ),
            (Column::PickupLon, later.place.is_none() || later.place == first.place),
            (Column::ReadyAt, later.ready_at.is_none() || later.ready_at == first.ready_at),
            (Column::PickupBy, later.pickup_by.is_none() || later.pickup_by == first.pickup_by),
            (Column::PickupServiceS, later.service.is_none() || later.service == first.service),
            (Column::Skills, later.skills.is_none() || later.skills == first.skills),
            (Column::OnlyCouriers, agrees(later.terms.only.as_ref(), first.terms.only.as_ref())),
            (Column::NotCouriers, agrees(later.terms.not.as_ref(), first.terms.not.as_ref())),
            (
                Column::Priority,
                agrees(later.terms.priority.as_ref(), first.terms.priority.as_ref()),
            ),
            (
                Column::Sequence,
                agrees(later.terms.sequence.as_ref(), first.terms.sequence.as_ref()),
            ),
            (Column::PlacedAt, later.placed_at.is_none() || later.placed_at == first.placed_at),
        ];
        for (column, _) in pairs.into_iter().filter(|(_, agree)| self.sound && !agree) {
            let cause = format!("differs from line {}, the first of this order", self.line);
            row.complain(column, cause, "write the same, or leave it empty");
        }
        if row.has(Column::PickupLon) || row.has(Column::PickupLat) {
            row.complain_if_empty(&[Column::PickupLon, Column::PickupLat]);
        }
    }

    /// The finished order, and when it was placed; `None` if there were complaints about it.
    pub(super) fn finish(self, times: &ServiceTimes) -> Option<PlacedOrder> {
        let whole = self.whole;
        let masses = self.dropoffs.iter().map(|dropoff| dropoff.load.mass_g);
        let mass_g = masses.fold(0_u32, u32::saturating_add);
        let first_due = self.dropoffs.iter().map(|dropoff| dropoff.stop.window.end()).min()?;
        let pickup = OrderStop {
            name: whole.shop.unwrap_or_default(),
            address: whole.shop_address.unwrap_or_default(),
            place: whole.place?,
            window: TimeWindow::new(whole.ready_at?, whole.pickup_by.unwrap_or(first_due))?,
            timing: Timing::default(),
            service: whole.service.unwrap_or_else(|| times.at_pickup(0, mass_g)),
        };
        let skills = whole.skills.unwrap_or_default();
        let terms = whole.terms.finish();
        let order = Order { id: self.id, pickup, dropoffs: self.dropoffs, skills, terms };
        Some((order, whole.placed_at))
    }
}

impl Whole {
    fn read(row: &Row<'_>) -> Self {
        let text = |column| Some(row.text(column)).filter(|text| !text.is_empty());
        let service = row.whole(Column::PickupServiceS, 0..=MAX_SERVICE_S);
        Self {
            shop: text(Column::Shop),
            shop_address: text(Column::ShopAddress),
            place: row.place(Column::PickupLon, Column::PickupLat),
            ready_at: row.moment(Column::ReadyAt),
            pickup_by: row.moment(Column::PickupBy),
            service: service.map(Seconds::new),
            skills: row.words(Column::Skills),
            terms: TermsSaid::read(row),
            placed_at: row.moment(Column::PlacedAt),
        }
    }
}

/// The dropoff in `row`, of an order that is ready at `ready_at` (`None` after a complaint).
fn dropoff(
    row: &Row<'_>,
    ready_at: Option<Timestamp>,
    settings: &Settings,
    times: &ServiceTimes,
) -> Option<Dropoff> {
    row.complain_if_empty(&[Column::Lon, Column::Lat]);
    let place = row.place(Column::Lon, Column::Lat);
    let windows = row.windows(Column::DueWindows);
    if windows.is_some() && (row.has(Column::DueFrom) || row.has(Column::DueBy)) {
        let cause = "due_from and due_by say one window already";
        row.complain(Column::DueWindows, cause, "leave it empty, or the two others");
    }
    let (whole, windows) = windows.and_then(Timing::of_windows).unzip();
    let due_from = whole.map(|it| it.start()).or(row.moment(Column::DueFrom)).or(ready_at);
    let due_by = whole.map(|it| it.end()).or(row.moment(Column::DueBy));
    let due_by = due_by.or(due_from.map(|at| at + settings.default_window));
    let window = due_from.zip(due_by).and_then(|(from, by)| TimeWindow::new(from, by));
    let is_before = |other: Option<Timestamp>| due_by.zip(other).is_some_and(|(by, at)| by < at);
    if is_before(ready_at) {
        row.complain(Column::DueBy, "is before ready_at", "write a later time");
    } else if is_before(due_from) {
        row.complain(Column::DueBy, "is before due_from", "write a later time");
    }
    let plan_window = window.and_then(|window| plan_window(row, window));
    let most = row.whole(Column::MaxOnBoardMin, 1..=MAX_ON_BOARD_MIN);
    let max_on_board = most.map(Seconds::from_minutes);
    let timing = Timing { windows: windows.unwrap_or_default(), plan_window, max_on_board };
    let default = settings.default_load;
    let load = Load {
        mass_g: row.whole(Column::MassG, 0..=1_000_000).unwrap_or(default.mass_g),
        volume_ml: row.whole(Column::VolumeMl, 0..=10_000_000).unwrap_or(default.volume_ml),
        bags: row.whole(Column::Bags, 0..=1_000).unwrap_or(default.bags),
    };
    let service = row.whole(Column::DropoffServiceS, 0..=MAX_SERVICE_S).map(Seconds::new);
    let stop = OrderStop {
        name: row.text(Column::Customer),
        address: row.text(Column::Address),
        place: place?,
        window: window?,
        timing,
        service: service.unwrap_or_else(|| times.at_dropoff(0, load.mass_g)),
    };
    Some(Dropoff { stop, load, piece_g: None })
}

/// The narrower window that is planned for the dropoff in `row`, if it says one.
fn plan_window(row: &Row<'_>, promised: TimeWindow<Timestamp>) -> Option<TimeWindow<Timestamp>> {
    let [from, by] = [Column::PlanFrom, Column::PlanBy].map(|column| row.moment(column));
    from.or(by)?;
    let (from, by) = (from.unwrap_or(promised.start()), by.unwrap_or(promised.end()));
    let within = |at| promised.contains(at);
    let window = TimeWindow::new(from, by).filter(|_| within(from) && within(by));
    if window.is_none() {
        let cause = "the planned window does not lie in the promised one";
        row.complain(Column::PlanBy, cause, "write times between due_from and due_by");
    }
    window
}

/// Does a later row say nothing, or the same?
fn agrees<T: PartialEq>(later: Option<&T>, first: Option<&T>) -> bool {
    later.is_none() || later == first
}
