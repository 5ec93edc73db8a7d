//! Where CPU work leaves the async threads: the one seam.

use super::AppError;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::Semaphore;

/// How many may wait for each that is worked on; whoever comes then is sent away at once rather
/// than kept waiting until they give up.
const QUEUE: usize = 8;

/// How long one waits for one's turn.
const PATIENCE: Duration = Duration::from_secs(20);

/// When someone who was sent away may come again.
const COME_AGAIN_S: u32 = 2;

/// Runs CPU work, as much at a time as there are cores, beside the async threads.
#[derive(Clone, Debug)]
pub struct Cpu {
    turns: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    most_waiting: usize,
}

impl Cpu {
    /// Work for `cores` at a time, at least one.
    #[must_use]
    pub fn new(cores: usize) -> Self {
        let cores = cores.clamp(1, 1024);
        let turns = Arc::new(Semaphore::new(cores));
        Self { turns, waiting: Arc::default(), most_waiting: QUEUE * cores }
    }

    /// Work for the cores of this machine.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// Runs `work` on a thread of its own and waits for it. If the caller stops waiting, the work is
    /// still done to its end, and counts.
    ///
    /// # Errors
    ///
    /// [`AppError::Busy`] if too many are waiting already, [`AppError::Defect`] if `work` panics.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let busy = || AppError::Busy { retry_s: COME_AGAIN_S };
        let line = Waiting::join(&self.waiting, self.most_waiting).ok_or_else(busy)?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or_else(busy)?;
        drop(line);
        let work = move || {
            let _turn = turn;
            work()
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| AppError::Defect(format!("work was broken off: {error}")))
    }
}

/// A place in the line.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn join(line: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let longer = |waiting: usize| (waiting < most).then_some(waiting + 1);
        line.fetch_update(Ordering::AcqRel, Ordering::Acquire, longer).ok()?;
        Some(Self(Arc::clone(line)))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_finds_a_long_line_is_sent_away() {
        let cpu = Cpu::new(1);
        let (open, gate) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn({
            let cpu = cpu.clone();
            async move { cpu.run(move || gate.recv().is_ok()).await }
        });
        while cpu.turns.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let line: Vec<_> = (0..QUEUE)
            .map(|number| {
                let cpu = cpu.clone();
                tokio::spawn(async move { cpu.run(move || number).await })
            })
            .collect();
        while cpu.waiting.load(Ordering::Acquire) < QUEUE {
            tokio::task::yield_now().await;
        }
        assert!(matches!(cpu.run(|| ()).await, Err(AppError::Busy { .. })));
        open.send(()).unwrap();
        assert!(first.await.unwrap().unwrap());
        for (number, done) in line.into_iter().enumerate() {
            assert_eq!(done.await.unwrap().unwrap(), number);
        }
        assert_eq!(cpu.waiting.load(Ordering::Acquire), 0);
    }

    #[tokio::test]
    async fn a_panic_is_an_error_and_gives_its_turn_back() {
        let cpu = Cpu::new(1);
        let broken = cpu.run(|| panic!("on purpose")).await;
        assert!(matches!(broken, Err(AppError::Defect(_))));
        assert_eq!(cpu.run(|| 7).await.unwrap(), 7);
    }
}
