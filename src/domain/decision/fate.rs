//! What became of an order that is over, in words.

use super::Names;
use crate::domain::{
    AfterFailure, FailureReason, OrderStatus, PostedOrder, PostedStop, Sentence, StopStatus,
    words::{both, joined},
};

impl PostedOrder {
    /// That it was delivered, has failed or was called off, in whole sentences; `None` while it is not over.
    #[must_use]
    pub fn fate(&self, names: &Names) -> Option<Sentence> {
        match self.status {
            OrderStatus::Review
            | OrderStatus::Open
            | OrderStatus::Unassigned
            | OrderStatus::Planned
            | OrderStatus::UnderWay => None,
            OrderStatus::Cancelled => Some(both("It was called off.", "Elle a été annulée.")),
            OrderStatus::Delivered => Some(self.delivered(names)),
            OrderStatus::Failed => Some(self.failed(names)),
        }
    }

    fn delivered(&self, names: &Names) -> Sentence {
        let last = self.done().filter(|(position, _)| self.hands_over(*position));
        match last.filter_map(|(_, stop)| stop.ended_at).max() {
            None => both("It was delivered.", "Elle a été livrée."),
            Some(at) => {
                let at = names.clock(at);
                both(format!("It was delivered at {at}."), format!("Elle a été livrée à {at}."))
            }
        }
    }

    fn failed(&self, names: &Names) -> Sentence {
        let failed = self.stops.iter().enumerate();
        let failed = failed.filter(|(position, stop)| {
            let own = stop.follow_up.is_none() || self.hands_over(*position);
            own && stop.status == StopStatus::Failed && !self.was_handed_over(*position)
        });
        let mut asked = self.asked();
        let mut told = vec![if asked.any(|(position, _)| self.was_handed_over(position)) {
            both("A part of it was delivered.", "Une partie a été livrée.")
        } else {
            both("It has failed.", "La livraison a échoué.")
        }];
        told.extend(failed.map(|(position, stop)| {
            let what = if self.hands_over(position) {
                both("could not be handed over", "n'a pas pu être remise")
            } else {
                both("could not be fetched", "n'a pas pu être retirée")
            };
            let why = stop.failure.as_ref().map_or(FailureReason::Other, |it| it.reason);
            let why = reason(why);
            match stop.ended_at.map(|at| names.clock(at)) {
                Some(at) => both(
                    format!("At {at} it {}: {}.", what.en, why.en),
                    format!("À {at}, elle {} : {}.", what.fr, why.fr),
                ),
                None => both(
                    format!("It {}: {}.", what.en, why.en),
                    format!("Elle {} : {}.", what.fr, why.fr),
                ),
            }
        }));
        told.extend(self.done().filter_map(|(_, stop)| {
            let at = stop.ended_at.map(|at| names.clock(at))?;
            match stop.follow_up?.then {
                AfterFailure::Return => Some(both(
                    format!("Its load was brought back at {at}."),
                    format!("Sa marchandise a été rapportée à {at}."),
                )),
                AfterFailure::Hub => Some(both(
                    format!("Its load came to the hub at {at}."),
                    format!("Sa marchandise est arrivée à la base à {at}."),
                )),
                AfterFailure::Again => None,
            }
        }));
        joined(told, " ", " ")
    }

    fn done(&self) -> impl Iterator<Item = (usize, &PostedStop)> {
        self.stops.iter().enumerate().filter(|(_, stop)| stop.status == StopStatus::Done)
    }
}

fn reason(reason: FailureReason) -> Sentence {
    match reason {
        FailureReason::Absent => both("nobody was there", "personne n'était là"),
        FailureReason::WrongAddress => both(
            "the address was wrong, or the door not found",
            "l'adresse était fausse, ou la porte introuvable",
        ),
        FailureReason::Refused => both("it was refused", "elle a été refusée"),
        FailureReason::Damaged => both(
            "the goods were damaged or incomplete",
            "la marchandise était abîmée ou incomplète",
        ),
        FailureReason::NotReady => both("it was not ready", "elle n'était pas prête"),
        FailureReason::Closed => both("the shop was closed", "le commerce était fermé"),
        FailureReason::Other => both("another reason", "une autre raison"),
    }
}

#[cfg(test)]
mod tests;
