//! An order while its rows come in.

use super::{column::Column, row::Row, terms::TermsSaid};
use crate::{
    config::{Settings, log::FileLog},
    domain::{Dropoff, Order, OrderStop, Pickup, ServiceTimes, SkillSet, Timing},
    units::{Load, LonLat, Seconds, TimeWindow, Timestamp},
};

/// An order, and when it was placed, if the file says so.
pub type PlacedOrder = (Order, Option<Timestamp>);

/// Four hours at one door; in seconds.
const MAX_SERVICE_S: u32 = 14_400;
/// A day on board; in minutes.
/// An order is fetched at so many places at most, beside the first.
const MOST_MORE_PICKUPS: usize = 4;
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

/// A pickup beside the first, while it is not known when the order is due.
struct OtherPickup {
    line: usize,
    whole: Whole,
    load: Load,
}

/// An order with the stops of the rows so far.
pub(super) struct Draft {
    id: String,
    line: usize,
    whole: Whole,
    /// Was there no complaint about `whole`?
    sound: bool,
    others: Vec<OtherPickup>,
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
        Self { id, line: row.line, whole, sound, others: Vec::new(), dropoffs: Vec::new() }
    }

    /// Adds what `row`, the first or a later one, says about its dropoff, or about one more pickup.
    pub(super) fn add(&mut self, row: &Row<'_>, settings: &Settings, times: &ServiceTimes) {
        if row.line != self.line {
            if is_pickup(row) {
                self.compare(row, &Column::OF_ORDERS);
                self.others.extend(self.other_pickup(row));
                return;
            }
            self.compare(row, &Column::ALL);
        }
        self.dropoffs.extend(dropoff(row, self.whole.ready_at, settings, times));
    }

    /// Complains of every cell of `row` in one of these columns that says something else about the order than its first.
    fn compare(&self, row: &Row<'_>, columns: &[Column]) {
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
        let differs = |(column, agrees): &(Column, bool)| !agrees && columns.contains(column);
        for (column, _) in pairs.into_iter().filter(|it| self.sound && differs(it)) {
            let cause = format!("differs from line {}, the first of this order", self.line);
            row.complain(column, cause, "write the same, or leave it empty");
        }
        if row.has(Column::PickupLon) || row.has(Column::PickupLat) {
            row.complain_if_empty(&[Column::PickupLon, Column::PickupLat]);
        }
    }

    /// One more pickup of this order.
    fn other_pickup(&self, row: &Row<'_>) -> Option<OtherPickup> {
        let complaints = row.log.count();
        let is_said = |column: &Column| row.has(*column);
        for column in Column::OF_DROPOFFS.into_iter().filter(is_said) {
            let cause =
                "is said of a dropoff, but the row has no `lon` and `lat`: it is one more pickup";
            row.complain(column, cause, "leave it empty, or say where the dropoff is");
        }
        row.complain_if_empty(&[Column::PickupLon, Column::PickupLat]);
        let parts =
            [(Column::MassG, 1_000_000), (Column::VolumeMl, 10_000_000), (Column::Bags, 1_000)];
        if !parts.iter().any(|(column, _)| row.has(*column)) {
            let cause = "it is not said what comes on board at this pickup";
            row.complain(
                Column::MassG,
                cause,
                "write mass_g, volume_ml or bags: an empty one is none",
            );
        }
        let [mass_g, volume_ml, bags] =
            parts.map(|(column, most)| row.whole(column, 0..=most).unwrap_or_default());
        let whole = Whole::read(row);
        let ready_at = whole.ready_at.or(self.whole.ready_at);
        if ready_at.zip(whole.pickup_by).is_some_and(|(ready, by)| by < ready) {
            row.complain(Column::PickupBy, "is before ready_at", "write a later time");
        }
        let whole = Whole { ready_at, ..whole };
        let load = Load { mass_g, volume_ml, bags };
        let is_sound = row.log.count() == complaints;
        is_sound.then_some(OtherPickup { line: row.line, whole, load })
    }

    /// The finished order, and when it was placed; `None` if there were complaints about it.
    pub(super) fn finish(mut self, times: &ServiceTimes, log: &FileLog) -> Option<PlacedOrder> {
        let first_due = self.dropoffs.iter().map(|dropoff| dropoff.stop.window.end()).min()?;
        let mut left: Load = self.dropoffs.iter().map(|dropoff| dropoff.load).sum();
        let skills = self.whole.skills.take().unwrap_or_default();
        let (terms, placed_at) = (self.whole.terms.clone().finish(), self.whole.placed_at);
        let mut more_pickups = Vec::with_capacity(self.others.len());
        for (number, OtherPickup { line, whole, load }) in self.others.into_iter().enumerate() {
            if number == MOST_MORE_PICKUPS {
                let cause = format!("is a row of more than {MOST_MORE_PICKUPS} further pickups");
                log.complain(line, Column::Order.name(), cause, "write the rest as another order");
            }
            if !load.fits(&left) {
                let cause = "more comes on board there than all dropoffs of the order leave for it";
                let action = "write less, or more at the dropoffs: all that is fetched is brought";
                log.complain(line, Column::MassG.name(), cause, action);
            }
            if whole.pickup_by.is_none() && whole.ready_at > Some(first_due) {
                let cause = "is after a dropoff of the order is due";
                let action = "write an earlier time: all is fetched before anything is brought";
                log.complain(line, Column::ReadyAt.name(), cause, action);
            }
            left = left - load;
            let stop = whole.pickup(load, first_due, times);
            more_pickups.extend(stop.map(|stop| Pickup { stop, load }));
        }
        let pickup = self.whole.pickup(left, first_due, times)?;
        let (id, dropoffs) = (self.id, self.dropoffs);
        let order = Order { id, pickup, more_pickups, dropoffs, skills, terms };
        Some((order, placed_at))
    }
}

/// Does a row say where something is fetched, but not where anything goes?
fn is_pickup(row: &Row<'_>) -> bool {
    let has = |columns: [Column; 2]| columns.into_iter().any(|column| row.has(column));
    has([Column::PickupLon, Column::PickupLat]) && !has([Column::Lon, Column::Lat])
}

impl Whole {
    /// What it says about a pickup of this load. Nothing is due before `first_due`.
    fn pickup(self, load: Load, first_due: Timestamp, times: &ServiceTimes) -> Option<OrderStop> {
        Some(OrderStop {
            name: self.shop.unwrap_or_default(),
            address: self.shop_address.unwrap_or_default(),
            place: self.place?,
            window: TimeWindow::new(self.ready_at?, self.pickup_by.unwrap_or(first_due))?,
            timing: Timing::default(),
            service: self.service.unwrap_or_else(|| times.at_pickup(0, load.mass_g)),
        })
    }

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
