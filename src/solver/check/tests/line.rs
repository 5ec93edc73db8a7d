//! The solver's schedules against the checker's own rides, breaks tried in every place.

use super::*;
use crate::solver::{
    Breach, Problem, breaches,
    check::{
        reading::wide,
        ride::{Fresh, Line, Run},
    },
    fixture::{any_rich_parts, some_stops},
    schedule::{self, Infeasible},
    schedule_late,
};
use proptest::{prelude::*, sample::Index};

fn line<'a>(problem: &'a Problem, stops: &[StopId]) -> Option<Line<'a>> {
    let stops = stops.iter().map(|id| (*id, problem.stop(*id).unwrap())).collect();
    Line::new(problem, &problem.vehicles()[0], stops)
}

fn over(route: &Route) -> u64 {
    wide(route.visits.last().map_or(route.arrival, |last| last.end.max(route.arrival)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn schedules_are_the_best_that_there_are(
        parts in any_rich_parts(2).prop_filter("needs both", |parts| {
            !parts.vehicles.is_empty() && !parts.requests.is_empty()
        }),
        keys in prop::collection::vec(any::<Index>(), 1..6),
    ) {
        let problem = parts.problem();
        let stops = some_stops(&problem, &keys);
        let Some(line) = line(&problem, &stops) else {
            let refused = schedule(&problem, 0, &stops);
            let is_cut_off = matches!(refused, Err(Infeasible::Unreachable { .. }));
            prop_assert!(is_cut_off, "{:?}", refused);
            return Ok(());
        };
        let rests = line.rests();
        let runs = rests.iter().filter_map(|rests| line.run(rests, Fresh::Yes, false));
        let best = runs.map(|run| run.back).min();
        let found = schedule::back(&problem, &problem.vehicles()[0], &stops);
        let found = match found {
            Ok(back) => Some(u64::try_from(back).unwrap()),
            Err(Infeasible::OutsideShift { back, .. }) => Some(wide(back)),
            Err(Infeasible::TooFar) => {
                let rider = &problem.vehicles()[0];
                let is_far = rider.most_travel.is_some_and(|most| wide(most) < line.travel())
                    || rider.most_distance.is_some_and(|it| u64::from(it.as_u32()) < line.length);
                prop_assert!(is_far);
                best
            }
            Err(_) => None,
        };
        prop_assert_eq!(found, best);

        let both = [Fresh::Yes, Fresh::No];
        let runs = rests.iter().flat_map(|rests| both.map(|fresh| line.run(rests, fresh, true)));
        let least = runs.flatten().map(|run: Run| run.worth()).min();
        let late = schedule_late(&problem, 0, &stops).ok().map(|route| {
            let found = breaches(&problem, std::slice::from_ref(&route));
            let late = found.iter().map(|breach| match breach {
                Breach::Late { by, .. }
                | Breach::Overdue { by, .. }
                | Breach::TooLongOnBoard { by, .. } => wide(*by),
                _ => 0,
            });
            (late.sum::<u64>(), over(&route))
        });
        prop_assert_eq!(late, least);
    }
}
