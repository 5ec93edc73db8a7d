//! Time windows.

use super::{
    super::problem::Windows,
    fields::{Fields, whole},
};
use serde_json::Value;

impl Fields<'_> {
    /// The windows of a task or a break, in their order.
    pub(super) fn windows(&self, what: &str, id: u64) -> Windows {
        if !self.has("time_windows") {
            return Windows::new();
        }
        let otherwise = || format!("Invalid time_windows array for {what} {id}.");
        let Some(items) = self.read("time_windows", Value::as_array, otherwise) else {
            return Windows::new();
        };
        let mut windows: Windows = items.iter().filter_map(|item| self.window(item)).collect();
        if items.is_empty() {
            self.complain(format_args!("Empty time windows for {what} {id}."));
        }
        windows.sort_unstable();
        if windows.windows(2).any(|two| two[1][0] <= two[0][1]) {
            self.complain(format_args!("Unsorted or overlapping time-windows for {what} {id}."));
        }
        windows
    }

    /// The hours of a vehicle.
    pub(super) fn hours(&self) -> Option<[u32; 2]> {
        self.window(self.get("time_window")?)
    }

    fn window(&self, value: &Value) -> Option<[u32; 2]> {
        let two = |value: &Value| {
            let bounds = value.as_array()?;
            Some([whole(bounds.first()?)?, whole(bounds.get(1)?)?])
        };
        let Some([start, end]) = two(value) else {
            self.complain("Invalid time-window.");
            return None;
        };
        if end < start {
            self.complain(format_args!("Invalid time window: [{start}, {end}]"));
            return None;
        }
        Some([start, end])
    }
}
