//! What is done to every request and every answer.

mod finish;
mod guard;
mod origin;
mod renew;
mod security;

pub(super) use finish::finish;
pub(super) use guard::{LONGEST, deadline, panicked, said};
pub(super) use origin::same_origin;
pub(super) use renew::renew;
pub(super) use security::secure;
