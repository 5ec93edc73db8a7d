//! Random problems of all that is supported.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "ways and times of these tests are short"
)]

use super::{answered, right};
use crate::support::random::Random;
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a problem may have.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a feature by itself")]
struct Wish {
    breaks: bool,
    limits: bool,
    setup: bool,
    costs: bool,
    windows: u32,
    collections: bool,
    types: bool,
}

fn list(random: &mut Random, length: usize, most: u32) -> Vec<u32> {
    (0..length).map(|_| random.below(most + 1)).collect()
}

struct Maker {
    random: Random,
    places: u32,
    parts: usize,
    wish: Wish,
    begin: u32,
}

impl Maker {
    fn problem(seed: u64, wish: Wish) -> Value {
        let mut random = Random::new(seed);
        let places = 3 + random.below(6);
        let parts = random.below(3) as usize;
        let begin = *random.pick(&[0, 0, 28_800, 1_600_000_000]);
        let mut maker = Self { random, places, parts, wish, begin };
        let jobs: Vec<Value> = (0..maker.random.below(7)).map(|id| maker.job(id)).collect();
        let least = u32::from(jobs.is_empty());
        let shipments: Vec<Value> =
            (0..least + maker.random.below(4)).map(|id| maker.shipment(id)).collect();
        let vehicles: Vec<Value> =
            (0..=maker.random.below(3)).map(|id| maker.vehicle(id)).collect();
        json!({ "jobs": jobs, "shipments": shipments, "vehicles": vehicles, "matrices": maker.matrices() })
    }

    /// As roads are: places on a plane, with detours.
    fn matrices(&mut self) -> Value {
        let random = &mut self.random;
        let points: Vec<[f64; 2]> = (0..self.places)
            .map(|_| [random.between(0.0, 600.0), random.between(0.0, 600.0)])
            .collect();
        let matrix = |scale: f64| -> Vec<Vec<u32>> {
            let far = |a: &[f64; 2], b: &[f64; 2]| {
                ((a[0] - b[0]).hypot(a[1] - b[1]) * scale).ceil() as u32
            };
            points.iter().map(|a| points.iter().map(|b| far(a, b)).collect()).collect()
        };
        let (durations, distances) = (matrix(1.0), matrix(4.2));
        let mut matrices = json!({ "durations": durations });
        if self.wish.costs || self.wish.limits {
            matrices["distances"] = json!(distances);
        }
        json!({ "car": matrices })
    }

    fn task(&mut self, id: u32) -> Value {
        let wish = self.wish;
        let random = &mut self.random;
        let mut task = json!({ "id": id, "location_index": random.below(self.places) });
        if random.chance(0.6) {
            task["service"] = random.below(200).into();
        }
        if wish.setup && random.chance(0.5) {
            task["setup"] = random.below(100).into();
        }
        if wish.types && random.chance(0.5) {
            task["service_per_type"] = json!({ "slow": random.below(400) });
        }
        if random.chance(0.5) {
            let mut from = self.begin + random.below(1_500);
            let mut windows = Vec::new();
            for _ in 0..=random.below(wish.windows.max(1)) {
                let until = from + random.below(1_500);
                windows.push([from, until]);
                from = until + 1 + random.below(600);
            }
            task["time_windows"] = json!(windows);
        }
        task
    }

    fn asks(&mut self, task: &mut Value) {
        let random = &mut self.random;
        if random.chance(0.3) {
            task["skills"] = [json!([1]), json!([7]), json!([1, 7]), json!([u32::MAX])]
                [random.below(4) as usize]
                .clone();
        }
        if random.chance(0.4) {
            task["priority"] = random.below(101).into();
        }
    }

    fn job(&mut self, id: u32) -> Value {
        let mut job = self.task(id);
        self.asks(&mut job);
        if self.random.chance(0.6) {
            let collects = self.wish.collections && self.random.chance(0.4);
            job[if collects { "pickup" } else { "delivery" }] =
                json!(list(&mut self.random, self.parts, 4));
        }
        job
    }

    fn shipment(&mut self, id: u32) -> Value {
        let (pickup, delivery) = (self.task(id), self.task(id));
        let mut shipment = json!({ "pickup": pickup, "delivery": delivery });
        self.asks(&mut shipment);
        if self.random.chance(0.7) {
            shipment["amount"] = json!(list(&mut self.random, self.parts, 4));
        }
        shipment
    }

    fn vehicle(&mut self, id: u32) -> Value {
        let wish = self.wish;
        let mut vehicle = json!({ "id": 100 + id });
        let random = &mut self.random;
        for end in ["start_index", "end_index"] {
            if random.chance(0.8) || end == "end_index" && vehicle.get("start_index").is_none() {
                vehicle[end] = random.below(self.places).into();
            }
        }
        vehicle["capacity"] = json!(list(random, self.parts, 12));
        if random.chance(0.6) {
            let from = self.begin + random.below(1_000);
            vehicle["time_window"] = json!([from, from + 500 + random.below(4_000)]);
        }
        if random.chance(0.6) {
            vehicle["skills"] = [json!([1]), json!([1, 7]), json!([1, 7, u32::MAX])]
                [random.below(3) as usize]
                .clone();
        }
        if random.chance(0.2) {
            vehicle["speed_factor"] = json!([0.5, 0.7, 1.3, 2.0][random.below(4) as usize]);
        }
        if wish.types && random.chance(0.5) {
            vehicle["type"] = "slow".into();
        }
        if wish.limits {
            for (key, most) in
                [("max_tasks", 6), ("max_travel_time", 2_500), ("max_distance", 9_000)]
            {
                if random.chance(0.4) {
                    vehicle[key] = random.below(most).into();
                }
            }
        }
        if wish.costs && random.chance(0.7) {
            vehicle["costs"] = json!({
                "fixed": random.below(2_000), "per_hour": random.below(9_999), "per_km": random.below(999),
            });
        }
        if wish.breaks && random.chance(0.7) {
            let hours = vehicle["time_window"].as_array();
            let from = hours.map_or(self.begin, |hours| hours[0].as_u64().unwrap() as u32);
            let at = from + random.below(300);
            vehicle["breaks"] = json!([{
                "id": 1, "service": random.below(100), "time_windows": [[at, at + 100]],
            }]);
        }
        vehicle
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn answers_keep_all_that_problems_ask_for(seed: u64) {
        right(&Maker::problem(seed, Wish::default()), 50);
    }

    #[test]
    fn breaks_are_taken(seed: u64) {
        right(&Maker::problem(seed, Wish { breaks: true, ..Wish::default() }), 50);
    }

    #[test]
    fn setup_and_types_count(seed: u64) {
        let wish = Wish { types: true, setup: true, ..Wish::default() };
        right(&Maker::problem(seed, wish), 50);
    }

    #[test]
    fn limits_are_kept(seed: u64) {
        right(&Maker::problem(seed, Wish { limits: true, ..Wish::default() }), 50);
    }

    #[test]
    fn costs_are_told(seed: u64) {
        right(&Maker::problem(seed, Wish { costs: true, ..Wish::default() }), 50);
    }

    #[test]
    fn all_together_is_right(seed: u64) {
        let wish = Wish {
            breaks: true, limits: true, setup: true, costs: true, windows: 3, collections: true, types: true,
        };
        right(&Maker::problem(seed, wish), 50);
    }

    /// The routes of an answer are routes that can be planned, and break nothing, and cost the same.
    #[test]
    fn answers_can_be_planned(seed: u64) {
        let mut problem = Maker::problem(seed, Wish { breaks: true, ..Wish::default() });
        let answer = right(&problem, 20);
        for route in answer["routes"].as_array().unwrap() {
            let vehicles = problem["vehicles"].as_array_mut().unwrap();
            let own = vehicles.iter_mut().find(|it| it["id"] == route["vehicle"]).unwrap();
            let steps = route["steps"].as_array().unwrap();
            let names = steps.iter().map(|step| json!({ "type": step["type"], "id": step["id"] }));
            own["steps"] = names.collect();
        }
        problem["options"] = json!({ "c": true });
        let planned = answered(&problem, 0).unwrap();
        prop_assert_eq!(&planned["summary"]["violations"], &json!([]));
        prop_assert_eq!(&planned["summary"]["cost"], &answer["summary"]["cost"]);
        prop_assert_eq!(&planned["routes"], &answer["routes"]);
        // And it can be begun with.
        problem["options"] = json!({});
        let again = right(&problem, 20);
        let costs = [&again, &answer].map(|it| it["summary"]["cost"].as_i64().unwrap());
        let left = [&again, &answer].map(|it| it["summary"]["unassigned"].as_u64().unwrap());
        let weights = [&again, &answer].map(|it| it["summary"]["priority"].as_i64().unwrap());
        prop_assert!(weights[0] > weights[1] || weights[0] == weights[1]
            && (left[0] < left[1] || left[0] == left[1] && costs[0] <= costs[1]));
    }
}
