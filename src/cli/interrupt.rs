//! Ctrl-C: once to keep what was found so far, twice to end at once.

use crate::cli::server::stop_signal;
use anyhow::Context as _;
use std::{
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// What a shell tells of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A flag that is set when the program is asked to stop planning. Asked again, it ends.
pub(super) fn cancelled_by_signal() -> anyhow::Result<Arc<AtomicBool>> {
    cancelled("stopping with the best plan so far")
}

/// The same where it does something else; then it says what it is `stopping` with.
pub(super) fn cancelled(stopping: &'static str) -> anyhow::Result<Arc<AtomicBool>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.context("cannot listen to signals")?;
    let cancelled = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancelled);
    let listen = move || {
        runtime.block_on(async {
            let Ok(asked) = stop_signal() else { return };
            asked.await;
            flag.store(true, Ordering::Relaxed);
            tracing::warn!("{stopping}; Ctrl-C once more ends at once");
            let Ok(asked_again) = stop_signal() else { return };
            asked_again.await;
            process::exit(INTERRUPTED)
        });
    };
    let thread = thread::Builder::new().name("signals".to_owned()).spawn(listen);
    thread.context("cannot start a thread that listens to signals")?;
    Ok(cancelled)
}
