//! What was measured, in words.

use std::{env, time::Duration};

/// Is this part asked for? Criterion filters its own measurements only.
pub(crate) fn is_wanted(part: &str) -> bool {
    let filters: Vec<String> = env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    filters.is_empty() || filters.iter().any(|filter| filter.contains(part))
}

/// Median, 99th percentile and largest of some times, in microseconds.
pub(crate) fn summary(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let us = |at: usize| times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e6);
    let count = times.len();
    let (median, most) = (us(count / 2), us((count * 99).div_ceil(100).saturating_sub(1)));
    format!(
        "median {median:.1} us, p99 {most:.1} us, max {:.1} us of {count}",
        us(count.max(1) - 1)
    )
}
