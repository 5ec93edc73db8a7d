//! A line that lives while the solver works.

use crate::{cli::progress::spinner, instances::Instance, solver::Progress};
use indicatif::ProgressBar;

/// The line; invisible unless standard error is a terminal.
pub(super) struct Live {
    spinner: ProgressBar,
    scale: f64,
    cost_name: &'static str,
}

impl Live {
    pub(super) fn new(instance: &Instance) -> Self {
        let (scale, cost_name) = (instance.scale(), instance.cost_name());
        Self { spinner: spinner("searching"), scale, cost_name }
    }

    /// Shows how far the solver is.
    pub(super) fn show(&self, progress: &Progress) {
        if !self.spinner.is_hidden() {
            self.spinner.set_message(said(progress, self.scale, self.cost_name));
        }
    }

    pub(super) fn finish(self) {
        self.spinner.finish_and_clear();
    }
}

/// Shows how far the search for routes is whose costs have no unit.
pub(super) fn show_search(spinner: &ProgressBar, progress: &Progress) {
    if !spinner.is_hidden() {
        spinner.set_message(said(progress, 1.0, "cost"));
    }
}

fn said(progress: &Progress, scale: f64, cost_name: &str) -> String {
    let Progress { iterations, score, phase, elapsed, leading, .. } = progress;
    let rate = *iterations as f64 / elapsed.as_secs_f64().max(0.001);
    // Counted only where few are asked for.
    let vehicles = match score.vehicles {
        0 => String::new(),
        count => format!("{count} vehicles, "),
    };
    let unserved = match score.unserved {
        0 => String::new(),
        count => format!(", {count} unserved"),
    };
    // Whole in the file, whole here.
    let digits = if scale > 1.0 { 2 } else { 0 };
    let cost = score.cost as f64 / scale;
    let leading = match leading.as_slice() {
        [] => String::new(),
        some => {
            let told = some.iter().map(|(name, best)| format!("{name} ({best})"));
            format!("; most by {}", told.collect::<Vec<_>>().join(", "))
        }
    };
    format!(
        "{phase}: iteration {iterations} ({rate:.0}/s), best {vehicles}{cost_name} {cost:.digits$}{unserved}{leading}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solver::Score;
    use std::time::Duration;

    #[test]
    fn the_line_tells_how_far_the_solver_is() {
        let mut progress = Progress {
            iterations: 3_000,
            elapsed: Duration::from_secs(2),
            done: 0.2,
            score: Score { unserved: 2, vehicles: 10, cost: 8_289_400, ..Score::default() },
            phase: "fewer routes",
            leading: vec![("route out: eject", 7), ("strings, random order", 3)],
        };
        assert_eq!(
            said(&progress, 10_000.0, "distance"),
            "fewer routes: iteration 3000 (1500/s), best 10 vehicles, distance 828.94, 2 unserved; \
             most by route out: eject (7), strings, random order (3)"
        );
        progress.score = Score { cost: 180, ..Score::default() };
        (progress.elapsed, progress.leading) = (Duration::ZERO, Vec::new());
        assert_eq!(
            said(&progress, 1.0, "minutes"),
            "fewer routes: iteration 3000 (3000000/s), best minutes 180"
        );
    }
}
