//! Hearing of new events.

use super::{Store, StoreError, cells::Cells, open::Inner, statement::sql};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch::{Receiver, Sender};

/// How often one looks whether another process has written.
const LOOK: Duration = Duration::from_secs(1);

/// The number of the last event of each co-operative that someone listens to.
#[derive(Default)]
pub(super) struct Watches(Mutex<HashMap<String, Sender<i64>>>);

impl Watches {
    /// Calls `work` with the senders that someone still listens to.
    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, Sender<i64>>) -> T) -> T {
        // No code that holds the lock can panic halfway through a change.
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut senders)
    }

    fn listen(&self, coop: &str) -> Receiver<i64> {
        self.with(|senders| {
            senders.retain(|_, sender| sender.receiver_count() > 0);
            senders.entry(coop.to_owned()).or_insert_with(|| Sender::new(0)).subscribe()
        })
    }

    /// Tells listeners that `seq` is the last event, unless they know of a later one.
    pub(super) fn tell(&self, coop: &str, seq: i64) {
        self.with(|senders| {
            if let Some(sender) = senders.get(coop) {
                sender.send_if_modified(|last| {
                    let later = seq > *last;
                    *last = seq.max(*last);
                    later
                });
            }
        });
    }

    fn heard(&self) -> bool {
        self.with(|senders| senders.values().any(|sender| sender.receiver_count() > 0))
    }
}

impl Store {
    /// The number of a co-operative's last event, now and whenever it changes; of what another
    /// process writes within about a second. Read it with `borrow_and_update`, then wait with
    /// `changed`.
    ///
    /// # Errors
    ///
    /// If there is no such co-operative, or the database does not answer.
    pub async fn watch(&self, coop: &str) -> Result<Receiver<i64>, StoreError> {
        // Asked first, so that nobody can fill the memory with names that are none.
        self.head(coop).await?;
        let receiver = self.inner.watches.listen(coop);
        // Asked again, as an event may have come before one listened.
        self.inner.watches.tell(coop, self.head(coop).await?);
        Ok(receiver)
    }
}

/// Looks for events of other processes as long as the store is in use.
pub(super) fn keep_looking(inner: &Arc<Inner>) {
    let inner = Arc::downgrade(inner);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(LOOK).await;
            let Some(inner) = inner.upgrade() else { return };
            if inner.read.is_closed() {
                return;
            }
            if inner.watches.heard()
                && let Err(error) = look(&inner).await
            {
                tracing::warn!(%error, "cannot look for new events");
            }
        }
    });
}

async fn look(inner: &Inner) -> Result<(), StoreError> {
    let mut connection = inner.read.acquire().await?;
    for row in sql("SELECT id, seq FROM coop").all(&mut connection).await? {
        let cells = Cells::new(&row, "coop", "id");
        inner.watches.tell(&cells.text("id")?, cells.int("seq")?);
    }
    Ok(())
}
