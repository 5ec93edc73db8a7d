//! What few orders and few kinds of vehicle ask, as rounds.

use super::*;
use musette::domain::{Couriers, DropoffSequence};

/// The code and the sentences of what the only order is left out for.
fn left_out(coop: &Coop, order: Order) -> (String, [String; 2]) {
    let mut told = rounds(coop, &[order]);
    assert_eq!((told.rounds.len(), told.unassigned.len()), (0, 1));
    let told = told.unassigned.remove(0);
    (told.code, [told.reason.en, told.reason.fr])
}

/// What happens at the stops of an order in the only round, in their order.
fn stops(rounds: &Rounds) -> Vec<&musette::domain::RoundStop> {
    let [round] = rounds.rounds.as_slice() else { panic!("{rounds:?}") };
    let is_stop = |kind: &RoundStopKind| {
        matches!(kind, RoundStopKind::Pickup { .. } | RoundStopKind::Dropoff { .. })
    };
    round.stops.iter().filter(|stop| is_stop(&stop.kind)).collect()
}

#[test]
fn a_battery_that_is_not_full_takes_nobody_as_far() {
    // 1200 m there and 1200 m back.
    let mut coop = coop();
    coop.vehicles[0].terms.range = Some(Metres::new(3_000));
    assert_eq!(rounds(&coop, &[order("1")]).unassigned, []);
    coop.shifts[0].charge_percent = Some(70);
    assert_eq!(left_out(&coop, order("1")).0, "too_far");
    coop.vehicles[0].terms.range = None;
    assert_eq!(rounds(&coop, &[order("1")]).unassigned, []);
}

#[test]
fn a_vehicle_makes_so_many_stops_and_parks_at_each() {
    let mut coop = coop();
    coop.vehicles[0].terms.most_stops = Some(1);
    let (code, sentences) = left_out(&coop, order("1"));
    assert_eq!(code, "too_many_stops");
    assert!(sentences.iter().all(|it| it.contains('2') && it.contains('1')), "{sentences:?}");
    coop.vehicles[0].terms.most_stops = Some(2);
    let span = |coop: &Coop| {
        let rounds = rounds(coop, &[order("1")]);
        let spans: Vec<u32> = stops(&rounds)
            .iter()
            .map(|stop| stop.end_at.seconds_since(stop.start_at).as_u32())
            .collect();
        spans
    };
    assert_eq!(span(&coop), [120, 120]);
    coop.vehicles[0].terms.parking = Seconds::new(45);
    assert_eq!(span(&coop), [165, 165]);
}

#[test]
fn between_two_windows_nobody_is_there() {
    let mut early = order("1");
    let stop = &mut early.dropoffs[0].stop;
    stop.timing.windows = vec![window(at(12, 0), at(12, 1)), window(at(12, 30), at(13, 0))];
    let rounds = rounds(&coop(), &[early.clone()]);
    assert_eq!(stops(&rounds)[1].start_at, at(12, 30));
    let later = early.later(Seconds::from_minutes(30));
    assert_eq!(later.dropoffs[0].stop.timing.windows[1], window(at(13, 0), at(13, 30)));
}

#[test]
fn what_stays_on_board_for_too_long_is_told_with_its_minutes() {
    let mut warm = order("1");
    // 800 m at 17 km/h take nearly three minutes.
    warm.dropoffs[0].stop.timing.max_on_board = Some(Seconds::from_minutes(2));
    let (code, [en, fr]) = left_out(&coop(), warm.clone());
    assert_eq!(code, "too_long_on_board");
    assert!(en.contains("Someone") && en.contains("2 minutes"), "{en}");
    assert!(fr.contains("Someone") && fr.contains("2 minutes"), "{fr}");
    warm.dropoffs[0].stop.timing.max_on_board = Some(Seconds::from_minutes(3));
    assert_eq!(rounds(&coop(), &[warm]).unassigned, []);
}

#[test]
fn who_may_bring_it_is_a_matter_of_all_in_a_crew_or_of_one() {
    let mut fleet = coop();
    fleet.couriers.push(Courier { id: "bob".to_owned(), ..fleet.couriers[0].clone() });
    fleet.shifts[0].crew = Some("bob".to_owned());
    let told = |couriers: Couriers| {
        let mut asked = order("1");
        asked.terms.couriers = couriers;
        rounds(&fleet, &[asked]).unassigned.pop().map(|left| left.code)
    };
    let bob = || ["bob".to_owned()].into();
    assert_eq!(told(Couriers::Only(bob())), None);
    assert_eq!(told(Couriers::Not(bob())).as_deref(), Some("not_allowed"));
    assert_eq!(told(Couriers::Only(["eve".to_owned()].into())).as_deref(), Some("not_allowed"));
    assert_eq!(told(Couriers::Not(["eve".to_owned()].into())), None);
}

#[test]
fn of_rivals_the_one_that_counts_more_is_served() {
    // Four bags of four, both within seven minutes: there is time for one.
    let soon = window(at(12, 0), at(12, 7));
    let rival = |id: &str, priority: u32| {
        let mut rival = order(id);
        rival.dropoffs[0].load.bags = 4;
        (rival.pickup.window, rival.dropoffs[0].stop.window) = (soon, soon);
        rival.terms.priority = priority;
        rival
    };
    for (first, second, left) in [(2, 1, "b"), (1, 2, "a"), (3, 10, "a")] {
        let told = rounds(&coop(), &[rival("a", first), rival("b", second)]);
        assert_eq!(told.unassigned.len(), 1);
        assert_eq!(told.unassigned[0].order, left, "{first} {second}");
    }
}

#[test]
fn who_was_planned_before_counts_for_more_than_all_others_whatever_their_priority() {
    let mut orders: Vec<Order> = (0..40).map(|number| order(&format!("{number}"))).collect();
    for (order, priority) in orders.iter_mut().skip(1).zip((1..=10).cycle()) {
        order.terms.priority = priority;
    }
    let promised = ["0".to_owned()].into();
    let coop = coop();
    let day = musette::dispatch::Day {
        promised: &promised,
        ..musette::dispatch::Day::new(&coop, &orders)
    };
    let instance = Instance::untimed(&STREET, day, MAX_SNAP_M).unwrap();
    let priority: Vec<i64> =
        instance.problem.requests().iter().map(|it| i64::from(it.priority)).collect();
    assert!(priority[0] > priority[1..].iter().sum::<i64>());
    // Of two that nobody counts on, one counts for as many plain ones as its priority says.
    assert!(priority[3] > 2 * priority[1] && priority[3] < 4 * priority[1]);
    for left in [0..0, 0..1, 3..17, 0..40] {
        let unserved = priority[left.clone()].iter().sum();
        let score = musette::solver::Score { unserved, ..Default::default() };
        assert_eq!(instance.left_out(&score), left.len());
    }
}

#[test]
fn dropoffs_come_as_they_are_listed_where_that_is_asked_for() {
    let mut asked = order("1");
    let far = asked.dropoffs[0].clone();
    let mut near = far.clone();
    near.stop.place = along(600.0);
    asked.dropoffs = vec![far, near];
    let mut listed = |sequence: DropoffSequence| {
        asked.terms.sequence = sequence;
        let rounds = rounds(&coop(), std::slice::from_ref(&asked));
        let order: Vec<usize> = stops(&rounds)
            .iter()
            .filter_map(|stop| match stop.kind {
                RoundStopKind::Dropoff { position, .. } => Some(position),
                _ => None,
            })
            .collect();
        order
    };
    assert_eq!(listed(DropoffSequence::Fixed), [1, 2]);
    assert_eq!(listed(DropoffSequence::Block), [1, 2]);
}
