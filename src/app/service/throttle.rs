//! Against guessing passwords.

use crate::units::{Seconds, Timestamp};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

/// So many failures ..
const FAILURES: usize = 10;

/// .. in so long are too many for one log-in from one address.
const WINDOW: Seconds = Seconds::from_minutes(15);

/// So many pairs of log-in and address are remembered; then those forgotten first are the ones that
/// failed least recently.
const MOST: usize = 20_000;

/// Counts failed attempts to sign in, by log-in and address, in memory.
#[derive(Debug, Default)]
pub(super) struct Throttle(Mutex<HashMap<[u8; 32], VecDeque<Timestamp>>>);

/// A log-in from an address. Neither is kept: only a hash of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt([u8; 32]);

impl Attempt {
    pub(super) fn new(login: &str, address: &str) -> Self {
        let hash = Sha256::new().chain_update(login).chain_update([0]).chain_update(address);
        Self(hash.finalize().into())
    }
}

impl Throttle {
    /// Counts an attempt as failed, until [`Self::succeed`] takes it back: attempts made at the same
    /// time count too.
    ///
    /// # Errors
    ///
    /// The seconds to wait, if there were too many.
    pub(super) fn begin(&self, attempt: Attempt, now: Timestamp) -> Result<(), u32> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_old = |at: Timestamp| at + WINDOW <= now;
        if all.len() >= MOST && !all.contains_key(&attempt.0) {
            all.retain(|_, failures| failures.back().is_some_and(|last| !is_old(*last)));
            if all.len() >= MOST {
                let oldest = all.iter().min_by_key(|(_, failures)| failures.back().copied());
                if let Some(oldest) = oldest.map(|(key, _)| *key) {
                    all.remove(&oldest);
                }
            }
        }
        let failures = all.entry(attempt.0).or_default();
        failures.retain(|at| !is_old(*at));
        match failures.front() {
            Some(first) if failures.len() >= FAILURES => {
                Err((*first + WINDOW).seconds_since(now).as_u32().max(1))
            }
            _ => {
                failures.push_back(now);
                Ok(())
            }
        }
    }

    /// Forgets the failures of someone who has signed in.
    pub(super) fn succeed(&self, attempt: Attempt) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&attempt.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> Timestamp {
        Timestamp::from_millis(0) + Seconds::from_minutes(minute)
    }

    #[test]
    fn the_eleventh_failure_must_wait_until_the_first_is_old() {
        let throttle = Throttle::default();
        let attempt = Attempt::new("amelie", "192.0.2.1");
        for minute in 0..10 {
            assert_eq!(throttle.begin(attempt, at(minute)), Ok(()));
        }
        assert_eq!(throttle.begin(attempt, at(10)), Err(300));
        assert_eq!(throttle.begin(Attempt::new("amelie", "192.0.2.2"), at(10)), Ok(()));
        assert_eq!(throttle.begin(attempt, at(15)), Ok(()));
        assert_eq!(throttle.begin(attempt, at(15)), Err(60));
    }

    #[test]
    fn success_wipes_the_slate() {
        let throttle = Throttle::default();
        let attempt = Attempt::new("amelie", "192.0.2.1");
        for _ in 0..9 {
            assert_eq!(throttle.begin(attempt, at(0)), Ok(()));
        }
        throttle.succeed(attempt);
        assert_eq!(throttle.begin(attempt, at(0)), Ok(()));
        assert_eq!(throttle.0.lock().unwrap().len(), 1);
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::default();
        for number in 0..MOST + 10 {
            let attempt = Attempt::new(&number.to_string(), "");
            assert_eq!(throttle.begin(attempt, at(0)), Ok(()));
            assert!(throttle.0.lock().unwrap().len() <= MOST);
            if number > MOST {
                break;
            }
        }
    }
}
