use super::*;
use crate::{
    domain::{AfterFailure, OrderStatus, Round, StopPlace, Terms, Timing},
    units::Timestamp,
};

/// A town that is a street: so many hundredths of a degree from its beginning, a minute each.
fn place(at: u32) -> LonLat {
    LonLat::from_degrees(3.0 + f64::from(at) / 100.0, 50.0).unwrap()
}

fn leg(from: LonLat, to: LonLat) -> Leg {
    let hundredths = ((from.lon() - to.lon()).abs() * 100.0).round();
    let time = Seconds::from_minutes(format!("{hundredths}").parse().unwrap());
    Leg { time, distance: Metres::new(time.as_u32() * 4) }
}

fn at(minute: u32) -> Timestamp {
    Timestamp::from_millis(0) + Seconds::from_minutes(minute)
}

fn bags(bags: u32) -> Load {
    Load { bags, ..Load::ZERO }
}

fn order(id: &str, stops: &[(u32, u32)]) -> PostedOrder {
    let stop = |(number, (lon, due)): (usize, &(u32, u32))| PostedStop {
        name: format!("{id}{number}"),
        phone: String::new(),
        address: String::new(),
        notes: String::new(),
        place: StopPlace::Found { place: place(*lon) },
        window: TimeWindow::new(at(0), at(*due)).unwrap(),
        timing: Timing::default(),
        service: Some(Seconds::from_minutes(1)),
        floors: 0,
        load: bags(u32::from(number > 0)),
        piece_g: None,
        status: StopStatus::Todo,
        started_at: None,
        ended_at: None,
        failure: None,
        follow_up: None,
    };
    PostedOrder {
        id: id.to_owned(),
        reference: String::new(),
        shop: None,
        day: jiff::civil::date(1970, 1, 1),
        status: OrderStatus::UnderWay,
        created_at: at(0),
        skills: [].into(),
        terms: Terms::default(),
        pickups: 1,
        stops: stops.iter().enumerate().map(stop).collect(),
        round: None,
        no_place: None,
    }
}

/// From place 0 and back: these stops as soon as one is there, a minute each.
fn round(
    orders: &BTreeMap<String, PostedOrder>,
    stops: &[(&str, usize)],
    done: usize,
) -> LiveRound {
    let (mut now, mut here, mut load) = (at(0), place(0), Load::ZERO);
    let mut rows = Vec::new();
    let mut row = |kind, to: LonLat, lasts: u32, change: (Load, Load)| {
        let way = leg(here, to);
        let arrival_at = now + way.time;
        now = arrival_at + Seconds::from_minutes(lasts);
        (here, load) = (to, load + change.0 - change.1);
        rows.push(RoundStop {
            kind,
            name: String::new(),
            address: String::new(),
            place: to,
            arrival_at,
            start_at: arrival_at,
            end_at: now,
            leg_ascent_m: None,
            leg_m: way.distance,
            leg_s: way.time,
            load,
        });
    };
    row(RoundStopKind::Start, place(0), 0, (Load::ZERO, Load::ZERO));
    for (id, position) in stops {
        let order = &orders[*id];
        let to = order.stops[*position].place.known().unwrap();
        let id = (*id).to_owned();
        let (position, load) = (*position, order.load_at(*position));
        if order.is_pickup(position) {
            row(RoundStopKind::Pickup { order: id, position }, to, 1, (load, Load::ZERO));
        } else {
            row(RoundStopKind::Dropoff { order: id, position }, to, 1, (Load::ZERO, load));
        }
    }
    row(RoundStopKind::End, place(0), 0, (Load::ZERO, Load::ZERO));
    let progress = (0..rows.len()).map(|number| Progress {
        status: if number <= done { StopStatus::Done } else { StopStatus::Todo },
        started_at: None,
        ended_at: None,
        failure: None,
    });
    LiveRound {
        id: "r".to_owned(),
        day: jiff::civil::date(1970, 1, 1),
        shift: "s".to_owned(),
        crew: None,
        progress: progress.collect(),
        round: Round {
            courier: "c".to_owned(),
            courier_name: String::new(),
            vehicle: "v".to_owned(),
            hub: "h".to_owned(),
            distance_m: rows.iter().map(|row| row.leg_m).sum(),
            travel_s: rows.iter().map(|row| row.leg_s).sum(),
            waiting_s: Seconds::ZERO,
            peak_load: rows.iter().map(|row| row.load).fold(Load::ZERO, Load::max),
            room: vec![Room {
                kind: RoundStopKind::Pickup { order: "held".to_owned(), position: 0 },
                before: 5,
            }],
            stops: rows,
        },
    }
}

/// Fetched at 2 for 8; then `b` from 4 to 6.
fn two_orders(due: u32) -> (BTreeMap<String, PostedOrder>, LiveRound) {
    let orders = [order("a", &[(2, 900), (8, 900)]), order("b", &[(4, due), (6, due)])];
    let orders: BTreeMap<_, _> = orders.into_iter().map(|it| (it.id.clone(), it)).collect();
    let live = round(&orders, &[("a", 0), ("a", 1), ("b", 0), ("b", 1)], 2);
    (orders, live)
}

/// The round after `a` failed at its second stop, and where its load is brought.
fn after(
    orders: &mut BTreeMap<String, PostedOrder>,
    live: &LiveRound,
    capacity: u32,
) -> (usize, LiveRound) {
    let then = until_the_end(at(9), at(600));
    let mut live = live.clone();
    live.progress[2].status = StopStatus::Failed;
    let order = orders.get_mut("a").unwrap();
    let back = order.after_failure(1, AfterFailure::Return, then, ("hub", place(0))).unwrap();
    order.stops.push(back);
    let order = order.clone();
    keep_on_board(&mut live, 2, order.stops[2].load);
    let (capacity, shift_end, now) = (bags(capacity), at(600), at(9));
    let ground = Ground { orders, capacity, shift_end, rest_by: None, now, leg: &leg };
    let new = ground.put_in(&live, &order, 2, Seconds::from_minutes(1), 3).unwrap();
    let kind = RoundStopKind::Dropoff { order: "a".to_owned(), position: 2 };
    let number = new.round.stops.iter().position(|stop| stop.kind == kind).unwrap();
    // The sheet is whole: each row follows from the one before.
    for pair in new.round.stops.windows(2) {
        let way = if pair[0].place == pair[1].place {
            Seconds::ZERO
        } else {
            leg(pair[0].place, pair[1].place).time
        };
        assert_eq!(pair[1].leg_s, way);
        assert!(
            pair[1].arrival_at >= pair[0].end_at + way && pair[1].start_at >= pair[1].arrival_at
        );
    }
    assert_eq!(new.round.stops.len(), new.progress.len());
    assert_eq!(new.round.stops.last().unwrap().load, Load::ZERO);
    assert_eq!(new.round.travel_s, new.round.stops.iter().map(|stop| stop.leg_s).sum());
    // And without it the round is as it was.
    let without = ground.take_out(&new, number, order.stops[2].load);
    assert_eq!(without.round.stops.len(), live.round.stops.len());
    let told = |live: &LiveRound| -> Vec<_> {
        let rows = live.round.stops.iter();
        rows.map(|row| (row.kind.clone(), row.load, row.leg_s)).collect()
    };
    assert_eq!(told(&without), told(&live));
    assert_eq!(
        (&without.round.room, without.round.travel_s),
        (&live.round.room, live.round.travel_s)
    );
    (number, new)
}

#[test]
fn a_load_is_brought_back_on_the_way_if_it_can_wait() {
    let (mut orders, live) = two_orders(900);
    let (number, new) = after(&mut orders, &live, 9);
    // On the way home, past the shop.
    assert_eq!(number, 5);
    assert_eq!(
        (new.round.travel_s, new.round.distance_m),
        (live.round.travel_s, live.round.distance_m)
    );
    let loads: Vec<u32> = new.round.stops.iter().map(|stop| stop.load.bags).collect();
    assert_eq!(loads, [0, 1, 1, 2, 1, 0, 0]);
    assert_eq!(new.round.room[0].before, 6);
    assert_eq!(new.round.peak_load, bags(2));
}

#[test]
fn a_load_goes_first_where_there_is_no_room_for_more_and_last_where_others_would_be_late() {
    let (mut orders, live) = two_orders(900);
    assert_eq!(after(&mut orders, &live, 1).0, 3);
    // With room for both, and an hour at the shop, the promise comes first.
    let (mut orders, live) = two_orders(20);
    assert_eq!(after(&mut orders, &live, 9).0, 5);
}

#[test]
fn nothing_comes_into_a_block_nor_before_what_is_over() {
    let (mut orders, live) = two_orders(900);
    orders.get_mut("b").unwrap().terms.sequence = DropoffSequence::Block;
    // A full bike would go back between them.
    assert_ne!(after(&mut orders, &live, 1).0, 4);
    let (mut orders, mut live) = two_orders(900);
    live.progress[4].status = StopStatus::Started;
    assert_eq!(behind_all_begun(&live), 5);
    assert_eq!(after(&mut orders, &live, 1).0, 5);
    // Whoever is back by their own word has it before the end all the same.
    live.progress[5].status = StopStatus::Done;
    assert_eq!(after(&mut two_orders(900).0, &live, 9).0, 5);
}

#[test]
fn a_window_is_open_till_the_shift_ends_and_two_hours_at_least() {
    assert_eq!(until_the_end(at(0), at(600)), TimeWindow::new(at(0), at(600)).unwrap());
    assert_eq!(until_the_end(at(590), at(600)), TimeWindow::new(at(590), at(710)).unwrap());
}
