//! When to be where on a route whose order is given, so that the least is broken.
//!
//! VROOM finds these times with a mixed integer program; here they come out of a dynamic program, exactly.
//! Let the stops of a route lie on a line of time from which riding and service are taken off: they are
//! then no longer than in order. Each stop, break and end costs what it is outside its windows, a function
//! with a corner at each of their ends. An optimum can be had with every stop at a corner, its own or
//! another's: whoever stands between corners with all that touches him can be moved without loss to where
//! one of them meets a corner, or another stop. So there are no more times to look at than corners, for
//! each stop the cheapest that is not before one of the stop before.
//!
//! A break is taken anywhere on the way between two stops: it has to lie between them, but what is ridden
//! before it and what after is free. Corners of breaks are therefore looked at twice, as if all of the way
//! came after it, or all before.

mod corners;
mod cost;
mod moment;
mod rests;
mod times;

pub(super) use moment::{FAR, Moment};
pub(super) use times::{EtaError, earliest};

#[cfg(test)]
mod tests;
