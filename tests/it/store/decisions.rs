//! Why orders are where they are, as it is kept.

use super::{
    databases::on_each_database,
    samples::{at, change, day, order, publication, put_fleet, round, with_coop},
};
use musette::domain::{
    Alternative, ByHandState, Change as Remedied, Constraint, CostWeights, Decision, Fit, Inputs,
    LegTold, MovedStop, Obstacle, Outcome, Overrun, PutByHand, Remedy, RoundStopKind, Verdict,
};
use musette::store::StoredDecision;
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
        to: RoundStopKind::Pickup { order: id.to_owned(), position: 0 },
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
            stop: RoundStopKind::Pickup { order: id.to_owned(), position: 0 },
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
    let change = Remedied::ReadyEarlier { stop: None, minutes: 12, ready_at: at(3) };
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

        // What was decided before is kept beside it, the newest first.
        let all = view.decisions_of_order("o2").await.unwrap();
        let told: Vec<_> = all.iter().map(|it| (it.plan.as_str(), it.replaced_at)).collect();
        assert_eq!(told, [("p2", None), ("p1", Some(at(6)))]);
        assert_eq!([&all[0].decision, &all[1].decision], [&unassigned("o2"), &assigned("o2")]);
        assert_eq!(view.decisions_of_order("o1").await.unwrap().len(), 1);
        assert_eq!(view.decisions_of_order("o9").await.unwrap(), []);
        assert_eq!(view.decisions_by_hand(day()).await.unwrap(), []);
        drop(view);

        // A month after it was replaced it is forgotten, with the next plan; what stands is not.
        let month = 30 * 24 * 60;
        for (plan, minute, kept) in [("p3", 5 + month, 2), ("p4", 6 + month, 1)] {
            let mut much_later = store.change("c", at(minute), None).await.unwrap();
            much_later.publish(&publication(plan, Vec::new())).await.unwrap();
            much_later.commit().await.unwrap();
            let mut view = store.view("c").await.unwrap();
            assert_eq!(view.decisions_of_order("o2").await.unwrap().len(), kept);
            assert_eq!(view.decisions_of_day(day()).await.unwrap().len(), 3);
        }
    });
}

#[test]
fn what_is_done_by_hand_is_that_of_the_decision_that_stands() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut first = change(&store).await;
        put_fleet(&mut first).await;
        first.insert_order(&order("o1")).await.unwrap();
        let by_hand = |courier: &str| PutByHand {
            account: "d".to_owned(),
            reason: String::new(),
            shift: "t1".to_owned(),
            courier: courier.to_owned(),
            state: ByHandState::Made,
        };
        let put = |courier| Decision { by_hand: Some(by_hand(courier)), ..assigned("o1") };
        let mut new = publication("p1", vec![round("r1", &["o1"])]);
        new.decisions = vec![put("k1")];
        first.publish(&new).await.unwrap();
        first.commit().await.unwrap();
        for (plan, courier, before) in [("p2", "k2", "r1"), ("p3", "k3", "r-p2")] {
            let mut later = store.change("c", at(6), None).await.unwrap();
            let mut new = publication(plan, vec![round(&format!("r-{plan}"), &["o1"])]);
            new.withdrawn.push(before.to_owned());
            new.decisions = vec![put(courier)];
            later.publish(&new).await.unwrap();
            later.commit().await.unwrap();
        }
        let mut view = store.view("c").await.unwrap();
        let found = view.decisions_by_hand(day()).await.unwrap();
        let courier = |it: &StoredDecision| it.decision.by_hand.as_ref().unwrap().courier.clone();
        assert_eq!(found.iter().map(courier).collect::<Vec<_>>(), ["k3"]);
        drop(view);

        // What is released is what stands; what was decided before stays as it was.
        let mut release = store.change("c", at(7), None).await.unwrap();
        let posted = release.order("o1").await.unwrap().unwrap();
        release.release(&posted, &assigned("o1")).await.unwrap();
        release.commit().await.unwrap();
        let mut view = store.view("c").await.unwrap();
        assert_eq!(view.decisions_by_hand(day()).await.unwrap(), []);
        let all = view.decisions_of_order("o1").await.unwrap();
        let told: Vec<_> = all.into_iter().map(|it| it.decision).collect();
        assert_eq!(told, [assigned("o1"), put("k2"), put("k1")]);
    });
}
