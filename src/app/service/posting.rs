//! From what a shop says to an order.

use super::{
    checks::Checks,
    clock::day_of,
    complaint::{Complaints, Submitted},
    drafts::{LoadDraft, OrderDraft, StopDraft},
};
use crate::{
    config::Settings,
    domain::{Hub, OrderStatus, PostedOrder, PostedStop, Shop, StopPlace, StopStatus, Timing},
    units::{Load, LonLat, Seconds, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;

/// An order has at most so many dropoffs.
const MOST_DROPOFFS: usize = 20;
/// It is fetched at so many places at most, beside the first.
const MOST_MORE_PICKUPS: usize = 4;

/// Nobody plans further ahead, or from longer ago.
const AHEAD: Seconds = Seconds::from_minutes(366 * 24 * 60);
const AGO_MS: i64 = 2 * 24 * 3_600_000;

/// What an order is read with.
pub(super) struct Posting<'a> {
    pub(super) settings: &'a Settings,
    pub(super) zone: &'a TimeZone,
    pub(super) now: Timestamp,
    /// The shop that the order is of.
    pub(super) shop: Option<&'a Shop>,
    /// The hubs, each with where it is on this map.
    pub(super) hubs: &'a [(Hub, LonLat)],
    /// Is this place near a street of some vehicle?
    pub(super) on_map: &'a dyn Fn(LonLat) -> bool,
}

impl Posting<'_> {
    /// The order that a draft means, with the addresses yet to be searched: their places are unknown.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft.
    pub(super) fn order(
        &self,
        id: String,
        submitted: Submitted<OrderDraft>,
    ) -> Result<PostedOrder, Complaints> {
        let Submitted { draft, mut complaints } = submitted;
        let mut checks = Checks(&mut complaints);
        let reference = checks.text("/reference", draft.reference.as_deref(), 64);
        let skills = checks.skills("/skills", draft.skills.as_deref());
        let terms = checks.terms(&draft);
        let usual = checks.max_on_board("/max_on_board_min", draft.max_on_board_min);
        match draft.dropoffs.len() {
            0 => checks.missing("/dropoffs"),
            1..=MOST_DROPOFFS => {}
            count => {
                let cause = format!("has {count} elements");
                let action = format!("post {MOST_DROPOFFS} at most, and the rest as another order");
                checks.0.add("/dropoffs", "too_many", cause, action);
            }
        }
        let start = self.ready(&draft);
        let mut stops = Vec::new();
        let dropoffs: Vec<Option<PostedStop>> = (draft.dropoffs.iter().enumerate())
            .take(MOST_DROPOFFS)
            .map(|(index, said)| {
                let mut stop =
                    self.dropoff(&mut checks, &format!("/dropoffs/{index}"), said, start)?;
                stop.timing.max_on_board = stop.timing.max_on_board.or(usual);
                Some(stop)
            })
            .collect();
        let due = dropoffs.iter().flatten().map(|stop| stop.window.end()).min();
        stops.push(self.pickup(&mut checks, draft.pickup.as_ref(), (start, due)));
        stops.extend(self.more_pickups(&mut checks, &draft.more_pickups, (start, due)));
        let pickups = stops.len();
        let whole = dropoffs.iter().flatten().map(|stop| stop.load).sum();
        checks.are_parts(&draft.more_pickups, whole);
        stops.extend(dropoffs);
        let stops: Option<Vec<PostedStop>> = stops.into_iter().collect();
        match stops {
            Some(stops) if complaints.is_empty() => {
                let mut order = PostedOrder {
                    id,
                    reference,
                    shop: self.shop.map(|shop| shop.id.clone()),
                    day: day_of(start, self.zone),
                    status: OrderStatus::Open,
                    created_at: self.now,
                    skills,
                    terms,
                    pickups,
                    stops,
                    round: None,
                    no_place: None,
                };
                order.status = order.derive_status();
                Ok(order)
            }
            _ => Err(complaints),
        }
    }

    /// From when on the order may be fetched. Where only the dropoffs say when, what is to be
    /// brought tomorrow is not fetched today.
    fn ready(&self, draft: &OrderDraft) -> Timestamp {
        let pickup = draft.pickup.as_ref().map(StopDraft::whole_window).unwrap_or_default();
        if let Some(said) = pickup.start_at {
            return said;
        }
        let starts: Option<Vec<Timestamp>> =
            draft.dropoffs.iter().map(|it| it.whole_window().start_at).collect();
        let first = starts.and_then(|starts| starts.into_iter().min());
        let ahead = |first: &Timestamp| (self.now..=self.now + AHEAD).contains(first);
        let Some(first) = first.filter(ahead) else { return self.now };
        let usual_ms = i64::from(self.settings.default_window.as_u32()) * 1000;
        let before = Timestamp::from_millis(first.as_millis().saturating_sub(usual_ms));
        let day = day_of(first, self.zone);
        // Windows of whole days begin at midnight, and nobody is at work before it.
        let before = if day_of(before, self.zone) < day { first } else { before };
        let ready = before.max(self.now);
        if pickup.end_at.is_some_and(|end| end < ready) { self.now } else { ready }
    }

    fn pickup(
        &self,
        checks: &mut Checks<'_>,
        said: Option<&StopDraft>,
        times: (Timestamp, Option<Timestamp>),
    ) -> Option<PostedStop> {
        let said = said.cloned().unwrap_or_default();
        if said.load != LoadDraft::default() {
            let cause = "what comes on board at the first pickup is what does at no other";
            let action = "leave it out, and say it of the dropoffs and of `more_pickups`";
            checks.0.add("/pickup/load", "not_here", cause, action);
        }
        let place_said = said.lon_lat.is_some() || said.address.is_some() || said.hub_id.is_some();
        let unread = checks.0.about("/pickup/lon_lat") || checks.0.about("/pickup/address");
        let shop = self.shop.filter(|_| !place_said && !unread);
        let mut fetched =
            self.fetched(checks, "/pickup", &said, (times, shop.map(|shop| shop.place)))?;
        if let Some(shop) = shop {
            let own = |text: &mut String, shop: &str| {
                if text.is_empty() {
                    shop.clone_into(text);
                }
            };
            own(&mut fetched.name, &shop.name);
            own(&mut fetched.phone, &shop.phone);
            own(&mut fetched.address, &shop.address);
            own(&mut fetched.notes, &shop.notes);
        }
        Some(fetched)
    }

    /// The pickups beside the first. `start` and `due`: when that one may be begun, and when the first dropoff is due.
    fn more_pickups(
        &self,
        checks: &mut Checks<'_>,
        said: &[StopDraft],
        (start, due): (Timestamp, Option<Timestamp>),
    ) -> Vec<Option<PostedStop>> {
        if said.len() > MOST_MORE_PICKUPS {
            let cause = format!("has {} elements", said.len());
            let action = format!("send {MOST_MORE_PICKUPS} at most, and the rest as another order");
            checks.0.add("/more_pickups", "too_many", cause, action);
        }
        let said = said.iter().enumerate().take(MOST_MORE_PICKUPS);
        let all = said.map(|(index, said)| {
            let field = format!("/more_pickups/{index}");
            if said.load == LoadDraft::default() {
                let cause = "it is not said what comes on board there";
                let action = "write its mass, volume or pieces: what you leave out is none";
                checks.0.add(format!("{field}/load"), "missing", cause, action);
            }
            let start = said.whole_window().start_at.unwrap_or(start);
            if due.is_some_and(|due| due < start) {
                let name = if said.windows.is_empty() { "window/start_at" } else { "windows" };
                let cause = "is after a dropoff is due";
                let action = "write an earlier time: all is fetched before anything is brought";
                checks.0.add(format!("{field}/{name}"), "after_dropoff", cause, action);
            }
            let fetched = self.fetched(checks, &field, said, ((start, due), None))?;
            Some(PostedStop { load: said.load.or(Load::ZERO), ..fetched })
        });
        all.collect()
    }

    /// A pickup without its load. What is not said: `start` and `due` as above, and where it is.
    fn fetched(
        &self,
        checks: &mut Checks<'_>,
        field: &str,
        said: &StopDraft,
        ((start, due), usual_place): ((Timestamp, Option<Timestamp>), Option<LonLat>),
    ) -> Option<PostedStop> {
        if said.max_on_board_min.is_some() {
            let cause = "how long a load may be on board is a matter of where it goes";
            let action = "leave it out, and say it of the order or of its dropoffs";
            checks.0.add(format!("{field}/max_on_board_min"), "not_here", cause, action);
        }
        // Only an end that was said can be before the start.
        let usual_end = due.map_or(start, |due| due.min(self.now + AHEAD).max(start));
        let end = said.whole_window().end_at.unwrap_or(usual_end);
        let (window, timing) = self.times(checks, field, said, (start, end));
        let stop = self.stop(checks, field, said, usual_place);
        Some(PostedStop { window: window?, timing, ..stop })
    }

    fn dropoff(
        &self,
        checks: &mut Checks<'_>,
        field: &str,
        said: &StopDraft,
        pickup_start: Timestamp,
    ) -> Option<PostedStop> {
        let whole = said.whole_window();
        let start = whole.start_at.unwrap_or(pickup_start);
        let end = whole.end_at.unwrap_or(start + self.settings.default_window);
        let (window, mut timing) = self.times(checks, field, said, (start, end));
        if end < pickup_start {
            let cause = "is before the order can be fetched";
            let several = !said.windows.is_empty();
            let name = if several { "windows" } else { "window/end_at" };
            checks.0.add(format!("{field}/{name}"), "before_pickup", cause, "write a later time");
        }
        checks.load(&format!("{field}/load"), said.load);
        let load = said.load.or(self.settings.default_load);
        let piece_field = format!("{field}/heaviest_piece_g");
        checks.at_most(&piece_field, said.heaviest_piece_g, load.mass_g);
        let most = format!("{field}/max_on_board_min");
        timing.max_on_board = checks.max_on_board(&most, said.max_on_board_min);
        let stop = self.stop(checks, field, said, None);
        Some(PostedStop { window: window?, timing, load, piece_g: said.heaviest_piece_g, ..stop })
    }

    /// When service may start at a stop, from `start` to `end` or in the windows that it says.
    fn times(
        &self,
        checks: &mut Checks<'_>,
        field: &str,
        said: &StopDraft,
        (start, end): (Timestamp, Timestamp),
    ) -> (Option<TimeWindow<Timestamp>>, Timing) {
        let several = checks.windows(field, said, |checks, field, start, end| {
            self.window(checks, field, start, end)
        });
        let (whole, windows) = several.unzip();
        let window = if said.windows.is_empty() {
            self.window(checks, &format!("{field}/window"), start, end)
        } else {
            whole
        };
        let plan_window = checks.plan_window(field, said.plan_window, window);
        let windows = windows.unwrap_or_default();
        (window, Timing { windows, plan_window, max_on_board: None })
    }

    fn window(
        &self,
        checks: &mut Checks<'_>,
        field: &str,
        start: Timestamp,
        end: Timestamp,
    ) -> Option<TimeWindow<Timestamp>> {
        let bounds = (self.now.as_millis().saturating_sub(AGO_MS), (self.now + AHEAD).as_millis());
        for (name, at) in [("start_at", start), ("end_at", end)] {
            let field = format!("{field}/{name}");
            if at.as_millis() < bounds.0 {
                checks.0.add(field, "too_old", "is days ago", "write a time to come");
            } else if at.as_millis() > bounds.1 {
                checks.0.add(field, "too_far", "is more than a year away", "write an earlier time");
            }
        }
        checks.window(field, start, end)
    }

    /// A stop without its load and with a window for others to set.
    fn stop(
        &self,
        checks: &mut Checks<'_>,
        field: &str,
        said: &StopDraft,
        usual_place: Option<LonLat>,
    ) -> PostedStop {
        let at = |name: &str| format!("{field}/{name}");
        let address = checks.text(&at("address"), said.address.as_deref(), 200);
        let hub = self.hub(checks, field, said);
        let place = said.lon_lat.or(hub.map(|(_, place)| *place)).or(usual_place);
        let told = checks.0.about(&at("lon_lat")) || checks.0.about(&at("hub_id"));
        if place.is_none() && address.is_empty() && !told {
            let cause = "neither an address nor a place is said";
            checks.0.add(at("address"), "missing", cause, "write an address, or lon_lat");
        }
        if let Some(place) = said.lon_lat.filter(|place| !(self.on_map)(*place)) {
            let cause = format!("{place} is near no street of this map; longitude comes first");
            checks.0.add(
                at("lon_lat"),
                "off_map",
                cause,
                "correct it, or write an address instead",
            );
        }
        let mut name = checks.text(&at("name"), said.name.as_deref(), 120);
        if let Some((hub, _)) = hub.filter(|_| name.is_empty()) {
            name.clone_from(&hub.name);
        }
        let unknown = StopPlace::Unknown { candidates: Vec::new() };
        PostedStop {
            name,
            phone: checks.text(&at("phone"), said.phone.as_deref(), 40),
            address,
            notes: checks.text(&at("notes"), said.notes.as_deref(), 500),
            place: place.map_or(unknown, |place| StopPlace::Found { place }),
            window: TimeWindow::new(self.now, self.now).expect("invariant: now is not before now"),
            timing: Timing::default(),
            service: checks.service(&at("service_s"), said.service_s),
            floors: checks.floors(&at("floors"), said.floors),
            load: Load::ZERO,
            piece_g: None,
            status: StopStatus::Todo,
            started_at: None,
            ended_at: None,
            failure: None,
            follow_up: None,
        }
    }

    /// The hub that a stop is at, if it says one.
    fn hub(
        &self,
        checks: &mut Checks<'_>,
        field: &str,
        said: &StopDraft,
    ) -> Option<&'_ (Hub, LonLat)> {
        let id = said.hub_id.as_deref()?;
        let field = format!("{field}/hub_id");
        if said.lon_lat.is_some() || said.address.is_some() {
            let cause = "an address or a place is said already";
            checks.0.add(field, "twice", cause, "leave one of the two out");
            return None;
        }
        let hub = self.hubs.iter().find(|(hub, _)| hub.id == id);
        if hub.is_none() {
            let cause = format!("there is no hub {}", id.chars().take(64).collect::<String>());
            checks.0.add(field, "unknown", cause, "write the id of a hub");
        }
        hub
    }
}
