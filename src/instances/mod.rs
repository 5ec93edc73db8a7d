//! Problems of the literature: text files to a [`Problem`](crate::solver::Problem), plans to lists of
//! node ids, and a judge of such lists.
//!
//! | format | file | nodes | fleet |
//! |---|---|---|---|
//! | `lilim` | Li and Lim: pickups and deliveries, Euclidean | ids of the file | line 1 |
//! | `sartori` | Sartori and Buriol: the same with a table of whole minutes | ids of the file | a vehicle a request |
//! | `solomon` | Solomon, Gehring and Homberger: deliveries of a depot, Euclidean | ids of the file | line 5 |
//! | `ortec` | VRPLIB text: the same with a table of whole seconds | ids of the file less 1, so that the depot is 0 | a vehicle a customer, or `VEHICLES` if that is more |
//! | `mdrp` | a folder of tab-separated tables: meals from restaurants to doors, whole minutes | order i of n (from 1): pickup i, dropoff n + i | the couriers |
//!
//! The fleet is a limit where line 1 or line 5 says it, or couriers are listed. Sartori and Buriol set none, and
//! no more did the competition that the `ortec` files are of: their `VEHICLES` is the number that was once in use.
//!
//! An [`Instance`] holds what its file says, in the file's unit. A solver counts in whole numbers, so
//! where distances are Euclidean a unit is 10,000 of them: what rounding a leg to the nearest can cost,
//! 0.00005 of a unit, stays over a hundred legs below the 0.01 that those who compare solutions
//! bear with. All other formats are whole numbers already.
//!
//! Foreign input: at most 5,000 places, numbers in a range where no sum overflows, and all complaints
//! of a file at once, each with line, field, cause and what to do.

mod complaint;
mod field;
mod file;
mod format;

mod ground;
mod instance;

mod columns;
mod lilim;
mod mdrp;
mod ortec;
mod pairs;
mod sartori;
mod solomon;
mod table;

mod read;

mod judge;
mod problem;
mod solution;
mod verdict;

pub mod vroom;

pub use complaint::{Complaint, Complaints};
pub use format::Format;
pub use instance::{Goal, Instance};
pub use judge::judge;
pub use read::{read, read_text};
pub use solution::{Routes, Run, Solution, read_routes};
pub use verdict::{Verdict, Violation};

#[cfg(test)]
mod tests;
