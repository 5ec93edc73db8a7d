use super::{
    EtaError, FAR, Moment,
    cost::{Cost, Part, cost},
    earliest,
};
use proptest::{collection::vec, prelude::*};

fn at_will(action: i64, travel: i64) -> Moment {
    Moment { is_break: false, windows: Vec::new(), bounds: [0, FAR], action, travel }
}

fn within(moment: &Moment, windows: &[[i64; 2]]) -> Moment {
    Moment { windows: windows.to_vec(), ..moment.clone() }
}

fn rest(action: i64, windows: &[[i64; 2]]) -> Moment {
    Moment { is_break: true, ..within(&at_will(action, 0), windows) }
}

/// What times cost; `None` if somebody would have to be in two places.
fn judged(moments: &[Moment], begins: &[i64]) -> Option<Cost> {
    let mut total = Cost::default();
    let (mut free, mut arrival) = (0, 0);
    for (at, (moment, begins)) in moments.iter().zip(begins).enumerate() {
        let last = at + 1 == moments.len();
        let part = if at == 0 {
            Part::Start
        } else if last {
            Part::End
        } else {
            Part::Between
        };
        total = total + cost(moment, part, *begins)?;
        if at > 0 && (*begins < free || !moment.is_break && *begins < arrival) {
            return None;
        }
        free = begins + moment.action;
        arrival = if moment.is_break { arrival + moment.action } else { free + moment.travel };
    }
    Some(total)
}

/// All times up to a horizon, one by one.
fn twin(moments: &[Moment], horizon: i64) -> Option<Cost> {
    fn go(moments: &[Moment], begins: &mut Vec<i64>, horizon: i64, best: &mut Option<Cost>) {
        if begins.len() == moments.len() {
            let found = judged(moments, begins);
            if found.is_some() && (best.is_none() || found < *best) {
                *best = found;
            }
            return;
        }
        for time in begins.last().copied().unwrap_or(0)..=horizon {
            begins.push(time);
            go(moments, begins, horizon, best);
            begins.pop();
        }
    }
    let mut best = None;
    go(moments, &mut Vec::new(), horizon, &mut best);
    best
}

const HORIZON: i64 = 12;

fn some_moment(is_break: bool) -> impl Strategy<Value = Moment> {
    let bounds = prop_oneof![
        6 => Just([0, FAR]),
        1 => (0..10_i64).prop_map(|from| [from, FAR]),
        1 => (3..HORIZON).prop_map(|until| [0, until]),
        1 => (2..HORIZON).prop_map(|at| [at, at]),
    ];
    let window = (0..=HORIZON, 0..4_i64);
    (vec(window, 0..3), bounds, 0..3_i64, 0..4_i64).prop_map(
        move |(windows, bounds, action, travel)| {
            let mut windows: Vec<[i64; 2]> =
                windows.into_iter().map(|(from, wide)| [from, from + wide]).collect();
            windows.sort_unstable();
            windows.dedup_by(|next, one| next[0] <= one[1]);
            let travel = if is_break { 0 } else { travel };
            Moment { is_break, windows, bounds, action, travel }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_times_are_better(kinds in vec(prop::bool::ANY, 0..4), seeds in vec(some_moment(false), 5)) {
        let mut moments = vec![Moment { action: 0, ..seeds[0].clone() }];
        for (is_break, seed) in kinds.iter().zip(&seeds[1..]) {
            let travel = if *is_break { 0 } else { seed.travel };
            moments.push(Moment { is_break: *is_break, travel, ..seed.clone() });
        }
        moments.push(Moment { action: 0, travel: 0, ..seeds[4].clone() });
        // Whoever begins in a window within the horizon is through a little later.
        let found = earliest(&moments);
        let best = twin(&moments, HORIZON + 14);
        match found {
            Ok(begins) => prop_assert_eq!(judged(&moments, &begins), best, "{:?}", begins),
            Err(error) => {
                prop_assert_eq!(error, EtaError::Impossible);
                prop_assert_eq!(best, None);
            }
        }
    }
}

#[test]
fn nobody_waits_who_can_start_later() {
    let moments = [at_will(0, 10), within(&at_will(5, 20), &[[100, 110]]), at_will(0, 0)];
    assert_eq!(earliest(&moments), Ok(vec![90, 100, 125]));
}

#[test]
fn of_two_delays_the_sum_counts() {
    // The first is on time, the second late by 20; or both in between.
    let moments = [
        at_will(0, 0),
        within(&at_will(0, 30), &[[100, 100]]),
        within(&at_will(0, 0), &[[110, 110]]),
        at_will(0, 0),
    ];
    let begins = earliest(&moments).unwrap();
    assert_eq!(judged(&moments, &begins).unwrap().outside, 20);
    assert_eq!(begins, [80, 80, 110, 110], "the earlier of equals");
}

#[test]
fn a_break_lies_anywhere_on_the_way() {
    let moments = [within(&at_will(0, 100), &[[0, 0]]), rest(30, &[[60, 60]]), at_will(0, 0)];
    assert_eq!(earliest(&moments), Ok(vec![0, 60, 130]));
    let several = [
        within(&at_will(0, 100), &[[0, 0]]),
        rest(10, &[[20, 20]]),
        rest(10, &[[50, 50], [300, 300]]),
        at_will(0, 0),
    ];
    assert_eq!(earliest(&several), Ok(vec![0, 20, 50, 120]));
}

#[test]
fn what_must_be_is_kept_or_refused() {
    let at = |bounds: [i64; 2]| Moment { bounds, ..at_will(0, 0) };
    let moments = [at_will(0, 10), within(&at([50, 50]), &[[0, 20]]), at_will(0, 0)];
    assert_eq!(earliest(&moments), Ok(vec![40, 50, 50]));
    let moments = [at_will(0, 10), at([5, 5]), at_will(0, 0)];
    assert_eq!(earliest(&moments), Err(EtaError::Impossible));
    let moments = [at([7, FAR]), at([0, 6]), at_will(0, 0)];
    assert_eq!(earliest(&moments), Err(EtaError::Impossible));
}

#[test]
fn a_route_of_a_thousand_stops_is_no_trouble() {
    let stop = |number: i64| within(&at_will(60, 100), &[[number * 150, number * 150 + 600]]);
    let mut moments = vec![at_will(0, 100)];
    moments.extend((0..1000).map(stop));
    moments.extend([rest(1800, &[[70_000, 80_000]]), at_will(0, 0)]);
    let begins = earliest(&moments).unwrap();
    assert!(judged(&moments, &begins).is_some());
}

#[test]
fn too_many_windows_are_refused() {
    let windows: Vec<[i64; 2]> = (0..30_000).map(|at| [10 * at, 10 * at]).collect();
    let many = |count| {
        let mut moments = vec![at_will(0, 1)];
        moments.extend((0..count).map(|_| within(&at_will(1, 1), &windows)));
        moments.push(at_will(0, 0));
        earliest(&moments)
    };
    assert!(many(2).is_ok());
    assert_eq!(many(600), Err(EtaError::TooMuch));
    let moments = [at_will(0, 1), rest(1, &windows), rest(1, &windows), at_will(0, 0)];
    assert_eq!(earliest(&moments), Err(EtaError::TooMuch));
}
