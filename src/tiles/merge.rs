//! Lines joined end to end, so that names have long lines to follow.

use super::world::Point;
use std::collections::HashMap;

/// A line goes on in another where it turns by less than 120 degrees.
const LEAST_COSINE: f64 = -0.5;

/// Joins lines of two points or more that share ends, in either direction. Where several go on, the
/// straightest is taken.
pub(super) fn merge(lines: Vec<Vec<Point>>) -> Vec<Vec<Point>> {
    let mut ends = HashMap::<Point, Vec<usize>>::new();
    for (index, line) in lines.iter().enumerate() {
        if let [first, .., last] = line.as_slice()
            && first != last
        {
            ends.entry(*first).or_default().push(index);
            ends.entry(*last).or_default().push(index);
        }
    }
    let mut left: Vec<Option<Vec<Point>>> = lines.into_iter().map(Some).collect();
    let mut merged = Vec::new();
    for index in 0..left.len() {
        let Some(mut line) = left[index].take() else { continue };
        for _ in 0..2 {
            while let Some(next) = next(&line, &ends, &left) {
                let Some(mut next) = left[next].take() else { break };
                if next.first() != line.last() {
                    next.reverse();
                }
                line.extend_from_slice(&next[1..]);
            }
            line.reverse();
        }
        merged.push(line);
    }
    merged
}

/// Which of the lines that are left goes on straightest from the end of this one.
fn next(
    line: &[Point],
    ends: &HashMap<Point, Vec<usize>>,
    left: &[Option<Vec<Point>>],
) -> Option<usize> {
    let [first, .., before, last] = line else {
        let [first, last] = line else { return None };
        return straightest(*first, *last, ends, left);
    };
    if first == last { None } else { straightest(*before, *last, ends, left) }
}

fn straightest(
    before: Point,
    last: Point,
    ends: &HashMap<Point, Vec<usize>>,
    left: &[Option<Vec<Point>>],
) -> Option<usize> {
    let cosine = |index: &usize| {
        let line = left[*index].as_ref()?;
        let after = if line.first() == Some(&last) { line.get(1) } else { line.iter().nth_back(1) };
        let cosine = cosine(before, last, *after?);
        (cosine > LEAST_COSINE).then_some((cosine, *index))
    };
    let straightest = ends.get(&last)?.iter().filter_map(cosine);
    straightest.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, index)| index)
}

/// The cosine of the turn from `a` over `b` to `c`: 1 straight on, -1 back.
fn cosine(a: Point, b: Point, c: Point) -> f64 {
    let step = |from: Point, to: Point| {
        [f64::from(to[0]) - f64::from(from[0]), f64::from(to[1]) - f64::from(from[1])]
    };
    let ([ax, ay], [bx, by]) = (step(a, b), step(b, c));
    (ax * bx + ay * by) / (ax.hypot(ay) * bx.hypot(by)).max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pieces_of_one_line_are_one_line() {
        let pieces = vec![vec![[5, 0], [9, 1]], vec![[5, 0], [2, 0]], vec![[0, 0], [2, 0]]];
        let merged = merge(pieces);
        assert_eq!(merged, [vec![[0, 0], [2, 0], [5, 0], [9, 1]]]);
    }

    #[test]
    fn the_straightest_goes_on_and_none_turns_back() {
        let cross = vec![vec![[0, 5], [5, 5]], vec![[5, 5], [5, 9]], vec![[5, 5], [9, 5]]];
        let merged = merge(cross);
        assert_eq!(merged, [vec![[0, 5], [5, 5], [9, 5]], vec![[5, 5], [5, 9]]]);
        let hairpin = vec![vec![[0, 0], [9, 0]], vec![[9, 0], [0, 1]]];
        assert_eq!(merge(hairpin).len(), 2);
    }

    #[test]
    fn a_circle_stays_as_it_is() {
        let circle = vec![vec![[0, 0], [9, 0], [9, 9], [0, 0]], vec![[0, 0], [5, 5]]];
        assert_eq!(merge(circle.clone()), circle);
        assert_eq!(merge(vec![vec![[1, 1], [1, 1]]]).len(), 1);
    }

    proptest! {
        #[test]
        fn every_piece_is_still_there_once(
            lines in prop::collection::vec(
                prop::collection::vec([0_u32..4, 0_u32..4], 2..5), 0..20),
        ) {
            let sides = |lines: &[Vec<Point>]| {
                let mut sides: Vec<_> = lines
                    .iter()
                    .flat_map(|line| line.windows(2))
                    .map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1])))
                    .collect();
                sides.sort_unstable();
                sides
            };
            prop_assert_eq!(sides(&merge(lines.clone())), sides(&lines));
        }
    }
}
