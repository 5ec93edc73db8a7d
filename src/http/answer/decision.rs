//! Why orders are where they are.

use crate::{
    app::service::{AlternativeView, DecisionView},
    domain::{
        self, ByHandState, Change, LegTold, Obstacle, Outcome, RoundStopKind as Kind, Verdict,
    },
    http::api::{
        Alternative, Decision, DecisionByHand, DecisionEntry, DecisionFit, DecisionInputs,
        DecisionLate, DecisionLater, DecisionLeg, DecisionMoved, DecisionObstacle, DecisionStop,
        DecisionStopTime, DecisionWait, NoPlace, Remedy, RoundStopKind, Window,
    },
};

impl From<DecisionView> for Decision {
    fn from(view: DecisionView) -> Self {
        let decided_at = view.decided_at();
        let DecisionView {
            plan,
            decision,
            replaced_at,
            stands: _,
            is_whole,
            sentence,
            no_place,
            chosen,
            others,
            remedies,
        } = view;
        let inputs = is_whole.then(|| DecisionInputs::from(&decision.inputs));
        let (assigned, conflict, remedies_sought) = match &decision.outcome {
            Outcome::Assigned => (true, Vec::new(), false),
            Outcome::Unassigned { conflict, sought, .. } => {
                (false, conflict.iter().map(|it| it.word().to_owned()).collect(), *sought)
            }
        };
        let told = |(remedy, sentence): (domain::Remedy, domain::Sentence)| Remedy {
            kind: remedy.change.kind().to_owned(),
            sentence: sentence.into(),
            minutes: minutes(&remedy.change),
        };
        Self {
            order_id: decision.order,
            plan_id: plan,
            decided_at,
            replaced_at,
            assigned,
            sentence: sentence.into(),
            no_place: no_place.map(|it| NoPlace { code: it.code, reason: it.reason.into() }),
            conflict,
            remedies: remedies.into_iter().map(told).collect(),
            remedies_sought,
            // Their own round is theirs to see.
            chosen: chosen.map(|it| alternative(it, is_whole, true)),
            others: others.into_iter().map(|it| alternative(it, is_whole, is_whole)).collect(),
            by_hand: decision.by_hand.filter(|_| is_whole).map(|it| DecisionByHand {
                state: match it.state {
                    ByHandState::Made => "made",
                    ByHandState::Kept => "kept",
                    ByHandState::Gone => "gone",
                }
                .to_owned(),
                reason: it.reason,
                courier_id: it.courier,
            }),
            inputs,
        }
    }
}

impl From<DecisionView> for DecisionEntry {
    fn from(view: DecisionView) -> Self {
        let inputs = &view.decision.inputs;
        Self {
            decided_at: view.decided_at(),
            replaced_at: view.replaced_at,
            stands: view.stands,
            assigned: view.decision.outcome == Outcome::Assigned,
            rules_version: inputs.rules_version.filter(|_| view.is_whole),
            plan_id: view.plan,
            sentence: view.sentence.into(),
        }
    }
}

impl From<&domain::Inputs> for DecisionInputs {
    fn from(inputs: &domain::Inputs) -> Self {
        Self {
            rules_version: inputs.rules_version,
            seed: inputs.seed,
            iterations: inputs.iterations,
            orders: inputs.orders,
            shifts: inputs.shifts,
            riding_weight: inputs.weights.riding_s,
            distance_weight: inputs.weights.distance_m,
            waiting_weight: inputs.weights.waiting_s,
            off_target_weight: inputs.weights.off_target_s,
            fairness_weight: inputs.weights.fairness,
            change_weight: inputs.weights.change,
            moved_weight: inputs.weights.moved_s,
            tolerance_s: inputs.weights.tolerance_s,
            kept_below_s: inputs.kept_below_s,
        }
    }
}

fn alternative(view: AlternativeView, is_named: bool, with_figures: bool) -> Alternative {
    let AlternativeView { alternative, courier_name, vehicle_name, sentence } = view;
    let domain::Alternative { courier, vehicle, from_at, until_at, verdict } = alternative;
    let (possible, fit, obstacles) = match verdict {
        Verdict::Possible(fit) => (true, Some(DecisionFit::from(fit)), Vec::new()),
        Verdict::Forbidden { obstacles, .. } => {
            (false, None, obstacles.into_iter().map(DecisionObstacle::from).collect())
        }
    };
    Alternative {
        possible,
        sentence: sentence.into(),
        courier_id: is_named.then_some(courier),
        courier_name,
        vehicle_id: is_named.then_some(vehicle),
        vehicle_name,
        window: is_named.then_some(Window { start_at: from_at, end_at: until_at }),
        fit: fit.filter(|_| with_figures),
        obstacles: if with_figures { obstacles } else { Vec::new() },
    }
}

impl From<domain::Fit> for DecisionFit {
    fn from(fit: domain::Fit) -> Self {
        let legs = |legs: Vec<LegTold>| legs.into_iter().map(DecisionLeg::from).collect();
        let waits = fit.waits.into_iter().map(|wait| DecisionWait {
            at: wait.at.into(),
            before_s: wait.before_s.as_u32(),
            after_s: wait.after_s.as_u32(),
        });
        let moved = fit.moved.into_iter().map(|it| DecisionMoved {
            stop: it.stop.into(),
            told_at: it.told_at,
            before_at: it.before_at,
            after_at: it.after_at,
        });
        let stops = fit.stops.into_iter().map(|stop| DecisionStopTime {
            stop: stop.stop.into(),
            arrival_at: stop.arrival_at,
            start_at: stop.start_at,
        });
        let later = fit.later.into_iter();
        Self {
            riding_s: fit.riding_s,
            distance_m: fit.distance_m,
            waiting_s: fit.waiting_s,
            off_target_s: fit.off_target_s,
            work_s: fit.work_s,
            worked_s: fit.worked_s,
            moved_s: fit.moved_s,
            cost: fit.cost,
            legs_added: legs(fit.legs_added),
            legs_dropped: legs(fit.legs_dropped),
            waits: waits.collect(),
            moved: moved.collect(),
            stops: stops.collect(),
            later: later
                .map(|it| DecisionLater { order_id: it.order, later_s: it.by_s.as_u32() })
                .collect(),
            changes_courier: fit.changes_courier,
        }
    }
}

impl From<LegTold> for DecisionLeg {
    fn from(leg: LegTold) -> Self {
        Self {
            from: leg.from.into(),
            to: leg.to.into(),
            time_s: leg.time_s.as_u32(),
            distance_m: leg.distance_m.as_u32(),
        }
    }
}

impl From<Kind> for DecisionStop {
    fn from(kind: Kind) -> Self {
        let of = kind.place_in_order().map(|(order, position)| (order.to_owned(), position));
        let (order_id, position) = of.unzip();
        let kind = match kind {
            Kind::Start => RoundStopKind::Start,
            Kind::Pickup { .. } => RoundStopKind::Pickup,
            Kind::Dropoff { .. } => RoundStopKind::Dropoff,
            Kind::Break => RoundStopKind::Break,
            Kind::End => RoundStopKind::End,
        };
        Self { kind, order_id, position }
    }
}

impl From<Obstacle> for DecisionObstacle {
    fn from(obstacle: Obstacle) -> Self {
        let mut told = Self {
            code: obstacle.code().to_owned(),
            skills: Vec::new(),
            load: None,
            capacity: None,
            after: None,
            late: Vec::new(),
            break_window: None,
            back_at: None,
            only_with_break: false,
            on_board_at_most_s: None,
            on_board_over_s: None,
            stops_over: None,
            piece_g: None,
            at_most_g: None,
            article: None,
        };
        match obstacle {
            Obstacle::Begun | Obstacle::NotAllowed | Obstacle::Unreachable | Obstacle::TooFar => {}
            Obstacle::TooLongOnBoard { stop, most } => {
                told.after = Some(stop.into());
                told.on_board_at_most_s = Some(most.as_u32());
            }
            Obstacle::StaysOnBoard { stop, by } => {
                told.after = Some(stop.into());
                told.on_board_over_s = Some(by.as_u32());
            }
            Obstacle::TooManyStops { by } => told.stops_over = Some(by),
            Obstacle::Skill { missing } => told.skills = missing,
            Obstacle::TooHeavy { piece_g, at_most_g, article } => {
                told.piece_g = Some(piece_g);
                told.at_most_g = Some(at_most_g);
                told.article = Some(article);
            }
            Obstacle::TooMuch { load, capacity } => {
                (told.load, told.capacity) = (Some(load.into()), Some(capacity.into()));
            }
            Obstacle::TooLate { stop, earliest_at, due_at } => {
                told.late = vec![DecisionLate { stop: stop.into(), start_at: earliest_at, due_at }];
            }
            Obstacle::NoTimeForBreak { from_at, until_at } => {
                told.break_window = Some(Window { start_at: from_at, end_at: until_at });
            }
            Obstacle::OutsideShift(overrun) => told.back_at = Some(overrun.back_at),
            Obstacle::Full { after, load, capacity } => {
                told.after = Some(after.into());
                (told.load, told.capacity) = (Some(load.into()), Some(capacity.into()));
            }
            Obstacle::Delays { late, back, only_with_break } => {
                let late = late.into_iter().map(|it| DecisionLate {
                    stop: it.stop.into(),
                    start_at: it.start_at,
                    due_at: it.due_at,
                });
                told.late = late.collect();
                told.back_at = back.map(|back| back.back_at);
                told.only_with_break = only_with_break;
            }
        }
        told
    }
}

fn minutes(change: &Change) -> Option<u32> {
    match change {
        Change::ReadyEarlier { minutes, .. }
        | Change::DueLater { minutes, .. }
        | Change::LongerShift { minutes, .. } => Some(*minutes),
        Change::SmallerLoad { .. }
        | Change::Split
        | Change::Skill { .. }
        | Change::Crew { .. }
        | Change::ExtraShift { .. } => None,
    }
}
