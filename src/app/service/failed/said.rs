//! What somebody says of a load that could not be handed over.

use super::super::{AppError, checks::Checks};
use crate::domain::{AfterFailure, FollowUp, PostedOrder, StopStatus};

impl Checks<'_> {
    /// Where a load goes, if it is said.
    pub(super) fn then(&mut self, said: Option<&str>) -> Option<AfterFailure> {
        let all = [AfterFailure::Return, AfterFailure::Hub, AfterFailure::Again];
        let found = all.into_iter().find(|then| Some(then.word()) == said);
        if said.is_some() && found.is_none() {
            let action = "write return, hub or again";
            self.0.add("/then", "unknown", "is no place where a load goes", action);
        }
        found
    }

    /// The position of the dropoff that takes up the load of the failed one at `said`, or the only such.
    pub(super) fn open_follow_up(
        &mut self,
        order: &PostedOrder,
        said: Option<u32>,
    ) -> Option<usize> {
        let open = open_follow_ups(order);
        let said = said.and_then(|said| usize::try_from(said).ok());
        let of = |position: usize, failed: usize| {
            let mut at = position;
            while let Some(FollowUp { after, .. }) = order.stops.get(at).and_then(|it| it.follow_up)
            {
                if after == failed {
                    return true;
                }
                if after >= at {
                    return false;
                }
                at = after;
            }
            false
        };
        match (said, open.as_slice()) {
            (None, [only]) => Some(*only),
            (None, several @ [_, _, ..]) => {
                let failed = several.iter().filter_map(|at| order.stops.get(*at)?.follow_up);
                let failed: Vec<String> = failed.map(|it| it.after.to_string()).collect();
                let cause = "is missing, and more than one of its dropoffs failed";
                let action = format!("write the position of one: {}", failed.join(" or "));
                self.0.add("/position", "missing", cause, action);
                None
            }
            (Some(failed), open) => {
                let found = open.iter().copied().find(|position| of(*position, failed));
                if found.is_none() {
                    let cause = "its load is not on board";
                    let action = "write the position of a dropoff that failed";
                    self.0.add("/position", "unknown", cause, action);
                }
                found
            }
            (None, []) => None,
        }
    }
}

/// The positions of the stops to which loads are brought that could not be handed over.
fn open_follow_ups(order: &PostedOrder) -> Vec<usize> {
    let stops = order.stops.iter().enumerate();
    let open = stops.filter(|(_, stop)| {
        stop.follow_up.is_some() && matches!(stop.status, StopStatus::Todo | StopStatus::Started)
    });
    open.map(|(position, _)| position).collect()
}

pub(super) fn not_on_board(order: &PostedOrder, invalid: AppError) -> AppError {
    if open_follow_ups(order).is_empty() {
        let cause = "nothing of the order is on board that could not be handed over";
        return AppError::conflict("not_on_board", cause, "look at the order as it is now");
    }
    invalid
}
