//! A decision as one reader may see it.

use super::Scope;
use crate::{
    domain::{
        Alternative, Change, Decision, Fit, Names, NoPlace, Remedy, Sentence,
        words::{both, joined},
    },
    units::Timestamp,
};

/// Why an order is where it is, with as much of it as its reader may know.
#[derive(Debug)]
pub struct DecisionView {
    /// Id of the plan; `None` if it was not published.
    pub plan: Option<String>,
    /// The decision.
    pub decision: Decision,
    /// When a later plan decided anew about the order; `None` if none has.
    pub replaced_at: Option<Timestamp>,
    /// Is the order where it was put, or was when it was over?
    pub stands: bool,
    /// Is the reader the co-operative's dispatcher? Nobody else sees ids and figures of others' rounds.
    pub is_whole: bool,
    /// What is told of it, in whole sentences.
    pub sentence: Sentence,
    /// Why there is no place for it, as the plan says.
    pub no_place: Option<NoPlace>,
    /// The round that it is in; not for a shop.
    pub chosen: Option<AlternativeView>,
    /// The other shifts; none for a shop.
    pub others: Vec<AlternativeView>,
    /// What would help, with the sentence about it.
    pub remedies: Vec<(Remedy, Sentence)>,
}

/// What a shift could have done.
#[derive(Debug)]
pub struct AlternativeView {
    /// The alternative.
    pub alternative: Alternative,
    /// Name of its courier, if the reader may know it.
    pub courier_name: Option<String>,
    /// Name of its vehicle, if the reader may know it.
    pub vehicle_name: Option<String>,
    /// What is told of it: it begins with a small letter and ends without a stop.
    pub sentence: Sentence,
}

impl DecisionView {
    /// What a reader of this scope is told; `names` holds the names that they may know.
    #[must_use]
    pub fn new(
        plan: Option<String>,
        decision: Decision,
        no_place: Option<NoPlace>,
        names: &Names,
        scope: &Scope,
    ) -> Self {
        // What dispatchers tell each other is for them.
        let mut decision = decision;
        if let Some(put) = decision.by_hand.as_mut().filter(|_| *scope != Scope::All) {
            put.reason.clear();
        }
        let decision = decision;
        let of = |alternative: &Alternative| AlternativeView {
            courier_name: names.couriers.get(&alternative.courier).cloned(),
            vehicle_name: names.vehicles.get(&alternative.vehicle).cloned(),
            sentence: decision.alternative(alternative, names),
            alternative: alternative.clone(),
        };
        let inside = scope.shop().is_none();
        let chosen = decision.chosen().filter(|_| inside).map(|(alternative, _)| of(alternative));
        let others = if inside { decision.others().iter().map(of).collect() } else { Vec::new() };
        let remedies = decision
            .remedies()
            .iter()
            // What somebody may lift tells their age.
            .filter(|remedy| inside || !matches!(remedy.change, Change::Crew { .. }))
            .map(|remedy| (remedy.clone(), remedy.sentence(&decision.order, names)));
        Self {
            is_whole: *scope == Scope::All,
            sentence: if inside {
                decision.sentence(names)
            } else {
                decision.outcome_sentence(names)
            },
            remedies: remedies.collect(),
            plan,
            replaced_at: None,
            stands: true,
            no_place,
            chosen,
            others,
            decision,
        }
    }

    /// The same with what became of the order before it, if it is over.
    #[must_use]
    pub fn after(mut self, fate: Option<Sentence>) -> Self {
        if let Some(fate) = fate {
            let told = both("What the plan had said:", "Ce qu'en disait le plan :");
            self.sentence = joined(vec![fate, told, self.sentence], " ", " ");
        }
        self
    }

    /// When it was decided.
    #[must_use]
    pub fn decided_at(&self) -> Timestamp {
        self.decision.inputs.decided_at
    }

    /// How the order fits where it is, if the reader may know it.
    #[must_use]
    pub fn fit(&self) -> Option<&Fit> {
        self.chosen.as_ref().and_then(|chosen| chosen.alternative.fit())
    }
}
