//! Numbers about numbers.

/// The mean; 0 of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The value below which this share of all lies, linear between two; 0 of nothing.
#[must_use]
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    quantile_of_sorted(&sorted, share)
}

/// The same of values in order.
pub(super) fn quantile_of_sorted(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = share.clamp(0.0, 1.0) * last as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and the last index"
    )]
    let below = at.floor() as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * (at - below as f64)
}

/// Gini's coefficient: 0 where all have the same, near 1 where one has it all; 0 of nothing.
#[must_use]
pub fn gini(values: &[f64]) -> f64 {
    let total: f64 = values.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let weighed =
        sorted.iter().zip(1_u32..).map(|(it, rank)| (2.0 * f64::from(rank) - count - 1.0) * it);
    weighed.sum::<f64>() / (count * total)
}

/// From the least to the most; 0 of nothing.
pub(super) fn range(values: &[f64]) -> f64 {
    let most = values.iter().copied().reduce(f64::max).unwrap_or(0.0);
    most - values.iter().copied().reduce(f64::min).unwrap_or(0.0)
}

/// Half the width of the interval that holds the mean with 95 %: Student's, since the spread is estimated from the
/// same few values. `None` of fewer than two.
pub(super) fn half_width_95(values: &[f64]) -> Option<f64> {
    let degrees = values.len().checked_sub(1).filter(|degrees| *degrees > 0)?;
    let average = mean(values);
    let squares: f64 = values.iter().map(|it| (it - average).powi(2)).sum();
    let error = (squares / degrees as f64 / values.len() as f64).sqrt();
    Some(student_95(degrees) * error)
}

/// The 97.5th percentile of Student's distribution; beyond the table by the first terms of the expansion of
/// Cornish and Fisher, right to four digits there.
fn student_95(degrees: usize) -> f64 {
    const TABLE: [f64; 10] =
        [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281];
    if let Some(exact) = TABLE.get(degrees - 1) {
        return *exact;
    }
    let (z, n) = (1.959_964_f64, degrees as f64);
    let [one, two, three] = [
        (z.powi(3) + z) / 4.0,
        (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
        (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
    ];
    z + one / n + two / n.powi(2) + three / n.powi(3)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "numbers that binary fractions hold")]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_values_and_nothing_has_none() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!([0.0, 0.5, 1.0].map(|share| quantile(&values, share)), [1.0, 2.5, 4.0]);
        assert!((quantile(&values, 0.9) - 3.7).abs() < 1e-12);
        assert_eq!(quantile(&[], 0.5), 0.0);
        assert_eq!(mean(&[]), 0.0);
    }

    #[test]
    fn gini_tells_equal_from_unequal() {
        assert_eq!(gini(&[3.0, 3.0, 3.0]), 0.0);
        assert_eq!(gini(&[0.0, 0.0, 9.0]), 2.0 / 3.0);
        assert_eq!(gini(&[1.0, 3.0]), 0.25);
        assert_eq!(gini(&[0.0, 0.0]), 0.0);
        assert_eq!(gini(&[]), 0.0);
        assert_eq!(range(&[4.0, 1.0, 2.0]), 3.0);
    }

    #[test]
    fn intervals_are_those_of_the_tables() {
        for (degrees, expected) in [(1, 12.706), (10, 2.228), (11, 2.201), (19, 2.093), (60, 2.000)]
        {
            assert!((student_95(degrees) - expected).abs() < 0.001, "{degrees}");
        }
        // Mean 3, variance 2.5, standard error the root of a half.
        let half = half_width_95(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!((half - 2.7764 * 0.5_f64.sqrt()).abs() < 1e-4, "{half}");
        assert_eq!(half_width_95(&[1.0]), None);
        assert_eq!(half_width_95(&[2.0, 2.0]), Some(0.0));
    }
}
