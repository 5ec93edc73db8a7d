//! What came of a study, as a document.

use super::{Lived, Stage, Study};
use crate::{
    domain::Sentence,
    simulation::{Coverage, Difference, Figure, Rules, mean},
    solver::Objective,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// All that is told of a study. Figures have their unit in their name.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// What the day is called.
    pub title: String,
    /// The rules.
    pub rules: RulesDocument,
    /// The rules they were compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<RulesDocument>,
    /// The mean of each figure over the seeds, by the rules.
    pub means: BTreeMap<&'static str, f64>,
    /// Each figure by both rules, and how they differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<DifferenceDocument>,
    /// The band around an announced arrival.
    pub bands: BandsDocument,
    /// Orders that were not served with some seed, by id.
    pub not_served: Vec<NotServedDocument>,
    /// Figures of each day by the rules.
    pub days: Vec<DayDocument>,
}

/// A set of rules.
#[derive(Clone, Debug, Serialize)]
pub struct RulesDocument {
    pub iterations: u64,
    pub replan_s: u32,
    pub prompt_s: u32,
    pub commit_s: u32,
    pub early_s: u32,
    pub announce_s: u32,
    pub riding_cv: f64,
    pub service_cv: f64,
    pub objective: ObjectiveDocument,
}

/// The weights of the objective.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveDocument {
    pub travel: i64,
    pub distance: i64,
    pub waiting: i64,
    pub change: i64,
    pub fairness: i64,
}

/// How a figure differs.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceDocument {
    /// Which.
    pub figure: &'static str,
    /// Its mean by the rules.
    pub first: f64,
    /// By the rules compared with.
    pub second: f64,
    /// The second less the first.
    pub difference: f64,
    /// The 95 % interval of the difference; none of a single seed.
    pub interval_95: Option<[f64; 2]>,
}

/// The band around an announced arrival.
#[derive(Clone, Debug, Serialize)]
pub struct BandsDocument {
    /// Which share of arrivals came within it.
    pub share: f64,
    /// How wide it is in the mean.
    pub width_min: f64,
    /// By how far ahead the arrival was said.
    pub by_ahead: Vec<BandDocument>,
}

/// One band.
#[derive(Clone, Debug, Serialize)]
pub struct BandDocument {
    /// Said more than so far ahead.
    pub from_min: f64,
    /// And up to so far; none: any further.
    pub to_min: Option<f64>,
    /// So much after what was said; less than nothing: before it.
    pub late_min: [f64; 2],
    /// How many arrivals were said.
    pub said: usize,
    /// Which share of them came within the band.
    pub share: f64,
}

/// An order that was not served.
#[derive(Clone, Debug, Serialize)]
pub struct NotServedDocument {
    /// Its id.
    pub order: String,
    /// With how many of the seeds.
    pub seeds: usize,
    /// A stable word for the reason, with the first of them.
    pub code: &'static str,
    /// The reason.
    pub reason: Sentence,
}

/// One day.
#[derive(Clone, Debug, Serialize)]
pub struct DayDocument {
    /// Which.
    pub seed: u64,
    /// Its figures.
    pub figures: BTreeMap<&'static str, f64>,
}

/// Puts it together.
#[must_use]
pub fn summary(stage: &Stage<'_>, study: &Study) -> Summary {
    let days = &study.first.days;
    let [share, width_s] = study.bands.share_and_width(&study.forecasts);
    let by_ahead = study.bands.judge(&study.forecasts).iter().map(band).collect();
    Summary {
        title: stage.title.clone(),
        rules: rules(&study.first.rules),
        compared_with: study.second.as_ref().map(|trial| rules(&trial.rules)),
        means: Figure::ALL.into_iter().map(|it| (it.key(), mean_of(days, it))).collect(),
        differences: study.differences.iter().map(difference).collect(),
        bands: BandsDocument { share, width_min: width_s / 60.0, by_ahead },
        not_served: not_served(stage, days),
        days: days.iter().map(day).collect(),
    }
}

/// The mean of a figure over days.
pub(super) fn mean_of(days: &[Lived], figure: Figure) -> f64 {
    mean(&days.iter().map(|day| day.figures.get(figure)).collect::<Vec<f64>>())
}

fn rules(rules: &Rules) -> RulesDocument {
    let Objective { travel, distance, waiting, change, fair: fairness, .. } = rules.objective;
    RulesDocument {
        iterations: rules.iterations,
        replan_s: rules.replan.as_u32(),
        prompt_s: rules.prompt.as_u32(),
        commit_s: rules.commit.as_u32(),
        early_s: rules.early.as_u32(),
        announce_s: rules.announce.as_u32(),
        riding_cv: rules.riding_cv,
        service_cv: rules.service_cv,
        objective: ObjectiveDocument { travel, distance, waiting, change, fairness },
    }
}

fn difference(told: &Difference) -> DifferenceDocument {
    let Difference { figure, means: [first, second], difference, interval } = *told;
    DifferenceDocument { figure: figure.key(), first, second, difference, interval_95: interval }
}

fn band(told: &Coverage) -> BandDocument {
    let Coverage { ahead_s: [from, to], late_s, said, share } = *told;
    BandDocument {
        from_min: from / 60.0,
        to_min: to.is_finite().then_some(to / 60.0),
        late_min: late_s.map(|late| late / 60.0),
        said,
        share,
    }
}

fn day(day: &Lived) -> DayDocument {
    let figures = Figure::ALL.into_iter().map(|it| (it.key(), day.figures.get(it)));
    DayDocument { seed: day.seed, figures: figures.collect() }
}

fn not_served(stage: &Stage<'_>, days: &[Lived]) -> Vec<NotServedDocument> {
    let mut orders: BTreeMap<usize, NotServedDocument> = BTreeMap::new();
    for left in days.iter().flat_map(|day| &day.log.not_served) {
        let known = orders.entry(left.order).or_insert_with(|| {
            let (code, reason) = (stage.told)(left.order, left.reason);
            let order = stage.orders.get(left.order).cloned().unwrap_or_default();
            NotServedDocument { order, seeds: 0, code, reason }
        });
        known.seeds += 1;
    }
    orders.into_values().collect()
}
