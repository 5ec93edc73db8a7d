//! What a new metric changes.

use super::{metric::Metric, street::EdgeId};

/// How many edges are used otherwise under one metric than under another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Open now, closed before.
    pub opened: usize,
    /// Closed now, open before.
    pub closed: usize,
    /// Open in both, and faster now.
    pub faster: usize,
    /// Open in both, and slower now.
    pub slower: usize,
}

impl Difference {
    /// What `after` changes of `before`, both on one graph. Turns do not count.
    #[must_use]
    pub fn between(before: &Metric, after: &Metric) -> Self {
        let mut found = Self::default();
        for edge in (0..before.edges().min(after.edges())).map(EdgeId::new) {
            match (before.cost(edge), after.cost(edge)) {
                (None, None) => {}
                (None, Some(_)) => found.opened += 1,
                (Some(_), None) => found.closed += 1,
                (Some(was), Some(is)) => {
                    found.faster += usize::from(is.time_ms() < was.time_ms());
                    found.slower += usize::from(is.time_ms() > was.time_ms());
                }
            }
        }
        found
    }
}
