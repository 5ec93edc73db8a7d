//! Against guessing passwords.

use crate::units::{Seconds, Timestamp};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{HashMap, VecDeque},
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

/// So many failures of one log-in from one address ..
const FAILURES: usize = 10;

/// .. or of any log-ins from one address ..
const FROM_ADDRESS: usize = 50;

/// .. in so long are too many.
const WINDOW: Seconds = Seconds::from_minutes(15);

/// So many addresses, and pairs of one with a log-in, are remembered; then those forgotten first are the ones that
/// failed least recently.
const MOST: usize = 20_000;

/// Counts failed attempts to sign in, by address alone and with the log-in, in memory.
#[derive(Debug, Default)]
pub(super) struct Throttle(Mutex<Failures>);

type Key = [u8; 32];
type Failures = HashMap<Key, VecDeque<Timestamp>>;

/// A log-in from an address. Neither is kept: only hashes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pair: Key,
    /// `None` if nobody knows the address.
    address: Option<Key>,
}

impl Attempt {
    pub(super) fn new(login: &str, address: &str) -> Self {
        let network = network(address);
        let hash = |login: &str| -> Key {
            let hash = Sha256::new().chain_update(login).chain_update([0]);
            hash.chain_update(&network).finalize().into()
        };
        // No log-in is empty.
        Self { pair: hash(login), address: (!address.is_empty()).then(|| hash("")) }
    }

    /// What is counted, each with how many are too many.
    fn counted(self) -> impl Iterator<Item = (Key, usize)> {
        let address = self.address.map(|address| (address, FROM_ADDRESS));
        std::iter::once((self.pair, FAILURES)).chain(address)
    }
}

/// What one person is likely to have for themselves: an address, of IPv6 its first 64 bits.
fn network(address: &str) -> String {
    match address.parse().map(|address: IpAddr| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).to_string()
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
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
        let wait = |(key, most): (Key, usize)| {
            let failures = all.get_mut(&key)?;
            failures.retain(|at| !is_old(*at, now));
            let first = failures.front().filter(|_| failures.len() >= most)?;
            Some((*first + WINDOW).seconds_since(now).as_u32().max(1))
        };
        if let Some(wait) = attempt.counted().filter_map(wait).max() {
            return Err(wait);
        }
        for (key, _) in attempt.counted() {
            make_room(&mut all, &key, now);
            all.entry(key).or_default().push_back(now);
        }
        Ok(())
    }

    /// Takes an attempt back that was not looked at.
    pub(super) fn withdraw(&self, attempt: Attempt) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in attempt.counted() {
            take_back(&mut all, &key);
        }
    }

    /// Forgets the failures of someone who has signed in; those of others at their address count on.
    pub(super) fn succeed(&self, attempt: Attempt) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&attempt.pair);
        if let Some(address) = attempt.address {
            take_back(&mut all, &address);
        }
    }
}

fn is_old(at: Timestamp, now: Timestamp) -> bool {
    at + WINDOW <= now
}

fn take_back(all: &mut Failures, key: &Key) {
    let Some(failures) = all.get_mut(key) else { return };
    failures.pop_back();
    if failures.is_empty() {
        all.remove(key);
    }
}

/// Forgets what is old, and if need be what is oldest.
fn make_room(all: &mut Failures, key: &Key, now: Timestamp) {
    if all.len() < MOST || all.contains_key(key) {
        return;
    }
    all.retain(|_, failures| failures.back().is_some_and(|last| !is_old(*last, now)));
    if all.len() >= MOST {
        let oldest = all.iter().min_by_key(|(_, failures)| failures.back().copied());
        if let Some(oldest) = oldest.map(|(key, _)| *key) {
            all.remove(&oldest);
        }
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
        assert_eq!(throttle.0.lock().unwrap()[&attempt.pair].len(), 1);
    }

    #[test]
    fn an_address_that_tries_one_log_in_after_the_other_must_wait_too() {
        let throttle = Throttle::default();
        let from = |number: usize, address: &str| Attempt::new(&number.to_string(), address);
        for number in 0..FROM_ADDRESS {
            let address = format!("2001:db8:1:2:{number:x}::1");
            assert_eq!(throttle.begin(from(number, &address), at(0)), Ok(()));
        }
        assert_eq!(throttle.begin(from(99, "2001:db8:1:2::99"), at(10)), Err(300));
        assert_eq!(throttle.begin(from(99, "2001:db8:1:3::99"), at(10)), Ok(()));
        throttle.withdraw(from(0, "2001:db8:1:2::"));
        assert_eq!(throttle.begin(from(99, "2001:db8:1:2::99"), at(10)), Ok(()));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
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
