//! A leg in two names.

use super::Step;

/// The two names on which one is longest, in the order of travel, with a comma between; empty if no
/// street has a name.
#[must_use]
pub fn summary(steps: &[Step<'_>]) -> String {
    let mut names: Vec<(&str, u64)> = Vec::new();
    for step in steps.iter().filter(|step| !step.name.is_empty()) {
        let time_ms = u64::from(step.cost.time_ms());
        match names.iter_mut().find(|(name, _)| *name == step.name) {
            Some((_, sum)) => *sum += time_ms,
            None => names.push((step.name, time_ms)),
        }
    }
    let mut longest: Vec<usize> = (0..names.len()).collect();
    longest.sort_by_key(|index| std::cmp::Reverse(names[*index].1));
    longest.truncate(2);
    longest.sort_unstable();
    let words: Vec<&str> = longest.into_iter().map(|index| names[index].0).collect();
    words.join(", ")
}
