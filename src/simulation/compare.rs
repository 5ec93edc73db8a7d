//! Two sets of rules on the same days with the same luck.

use super::{
    Better, Figure, Figures,
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

/// How the second rules do beside the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Better.
    Better,
    /// Worse.
    Worse,
}

impl Difference {
    /// Are the second rules better or worse, as far as the interval makes that certain?
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let [from, to] = self.interval?;
        match (self.figure.better(), from > 0.0, to < 0.0) {
            (Better::Less, _, true) | (Better::More, true, _) => Some(Verdict::Better),
            (Better::Less, true, _) | (Better::More, _, true) => Some(Verdict::Worse),
            _ => None,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_called_better_or_worse() {
        let told = |figure, interval: Option<[f64; 2]>| {
            let difference = Difference { figure, means: [0.0; 2], difference: 0.0, interval };
            difference.verdict()
        };
        let [less, more, neither] = [Figure::Riding, Figure::Delivered, Figure::Orders];
        assert_eq!(told(less, Some([0.1, 2.0])), Some(Verdict::Worse));
        assert_eq!(told(more, Some([0.1, 2.0])), Some(Verdict::Better));
        assert_eq!(told(less, Some([-2.0, -0.1])), Some(Verdict::Better));
        assert_eq!(told(more, Some([-2.0, -0.1])), Some(Verdict::Worse));
        assert_eq!(told(less, Some([-2.0, 0.1])), None);
        assert_eq!(told(less, Some([0.0, 0.0])), None);
        assert_eq!(told(neither, Some([1.0, 2.0])), None);
        assert_eq!(told(less, None), None);
    }
}
