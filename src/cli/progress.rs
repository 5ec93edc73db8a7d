//! What is shown while something takes long.

use crate::app::PlanProgress;
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
    let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}")
        .expect("invariant: the template above is one that indicatif reads");
    let spinner = ProgressBar::new_spinner().with_style(style).with_message(doing);
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

/// How far the search for a day's rounds is.
pub(super) fn planning(progress: &PlanProgress) -> String {
    let PlanProgress { iterations, left_out, saved, .. } = progress;
    let left_out = match left_out {
        0 => "every order placed".to_owned(),
        count => format!("{count} left out"),
    };
    let percent = saved * 100.0;
    format!(
        "rounds: iteration {iterations}, best so far: {left_out}, {percent:.0} % less riding and waiting \
         than at first"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planning_tells_what_is_left_out_and_saved() {
        let mut progress = PlanProgress { iterations: 1200, left_out: 2, saved: 0.078, done: 0.5 };
        let expected = |left_out| {
            format!(
                "rounds: iteration 1200, best so far: {left_out}, 8 % less riding and waiting than at first"
            )
        };
        assert_eq!(planning(&progress), expected("2 left out"));
        progress.left_out = 0;
        assert_eq!(planning(&progress), expected("every order placed"));
    }
}
