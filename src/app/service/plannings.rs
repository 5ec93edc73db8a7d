//! Days that are being planned, and how far each is. Nothing of this is stored.

use crate::app::PlanProgress;
use jiff::civil::Date;
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::watch;

/// Co-operative and day.
type Which = (String, Date);

/// The days that are being planned.
#[derive(Clone, Debug, Default)]
pub struct Plannings(BTreeMap<Which, Option<PlanProgress>>);

impl Plannings {
    /// The days of a co-operative of which the rounds are being searched for, and how far that is.
    pub fn of<'a>(&'a self, coop: &'a str) -> impl Iterator<Item = (Date, PlanProgress)> + 'a {
        let own = self.0.iter().filter(move |((of, _), _)| of == coop);
        own.filter_map(|((_, day), progress)| Some((*day, (*progress)?)))
    }

    /// The same of all co-operatives.
    pub fn all(&self) -> impl Iterator<Item = &PlanProgress> {
        self.0.values().flatten()
    }
}

/// Where plannings are told.
#[derive(Clone, Debug, Default)]
pub(super) struct Board(Arc<watch::Sender<Plannings>>);

impl Board {
    pub(super) fn look(&self) -> watch::Receiver<Plannings> {
        self.0.subscribe()
    }
}

/// The right to plan a day, until it is dropped: then the search for its rounds ends.
#[derive(Debug)]
pub(super) struct Turn {
    teller: Teller,
    given_up: Arc<AtomicBool>,
}

/// Tells how far a planning is.
#[derive(Clone, Debug)]
pub(super) struct Teller {
    board: Board,
    which: Which,
}

impl Turn {
    /// `None` while somebody has it.
    pub(super) fn take(board: &Board, which: Which) -> Option<Self> {
        let fresh = board.0.send_if_modified(|all| {
            let free = !all.0.contains_key(&which);
            if free {
                all.0.insert(which.clone(), None);
            }
            free
        });
        let teller = Teller { board: board.clone(), which };
        // Made only then: a turn that is dropped ends the planning.
        fresh.then(|| Self { teller, given_up: Arc::default() })
    }

    pub(super) fn teller(&self) -> Teller {
        self.teller.clone()
    }

    /// Becomes true when nobody waits for the rounds any more.
    pub(super) fn given_up(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.given_up)
    }
}

impl Teller {
    pub(super) fn tell(&self, progress: &PlanProgress) {
        self.board.0.send_if_modified(|all| {
            // Whoever does not wait any more may have been followed by somebody who does.
            let known = all.0.get_mut(&self.which);
            known.map(|known| *known = Some(*progress)).is_some()
        });
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
        self.teller.board.0.send_modify(|all| {
            all.0.remove(&self.teller.which);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn which(coop: &str) -> Which {
        (coop.to_owned(), date(2026, 3, 17))
    }

    #[test]
    fn a_day_is_planned_by_one_at_a_time_and_told_to_its_own() {
        let board = Board::default();
        let mut look = board.look();
        let turn = Turn::take(&board, which("one")).unwrap();
        assert!(Turn::take(&board, which("one")).is_none());
        assert!(Turn::take(&board, which("other")).is_some());
        assert_eq!(look.borrow_and_update().all().count(), 0, "nothing is known yet");
        let progress = PlanProgress { iterations: 7, ..PlanProgress::default() };
        turn.teller().tell(&progress);
        assert!(look.has_changed().unwrap());
        let told = look.borrow_and_update().clone();
        assert_eq!(told.of("one").collect::<Vec<_>>(), [(date(2026, 3, 17), progress)]);
        assert_eq!(told.of("other").count(), 0);
    }

    #[test]
    fn who_does_not_wait_any_more_ends_the_search_and_is_not_heard() {
        let board = Board::default();
        let turn = Turn::take(&board, which("one")).unwrap();
        let (given_up, teller) = (turn.given_up(), turn.teller());
        assert!(!given_up.load(Ordering::Relaxed));
        drop(turn);
        assert!(given_up.load(Ordering::Relaxed));
        teller.tell(&PlanProgress::default());
        assert_eq!(board.look().borrow().all().count(), 0);
        assert!(Turn::take(&board, which("one")).is_some());
    }
}
