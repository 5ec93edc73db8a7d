//! A day simulated again and again, what that says of its rules, and a page to show it.

mod lived;
mod numbers;
mod posted;
mod stage;
mod study;
mod summary;

mod report;

pub use lived::{Door, HalfHour, Lived};
pub use posted::{PostedDay, posted_day};
pub use report::{Language, report_html};
pub use stage::{Arrivals, Stage, StageError};
pub use study::{Study, StudyProgress, Trial, Tried, Wishes, study};
pub use summary::{ChangeDocument, Summary, summary};
