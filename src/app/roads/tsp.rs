//! Short rings through all places of an asymmetric table.
//!
//! Held and Karp, *A dynamic programming approach to sequencing problems*, 1962, for a few places:
//! O(2^n n^2). For more, farthest insertion and then moves of up to three places and reversals, until
//! none shortens the ring: O(n^2) for each round of them, O(n) for each row that is reversed, and a limit on
//! how many rounds.

/// A step that must not be taken. Sums of a few hundred of them do not overflow.
pub(super) const NEVER: u64 = 1 << 48;

/// So many places are put in the best order.
const FEW: usize = 10;

/// So often at most all moves are tried.
const ROUNDS: usize = 50;

/// A ring through all places.
pub(super) fn tour(costs: &[Vec<u64>]) -> Vec<usize> {
    if costs.len() <= FEW { best(costs) } else { good(costs) }
}

/// The best ring, from place 0.
fn best(costs: &[Vec<u64>]) -> Vec<usize> {
    let others = costs.len().saturating_sub(1);
    if others == 0 {
        return (0..costs.len()).collect();
    }
    // By set of places visited (without 0) and the last of them: the shortest way there, and the
    // place before.
    let mut ways = vec![vec![(u64::MAX, 0_usize); others]; 1 << others];
    for last in 0..others {
        ways[1 << last][last] = (costs[0][last + 1], last);
    }
    for set in 1_usize..1 << others {
        for last in (0..others).filter(|last| set >> last & 1 == 1) {
            let (cost, _) = ways[set][last];
            if cost == u64::MAX {
                continue;
            }
            for next in (0..others).filter(|next| set >> next & 1 == 0) {
                let longer = cost + costs[last + 1][next + 1];
                let known = &mut ways[set | 1 << next][next];
                if longer < known.0 {
                    *known = (longer, last);
                }
            }
        }
    }
    let mut set = (1 << others) - 1;
    let whole = &ways[set];
    let mut last =
        (0..others).min_by_key(|last| whole[*last].0 + costs[last + 1][0]).unwrap_or_default();
    let mut order = Vec::with_capacity(costs.len());
    while set != 0 {
        order.push(last + 1);
        let (_, before) = ways[set][last];
        set &= !(1 << last);
        last = before;
    }
    order.push(0);
    order.reverse();
    order
}

fn good(costs: &[Vec<u64>]) -> Vec<usize> {
    let mut ring = inserted(costs);
    for _ in 0..ROUNDS {
        if !(moved(costs, &mut ring) | turned(costs, &mut ring)) {
            break;
        }
    }
    ring
}

/// Starts at place 0 and puts the place that is farthest from all chosen ones where it costs least.
fn inserted(costs: &[Vec<u64>]) -> Vec<usize> {
    let both = |a: usize, b: usize| costs[a][b].min(costs[b][a]);
    let mut ring = vec![0];
    let mut left: Vec<(usize, u64)> = (1..costs.len()).map(|it| (it, both(0, it))).collect();
    while let Some(at) = (0..left.len()).max_by_key(|at| left[*at].1) {
        let (place, _) = left.swap_remove(at);
        let extra = |at: usize| {
            let (a, b) = (ring[at], ring[(at + 1) % ring.len()]);
            (costs[a][place] + costs[place][b]).saturating_sub(costs[a][b])
        };
        let after = (0..ring.len()).min_by_key(|at| extra(*at)).unwrap_or_default();
        ring.insert(after + 1, place);
        for (other, near) in &mut left {
            *near = (*near).min(both(place, *other));
        }
    }
    ring
}

/// Takes one to three places in a row out and puts them where they cost least.
fn moved(costs: &[Vec<u64>], ring: &mut Vec<usize>) -> bool {
    let mut better = false;
    for length in 1..=3 {
        for _ in 0..ring.len() {
            // Each place comes to the front once, so that rows over the end are tried too.
            ring.rotate_left(1);
            let (row, rest) = ring.split_at(length);
            let (first, last) = (row[0], row[length - 1]);
            let cost = |at: usize| {
                let (a, b) = (rest[at], rest[(at + 1) % rest.len()]);
                (costs[a][first] + costs[last][b], costs[a][b])
            };
            let extra = |at: &usize| {
                let (with, without) = cost(*at);
                i128::from(with) - i128::from(without)
            };
            let here = rest.len() - 1;
            let Some(there) = (0..rest.len()).min_by_key(extra) else { continue };
            if extra(&there) < extra(&here) {
                let (row, mut rest) = (row.to_vec(), rest.to_vec());
                let after = rest.split_off(there + 1);
                rest.extend(row.into_iter().chain(after));
                *ring = rest;
                better = true;
            }
        }
    }
    better
}

/// Reverses a row of places where that is shorter.
fn turned(costs: &[Vec<u64>], ring: &mut [usize]) -> bool {
    let mut better = false;
    let size = ring.len();
    for start in 1..size - 1 {
        // Along the row and against it, as it grows.
        let (mut along, mut against) = (0, 0);
        for end in start + 1..size {
            along += costs[ring[end - 1]][ring[end]];
            against += costs[ring[end]][ring[end - 1]];
            let (before, after) = (ring[start - 1], ring[(end + 1) % size]);
            let old = costs[before][ring[start]] + along + costs[ring[end]][after];
            let new = costs[before][ring[end]] + against + costs[ring[start]][after];
            if new < old {
                ring[start..=end].reverse();
                std::mem::swap(&mut along, &mut against);
                better = true;
            }
        }
    }
    better
}
