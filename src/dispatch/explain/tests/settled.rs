//! After settling nothing is left that a look at one order alone would find.

use super::*;
use crate::dispatch::explain::{
    base::{change, cost},
    settle::settle,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn settling_loses_nobody_and_leaves_each_order_where_it_is_cheapest(case in any_case()) {
        let problem = &case.problem;
        let mut after = Case { problem: problem.clone(), routes: case.routes.clone() };
        let changed = settle(problem, &OBJECTIVE, &mut after.routes, |_| true);
        prop_assert_eq!(changed, after.routes != case.routes);
        let total = |case: &Case| -> i64 {
            let routes = case.routes.iter().enumerate().filter(|(_, stops)| !stops.is_empty());
            let ridden = routes.map(|(vehicle, stops)| {
                let worked = i64::from(problem.vehicles()[vehicle].worked.as_u32());
                cost(problem, &OBJECTIVE, worked, &ridden(problem, vehicle, stops).unwrap())
            });
            let homes = (0..problem.requests().len()).filter_map(|it| Some((it, case.home(it)?)));
            let changes = homes.map(|(it, home)| change(problem, &OBJECTIVE, home, it));
            ridden.sum::<i64>() + changes.sum::<i64>()
        };
        let served = |case: &Case| (0..problem.requests().len()).filter(|it| case.home(*it).is_some()).count();
        prop_assert!(served(&after) >= served(&case));
        prop_assert!(served(&after) > served(&case) || total(&after) < total(&case) || !changed);
        // What takes more rounds than there are is told.
        let mut again = after.routes.clone();
        prop_assume!(!settle(problem, &OBJECTIVE, &mut again, |_| true));
        for decision in after.decisions(false) {
            let least = decision.others().iter().filter_map(|it| Some(it.fit()?.cost)).min();
            if let Some((_, fit)) = decision.chosen() { prop_assert!(least.is_none_or(|least| fit.cost <= least)) } else { prop_assert_eq!(least, None) }
        }
    }
}
