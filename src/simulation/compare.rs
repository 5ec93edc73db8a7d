//! Two sets of rules on the same days with the same luck.

use super::{
    Figure, Figures,
    statistics::{half_width_95, mean},
};

/// How a figure differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Which.
    pub figure: Figure,
    /// Its mean over the seeds by the first rules, and by the second.
    pub means: [f64; 2],
    /// The second less the first, in the mean over the seeds.
    pub difference: f64,
    /// Within this the true difference lies with 95 %; `None` with a single seed.
    pub interval: Option<[f64; 2]>,
}

impl Difference {
    /// Is it told apart from nothing?
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.interval.is_some_and(|[from, to]| from > 0.0 || to < 0.0)
    }
}

/// Every figure of two sets of days, seed by seed in the same order: since each pair met the same luck, its difference
/// is that of the rules, and the interval is that of the differences (paired t).
#[must_use]
pub fn compare(first: &[Figures], second: &[Figures]) -> Vec<Difference> {
    let told = |figure: Figure| {
        let values =
            |days: &[Figures]| days.iter().map(|day| day.get(figure)).collect::<Vec<f64>>();
        let (one, other) = (values(first), values(second));
        let differences: Vec<f64> =
            one.iter().zip(&other).map(|(one, other)| other - one).collect();
        let difference = mean(&differences);
        let interval =
            half_width_95(&differences).map(|half| [difference - half, difference + half]);
        Difference { figure, means: [mean(&one), mean(&other)], difference, interval }
    };
    Figure::ALL.into_iter().map(told).collect()
}
