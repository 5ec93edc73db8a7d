//! Why orders are where they are, as it is kept.

use super::{
    databases::on_each_database,
    samples::{at, change, day, order, publication, put_fleet, round, with_coop},
};
use musette::domain::{
    Alternative, Change as Remedied, Constraint, CostWeights, Decision, Fit, Inputs, LegTold,
    MovedStop, Obstacle, Outcome, Overrun, Remedy, RoundStopKind, Verdict,
};
use musette::units::{Metres, Seconds};

fn inputs() -> Inputs {
    Inputs {
        decided_at: at(1),
        rules_version: Some(3),
        seed: u64::from(u32::MAX) + 7,
        iterations: 500,
        orders: 3,
        shifts: 2,
        weights: CostWeights {
            riding_s: 1000,
            distance_m: 1,
            waiting_s: 100,
            off_target_s: 100,
            fairness: 5,
            change: 300_000,
            moved_s: 50,
            tolerance_s: 600,
        },
        kept_below_s: Some(300),
    }
}

fn alternative(verdict: Verdict) -> Alternative {
    Alternative {
        courier: "k1".to_owned(),
        vehicle: "v1".to_owned(),
        from_at: at(0),
        until_at: at(240),
        verdict,
    }
}

fn assigned(id: &str) -> Decision {
    let leg = LegTold {
        from: RoundStopKind::Start,
        to: RoundStopKind::Pickup { order: id.to_owned() },
        time_s: Seconds::new(60),
        distance_m: Metres::new(240),
    };
    let fit = Fit {
        riding_s: 60,
        distance_m: 240,
        waiting_s: -30,
        off_target_s: 0,
        work_s: 90,
        worked_s: 7_200,
        moved_s: 12,
        cost: 359_651,
        legs_added: vec![leg],
        legs_dropped: Vec::new(),
        waits: Vec::new(),
        moved: vec![MovedStop {
            stop: RoundStopKind::Pickup { order: id.to_owned() },
            told_at: at(1),
            before_at: None,
            after_at: at(12),
        }],
        stops: Vec::new(),
        later: Vec::new(),
        changes_courier: true,
    };
    let overrun = Overrun { back_at: at(250), end_at: at(240) };
    let obstacles = vec![Obstacle::OutsideShift(overrun)];
    Decision {
        order: id.to_owned(),
        inputs: inputs(),
        outcome: Outcome::Assigned,
        alternatives: vec![
            alternative(Verdict::Possible(fit)),
            alternative(Verdict::Forbidden { obstacles, every_place: true }),
        ],
        by_hand: None,
    }
}

fn unassigned(id: &str) -> Decision {
    let change = Remedied::ReadyEarlier { minutes: 12, ready_at: at(3) };
    let remedies = vec![Remedy { change, courier: Some("k1".to_owned()) }];
    let conflict = vec![Constraint::Promises, Constraint::DropoffDue];
    Decision {
        outcome: Outcome::Unassigned { conflict, remedies, sought: true },
        alternatives: Vec::new(),
        ..assigned(id)
    }
}

#[test]
fn decisions_are_kept_with_their_plan_until_a_later_one_decides_anew() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut first = change(&store).await;
        put_fleet(&mut first).await;
        for id in ["o1", "o2", "o3"] {
            first.insert_order(&order(id)).await.unwrap();
        }
        let mut new = publication("p1", vec![round("r1", &["o1"]), round("r2", &["o2"])]);
        new.decisions = vec![assigned("o2"), assigned("o1"), unassigned("o3")];
        first.publish(&new).await.unwrap();
        first.commit().await.unwrap();

        let mut view = store.view("c").await.unwrap();
        let kept = view.decisions_of_day(day()).await.unwrap();
        let told: Vec<_> = kept.iter().map(|it| (it.plan.as_str(), it.decision.clone())).collect();
        let all = [assigned("o1"), assigned("o2"), unassigned("o3")];
        assert_eq!(told, all.map(|decision| ("p1", decision)));
        assert_eq!(view.decision("o1").await.unwrap().as_ref(), kept.first());
        assert_eq!(view.decision("o9").await.unwrap(), None);
        assert_eq!(view.decisions_of_day(day().tomorrow().unwrap()).await.unwrap(), []);
        drop(view);

        // The round of `o1` stays, and so does why.
        let mut later = store.change("c", at(6), None).await.unwrap();
        let mut new = publication("p2", vec![round("r3", &["o2", "o3"])]);
        new.withdrawn.push("r2".to_owned());
        new.decisions = vec![unassigned("o2"), assigned("o3")];
        later.publish(&new).await.unwrap();
        later.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        let kept = view.decisions_of_day(day()).await.unwrap();
        let told: Vec<_> = kept.into_iter().map(|it| (it.plan, it.decision)).collect();
        let plan = |plan: &str, decision| (plan.to_owned(), decision);
        let expected =
            [plan("p1", assigned("o1")), plan("p2", unassigned("o2")), plan("p2", assigned("o3"))];
        assert_eq!(told, expected);
    });
}
