//! A planned day, ridden up to some minute.

use crate::{
    app::random::Random,
    domain::{Failure, FailureReason, LiveRound, Progress, RoundStopKind, StopStatus},
    units::Timestamp,
};

/// One step of a courier.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// When it was.
    pub(super) at: Timestamp,
    /// Id of the round.
    pub(super) round: String,
    /// Number of the stop in it.
    pub(super) stop: u32,
    /// What it is: a stop before it may come into the round.
    pub(super) kind: RoundStopKind,
    /// What is told of the stop.
    pub(super) progress: Progress,
}

/// One dropoff in so many finds nobody at home.
const ABSENT_ONCE_IN: u64 = 40;

/// What couriers have told by `now` if they ride as planned but for a few minutes, in the order of
/// time.
pub(super) fn steps(rounds: &[LiveRound], now: Timestamp, seed: u64) -> Vec<Step> {
    let mut random = Random::new(seed);
    let mut steps: Vec<Step> =
        rounds.iter().flat_map(|round| round_steps(round, now, &mut random)).collect();
    steps.sort_by(|a, b| (a.at, &a.round, a.stop).cmp(&(b.at, &b.round, b.stop)));
    steps
}

fn round_steps(live: &LiveRound, now: Timestamp, random: &mut Random) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut late_s = i64::from(random.between(0, 120));
    for (stop, number) in live.round.stops.iter().zip(0..) {
        late_s = (late_s + i64::from(random.between(0, 80)) - 40).clamp(0, 300);
        let really =
            |planned: Timestamp| Timestamp::from_millis(planned.as_millis() + late_s * 1000);
        let (started_at, ended_at) = (really(stop.start_at), really(stop.end_at));
        let absent =
            matches!(stop.kind, RoundStopKind::Dropoff { .. }) && random.once_in(ABSENT_ONCE_IN);
        let step = |at, status, ended_at, failure| Step {
            at,
            round: live.id.clone(),
            stop: number,
            kind: stop.kind.clone(),
            progress: Progress { status, started_at: Some(started_at), ended_at, failure },
        };
        if started_at > now {
            break;
        }
        steps.push(step(started_at, StopStatus::Started, None, None));
        if ended_at > now {
            break;
        }
        steps.push(if absent {
            let note = "Personne, et le téléphone sonne dans le vide".to_owned();
            let failure = Failure { reason: FailureReason::Absent, note };
            step(ended_at, StopStatus::Failed, Some(ended_at), Some(failure))
        } else {
            step(ended_at, StopStatus::Done, Some(ended_at), None)
        });
    }
    steps
}
