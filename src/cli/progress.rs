//! A bar for long reading.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A bar on standard error that counts bytes, with rate and time left; invisible unless standard
/// error is a terminal.
pub(super) fn byte_bar(doing: &'static str) -> ProgressBar {
    let template = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta} left";
    let style = ProgressStyle::with_template(template)
        .expect("invariant: the template above is one that indicatif reads");
    ProgressBar::new(0).with_style(style).with_message(doing)
}

/// The same for work of unknown length: what is done, and for how long by now.
pub(super) fn spinner(doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}")
        .expect("invariant: the template above is one that indicatif reads");
    let spinner = ProgressBar::new_spinner().with_style(style).with_message(doing);
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
