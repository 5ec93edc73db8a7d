//! The one judge of whatever somebody wants to move by hand: the law first, then locks and promises, then what the
//! co-operative itself has set. Nothing is changed by asking.

use super::{
    Actor, AppError, Deed, Service, Submitted, checks::Checks, day_snapshot::Snapshot,
    drafts::MoveDraft, labour::Unlawful, progress::is_begun, world::zone_of,
};
use crate::{
    app::place_by_hand,
    dispatch::{ByHand, ObstacleKind, Placing},
    domain::{
        DayShift, OrderStatus, PostedOrder, Sentence,
        labour::{LabourRules, Ledger, Proposal, judge},
    },
    store::View,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a move would mean, and what stands against it.
#[derive(Clone, Debug)]
pub struct MoveView {
    /// May it be done? If a reason was given, what the co-operative itself has set does not stand against it.
    pub allowed: bool,
    /// The shift.
    pub shift: DayShift,
    /// Where the order would be; `None` if that is not known.
    pub placing: Option<PlacingView>,
    /// All that stands against it.
    pub obstacles: Vec<ObstacleView>,
    /// What of that is the law.
    pub unlawful: Vec<Unlawful>,
}

/// Where an order would be.
#[derive(Clone, Debug)]
pub struct PlacingView {
    /// Where, and what it adds.
    pub placing: Placing,
    /// Ids of the orders that would come later, in the order of [`Placing::delays`].
    pub delayed: Vec<String>,
}

/// Something that stands against a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObstacleView {
    /// A stable word: `law`, `lock`, `promise`, `shift`, `street`, `skill`, `courier`, `capacity`.
    pub kind: &'static str,
    /// Does it stay, whatever the reason?
    pub hard: bool,
    /// Id of the order whose promise would break.
    pub order: Option<String>,
    /// In a sentence.
    pub sentence: Sentence,
}

impl Service {
    /// Says whether an order may go into the round of a shift, or of the best shift of a courier, and what it would add
    /// there. The law, what has begun and what is promised are hard; skills and capacity are the co-operative's own, and
    /// a reason goes above them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the draft; else as [`Self::plan`].
    pub async fn check_move(
        &self,
        actor: &Actor,
        day: Date,
        submitted: Submitted<MoveDraft>,
    ) -> Result<MoveView, AppError> {
        actor.may(Deed::SteerDays)?;
        let mut view = self.store.view(actor.coop()).await?;
        let (order, candidates, reason) = asked(&mut view, day, &submitted).await?;
        let snapshot = Snapshot::read(&mut view, day, self.now(), &BTreeSet::new()).await?;
        let position = submitted.draft.position.and_then(|it| usize::try_from(it).ok());
        let index = snapshot.orders.iter().position(|known| known.id == order.id);
        let index = index.filter(|_| !snapshot.is_bound(&order.id));
        let mut views = Vec::new();
        for shift in &candidates {
            let unlawful =
                law(&mut view, &snapshot.rules.rules.labour, &snapshot, &order, shift).await?;
            let mut obstacles: Vec<ObstacleView> = unlawful.iter().map(of_law).collect();
            obstacles.extend(lock_of_order(&order, day, index.is_some()));
            obstacles.extend(lock_of_shift(&mut view, &snapshot, shift).await?);
            views.push((unlawful, obstacles));
        }
        drop(view);
        let wanted: Vec<Option<(usize, usize)>> = candidates
            .iter()
            .map(|shift| {
                let at = snapshot.shifts.iter().position(|known| known.id == shift.id)?;
                Some((index?, at))
            })
            .collect();
        let (world, max_m) = (self.world.clone(), self.settings.max_snap_m());
        let work = move || {
            let day = snapshot.as_day();
            let found = place_by_hand(&world.router, day, max_m, &wanted, position);
            (found, snapshot)
        };
        let (found, snapshot) = self.cpu.run_for(&actor.account.id, work).await?;
        let id = |order: usize| snapshot.orders[order].id.clone();
        let found = found?.into_iter().zip(candidates.into_iter().zip(views));
        let moves = found.map(|(by_hand, (shift, (unlawful, mut obstacles)))| {
            let ByHand { placing, obstacles: found } =
                by_hand.unwrap_or(ByHand { placing: None, obstacles: Vec::new() });
            obstacles.extend(found.into_iter().map(|it| ObstacleView {
                kind: word(it.kind),
                hard: !it.kind.is_soft(),
                order: it.order.map(id),
                sentence: it.sentence,
            }));
            let placing = placing.map(|placing| PlacingView {
                delayed: placing.delays.iter().map(|(order, _)| id(*order)).collect(),
                placing,
            });
            let allowed = obstacles.iter().all(|it| !it.hard && reason);
            MoveView { allowed, shift, placing, obstacles, unlawful }
        });
        let rank = |view: &MoveView| {
            let added = view.placing.as_ref().map_or(i64::MAX, |it| it.placing.riding_s);
            (!view.allowed, view.obstacles.len(), added)
        };
        let best = moves.min_by_key(rank);
        best.ok_or_else(|| AppError::Defect("a move to no shift was judged".to_owned()))
    }
}

/// The order, the shifts that it could go to, and whether a reason is given.
async fn asked(
    view: &mut View,
    day: Date,
    submitted: &Submitted<MoveDraft>,
) -> Result<(PostedOrder, Vec<DayShift>, bool), AppError> {
    let Submitted { draft, complaints } = submitted;
    let mut complaints = complaints.clone();
    let mut checks = Checks(&mut complaints);
    let order = checks.required("/order_id", draft.order_id.as_deref(), 64);
    let reason = checks.text("/reason", draft.reason.as_deref(), 500);
    let mut shifts = view.shifts_of_day(day).await?;
    let (field, what) = match (&draft.shift_id, &draft.courier_id) {
        (Some(_), Some(_)) => {
            let cause = "a shift is said already";
            complaints.add("/courier_id", "twice", cause, "leave one of the two out");
            ("/shift_id", "shift")
        }
        (None, Some(courier)) => {
            shifts.retain(|shift| shift.people().any(|id| id == courier));
            ("/courier_id", "courier with a shift")
        }
        (shift, None) => {
            shifts.retain(|known| Some(&known.id) == shift.as_ref());
            ("/shift_id", "shift")
        }
    };
    if shifts.is_empty() {
        let (code, cause) = if draft.shift_id.is_none() && draft.courier_id.is_none() {
            ("missing", "neither a shift nor a courier is said".to_owned())
        } else {
            ("unknown", format!("there is no such {what} on {day}"))
        };
        complaints.add(field, code, cause, "write the id of a shift of the day, or of its courier");
    }
    let known = if order.is_empty() { None } else { view.order(&order).await? };
    if known.is_none() {
        let action = "write the id of an order";
        complaints.add("/order_id", "unknown", "there is no such order", action);
    }
    match known {
        Some(order) if complaints.is_empty() => Ok((order, shifts, !reason.is_empty())),
        _ => Err(AppError::Invalid(complaints)),
    }
}

/// What the law has against the shift as it is, and against who would lift the order.
async fn law(
    view: &mut View,
    rules: &LabourRules,
    snapshot: &Snapshot,
    order: &PostedOrder,
    shift: &DayShift,
) -> Result<Vec<Unlawful>, AppError> {
    let zone = zone_of(&view.coop().await?)?;
    let of_shift = snapshot.left_out.unlawful.iter();
    let mut unlawful: Vec<Unlawful> =
        of_shift.filter(|it| it.shift.as_deref() == Some(shift.id.as_str())).cloned().collect();
    let mut people = Vec::new();
    for person in shift.people() {
        people.extend(view.courier(person).await?);
    }
    // It is told of who may lift less.
    people.sort_by_key(|courier| rules.of(courier.age).lift_g.says);
    if let Some((weaker, others)) = people.split_first() {
        // What somebody lifts hangs on their age alone.
        let ledger = Ledger::new(weaker.age, zone.clone(), Vec::new());
        let with = others.first().map(|courier| courier.age);
        let lift = Proposal::Lift { mass_g: order.heaviest_piece_g(), with };
        for refusal in judge(rules, &ledger, &lift) {
            unlawful.push(Unlawful::new(weaker, Some(&shift.id), "/order_id", refusal, &zone));
        }
    }
    Ok(unlawful)
}

fn of_law(unlawful: &Unlawful) -> ObstacleView {
    let Unlawful { courier_name: name, sentence, .. } = unlawful;
    let sentence = Sentence {
        en: format!("{name}: {}", sentence.en),
        fr: format!("{name} : {}", sentence.fr),
    };
    ObstacleView { kind: "law", hard: true, order: None, sentence }
}

fn lock(en: impl Into<String>, fr: impl Into<String>) -> ObstacleView {
    let sentence = Sentence { en: en.into(), fr: fr.into() };
    ObstacleView { kind: "lock", hard: true, order: None, sentence }
}

fn lock_of_order(order: &PostedOrder, day: Date, can_be_planned: bool) -> Option<ObstacleView> {
    if can_be_planned {
        return None;
    }
    if order.day != day {
        let of = order.day;
        return Some(lock(
            format!("the order is for {of}"),
            format!("la commande est pour le {of}"),
        ));
    }
    Some(match order.status {
        OrderStatus::Review => lock(
            "an address of the order has to be looked at first",
            "une adresse de la commande est d'abord à vérifier",
        ),
        OrderStatus::UnderWay => {
            lock("the order is under way already", "la commande est déjà en route")
        }
        OrderStatus::Delivered | OrderStatus::Failed | OrderStatus::Cancelled => {
            lock("the order is over", "la commande est terminée")
        }
        OrderStatus::Open | OrderStatus::Unassigned | OrderStatus::Planned => lock(
            "its courier rides to fetch the order already, or its round is over",
            "son coursier va déjà chercher la commande, ou sa tournée est terminée",
        ),
    })
}

async fn lock_of_shift(
    view: &mut View,
    snapshot: &Snapshot,
    shift: &DayShift,
) -> Result<Option<ObstacleView>, AppError> {
    if snapshot.shifts.iter().any(|known| known.id == shift.id) {
        return Ok(None);
    }
    let rounds = view.rounds_of_day(shift.day).await?;
    let begun = rounds.iter().any(|live| live.shift == shift.id && is_begun(live));
    let mut forbidden = snapshot.left_out.unlawful.iter();
    let is_forbidden = forbidden.any(|it| it.shift.as_deref() == Some(shift.id.as_str()));
    Ok(match (begun, is_forbidden) {
        // The law is told beside.
        (false, true) => None,
        (true, _) => Some(lock(
            "the round of this shift stays as it is: it is over, or what is left of it cannot be ridden",
            "la tournée de ce service ne change plus : elle est terminée, ou le reste n'en est plus possible",
        )),
        (false, false) => Some(lock("this shift is over", "ce service est terminé")),
    })
}

fn word(kind: ObstacleKind) -> &'static str {
    match kind {
        ObstacleKind::Skill => "skill",
        ObstacleKind::Courier => "courier",
        ObstacleKind::Capacity => "capacity",
        ObstacleKind::Promise => "promise",
        ObstacleKind::Shift => "shift",
        ObstacleKind::Street => "street",
    }
}
