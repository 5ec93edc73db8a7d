//! Who brings an order and how, in a draft.

use super::{
    checks::Checks,
    drafts::{CouriersDraft, OrderDraft},
};
use crate::domain::{Couriers, DropoffSequence, Terms};
use std::collections::BTreeSet;

impl Checks<'_> {
    /// The terms that a draft says; plain ones where it says nothing.
    pub(super) fn terms(&mut self, draft: &OrderDraft) -> Terms {
        let plain = Terms::default();
        self.within("/priority", draft.priority, 1, Terms::MOST_PRIORITY);
        let sequence = match draft.sequence.as_deref() {
            None => Some(plain.sequence),
            Some("free") => Some(DropoffSequence::Free),
            Some("fixed") => Some(DropoffSequence::Fixed),
            Some("block") => Some(DropoffSequence::Block),
            Some(_) => {
                let action = "write free, fixed or block";
                self.0.add("/sequence", "invalid", "is no order of dropoffs", action);
                None
            }
        };
        Terms {
            couriers: draft.couriers.as_ref().map_or(plain.couriers, |said| self.couriers(said)),
            priority: draft.priority.unwrap_or(plain.priority),
            sequence: sequence.unwrap_or_default(),
        }
    }

    fn couriers(&mut self, said: &CouriersDraft) -> Couriers {
        let (name, ids) = match (&said.only, &said.not) {
            (Some(_), Some(_)) => {
                let cause = "`only` says who may bring it already";
                self.0.add("/couriers/not", "twice", cause, "leave one of the two out");
                return Couriers::Any;
            }
            (None, None) => {
                let cause = "says neither who may bring it nor who may not";
                self.0.add("/couriers", "missing", cause, "write `only` or `not`, or leave it out");
                return Couriers::Any;
            }
            (Some(only), None) => ("only", only),
            (None, Some(not)) => ("not", not),
        };
        if ids.is_empty() {
            let field = format!("/couriers/{name}");
            self.0.add(field, "missing", "names nobody", "write ids of couriers, or leave it out");
        }
        let ids: BTreeSet<String> = ids.iter().cloned().collect();
        if name == "only" { Couriers::Only(ids) } else { Couriers::Not(ids) }
    }

    /// Complains of what only a dispatcher may say.
    pub(super) fn refuse_terms_of_shop(&mut self, draft: &OrderDraft) {
        let action = "leave it out; ask the dispatchers";
        if draft.couriers.is_some() {
            self.0.add("/couriers", "not_yours", "only a dispatcher says who brings it", action);
        }
        if draft.priority.is_some() {
            self.0.add(
                "/priority",
                "not_yours",
                "only a dispatcher says how much it counts",
                action,
            );
        }
    }

    /// Complains of couriers who are not among those `known`.
    pub(super) fn known_couriers(&mut self, said: &CouriersDraft, known: &BTreeSet<String>) {
        for (name, ids) in [("only", &said.only), ("not", &said.not)] {
            let ids = ids.iter().flatten().enumerate();
            for (index, id) in ids.filter(|(_, id)| !known.contains(*id)) {
                let field = format!("/couriers/{name}/{index}");
                let id: String = id.chars().take(64).collect();
                let cause = format!("there is no courier {id}");
                self.0.add(field, "unknown", cause, "write the id of a courier");
            }
        }
    }
}
