//! Puts absent requests back, one after another, each where it adds the least, with blinks.

use super::{
    model::{Ask, Model, NONE},
    offers::Offers,
    place::{NO_PLACE, Place},
    random::Random,
    state::State,
};

/// Which absent request comes first, and how often a place is passed over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Draw {
    pub(super) order: usize,
    /// Is that so only among requests of one priority, the highest of which comes first?
    pub(super) by_priority: bool,
    pub(super) blink: f64,
}

impl Draw {
    /// Random, heaviest, farthest, nearest, narrowest window, earliest: with the frequencies of Christiaens
    /// and Vanden Berghe, and two orders for windows.
    pub(super) fn new(random: &mut Random) -> Self {
        let order = match random.below(15) {
            0..4 => 0,
            4..8 => 1,
            8..10 => 2,
            10 => 3,
            11..13 => 4,
            _ => 5,
        };
        Self { order, by_priority: true, blink: 0.05 }
    }

    /// The farthest first, each in its very best place.
    pub(super) const GREEDY: Self = Self { order: 2, by_priority: true, blink: 0.0 };
}

/// When an empty vehicle may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// Whenever that adds the least.
    Always,
    /// While fewer routes are in use than this.
    While {
        /// This many.
        fewer_than: usize,
    },
}

/// Room to work in, and what is known of each request.
#[derive(Debug)]
pub(super) struct Recreate {
    queue: Vec<(i64, i64, u32)>,
    keys: Vec<[i64; 4]>,
}

impl Recreate {
    pub(super) fn new(model: &Model) -> Self {
        let key = |ask: &Ask| {
            let nodes = &model.nodes[ask.first as usize..ask.end as usize];
            let hub = model.riders.first().map_or(0, |rider| rider.start);
            let far = model.grids.first().map_or(0, |grid| {
                nodes.iter().map(|node| grid.from(hub).time(node.place)).max().unwrap_or(0)
            });
            let width = nodes.iter().map(|node| node.due - node.ready).sum();
            let ready = nodes.iter().map(|node| node.ready).min().unwrap_or(0);
            [-ask.load.sum(), far, width, ready]
        };
        Self { queue: Vec::new(), keys: model.asks.iter().map(key).collect() }
    }

    /// Puts back what has a place, in the order drawn. False: undo.
    pub(super) fn run(
        &mut self,
        model: &Model,
        state: &mut State,
        offers: &mut Offers,
        draw: Draw,
        begin: Begin,
        random: &mut Random,
    ) -> bool {
        let put = |state: &mut State, vehicle, request, place| {
            state.insert(model, vehicle, request, place)
        };
        self.each(model, state, offers, draw, begin, random, put)
    }

    /// The same where nothing is to be undone, and whoever fits nowhere in the end is left out: many are put
    /// in faster one by one.
    pub(super) fn run_for_good(
        &mut self,
        model: &Model,
        state: &mut State,
        offers: &mut Offers,
        draw: Draw,
        random: &mut Random,
    ) {
        let put = |state: &mut State, vehicle, request, place| {
            state.attempt(model, |state| state.insert(model, vehicle, request, place));
            true
        };
        self.each(model, state, offers, draw, Begin::Always, random, put);
    }

    /// Finds a place for one after another, as long as `put` can use it.
    #[expect(
        clippy::too_many_arguments,
        reason = "what places depend on, and what to do with them"
    )]
    fn each(
        &mut self,
        model: &Model,
        state: &mut State,
        offers: &mut Offers,
        draw: Draw,
        begin: Begin,
        random: &mut Random,
        put: impl Fn(&mut State, u32, u32, Place) -> bool,
    ) -> bool {
        self.line_up(model, state, draw, random);
        self.queue.iter().all(|(_, _, request)| {
            let (vehicle, place) = best(model, state, offers, *request, draw.blink, begin, random);
            vehicle == NONE || put(state, vehicle, *request, place)
        })
    }

    fn line_up(&mut self, model: &Model, state: &State, draw: Draw, random: &mut Random) {
        self.queue.clear();
        for &request in state.absent.items() {
            let [load, far, width, ready] = self.keys[request as usize];
            let key = match draw.order {
                0 => (random.next() >> 1) as i64,
                1 => load,
                2 => -far,
                3 => far,
                4 => width,
                _ => ready,
            };
            let priority = if draw.by_priority { model.asks[request as usize].priority } else { 0 };
            self.queue.push((-priority, key, request));
        }
        self.queue.sort_unstable();
    }
}

/// The cheapest place of a request, with blinks: by place in routes that have just been changed, by route in
/// the others, whose best places are known.
fn best(
    model: &Model,
    state: &mut State,
    offers: &mut Offers,
    request: u32,
    blink: f64,
    begin: Begin,
    random: &mut Random,
) -> (u32, Place) {
    let mut best = (NONE, Place::NONE);
    let mut limit = NO_PLACE;
    // Routes whose places are known first: what they offer bounds the search in the others.
    for used in 0..state.used.items().len() {
        let vehicle = state.used.items()[used];
        if state.is_touched(vehicle) || !model.may(request, vehicle) {
            continue;
        }
        let place = offers.get(model, state, vehicle, request);
        if place.cost < limit && !random.chance(blink) {
            limit = place.cost;
            best = (vehicle, place);
        }
    }
    for used in 0..state.used.items().len() {
        let vehicle = state.used.items()[used];
        if !state.is_touched(vehicle) || !model.may(request, vehicle) {
            continue;
        }
        let place = state.cheapest(model, vehicle, request, limit, &mut |_| random.chance(blink));
        if place.cost < limit {
            limit = place.cost;
            best = (vehicle, place);
        }
    }
    let may_begin = match begin {
        Begin::Always => true,
        Begin::While { fewer_than } => state.used.items().len() < fewer_than,
    };
    if may_begin {
        for kind in 0..state.kinds() {
            let Some(vehicle) = state.idle(kind) else { continue };
            let place = state.cheapest(model, vehicle, request, limit, &mut |_| false);
            if place.cost < limit {
                limit = place.cost;
                best = (vehicle, place);
            }
        }
    }
    best
}
