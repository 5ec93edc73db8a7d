//! Where CPU work leaves the async threads: the one seam.

use super::AppError;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long one waits for one's turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// When someone who was sent away may come again.
const COME_AGAIN_S: u32 = 2;

/// So much of one account's work is done at a time in [`Lane::Asked`]; so much more may wait.
const EACH_AT_A_TIME: usize = 2;
const EACH_WAITING: usize = 16;

/// Kinds of CPU work. Each has a queue of its own, so that those who cannot be kept from asking much
/// of one kind do not starve the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Hashing passwords, which anybody may ask for: one at a time.
    Passwords,
    /// Making tiles, which a map that opens asks for by the hundred.
    Tiles,
    /// Searches, directions, tables: someone looks at the screen and waits.
    Asked,
    /// Paths and tables for whoever asks in OSRM's way, signed in or not.
    Osrm,
    /// Searching for routes for whoever asks in VROOM's way, signed in or not: on half of the cores, a thread each,
    /// so that the co-operative's own rounds find some.
    Vroom,
    /// Searching for rounds: a turn is a thread, and one core is left to all else.
    Plans,
    /// Whatever else takes seconds.
    Long,
}

/// Runs CPU work beside the async threads, of each [`Lane`] a few at a time.
#[derive(Clone, Debug)]
pub struct Cpu {
    lines: Arc<[Line; 7]>,
    accounts: Accounts,
    /// For work on async threads.
    here: Arc<Semaphore>,
}

impl Cpu {
    /// Work for `cores` at a time of each kind, at least one; of planning, for one less.
    #[must_use]
    pub fn new(cores: usize) -> Self {
        let cores = cores.clamp(1, 1024);
        let lines = [
            Line::new(1, 8),
            Line::new(cores, 1_000),
            Line::new(cores, 32 * cores),
            Line::new(cores, 64 * cores),
            Line::new(cores.div_ceil(2), 8),
            Line::new(cores.saturating_sub(1).max(1), 8),
            Line::new(cores, 8),
        ];
        let here = Arc::new(Semaphore::new(cores.div_ceil(2)));
        Self { lines: Arc::new(lines), accounts: Accounts::default(), here }
    }

    /// Work for the cores of this machine.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from))
    }

    fn line(&self, lane: Lane) -> &Line {
        let [passwords, tiles, asked, osrm, vroom, plans, long] = &*self.lines;
        match lane {
            Lane::Passwords => passwords,
            Lane::Tiles => tiles,
            Lane::Asked => asked,
            Lane::Osrm => osrm,
            Lane::Vroom => vroom,
            Lane::Plans => plans,
            Lane::Long => long,
        }
    }

    /// Runs `work` that may take several threads, and hears how many, itself included: at least one, at
    /// most `most`, and half of those that no other such work has, so that whoever comes next finds some.
    ///
    /// # Errors
    ///
    /// As [`Self::run_in`].
    pub async fn run_shared<T: Send + 'static>(
        &self,
        most: usize,
        work: impl FnOnce(usize) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (turns, threads) = self.line(Lane::Plans).turns(most).await?;
        finished(turns, move || work(threads)).await
    }

    /// Runs long `work`; see [`Self::run_in`].
    ///
    /// # Errors
    ///
    /// As [`Self::run_in`].
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        self.run_in(Lane::Long, work).await
    }

    /// Runs `work` on a thread of its own and waits for it. If the caller stops waiting, the work is
    /// still done to its end, and counts.
    ///
    /// # Errors
    ///
    /// [`AppError::Busy`] if too many are waiting already, [`AppError::Defect`] if `work` panics.
    pub async fn run_in<T: Send + 'static>(
        &self,
        lane: Lane,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = self.line(lane).turn().await?;
        finished(turn, work).await
    }

    /// As [`Self::run_in`] in [`Lane::Asked`], for an account, of which only so much is done at a time.
    ///
    /// # Errors
    ///
    /// As [`Self::run_in`]; [`AppError::Busy`] also if too much of this account is waiting already.
    pub async fn run_for<T: Send + 'static>(
        &self,
        account: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let own = self.accounts.enter(account).ok_or_else(busy)?;
        let own_turn = in_time(&own.turns).await?;
        let turn = self.line(Lane::Asked).turn().await?;
        finished((turn, own_turn, own), work).await
    }

    /// A turn for short work on the async thread that asks; `None` if one has to wait for it. Only half of
    /// these threads do such work at a time: the others are there for who is signed in.
    pub(crate) fn try_turn(&self, lane: Lane) -> Option<[OwnedSemaphorePermit; 2]> {
        let here = Arc::clone(&self.here).try_acquire_owned().ok()?;
        Some([here, self.line(lane).free_turn()?])
    }
}

fn busy() -> AppError {
    AppError::Busy { retry_s: COME_AGAIN_S }
}

async fn in_time(turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, AppError> {
    let turn = tokio::time::timeout(PATIENCE, Arc::clone(turns).acquire_owned()).await;
    turn.ok().and_then(Result::ok).ok_or_else(busy)
}

/// Does the work while it holds its turn.
async fn finished<T: Send + 'static>(
    turn: impl Send + 'static,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    let work = move || {
        let _turn = turn;
        work()
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| AppError::Defect(format!("work was broken off: {error}")))
}

/// Those who wait for their turn, the first come first. Whoever finds it full is sent away at once
/// rather than kept waiting until they give up.
#[derive(Debug)]
struct Line {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
}

impl Line {
    fn new(at_a_time: usize, most_waiting: usize) -> Self {
        let turns = Arc::new(Semaphore::new(at_a_time));
        Self { turns, waiting: AtomicUsize::new(0), most_waiting }
    }

    fn free_turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turns).try_acquire_owned().ok()
    }

    /// A turn, and half of those that are then free, at most `most` in all; and how many they are.
    async fn turns(&self, most: usize) -> Result<(OwnedSemaphorePermit, usize), AppError> {
        let mut turns = self.turn().await?;
        let more = (self.turns.available_permits() / 2).min(most.saturating_sub(1));
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        // Somebody else may have taken them since.
        if let Ok(more) = Arc::clone(&self.turns).try_acquire_many_owned(more) {
            turns.merge(more);
        }
        let threads = turns.num_permits();
        Ok((turns, threads))
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, AppError> {
        if let Some(turn) = self.free_turn() {
            return Ok(turn);
        }
        let longer = |waiting: usize| (waiting < self.most_waiting).then_some(waiting + 1);
        let joined = self.waiting.fetch_update(Ordering::AcqRel, Ordering::Acquire, longer);
        joined.map_err(|_| busy())?;
        let _place = Waiting(&self.waiting);
        in_time(&self.turns).await
    }
}

/// A place in the line.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The accounts of which something is done or waits: their turns, and how much it is.
#[derive(Clone, Debug, Default)]
struct Accounts(Arc<Mutex<Present>>);

/// Turns and number of what is done or waits, by account.
type Present = HashMap<String, (Arc<Semaphore>, usize)>;

impl Accounts {
    fn enter(&self, account: &str) -> Option<Own> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || (Arc::new(Semaphore::new(EACH_AT_A_TIME)), 0);
        let (turns, present) = all.entry(account.to_owned()).or_insert_with(fresh);
        if *present >= EACH_AT_A_TIME + EACH_WAITING {
            return None;
        }
        *present += 1;
        let turns = Arc::clone(turns);
        Some(Own { all: self.clone(), account: account.to_owned(), turns })
    }
}

/// One of what is done or waits of an account.
struct Own {
    all: Accounts,
    account: String,
    turns: Arc<Semaphore>,
}

impl Drop for Own {
    fn drop(&mut self) {
        let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((_, present)) = all.get_mut(&self.account) else { return };
        *present -= 1;
        if *present == 0 {
            all.remove(&self.account);
        }
    }
}

#[cfg(test)]
mod tests;
