//! What came of a study, as a document.

use super::{
    Lived, Stage, Study, Trial,
    numbers::{number, number_of, percent},
};
use crate::{
    domain::Sentence,
    simulation::{Coverage, Difference, Figure, Verdict, mean},
    solver::Objective,
};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// All that is told of a study. Figures have their unit in their name.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// What the day is called.
    pub title: String,
    /// What is to be known before any of it is believed.
    pub notes: Vec<Sentence>,
    /// The rules. All that is told of days is told of theirs, but for the differences.
    pub rules: RulesDocument,
    /// The rules they were compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<RulesDocument>,
    /// What the two sets of rules differ in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeDocument>,
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
    /// What they are called.
    pub name: String,
    pub iterations: u64,
    pub replan_s: u32,
    pub prompt_s: u32,
    pub commit_s: u32,
    pub early_s: u32,
    pub announce_s: u32,
    pub riding_cv: f64,
    pub service_cv: f64,
    /// What is to be kept small, as the solver counts it: in thousandths of a second of riding.
    pub objective: Objective,
}

/// What two sets of rules differ in.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeDocument {
    /// The dotted key of a rule.
    pub key: String,
    /// Its value by the rules.
    pub first: Value,
    /// By the rules compared with.
    pub second: Value,
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
    /// Is the second `better` or `worse`? Only if that is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<&'static str>,
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
    let (own, others) = (rules(&study.first), study.second.as_ref().map(rules));
    let changes = others.as_ref().map_or_else(Vec::new, |others| changes(&own, others));
    Summary {
        title: stage.title.clone(),
        notes: notes(study),
        changes,
        rules: own,
        compared_with: others,
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

impl Summary {
    /// A figure by its value, with the digits that matter.
    pub(crate) fn figure(&self, figure: Figure, value: f64) -> String {
        if figure == Figure::Delivered {
            return number_of(value, self.mean(Figure::Orders));
        }
        number(value)
    }

    /// The mean, the least and the most of a figure.
    pub(crate) fn spread(&self, figure: Figure) -> [String; 3] {
        let values = self.days.iter().filter_map(|day| day.figures.get(figure.key()).copied());
        let (least, most) =
            values.fold((f64::MAX, f64::MIN), |(least, most), it| (least.min(it), most.max(it)));
        [self.mean(figure), least, most].map(|value| self.figure(figure, value))
    }

    /// A difference between two values of a figure.
    pub(crate) fn difference(value: f64) -> String {
        let text = number(value);
        if value > 0.0 { format!("+{text}") } else { text }
    }

    /// Which share of arrivals came within the band, and how wide that is in minutes.
    pub(crate) fn band(&self) -> [String; 2] {
        [percent(self.bands.share), number(self.bands.width_min)]
    }

    pub(super) fn mean(&self, figure: Figure) -> f64 {
        self.means.get(figure.key()).copied().unwrap_or_default()
    }
}

/// With fewer seeds a comparison says little.
const ENOUGH: usize = 20;

fn notes(study: &Study) -> Vec<Sentence> {
    let (days, asked) = (study.first.days.len(), study.asked);
    let mut notes = Vec::new();
    if days < usize::try_from(asked).unwrap_or(usize::MAX) {
        notes.push(Sentence {
            en: format!("It was stopped: {days} of {asked} days were ridden."),
            fr: format!("Arrêté en route : {days} jours sur {asked} ont été roulés."),
        });
    }
    if study.second.is_some() && days < ENOUGH {
        notes.push(Sentence {
            en: format!(
                "A comparison of fewer than {ENOUGH} days says little: its intervals hang on single days."
            ),
            fr: format!(
                "Une comparaison sur moins de {ENOUGH} jours dit peu de chose : tout tient à quelques jours."
            ),
        });
    }
    notes
}

/// What differs between two sets of rules, but for their names.
fn changes(first: &RulesDocument, second: &RulesDocument) -> Vec<ChangeDocument> {
    let [first, second] = [first, second].map(|rules| {
        let mut keys = BTreeMap::new();
        let rules = serde_json::to_value(rules).expect("invariant: rules have a form in JSON");
        flatten(&mut keys, "", rules);
        keys.remove("name");
        keys
    });
    // Both have the same keys.
    let both = first.into_iter().zip(second.into_values());
    both.filter(|((_, first), second)| first != second)
        .map(|((key, first), second)| ChangeDocument { key, first, second })
        .collect()
}

fn flatten(keys: &mut BTreeMap<String, Value>, path: &str, value: Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                flatten(keys, &path, value);
            }
        }
        value => drop(keys.insert(path.to_owned(), value)),
    }
}

fn rules(trial: &Trial) -> RulesDocument {
    let rules = &trial.rules;
    RulesDocument {
        name: trial.name.clone(),
        iterations: rules.iterations,
        replan_s: rules.replan.as_u32(),
        prompt_s: rules.prompt.as_u32(),
        commit_s: rules.commit.as_u32(),
        early_s: rules.early.as_u32(),
        announce_s: rules.announce.as_u32(),
        riding_cv: rules.riding_cv,
        service_cv: rules.service_cv,
        objective: rules.objective,
    }
}

fn difference(told: &Difference) -> DifferenceDocument {
    let Difference { figure, means: [first, second], difference, interval } = *told;
    let verdict = told.verdict().map(|verdict| match verdict {
        Verdict::Better => "better",
        Verdict::Worse => "worse",
    });
    let (figure, interval_95) = (figure.key(), interval);
    DifferenceDocument { figure, first, second, difference, interval_95, verdict }
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
    for left in days.iter().flat_map(|day| &day.not_served) {
        let known = orders.entry(left.order).or_insert_with(|| {
            let (code, reason) = (stage.told)(left.order, left.reason);
            let order = stage.orders.get(left.order).cloned().unwrap_or_default();
            NotServedDocument { order, seeds: 0, code, reason }
        });
        known.seeds += 1;
    }
    orders.into_values().collect()
}
