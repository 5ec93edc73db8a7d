//! Adjacent string removal: a few requests that follow each other are taken out of each of a few routes
//! that pass near one request.
//!
//! Christiaens and Vanden Berghe (2020), "Slack induction by string removals for vehicle routing problems",
//! Transportation Science 54, here with requests in place of customers: a string is a run of visits, and
//! whoever has a stop in it is taken out whole.

use super::{
    model::{Ask, Model, NONE, id},
    random::Random,
    state::State,
};
use std::cell::OnceCell;

/// How many neighbours a request knows.
const NEIGHBOURS: usize = 160;

/// How much is taken out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruin {
    /// Requests on average.
    pub(super) mean: f64,
    /// The longest string.
    pub(super) longest: usize,
    /// The chance that a string has a gap in it whose requests stay.
    pub(super) split: f64,
    /// The chance that this gap grows by one more.
    pub(super) depth: f64,
}

impl Ruin {
    /// As in the paper.
    pub(super) const USUAL: Self = Self { mean: 10.0, longest: 10, split: 0.5, depth: 0.01 };
}

/// By request: the others, the nearest first, itself in front. Found when first asked for: a live plan is
/// improved for so short that most are not.
#[derive(Debug)]
pub(super) struct Neighbours {
    /// By request: the places of its first stop and of its last.
    ends: Vec<[u32; 2]>,
    found: Vec<OnceCell<Vec<u32>>>,
}

impl Neighbours {
    pub(super) fn new(model: &Model) -> Self {
        let place = |node: u32| model.nodes[node as usize].place;
        let ends = |ask: &Ask| [ask.first, ask.end - 1].map(place);
        let ends: Vec<[u32; 2]> = model.asks.iter().map(ends).collect();
        Self { found: vec![OnceCell::new(); ends.len()], ends }
    }

    /// Two requests are as near as their first stops and their last stops together, there or back.
    pub(super) fn of(&self, model: &Model, request: u32) -> &[u32] {
        self.found[request as usize].get_or_init(|| {
            let Some(grid) = model.grids.first() else { return Vec::new() };
            let rows = self.ends[request as usize].map(|place| (grid.from(place), grid.to(place)));
            let far = |places: &[u32; 2]| -> i64 {
                let parts = rows.iter().zip(places);
                parts.map(|((from, to), place)| from.time(*place).min(to.time(*place))).sum()
            };
            let mut others: Vec<(i64, u32)> = self.ends.iter().map(far).zip(0..).collect();
            if others.len() > NEIGHBOURS {
                others.select_nth_unstable(NEIGHBOURS);
                others.truncate(NEIGHBOURS);
            }
            others.sort_unstable();
            others.into_iter().map(|(_, other)| other).collect()
        })
    }
}

/// Room to work in.
#[derive(Debug, Default)]
pub(super) struct Strings {
    taken: Vec<u32>,
}

impl Strings {
    /// Takes strings out around some request, one time in five an absent one. False if a route cannot be ridden
    /// without them: undo.
    pub(super) fn remove(
        &mut self,
        model: &Model,
        state: &mut State,
        neighbours: &Neighbours,
        ruin: &Ruin,
        random: &mut Random,
    ) -> bool {
        let absent = state.absent.items();
        let seed = if !absent.is_empty() && random.chance(0.2) {
            absent[random.below(absent.len())]
        } else {
            id(random.below(model.asks.len()))
        };
        let routes = state.used.items().len().max(1);
        let present = model.asks.len() - state.absent.items().len();
        let mean_length = present as f64 / routes as f64;
        let longest = (ruin.longest as f64).min(mean_length).max(1.0);
        let most = 4.0 * ruin.mean / (1.0 + longest) - 1.0;
        let mut strings = (random.unit() * most.max(0.0) + 1.0) as usize;
        let own = [seed];
        for &request in own.iter().chain(neighbours.of(model, seed)) {
            if strings == 0 {
                break;
            }
            let vehicle = state.home[request as usize];
            if vehicle == NONE
                || state.is_touched(vehicle)
                || model.asks[request as usize].free == model.asks[request as usize].end
            {
                continue;
            }
            self.choose(model, state, vehicle, request, longest, ruin, random);
            if self.taken.is_empty() {
                continue;
            }
            if !state.remove(model, vehicle, &self.taken) {
                return false;
            }
            strings -= 1;
        }
        true
    }

    /// Which requests of a route to take out: those with stops in a run of visits around one of `request`.
    #[expect(clippy::too_many_arguments, reason = "what a string depends on")]
    fn choose(
        &mut self,
        model: &Model,
        state: &State,
        vehicle: u32,
        request: u32,
        longest: f64,
        ruin: &Ruin,
        random: &mut Random,
    ) {
        self.taken.clear();
        let ask = &model.asks[request as usize];
        let points = &state.routes[vehicle as usize].points;
        let stops = points.len() - 2;
        let locked = model.riders[vehicle as usize].locked.len();
        // Most requests have two stops.
        let held = (stops - locked).div_ceil(ask.nodes().len()).max(1);
        let most = longest.min(held as f64);
        let length = (random.unit() * most + 1.0) as usize;
        let mut spared = 0;
        if length > 1 && length < held && random.chance(ruin.split) {
            spared = 1;
            while length + spared < held && random.chance(ruin.depth) {
                spared += 1;
            }
        }
        let anchor = ask.free + random.below((ask.end - ask.free) as usize) as u32;
        let centre = state.at[anchor as usize] as usize;
        let (mut low, mut high) = (centre, centre);
        self.take(model, points, centre);
        let skip_from = if spared > 0 { 1 + random.below(length) } else { usize::MAX };
        let mut spare_list: [u32; 16] = [NONE; 16];
        let mut spare_count = 0;
        while self.taken.len() < length {
            let can_low = low > locked + 1;
            let can_high = high < stops;
            if !can_low && !can_high {
                break;
            }
            let at = if can_low && (!can_high || random.chance(0.5)) {
                low -= 1;
                low
            } else {
                high += 1;
                high
            };
            let other = model.nodes[points[at].node as usize].request;
            if self.taken.len() >= skip_from
                && spare_count < spared.min(16)
                && !self.taken.contains(&other)
            {
                if !spare_list[..spare_count].contains(&other) {
                    spare_list[spare_count] = other;
                    spare_count += 1;
                }
                continue;
            }
            if spare_list[..spare_count].contains(&other) {
                continue;
            }
            self.take(model, points, at);
        }
    }

    fn take(&mut self, model: &Model, points: &[super::route::Point], at: usize) {
        let request = model.nodes[points[at].node as usize].request;
        let ask = &model.asks[request as usize];
        if ask.free < ask.end && !self.taken.contains(&request) {
            self.taken.push(request);
        }
    }
}
