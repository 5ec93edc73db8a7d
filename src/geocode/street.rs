//! Which sections and doors of one name are one street.

use crate::{
    geo::{Plane, nearest_on_segment},
    units::LonLat,
};
use std::collections::BTreeMap;

/// Side of the squares that the ground is cut into, in metres. What lies in squares that touch is one
/// street: gaps up to this are bridged always, from 2.9 times this on never.
const SQUARE_M: f64 = 250.0;

type Square = (i64, i64);

/// Something that bears the name of a street: a section, or a single place.
pub(super) type Line = Vec<LonLat>;

/// Groups lines of one name by nearness; each group lists indices into `lines`, rising. Linear in the
/// number of points but for the map of squares.
pub(super) fn clusters(plane: &Plane, lines: &[Line]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..lines.len()).collect();
    let mut squares: BTreeMap<Square, usize> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        for place in line {
            let square = square(plane.project(*place));
            let first = *squares.entry(square).or_insert(index);
            join(&mut parents, first, index);
        }
    }
    for (&(east, north), &index) in &squares {
        for step in [(1, -1), (1, 0), (1, 1), (0, 1)] {
            if let Some(&other) = squares.get(&(east + step.0, north + step.1)) {
                join(&mut parents, index, other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..lines.len() {
        groups.entry(root(&mut parents, index)).or_default().push(index);
    }
    groups.into_values().collect()
}

/// The place on some lines that is nearest to their middle; `None` if they have no point.
pub(super) fn middle<'a>(
    plane: &Plane,
    lines: impl Iterator<Item = &'a Line> + Clone,
) -> Option<LonLat> {
    let mut sum = [0.0; 2];
    let mut weight = 0.0;
    for line in lines.clone() {
        let points: Vec<[f64; 2]> = line.iter().map(|place| plane.project(*place)).collect();
        let mut add = |a: [f64; 2], b: [f64; 2], length: f64| {
            sum = [0, 1].map(|axis| sum[axis] + length * f64::midpoint(a[axis], b[axis]));
            weight += length;
        };
        match points.as_slice() {
            [point] => add(*point, *point, 1e-3),
            points => points.windows(2).for_each(|ends| {
                let length = (ends[1][0] - ends[0][0]).hypot(ends[1][1] - ends[0][1]);
                add(ends[0], ends[1], length.max(1e-3));
            }),
        }
    }
    let centre = sum.map(|sum| sum / weight);
    let segments = lines.flat_map(|line| line.iter().zip(line.iter().skip(1).chain(line.last())));
    let nearest = segments
        .map(|(a, b)| {
            let nearest = nearest_on_segment(plane.project(*a), plane.project(*b), centre);
            (nearest.distance_2, *a, *b, nearest.fraction)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    let (_, a, b, fraction) = nearest;
    let between = |a: f64, b: f64| a + fraction * (b - a);
    LonLat::from_degrees(between(a.lon(), b.lon()), between(a.lat(), b.lat()))
}

#[expect(clippy::cast_possible_truncation, reason = "the Earth has fewer squares")]
fn square(point: [f64; 2]) -> Square {
    let [east, north] = point.map(|metres| (metres / SQUARE_M).floor() as i64);
    (east, north)
}

fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

/// The smaller root wins, so that groups keep the order of their first lines.
fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(east_m: f64, north_m: f64) -> LonLat {
        LonLat::from_degrees(3.0 + east_m / 70_710.0, 50.6 + north_m / 111_000.0).unwrap()
    }

    #[test]
    fn streets_of_one_name_in_two_towns_stay_two() {
        let plane = Plane::around(at(0.0, 0.0));
        let lines = vec![
            vec![at(0.0, 0.0), at(400.0, 0.0)],
            vec![at(5_000.0, 0.0), at(5_100.0, 0.0)],
            vec![at(550.0, 0.0), at(900.0, 0.0)],
            vec![at(5_100.0, 20.0)],
        ];
        assert_eq!(clusters(&plane, &lines), [vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn the_middle_lies_on_the_street() {
        let plane = Plane::around(at(0.0, 0.0));
        // A right angle: its centre of mass is off the street.
        let bend = vec![at(0.0, 0.0), at(100.0, 0.0), at(100.0, 100.0)];
        let middle = middle(&plane, [&bend].into_iter()).unwrap();
        let [x, y] = plane.project(middle);
        assert!((y.abs() < 1.0 && x > 70.0) || ((x - 100.0).abs() < 1.0 && y < 30.0), "{x} {y}");
        assert_eq!(super::middle(&plane, [&vec![at(7.0, 0.0)]].into_iter()), Some(at(7.0, 0.0)));
        assert_eq!(super::middle(&plane, std::iter::empty()), None);
    }
}
