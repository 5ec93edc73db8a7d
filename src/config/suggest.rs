//! "Did you mean ...?"

/// Longer words are not worth the quadratic comparison.
const LONGEST: usize = 64;

/// What to do about an unknown `word`: take the nearest of `known`, or one of them.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(nearest) = nearest(word, &known) {
        return format!("did you mean {nearest:?}?");
    }
    match known.as_slice() {
        [] => "there is nothing to choose from".to_owned(),
        [only] => format!("the only possible one is {only:?}"),
        some if some.len() <= 20 => format!("write one of {}", some.join(", ")),
        many => format!("write one of {}, and {} others", many[..20].join(", "), many.len() - 20),
    }
}

/// The one of `known` that is most like `word`, if any is at most a third of it, and three letters, away.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if word.len() > LONGEST {
        return None;
    }
    let allowed = (word.len() / 3).clamp(1, 3);
    let distances = known.iter().map(|other| (distance(&word, other), *other));
    distances.filter(|(distance, _)| *distance <= allowed).min().map(|(_, other)| other)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    if a.len().abs_diff(b.len()) > LONGEST {
        return usize::MAX;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        rows[i][0] = i;
        for j in 1..=b.len() {
            let substituted = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = substituted.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let known = ["couriers", "vehicles", "hubs", "shifts"];
        for slip in ["courier", "cuoriers", "Couriers", "coureirs"] {
            assert_eq!(did_you_mean(slip, known), "did you mean \"couriers\"?", "{slip}");
        }
        assert_eq!(did_you_mean("tariff", known), "write one of couriers, vehicles, hubs, shifts");
    }

    #[test]
    fn a_swap_counts_as_one_slip() {
        let word: Vec<char> = "ahbd".chars().collect();
        assert_eq!(distance(&word, "habd"), 1);
        assert_eq!(distance(&word, ""), 4);
    }
}
