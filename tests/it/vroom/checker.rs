//! Judges an answer to a problem of VROOM's from the two documents alone: it shares nothing with what reads, solves
//! or writes them. The problem brings its matrices along.

#![expect(clippy::cast_possible_truncation, reason = "places and costs of these tests are small")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All that is wrong.
pub fn wrong(problem: &Value, answer: &Value) -> Vec<String> {
    let mut judge = Judge { problem, complaints: Vec::new(), done: BTreeMap::new() };
    if answer["code"] != 0 {
        return vec![format!("no answer: {answer}")];
    }
    for route in list(&answer["routes"]) {
        judge.route(route);
    }
    judge.served(answer);
    judge.sums(answer);
    judge.complaints
}

/// The tasks of a problem with what belongs to them: kind and id, the task itself, and its shipment.
fn tasks(problem: &Value) -> Vec<((String, u64), &Value, Option<&Value>)> {
    let mut tasks = Vec::new();
    for job in list(&problem["jobs"]) {
        tasks.push((("job".to_owned(), number(&job["id"])), job, None));
    }
    for shipment in list(&problem["shipments"]) {
        for end in ["pickup", "delivery"] {
            let task = &shipment[end];
            tasks.push(((end.to_owned(), number(&task["id"])), task, Some(shipment)));
        }
    }
    tasks
}

/// An array that may be missing.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or(0)
}

fn whole(value: &Value) -> i64 {
    value.as_i64().unwrap_or(0)
}

/// An amount, with zeros where there is none.
fn amount(value: &Value, length: usize) -> Vec<i64> {
    (0..length).map(|at| whole(&value[at])).collect()
}

struct Judge<'a> {
    problem: &'a Value,
    complaints: Vec<String>,
    /// Which vehicle did what, as its number among the routes.
    done: BTreeMap<(String, u64), u64>,
}

impl Judge<'_> {
    fn that(&mut self, is_so: bool, complaint: impl FnOnce() -> String) {
        if !is_so {
            self.complaints.push(complaint());
        }
    }

    #[expect(clippy::too_many_lines, reason = "one step after the other, as VROOM documents them")]
    fn route(&mut self, route: &Value) {
        let problem = self.problem;
        let id = number(&route["vehicle"]);
        let vehicles = list(&problem["vehicles"]);
        let Some(vehicle) = vehicles.iter().find(|it| number(&it["id"]) == id) else {
            return self.complaints.push(format!("there is no vehicle {id}"));
        };
        let all: HashMap<(String, u64), (&Value, Option<&Value>)> =
            tasks(problem).into_iter().map(|(name, task, whole)| (name, (task, whole))).collect();
        let steps = list(&route["steps"]);
        let length = list(&vehicle["capacity"]).len();
        let name =
            |step: &Value| (step["type"].as_str().unwrap_or("").to_owned(), number(&step["id"]));
        let ends = steps.first().zip(steps.last());
        let framed = ends.is_some_and(|(a, b)| a["type"] == "start" && b["type"] == "end");
        self.that(framed, || format!("route {id} has no start or no end"));
        // What is on board when it starts.
        let mut load = vec![0; length];
        for step in steps {
            if let Some((task, None)) = all.get(&name(step)) {
                let key = if task.get("delivery").is_some() { "delivery" } else { "none" };
                add(&mut load, &amount(&task[key], length), 1);
            }
        }
        let capacity = amount(&vehicle["capacity"], length);
        let mut way = Way::new(problem, vehicle);
        let (mut before, mut open, mut tasks_done): (Option<&Value>, BTreeSet<u64>, u64) =
            (None, BTreeSet::new(), 0);
        let (mut setup_sum, mut service_sum, mut waiting_sum, mut work) = (0, 0, 0, 0);
        let mut rests = BTreeSet::new();
        for step in steps {
            let (kind, step_id) = name(step);
            let at = || format!("{kind} {step_id} of route {id}");
            let (setup, service) = (whole(&step["setup"]), whole(&step["service"]));
            let waiting = whole(&step["waiting_time"]);
            let begins = whole(&step["arrival"]) + waiting;
            self.that(waiting >= 0 && setup >= 0, || format!("{} has a time below 0", at()));
            self.that(list(&step["violations"]).is_empty(), || format!("{} is violated", at()));
            if let Some(before) = before {
                let free = ["arrival", "waiting_time", "setup", "service"];
                let free: i64 = free.iter().map(|key| whole(&before[*key])).sum();
                let ridden = whole(&step["duration"]) - whole(&before["duration"]);
                self.that(ridden >= 0 && whole(&step["arrival"]) == free + ridden, || {
                    format!("{} is reached at another time than the one before lets", at())
                });
            }
            match kind.as_str() {
                "start" | "end" => {
                    let hours = list(&vehicle["time_window"]);
                    if kind == "start" {
                        way.start(&vehicle["start_index"]);
                        self.that(hours.is_empty() || begins >= whole(&hours[0]), || {
                            at() + " is too early"
                        });
                    } else {
                        way.end(&vehicle["end_index"]);
                        self.that(hours.is_empty() || begins <= whole(&hours[1]), || {
                            at() + " is too late"
                        });
                    }
                    self.that(setup + service + waiting == 0, || format!("{} takes time", at()));
                }
                "break" => {
                    let own =
                        list(&vehicle["breaks"]).iter().find(|it| number(&it["id"]) == step_id);
                    let Some(own) = own else {
                        self.complaints.push(format!("{}: there is none", at()));
                        continue;
                    };
                    self.that(rests.insert(step_id), || format!("{} comes twice", at()));
                    self.that(service == whole(&own["service"]), || {
                        format!("{} has another length", at())
                    });
                    self.that(within(own, begins), || format!("{} begins at {begins}", at()));
                    let most = own.get("max_load").map(|most| amount(most, length));
                    self.that(most.is_none_or(|most| fits(&load, &most)), || {
                        at() + " has too much on board"
                    });
                }
                _ => {
                    let Some((task, shipment)) = all.get(&(kind.clone(), step_id)).copied() else {
                        self.complaints.push(format!("{}: there is none", at()));
                        continue;
                    };
                    let last = self.done.insert((kind.clone(), step_id), id);
                    self.that(last.is_none(), || format!("{} comes twice", at()));
                    tasks_done += 1;
                    let moved = way.to(&task["location_index"]);
                    let time = |key: &str| {
                        let own = vehicle["type"]
                            .as_str()
                            .and_then(|kind| task[format!("{key}_per_type")].get(kind));
                        own.map_or_else(|| whole(&task[key]), whole)
                    };
                    let wanted = (if moved { time("setup") } else { 0 }, time("service"));
                    self.that((setup, service) == wanted, || {
                        format!("{} takes {setup} + {service}, not {wanted:?}", at())
                    });
                    work += setup + service;
                    self.that(within(task, begins), || format!("{} begins at {begins}", at()));
                    let asker = shipment.unwrap_or(task);
                    let skills = list(&vehicle["skills"]);
                    let able = list(&asker["skills"]).iter().all(|skill| skills.contains(skill));
                    self.that(able, || format!("{} needs other skills", at()));
                    match (kind.as_str(), shipment) {
                        ("pickup", Some(shipment)) => {
                            add(&mut load, &amount(&shipment["amount"], length), 1);
                            open.insert(number(&shipment["delivery"]["id"]));
                        }
                        ("delivery", Some(shipment)) => {
                            add(&mut load, &amount(&shipment["amount"], length), -1);
                            self.that(open.remove(&step_id), || {
                                format!("{} comes before its pickup", at())
                            });
                        }
                        _ => {
                            add(&mut load, &amount(&task["delivery"], length), -1);
                            add(&mut load, &amount(&task["pickup"], length), 1);
                        }
                    }
                }
            }
            self.that(amount(&step["load"], length) == load, || {
                format!("{} tells another load than {load:?}", at())
            });
            self.that(fits(&load, &capacity), || format!("{} has too much on board", at()));
            if kind != "break" {
                let (told, real) = (whole(&step["duration"]), way.time());
                // With a speed factor there are fractions of seconds.
                let apart = i64::try_from(steps.len()).unwrap();
                self.that((told - real).abs() <= if way.is_whole() { 0 } else { apart }, || {
                    format!("{} comes after {told} s of travel, not {real}", at())
                });
                if let Some(told) = step.get("distance") {
                    self.that(whole(told) == way.distance, || {
                        format!("{} is not {told} m away", at())
                    });
                }
            }
            (setup_sum, service_sum, waiting_sum) =
                (setup_sum + setup, service_sum + service, waiting_sum + waiting);
            before = Some(step);
        }
        let all_rests = list(&vehicle["breaks"]).len() == rests.len();
        self.that(all_rests, || format!("route {id} lacks breaks"));
        self.that(open.is_empty(), || format!("route {id} picks up what it never delivers"));
        let above =
            |value: i64, key: &str| vehicle.get(key).is_some_and(|most| value > whole(most));
        let duration = whole(&route["duration"]);
        self.that(!above(i64::try_from(tasks_done).unwrap(), "max_tasks"), || {
            format!("route {id} has too many tasks")
        });
        self.that(!above(duration, "max_travel_time"), || {
            format!("route {id} travels for too long")
        });
        self.that(!above(way.distance, "max_distance"), || format!("route {id} is too long"));
        let told = ["setup", "service", "waiting_time"].map(|key| whole(&route[key]));
        self.that(told == [setup_sum, service_sum, waiting_sum], || {
            format!("route {id} has wrong sums")
        });
        let last = steps.last().map_or(0, |step| whole(&step["duration"]));
        self.that(duration == last, || format!("route {id} has a wrong duration"));
        let cost = way.cost(duration, work);
        let apart = whole(&route["cost"]) - cost;
        self.that(apart.abs() <= 1, || format!("route {id} costs {cost}, not {}", route["cost"]));
    }

    /// Is each task in one route, or left?
    fn served(&mut self, answer: &Value) {
        let mut left = BTreeSet::new();
        for task in list(&answer["unassigned"]) {
            let name = (task["type"].as_str().unwrap_or("").to_owned(), number(&task["id"]));
            self.that(left.insert(name.clone()), || format!("{name:?} is left twice"));
            let reason = &task["reason"];
            let told = ["code", "en", "fr"]
                .iter()
                .all(|key| reason[*key].as_str().is_some_and(|it| !it.is_empty()));
            self.that(told, || format!("{name:?} is left without a reason: {task}"));
        }
        let problem = self.problem;
        let known: BTreeSet<(String, u64)> =
            tasks(problem).into_iter().map(|(name, ..)| name).collect();
        let done: BTreeSet<(String, u64)> = self.done.keys().cloned().collect();
        let both: Vec<_> = done.intersection(&left).collect();
        self.that(both.is_empty(), || format!("both done and left: {both:?}"));
        let all: BTreeSet<_> = done.union(&left).cloned().collect();
        self.that(all == known, || {
            "a task is neither done nor left, or there is no such task".to_owned()
        });
        for shipment in list(&problem["shipments"]) {
            let of = |end: &str| self.done.get(&(end.to_owned(), number(&shipment[end]["id"])));
            let apart = of("pickup") != of("delivery");
            self.that(!apart, || format!("a shipment is torn apart: {shipment}"));
        }
    }

    fn sums(&mut self, answer: &Value) {
        let (summary, routes) = (&answer["summary"], list(&answer["routes"]));
        for key in ["cost", "setup", "service", "duration", "waiting_time", "priority"] {
            let sum: i64 = routes.iter().map(|route| whole(&route[key])).sum();
            self.that(whole(&summary[key]) == sum, || format!("the sum of {key} is {sum}"));
        }
        let counted = (number(&summary["routes"]), number(&summary["unassigned"]));
        let real = (routes.len() as u64, list(&answer["unassigned"]).len() as u64);
        self.that(counted == real, || format!("{real:?} routes and tasks left, not {counted:?}"));
        let priority = |(name, task, shipment): &((String, u64), &Value, Option<&Value>)| {
            let weight = whole(&shipment.unwrap_or(task)["priority"]);
            if self.done.contains_key(name) { weight } else { 0 }
        };
        let all: i64 = tasks(self.problem).iter().map(priority).sum();
        self.that(whole(&summary["priority"]) == all, || format!("the priority is {all}"));
        let vehicles: Vec<u64> = routes.iter().map(|route| number(&route["vehicle"])).collect();
        let once: BTreeSet<u64> = vehicles.iter().copied().collect();
        self.that(once.len() == vehicles.len(), || "a vehicle has two routes".to_owned());
    }
}

fn add(load: &mut [i64], amount: &[i64], sign: i64) {
    load.iter_mut().zip(amount).for_each(|(load, part)| *load += sign * part);
}

fn fits(load: &[i64], most: &[i64]) -> bool {
    load.iter().zip(most).all(|(load, most)| load <= most)
}

fn within(task: &Value, begins: i64) -> bool {
    let windows = list(&task["time_windows"]);
    windows.is_empty()
        || windows.iter().any(|it| whole(&it[0]) <= begins && begins <= whole(&it[1]))
}

/// The way of a vehicle, by the problem's matrices.
struct Way<'a> {
    matrices: &'a Value,
    vehicle: &'a Value,
    here: Option<usize>,
    seconds: i64,
    distance: i64,
    priced: i64,
}

impl<'a> Way<'a> {
    fn new(problem: &'a Value, vehicle: &'a Value) -> Self {
        let profile = vehicle["profile"].as_str().unwrap_or("car");
        let matrices = &problem["matrices"][profile];
        Self { matrices, vehicle, here: None, seconds: 0, distance: 0, priced: 0 }
    }

    fn start(&mut self, place: &Value) {
        self.here = place.as_u64().map(|place| place as usize);
    }

    /// Rides there; was it elsewhere?
    fn to(&mut self, place: &Value) -> bool {
        let there = number(place) as usize;
        let from = self.here.replace(there);
        if let Some(from) = from {
            self.ride(from, there);
        }
        from != Some(there)
    }

    fn end(&mut self, place: &Value) {
        if place.is_u64() {
            self.to(place);
        }
    }

    fn ride(&mut self, from: usize, to: usize) {
        let cell = |key: &str| whole(&self.matrices[key][from][to]);
        let (seconds, distance, priced) = (cell("durations"), cell("distances"), cell("costs"));
        self.seconds += seconds;
        self.distance += distance;
        self.priced += priced;
    }

    /// Hundredths of a second for a second.
    fn pace(&self) -> i64 {
        (100.0 / self.vehicle["speed_factor"].as_f64().unwrap_or(1.0)).round() as i64
    }

    fn is_whole(&self) -> bool {
        self.pace() % 100 == 0
    }

    fn time(&self) -> i64 {
        self.seconds * self.pace() / 100
    }

    fn cost(&self, duration: i64, work: i64) -> i64 {
        let costs = &self.vehicle["costs"];
        let of = |key: &str, usual: i64| costs.get(key).map_or(usual, whole);
        let ride = if self.matrices.get("costs").is_some() {
            self.priced as f64
        } else {
            of("per_hour", 3600) as f64 * duration as f64 / 3600.0
                + of("per_km", 0) as f64 * self.distance as f64 / 1000.0
        };
        of("fixed", 0) + ride.floor() as i64 + of("per_task_hour", 0) * work / 3600
    }
}
