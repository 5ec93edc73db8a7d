//! A bar for long reading.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error that counts bytes, with rate and time left; invisible unless standard
/// error is a terminal.
pub(super) fn byte_bar(doing: &'static str) -> ProgressBar {
    let template = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta} left";
    let style = ProgressStyle::with_template(template)
        .expect("invariant: the template above is one that indicatif reads");
    ProgressBar::new(0).with_style(style).with_message(doing)
}
