//! A route that may be late and overloaded, and how much.
//!
//! Lateness is counted as time warp: who comes too late goes back in time to the due moment and pays for
//! the way (Nagata, Bräysy and Dullaert 2010, "A penalty-based edge assembly memetic algorithm for the
//! vehicle routing problem with time windows", C&OR 37).

use super::{
    model::{Amount, Kind, Model, Node},
    route::Route,
};

/// What a second's lateness and a unit too much on board are worth to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    pub(super) late: f64,
    pub(super) load: f64,
}

/// A visit in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bent {
    pub(super) node: u32,
    pub(super) place: u32,
    /// Travel time here.
    time: i64,
    /// When it is left, having gone back in time wherever it was late; and by how much in all.
    leave: i64,
    warp: i64,
    /// The latest arrival that adds no warp to that behind; and that.
    latest: i64,
    behind: i64,
    on_board: Amount,
}

/// The route: its visits, with the version of the route that it is, and what it breaks in all.
#[derive(Clone, Debug, Default)]
pub(super) struct BentRoute {
    pub(super) points: Vec<Bent>,
    pub(super) version: u64,
    pub(super) late: i64,
    pub(super) load: i64,
}

/// The least that a request breaks in a route, found for a version of it. A bound if nothing was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) version: u64,
    pub(super) cost: f64,
    pub(super) gaps: [u32; 2],
    pub(super) exact: bool,
}

impl BentRoute {
    /// Takes a feasible route over, unless it is the same still.
    pub(super) fn copy_from(&mut self, route: &Route) {
        if self.version == route.version {
            return;
        }
        self.points.clear();
        self.points.extend(route.points.iter().map(|point| Bent {
            node: point.node,
            place: point.place,
            time: i64::from(point.time),
            leave: point.leave.rested,
            warp: 0,
            latest: point.latest.rested,
            behind: 0,
            on_board: point.on_board,
        }));
        self.version = route.version;
        (self.late, self.load) = (0, 0);
    }

    /// Puts a node into a gap; [`Self::refresh`] must follow.
    pub(super) fn put(&mut self, model: &Model, gap: u32, node: u32) {
        let place = model.nodes[node as usize].place;
        let point = Bent { node, place, ..self.points[0] };
        self.points.insert(gap as usize + 1, point);
    }

    pub(super) fn is_broken(&self) -> bool {
        self.late > 0 || self.load > 0
    }

    pub(super) fn penalty(&self, weights: Weights) -> f64 {
        self.late as f64 * weights.late + self.load as f64 * weights.load
    }

    pub(super) fn refresh(&mut self, model: &Model, vehicle: u32) {
        let rider = &model.riders[vehicle as usize];
        let grid = &model.grids[rider.grid];
        let last = self.points.len() - 1;
        let node = |point: &Bent| -> &Node { &model.nodes[point.node as usize] };
        let mut on_board = Amount::ZERO;
        for point in &self.points[1..last] {
            let ask = &model.asks[node(point).request as usize];
            if point.node == ask.first {
                on_board = on_board.plus(ask.aboard);
            }
        }
        let mut leave = rider.open;
        let mut warp = 0;
        self.load = on_board.excess(rider.room);
        (self.points[0].leave, self.points[0].warp, self.points[0].on_board) = (leave, 0, on_board);
        for at in 1..=last {
            let time = grid.from(self.points[at - 1].place).time(self.points[at].place);
            let time = if last == 1 { 0 } else { time };
            let point = &mut self.points[at];
            point.time = time;
            if at < last {
                let stop = &model.nodes[point.node as usize];
                let arrival = leave + time;
                warp += (arrival - stop.due).max(0);
                leave = arrival.min(stop.due).max(stop.ready) + stop.service;
                on_board = on_board.plus(stop.load);
                self.load += on_board.excess(rider.room);
            } else {
                warp += (leave + time - rider.close).max(0);
            }
            (point.leave, point.warp, point.on_board) = (leave, warp, on_board);
        }
        self.late = warp;
        let (mut latest, mut behind) = (rider.close, 0);
        (self.points[last].latest, self.points[last].behind) = (latest, 0);
        for at in (1..last).rev() {
            let stop = &model.nodes[self.points[at].node as usize];
            let spent = stop.service + self.points[at + 1].time;
            behind += (stop.ready + spent - latest).max(0);
            latest = (latest - spent).min(stop.due).max(stop.ready);
            (self.points[at].latest, self.points[at].behind) = (latest, behind);
        }
    }

    /// The place that breaks the least, less than `most`. What a stop alone breaks in a gap is a bound for
    /// both (a stop more makes nothing earlier), so most pairs of gaps are never looked at.
    pub(super) fn least(
        &self,
        model: &Model,
        vehicle: u32,
        request: u32,
        most: f64,
        weights: Weights,
        drops: &mut Vec<[f64; 2]>,
    ) -> Kept {
        let rider = &model.riders[vehicle as usize];
        let (grid, room) = (&model.grids[rider.grid], rider.room);
        let ask = &model.asks[request as usize];
        let points = &self.points[..];
        let gaps = points.len() - 1;
        let late = |late: i64| (late - self.late) as f64 * weights.late;
        let drop = &model.nodes[ask.end as usize - 1];
        let (to_drop, from_drop) = (grid.to(drop.place), grid.from(drop.place));
        // The lateness of all, with the dropoff in a gap that is left at `leave` with `warp`, `time` away.
        let dropped = |end: usize, leave: i64, warp: i64, time: i64| {
            let after = &points[end + 1];
            let arrival = leave + time;
            let gone = arrival.min(drop.due).max(drop.ready) + drop.service;
            let behind = (gone + from_drop.time(after.place) - after.latest).max(0) + after.behind;
            late(warp + (arrival - drop.due).max(0) + behind)
        };
        let extra = |point: &Bent| {
            let more = point.on_board.plus(ask.load).excess(room) - point.on_board.excess(room);
            more as f64 * weights.load
        };
        // A new stop counts once more what is too much on board there already.
        let already = |point: &Bent| point.on_board.excess(room) as f64 * weights.load;
        let mut best = Kept { version: 0, cost: most, gaps: [0; 2], exact: false };
        let found = |cost, gap: usize, end: usize| Kept {
            version: 0,
            cost,
            gaps: [gap as u32, end as u32],
            exact: true,
        };
        drops.clear();
        for (end, before) in points[..gaps].iter().enumerate() {
            let alone = dropped(end, before.leave, before.warp, to_drop.time(before.place));
            drops.push([alone, alone]);
        }
        if ask.kind == Kind::Dropoff {
            let mut load = 0.0;
            for (gap, before) in points[..gaps].iter().enumerate() {
                load += extra(before);
                let cost = drops[gap][0] + load + already(before);
                if cost < best.cost {
                    best = found(cost, gap, gap);
                }
            }
            return best;
        }
        for gap in (1..gaps).rev() {
            drops[gap - 1][1] = drops[gap - 1][1].min(drops[gap][1]);
        }
        let pickup = &model.nodes[ask.first as usize];
        let (to_pickup, from_pickup) = (grid.to(pickup.place), grid.from(pickup.place));
        let between = from_pickup.time(drop.place);
        for gap in 0..gaps {
            if drops[gap][1] >= best.cost {
                break;
            }
            let (before, after) = (&points[gap], &points[gap + 1]);
            let arrival = before.leave + to_pickup.time(before.place);
            let mut warp = before.warp + (arrival - pickup.due).max(0);
            let mut leave = arrival.min(pickup.due).max(pickup.ready) + pickup.service;
            let mut time = from_pickup.time(after.place);
            let alone = late(warp + (leave + time - after.latest).max(0) + after.behind);
            let mut load = extra(before) + already(before);
            if late(warp) + load >= best.cost {
                continue;
            }
            let both = dropped(gap, leave, warp, between) + load + already(before);
            if both < best.cost {
                best = found(both, gap, gap);
            }
            if alone + load >= best.cost {
                continue;
            }
            for end in gap + 1..gaps {
                if drops[end][1] >= best.cost {
                    break;
                }
                let here = &points[end];
                let stop = &model.nodes[here.node as usize];
                let arrival = leave + time;
                warp += (arrival - stop.due).max(0);
                leave = arrival.min(stop.due).max(stop.ready) + stop.service;
                load += extra(here);
                if late(warp) + load >= best.cost {
                    break;
                }
                if drops[end][0] + load < best.cost {
                    let cost =
                        dropped(end, leave, warp, to_drop.time(here.place)) + load + already(here);
                    if cost < best.cost {
                        best = found(cost, gap, end);
                    }
                }
                time = points[end + 1].time;
            }
        }
        best
    }
}
