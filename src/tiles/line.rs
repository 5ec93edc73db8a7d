//! Lines in one tile.

use super::{
    area::round,
    frame::{Frame, HIGH, LOW, Local},
    merge::merge,
    simplify,
    world::Point,
    zooms,
};

/// What is seen of some lines of the same kind and name in a tile, joined where they meet.
pub(super) fn lines(lines: &[&[Point]], frame: &Frame) -> Vec<Vec<[i32; 2]>> {
    let tolerance = zooms::tolerance(frame.zoom) * frame.unit;
    // Before they are joined, so that neighbouring tiles agree.
    let simple = lines.iter().map(|line| simplify::line(line, tolerance)).collect();
    let mut seen = Vec::new();
    for line in merge(simple) {
        let local: Vec<Local> = line.into_iter().map(|point| frame.local(point)).collect();
        for piece in clip(&local) {
            let mut piece: Vec<[i32; 2]> = piece.into_iter().map(round).collect();
            piece.dedup();
            if piece.len() > 1 {
                seen.push(piece);
            }
        }
    }
    seen
}

/// The pieces of a line inside the tile and its buffer.
fn clip(line: &[Local]) -> Vec<Vec<Local>> {
    let mut pieces: Vec<Vec<Local>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        let Some((from, to)) = clip_segment(pair[0], pair[1]) else {
            open = false;
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if open => piece.push(to),
            _ => pieces.push(vec![from, to]),
        }
        let [x, y] = pair[1];
        open = [x, y].iter().all(|n| (f64::from(LOW)..=f64::from(HIGH)).contains(n));
    }
    pieces
}

/// Liang and Barsky, 1984.
fn clip_segment(a: Local, b: Local) -> Option<(Local, Local)> {
    let (low, high) = (f64::from(LOW), f64::from(HIGH));
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let length = b[axis] - a[axis];
        if length == 0.0 {
            if !(low..=high).contains(&a[axis]) {
                return None;
            }
            continue;
        }
        let ends = [(low - a[axis]) / length, (high - a[axis]) / length];
        from = from.max(ends[0].min(ends[1]));
        to = to.min(ends[0].max(ends[1]));
    }
    let at =
        |share: f64| [0, 1].map(|axis| (a[axis] + share * (b[axis] - a[axis])).clamp(low, high));
    (from <= to).then(|| (at(from), at(to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_cut_where_it_leaves_and_goes_on_where_it_comes_back() {
        let line = [[-100.0, 10.0], [100.0, 10.0], [100.0, -200.0], [200.0, -200.0], [200.0, 50.0]];
        assert_eq!(
            clip(&line),
            [
                vec![[-64.0, 10.0], [100.0, 10.0], [100.0, -64.0]],
                vec![[200.0, -64.0], [200.0, 50.0]],
            ]
        );
        assert!(clip(&[[-100.0, 0.0], [-100.0, 50.0]]).is_empty());
        assert!(clip(&[[5000.0, 0.0], [9000.0, 50.0]]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_outside_extent_and_buffer(
            line in prop::collection::vec((-9000_i32..9000, -9000_i32..9000), 2..30),
        ) {
            let origin = 4096 * 16 * 1000_u32;
            let line: Vec<Point> = line
                .into_iter()
                .map(|(x, y)| [x, y].map(|n| origin.checked_add_signed(16 * n).unwrap()))
                .collect();
            for piece in lines(&[&line], &Frame::new(16, 1000, 1000).unwrap()) {
                prop_assert!(piece.len() > 1);
                for [x, y] in piece {
                    prop_assert!((-64..=4160).contains(&x) && (-64..=4160).contains(&y));
                }
            }
        }
    }
}
