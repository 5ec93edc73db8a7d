use super::*;
use crate::{
    domain::Round,
    units::{Load, Metres},
};

fn at(minute: u32) -> Timestamp {
    Timestamp::from_millis(0) + Seconds::from_minutes(600 + minute)
}

fn place(index: u32) -> LonLat {
    LonLat::from_degrees(f64::from(index) / 100.0, 48.0).unwrap()
}

/// A stop ten minutes of riding away, that takes two minutes from `minute` on.
fn stop(kind: RoundStopKind, number: u32, minute: u32, minutes: u32) -> RoundStop {
    RoundStop {
        kind,
        name: String::new(),
        address: String::new(),
        place: place(number),
        arrival_at: at(minute),
        start_at: at(minute),
        end_at: at(minute + minutes),
        leg_ascent_m: None,
        leg_m: Metres::new(3_000),
        leg_s: Seconds::from_minutes(10),
        load: Load::ZERO,
    }
}

/// From the hub at 10:00 to a pickup at 10:10, a break of twenty minutes at 10:20, a dropoff at 10:50, back at 11:02.
fn sheet() -> Vec<RoundStop> {
    let order = || "o".to_owned();
    let mut rest = stop(RoundStopKind::Break, 1, 20, 20);
    rest.leg_s = Seconds::ZERO;
    vec![
        stop(RoundStopKind::Start, 0, 0, 0),
        stop(RoundStopKind::Pickup { order: order(), position: 0 }, 1, 10, 2),
        rest,
        stop(RoundStopKind::Dropoff { order: order(), position: 1 }, 3, 50, 2),
        stop(RoundStopKind::End, 0, 62, 0),
    ]
}

fn todo() -> Progress {
    Progress { status: StopStatus::Todo, started_at: None, ended_at: None, failure: None }
}

fn started(minute: u32) -> Progress {
    Progress { status: StopStatus::Started, started_at: Some(at(minute)), ..todo() }
}

fn done(minute: u32) -> Progress {
    let (started_at, ended_at) = (Some(at(minute)), Some(at(minute)));
    Progress { status: StopStatus::Done, started_at, ended_at, failure: None }
}

fn is_free(progress: &[Progress], now: u32) -> Free {
    let sheet = sheet();
    let stops: Vec<_> = sheet.iter().zip(progress).collect();
    free(&stops, &BTreeMap::new(), at(now))
}

#[test]
fn who_is_at_a_stop_is_free_when_it_should_be_over() {
    let progress = [done(0), started(11), todo(), todo(), todo()];
    let told = |now| is_free(&progress, now);
    assert_eq!((told(12).at, told(12).place), (at(13), place(1)));
    assert_eq!(told(20).at, at(20), "late, but over at any moment");
}

#[test]
fn who_has_left_a_stop_rides_to_the_next() {
    let riding = is_free(&[done(1), todo(), todo(), todo(), todo()], 5);
    assert_eq!((riding.place, riding.at, riding.next), (place(0), at(1), Some(1)));
    let late = is_free(&[done(1), todo(), todo(), todo(), todo()], 30);
    assert_eq!((late.at, late.next), (at(20), Some(1)), "there by now, not before");
}

#[test]
fn a_break_that_comes_next_is_had_when_it_is_time() {
    let progress = [done(0), done(12), todo(), todo(), todo()];
    let before = is_free(&progress, 15);
    assert_eq!((before.rest, before.at, before.next), (None, at(15), None));
    let during = is_free(&progress, 25);
    assert_eq!((during.rest, during.at), (Some(2), at(40)));
    let sheet = sheet();
    let had = |dropoff: u32| {
        let progress = [done(0), done(12), todo(), done(dropoff), todo()];
        let stops: Vec<_> = sheet.iter().zip(&progress).collect();
        was_had(&stops, 2)
    };
    assert!(had(42) && !had(41), "ten minutes of riding and twenty of rest");
}

#[test]
fn a_round_is_put_together_from_what_stays_and_what_comes() {
    let round = Round {
        courier: "c".to_owned(),
        courier_name: String::new(),
        vehicle: "v".to_owned(),
        hub: "h".to_owned(),
        stops: sheet(),
        distance_m: Metres::new(15_000),
        travel_s: Seconds::from_minutes(40),
        waiting_s: Seconds::ZERO,
        peak_load: Load::ZERO,
        room: Vec::new(),
    };
    let rest = Round {
        stops: vec![sheet().remove(1), sheet().remove(3), sheet().remove(4)],
        ..round.clone()
    };
    let whole = round.carried_on(&[0, 1, 2], rest);
    assert_eq!(whole.stops, sheet());
    assert_eq!(whole.travel_s, Seconds::from_minutes(40));
}

#[test]
fn breaks_that_are_due_stay_due_though_late() {
    let window = TimeWindow::new(at(0), at(240)).unwrap();
    let rest = Rest {
        window: TimeWindow::new(at(60), at(90)).unwrap(),
        duration: Seconds::from_minutes(20),
    };
    let spell = Spell::new(window, vec![rest]).unwrap();
    assert_eq!(breaks_left(&spell, 0, 1, at(30)), [rest]);
    let late = breaks_left(&spell, 0, 1, at(100));
    assert_eq!((late.len(), late[0].window.start()), (1, at(100)));
    assert_eq!(
        breaks_left(&spell, 0, 0, at(100)),
        [],
        "one that no round had, and whose time is over"
    );
    assert_eq!(breaks_left(&spell, 1, 0, at(30)), [], "one that was had");
}

#[test]
fn what_is_on_board_is_so_since_it_was_fetched() {
    let since = |progress: &[Progress], free| {
        let sheet = sheet();
        let stops: Vec<_> = sheet.iter().zip(progress).collect();
        fetched(&stops, at(free)).get("o").copied()
    };
    assert_eq!(since(&[done(0), done(11), todo(), todo(), todo()], 20), Some(Some(at(11))));
    let fetching = [done(0), started(11), todo(), todo(), todo()];
    assert_eq!(since(&fetching, 13), Some(Some(at(13))), "once they are free");
    let closed = Progress { status: StopStatus::Failed, ..done(11) };
    let closed = since(&[done(0), closed, todo(), todo(), todo()], 20);
    assert_eq!(closed, Some(None), "nothing of it yet, though somebody has begun with it");
    assert_eq!(since(&[done(0), todo(), todo(), todo(), todo()], 20), None);
}
