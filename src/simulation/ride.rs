//! What couriers really do between two looks at the rounds.

use super::{
    Luck, Rules, Scene,
    courier::{Courier, Task, UnderWay},
    log::{Home, Log, Ridden},
};
use crate::{
    solver::StopId,
    units::{Metres, Seconds},
};

impl Courier {
    /// Begins all for which it is time from `from` up to, not including, `until`.
    pub(super) fn ride(
        &mut self,
        scene: &Scene,
        rules: &Rules,
        luck: &Luck,
        [from, until]: [Seconds; 2],
        log: &mut Log,
    ) {
        loop {
            let at = self.free_at.max(from);
            let begun = match self.todo.first().copied() {
                Some(Task::Stop(stop)) => self.set_out(scene, rules, luck, stop, [at, until], log),
                Some(Task::Rest) if self.rests.is_empty() => {
                    self.todo.remove(0);
                    continue;
                }
                Some(Task::Rest) => self.rest(at, until, log),
                // Who has nothing to do rests when it is time; who has not worked yet, at the last moment for it.
                None => {
                    let last = self.rests.first().map(|rest| rest.windows.end());
                    let at = if self.is_used { at } else { last.map_or(at, |last| at.max(last)) };
                    self.rest(at, until, log)
                }
            };
            if !begun {
                return;
            }
            if !self.todo.is_empty() {
                self.todo.remove(0);
            }
        }
    }

    fn set_out(
        &mut self,
        scene: &Scene,
        rules: &Rules,
        luck: &Luck,
        id: StopId,
        [at, until]: [Seconds; 2],
        log: &mut Log,
    ) -> bool {
        let stop = scene.stop(id);
        let opens = stop.windows.start();
        let (planned_ride, distance) = self.ride_to(scene, stop.place);
        let departure = at.max(opens - planned_ride - rules.early);
        if departure >= until {
            return false;
        }
        let arrival = departure + luck.riding(id, planned_ride);
        let start = arrival.max(opens);
        let end = start + luck.service(id, scene.service(id));
        let planned_service = scene.service(id);
        self.under_way =
            Some(UnderWay { departure, arrival, start, planned_ride, planned_service, opens });
        (self.place, self.free_at, self.is_used) = (stop.place, end, true);
        // What luck makes of it is no reason to give anybody more.
        self.worked = self.worked + (planned_ride.max(opens - departure) + planned_service);
        log.ridden[self.vehicle].push(Ridden {
            stop: id,
            departure,
            arrival,
            start,
            end,
            planned_ride,
            planned_service,
            distance,
        });
        true
    }

    /// Takes the next break, if it is time.
    fn rest(&mut self, at: Seconds, until: Seconds, log: &mut Log) -> bool {
        let Some(rest) = self.rests.first() else { return false };
        let start = at.max(rest.windows.start());
        if start >= until {
            return false;
        }
        let rest = self.rests.remove(0);
        let end = start + rest.duration;
        self.under_way = Some(UnderWay {
            departure: start,
            arrival: start,
            start,
            planned_ride: Seconds::ZERO,
            planned_service: rest.duration,
            opens: start,
        });
        self.free_at = end;
        self.worked = self.worked + rest.duration;
        log.rests[self.vehicle].push([start, end]);
        true
    }

    /// The way back, such that it is over with the shift, or as soon as can be.
    pub(super) fn go_home(&self, scene: &Scene, luck: &Luck) -> Option<Home> {
        let shift = &scene.shifts()[self.vehicle];
        let end = shift.end.expect("invariant: a plain shift ends at a place");
        let (planned, distance) = self.ride_to(scene, end);
        let departure = self.free_at.max(shift.shift.end() - planned);
        let arrival = departure + luck.home(self.vehicle, planned);
        self.is_used.then_some(Home { departure, arrival, distance })
    }

    fn ride_to(&self, scene: &Scene, to: usize) -> (Seconds, Metres) {
        self.leg(scene, self.place, to)
    }
}
