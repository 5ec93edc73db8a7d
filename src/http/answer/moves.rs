//! Moves by hand.

use crate::{
    app::service::{MoveMade, MoveView, ObstacleView, PlacingView},
    http::api::{self, LabourRefusal, MoveCheck, MoveObstacle, MovePlacing, QuoteDelay},
};

impl From<MoveView> for MoveCheck {
    fn from(view: MoveView) -> Self {
        let MoveView { allowed, shift, placing, obstacles, unlawful } = view;
        Self {
            allowed,
            shift_id: shift.id,
            courier_id: shift.courier,
            placing: placing.map(MovePlacing::from),
            obstacles: obstacles.into_iter().map(MoveObstacle::from).collect(),
            refusals: unlawful.into_iter().map(LabourRefusal::from).collect(),
        }
    }
}

impl From<MoveMade> for api::MoveMade {
    fn from(made: MoveMade) -> Self {
        Self { plan_id: made.plan, check: made.view.into() }
    }
}

impl From<PlacingView> for MovePlacing {
    fn from(view: PlacingView) -> Self {
        let PlacingView { mut placing, delayed } = view;
        let by = placing.delays.iter().map(|(_, by)| by.as_u32());
        Self {
            position: placing.position,
            pickup_at: placing.pickups_at.remove(0),
            more_pickups_at: placing.pickups_at,
            dropoffs_at: placing.dropoffs_at,
            added_ride_s: placing.riding_s,
            added_distance_m: placing.distance_m,
            delays: delayed
                .into_iter()
                .zip(by)
                .map(|(order_id, later_s)| QuoteDelay { order_id, later_s })
                .collect(),
        }
    }
}

impl From<ObstacleView> for MoveObstacle {
    fn from(view: ObstacleView) -> Self {
        let ObstacleView { kind, hard, order, sentence } = view;
        Self { kind: kind.to_owned(), hard, order_id: order, sentence: sentence.into() }
    }
}
