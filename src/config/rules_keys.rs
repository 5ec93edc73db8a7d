//! Every number and word of the rules beside those of labour: one row reads it, writes it and explains it.

use super::value::Value;
use crate::{
    domain::{
        AfterFailure, Delivery, Fairness, Rules, ServiceTimes, Stability, Weights,
        labour::LabourRules,
    },
    units::Seconds,
};
use std::ops::RangeInclusive;

/// The rules but for those of labour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tuned {
    weights: Weights,
    fairness: Fairness,
    stability: Stability,
    service: ServiceTimes,
    delivery: Delivery,
}

impl Tuned {
    pub(super) fn of(rules: &Rules) -> Self {
        let Rules { weights, fairness, stability, service, delivery, .. } = *rules;
        Self { weights, fairness, stability, service, delivery }
    }

    pub(super) fn with(self, labour: LabourRules) -> Rules {
        let Self { weights, fairness, stability, service, delivery } = self;
        Rules { weights, fairness, stability, service, delivery, labour }
    }
}

/// One number, or one word of some.
pub(super) struct Key {
    pub(super) section: &'static str,
    /// A number's name ends in its unit.
    pub(super) name: &'static str,
    /// What it means, its range and where its default is from, for people.
    pub(super) about: &'static [&'static str],
    pub(super) range: RangeInclusive<u32>,
    /// The words that it may be, which count as numbers from 0 on; none for a number.
    pub(super) words: &'static [&'static str],
    /// The default, as it is written.
    pub(super) example: &'static str,
    pub(super) get: fn(&Tuned) -> u32,
    pub(super) set: fn(&mut Tuned, u32),
}

/// The sections, and what each is for.
pub(super) const SECTIONS: [(&str, &[&str]); 5] = [
    (
        "weights",
        &[
            "What counts how much, where one plan is better than another. Orders that are served come before all of it;",
            "then a second of riding is the measure.",
        ],
    ),
    (
        "fairness",
        &[
            "How work is shared. The more a courier has, the more a minute more of it counts: whose rounds are long, or were",
            "long of late, is given less. A plan says what that cost. The numbers are assumptions: see what they do in",
            "`musette simulate`.",
        ],
    ),
    (
        "stability",
        &[
            "What it takes to change rounds that couriers and customers were told of. The numbers are assumptions.",
        ],
    ),
    (
        "service",
        &[
            "How long a stop takes where nobody says it of the order. It is as it is when the order is planned. The numbers",
            "are assumptions: no table was found to take them from. Better ones are medians of a place, never of a person.",
        ],
    ),
    ("delivery", &["What couriers do where nobody says it of the order."]),
];

/// The numbers, in the order in which they are written.
pub(super) const KEYS: [Key; 14] = [
    Key {
        section: "weights",
        name: "distance_s_per_km",
        about: &[
            "Seconds of riding that a kilometre counts for, beside the time it takes, 0 to 600. With 1, of two ways that",
            "take as long the shorter is ridden.",
        ],
        range: 0..=600,
        words: &[],
        example: "1",
        get: |it| it.weights.distance_s_per_km,
        set: |it, value| it.weights.distance_s_per_km = value,
    },
    Key {
        section: "weights",
        name: "waiting_percent",
        about: &[
            "What a second of waiting at a door counts for, in percent of a second of riding, 0 to 200. Who waits could do",
            "something else, but is not on the road.",
        ],
        range: 0..=200,
        words: &[],
        example: "10",
        get: |it| it.weights.waiting_percent,
        set: |it, value| it.weights.waiting_percent = value,
    },
    Key {
        section: "fairness",
        name: "work_percent",
        about: &[
            "What a second of work more counts for, in percent of a second of riding, for each hour that the courier has",
            "already, 0 to 100; 0: work is not shared for its own sake. With 1, of two rounds of one hour and five the long",
            "one gives way if the other rides at most one minute in twenty-five more for it.",
        ],
        range: 0..=100,
        words: &[],
        example: "1",
        get: |it| it.fairness.work_percent,
        set: |it, value| it.fairness.work_percent = value,
    },
    Key {
        section: "fairness",
        name: "weeks",
        about: &[
            "Rounds of so many weeks before the day count as well, 0 to 12: what of them is more than an even share of the",
            "hours that somebody was on shift.",
        ],
        range: 0..=12,
        words: &[],
        example: "4",
        get: |it| it.fairness.weeks,
        set: |it, value| it.fairness.weeks = value,
    },
    Key {
        section: "stability",
        name: "courier_s",
        about: &[
            "Seconds of riding, 0 to 7200, that it must save to give an order to another courier than the one who was told",
            "of it.",
        ],
        range: 0..=7_200,
        words: &[],
        example: "300",
        get: |it| it.stability.courier.as_u32(),
        set: |it, value| it.stability.courier = Seconds::new(value),
    },
    Key {
        section: "stability",
        name: "time_percent",
        about: &[
            "What a second counts for by which a stop starts earlier or later than was announced, in percent of a second of",
            "riding, 0 to 200. Another order of the stops shows in it, too.",
        ],
        range: 0..=200,
        words: &[],
        example: "5",
        get: |it| it.stability.time_percent,
        set: |it, value| it.stability.time_percent = value,
    },
    Key {
        section: "stability",
        name: "tolerance_s",
        about: &["So many seconds earlier or later count for nothing, 0 to 7200."],
        range: 0..=7_200,
        words: &[],
        example: "600",
        get: |it| it.stability.tolerance.as_u32(),
        set: |it, value| it.stability.tolerance = Seconds::new(value),
    },
    Key {
        section: "stability",
        name: "worth_s",
        about: &[
            "Seconds of riding, 0 to 14400, that planning again must save in all, what changes for couriers and customers",
            "counted against it. Else the rounds stay as they were announced, and new orders are put into them.",
        ],
        range: 0..=14_400,
        words: &[],
        example: "300",
        get: |it| it.stability.worth.as_u32(),
        set: |it, value| it.stability.worth = Seconds::new(value),
    },
    Key {
        section: "service",
        name: "pickup_s",
        about: &["Seconds at a shop, 0 to 14400: park, wait at the counter, load."],
        range: 0..=14_400,
        words: &[],
        example: "180",
        get: |it| it.service.pickup.as_u32(),
        set: |it, value| it.service.pickup = Seconds::new(value),
    },
    Key {
        section: "service",
        name: "dropoff_s",
        about: &["Seconds at a customer, 0 to 14400: find the door, hand over."],
        range: 0..=14_400,
        words: &[],
        example: "120",
        get: |it| it.service.dropoff.as_u32(),
        set: |it, value| it.service.dropoff = Seconds::new(value),
    },
    Key {
        section: "service",
        name: "floor_s",
        about: &[
            "More seconds for each floor that is climbed on foot, 0 to 600: `floors` of a stop says how many.",
        ],
        range: 0..=600,
        words: &[],
        example: "60",
        get: |it| it.service.floor.as_u32(),
        set: |it, value| it.service.floor = Seconds::new(value),
    },
    Key {
        section: "service",
        name: "heavy_above_g",
        about: &[
            "A load of more grams is heavy, 0 to 1000000: that of a dropoff, or at a pickup of all its dropoffs together.",
            "15 kg is what a person lifts with ease (NF X35-109).",
        ],
        range: 0..=1_000_000,
        words: &[],
        example: "15000",
        get: |it| it.service.heavy_above_g,
        set: |it, value| it.service.heavy_above_g = value,
    },
    Key {
        section: "service",
        name: "heavy_s",
        about: &["More seconds for a heavy load, 0 to 3600."],
        range: 0..=3_600,
        words: &[],
        example: "120",
        get: |it| it.service.heavy.as_u32(),
        set: |it, value| it.service.heavy = Seconds::new(value),
    },
    Key {
        section: "delivery",
        name: "failed",
        about: &[
            "Where a load goes that could not be handed over, unless courier or dispatcher say otherwise: \"return\", to where it",
            "was fetched, or \"hub\", to that where the courier's shift ends. It is one more stop of the round.",
        ],
        range: 0..=1,
        words: &["return", "hub"],
        example: "\"return\"",
        get: |it| {
            let number = AfterFailure::OF_RULES.iter().position(|then| *then == it.delivery.failed);
            number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
        },
        set: |it, value| {
            let then = usize::try_from(value).ok().and_then(|it| AfterFailure::OF_RULES.get(it));
            it.delivery.failed = then.copied().unwrap_or_default();
        },
    },
];

impl Key {
    /// A value of it as TOML.
    pub(super) fn written(&self, value: u32) -> String {
        let word = usize::try_from(value).ok().and_then(|value| self.words.get(value));
        word.map_or_else(|| value.to_string(), |word| format!("\"{word}\""))
    }

    /// The value that is said; `None` after a complaint.
    pub(super) fn read(&self, said: &Value<'_>) -> Option<u32> {
        if self.words.is_empty() {
            return said.whole(self.range.clone());
        }
        let word = said.one_of("word", self.words)?;
        let number = self.words.iter().position(|known| *known == word)?;
        u32::try_from(number).ok()
    }
}
