//! Panics that the code under test may catch itself, and those that it must not let out.

use std::panic::{self, UnwindSafe};
use std::sync::Mutex;

static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Lets the code under test catch its own panics: libFuzzer's hook would abort at each one. To be
/// called once, before the first input.
pub fn allow_caught_panics() {
    panic::set_hook(Box::new(|panic| {
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = Some(panic.to_string());
        }
    }));
}

/// Runs `code`; aborts with the panic's own words, which is a crash to libFuzzer, if one gets out.
pub fn abort_on_escaped_panic(code: impl FnOnce() + UnwindSafe) {
    if panic::catch_unwind(code).is_err() {
        let words = LAST_PANIC.lock().ok().and_then(|mut last| last.take());
        eprintln!("{}", words.unwrap_or_default());
        std::process::abort();
    }
}
