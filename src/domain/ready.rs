//! What a kitchen says of an order that nobody has fetched yet.

use super::PostedStop;
use crate::units::{TimeWindow, Timestamp};

impl PostedStop {
    /// It can be fetched from this instant on, be that earlier or later than it was said. Its window ends when it did,
    /// unless it would be over by then: in that case it lasts as long as before. What was planned narrower is dropped
    /// where it is over.
    pub fn ready_from(&mut self, at: Timestamp) {
        let moved = |window: &TimeWindow<Timestamp>| {
            let as_long = at + window.end().seconds_since(window.start());
            let end = if at <= window.end() { window.end() } else { as_long };
            TimeWindow::new(at, end).unwrap_or(*window)
        };
        let later: Vec<TimeWindow<Timestamp>> = self.timing.open(self.window);
        let mut left: Vec<TimeWindow<Timestamp>> =
            later.iter().copied().filter(|window| at <= window.end()).collect();
        match left.first_mut() {
            // Between two windows nobody is there.
            Some(first) if first.start() < at || first.start() == self.window.start() => {
                *first = moved(first);
            }
            Some(_) => {}
            None => left.extend(later.last().map(moved)),
        }
        let (Some(first), Some(last)) = (left.first(), left.last()) else { return };
        self.window = TimeWindow::new(first.start(), last.end()).unwrap_or(*first);
        self.timing.windows = if left.len() > 1 { left } else { Vec::new() };
        let planned = self.timing.plan_window.filter(|planned| at <= planned.end());
        self.timing.plan_window =
            planned.and_then(|it| TimeWindow::new(it.start().max(at), it.end()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{StopPlace, StopStatus, Timing};
    use super::*;
    use crate::units::Load;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_millis(minute * 60_000)
    }

    fn window(from: i64, to: i64) -> TimeWindow<Timestamp> {
        TimeWindow::new(at(from), at(to)).unwrap()
    }

    fn pickup(window: TimeWindow<Timestamp>, timing: Timing) -> PostedStop {
        PostedStop {
            name: String::new(),
            phone: String::new(),
            address: String::new(),
            notes: String::new(),
            place: StopPlace::Unknown { candidates: Vec::new() },
            window,
            timing,
            service: None,
            floors: 0,
            load: Load::ZERO,
            piece_g: None,
            status: StopStatus::Todo,
            started_at: None,
            ended_at: None,
            failure: None,
            follow_up: None,
        }
    }

    fn ready(window: TimeWindow<Timestamp>, minute: i64) -> TimeWindow<Timestamp> {
        let mut stop = pickup(window, Timing::default());
        stop.ready_from(at(minute));
        assert_eq!(stop.timing, Timing::default());
        stop.window
    }

    #[test]
    fn a_pickup_opens_when_it_is_ready_and_moves_along_when_that_is_after_its_end() {
        assert_eq!(ready(window(60, 90), 40), window(40, 90));
        assert_eq!(ready(window(60, 90), 75), window(75, 90));
        assert_eq!(ready(window(60, 90), 90), window(90, 90));
        assert_eq!(ready(window(60, 90), 100), window(100, 130));
    }

    #[test]
    fn it_opens_at_the_very_moment_that_is_said_whenever_it_was_posted() {
        let posted = |minute: i64| Timestamp::from_millis(minute * 60_000 + 188);
        let mut stop = pickup(TimeWindow::new(posted(0), posted(30)).unwrap(), Timing::default());
        stop.ready_from(at(40));
        assert_eq!(stop.window, window(40, 70));
    }

    #[test]
    fn of_several_windows_those_that_are_over_go() {
        let windows = vec![window(0, 30), window(60, 90)];
        let timing = Timing { windows, plan_window: Some(window(10, 30)), max_on_board: None };
        let told = |minute| {
            let mut stop = pickup(window(0, 90), timing.clone());
            stop.ready_from(at(minute));
            (stop.window, stop.timing.windows, stop.timing.plan_window)
        };
        let both = |from| vec![window(from, 30), window(60, 90)];
        assert_eq!(told(-5), (window(-5, 90), both(-5), Some(window(10, 30))));
        assert_eq!(told(20), (window(20, 90), both(20), Some(window(20, 30))));
        assert_eq!(told(40), (window(60, 90), Vec::new(), None));
        assert_eq!(told(70), (window(70, 90), Vec::new(), None));
        assert_eq!(told(100), (window(100, 130), Vec::new(), None));
    }
}
