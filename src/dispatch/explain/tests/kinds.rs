//! The random days of these tests know all that can be told.

use super::super::fixture::any_plain_case;
use crate::domain::{Change, Constraint, Obstacle, Outcome, Verdict};
use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
use std::collections::BTreeSet;

#[test]
fn every_kind_of_reason_and_remedy_occurs() {
    let mut runner = TestRunner::deterministic();
    let (mut obstacles, mut constraints) = (BTreeSet::new(), BTreeSet::new());
    let (mut changes, mut possible) = (BTreeSet::new(), 0);
    for _ in 0..400 {
        let case = proptest::strategy::Strategy::new_tree(&any_plain_case(), &mut runner).unwrap();
        for decision in case.current().decisions(true) {
            for other in decision.others() {
                match &other.verdict {
                    Verdict::Possible(_) => possible += 1,
                    Verdict::Forbidden { obstacles: found, .. } => {
                        obstacles.extend(found.iter().map(Obstacle::code));
                    }
                }
            }
            if let Outcome::Unassigned { conflict, remedies, .. } = &decision.outcome {
                constraints.extend(conflict.iter().map(|it| Constraint::word(*it)));
                changes.extend(remedies.iter().map(|it| Change::kind(&it.change)));
            }
        }
    }
    assert!(possible > 100);
    let all = [
        "delays",
        "full",
        "no_time_for_break",
        "not_allowed",
        "outside_shift",
        "skill",
        "stays_on_board",
        "too_heavy",
        "too_late",
        "too_long_on_board",
        "too_much",
        "unreachable",
    ];
    assert_eq!(obstacles, all.into());
    let all = [
        "breaks",
        "capacity",
        "couriers",
        "dropoff_due",
        "dropoff_ready",
        "lift",
        "on_board",
        "pickup_due",
        "pickup_ready",
        "promises",
        "sequence",
        "shift_hours",
        "skills",
        "ways",
    ];
    assert_eq!(constraints, all.into());
    let all = [
        "crew",
        "due_later",
        "extra_shift",
        "longer_shift",
        "ready_earlier",
        "skill",
        "smaller_load",
        "split",
    ];
    assert_eq!(changes, all.into());
}
