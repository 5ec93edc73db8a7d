//! Why a way is of no use to a vehicle class.

/// Why nobody of a vehicle class may use a way, in either direction. The import report counts ways by
/// the sentence of the first profile, so it names tags but nothing of a single way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Closed {
    /// Neither a `highway` nor a `route=ferry`: a building, a river, a boundary.
    #[error("no highway or ferry")]
    NoWay,
    /// The profile does not use this `highway` value, or has no speed for it.
    #[error("highway={value} is not for this vehicle")]
    Highway {
        /// Of `highway`.
        value: String,
    },
    /// `motorroad=yes`: for motor vehicles only, like a motorway.
    #[error("motorroad=yes")]
    Motorroad,
    /// An access tag forbids riding, and pushing is no way out.
    #[error("{key}={value}")]
    Access {
        /// `bicycle`, `vehicle` and the like, perhaps with its direction.
        key: String,
        /// Its value.
        value: String,
    },
    /// One may only walk here with the vehicle in hand, and walking is forbidden.
    #[error("only for pushing, and {key}={value}")]
    Foot {
        /// `foot` or `access`, perhaps with its direction.
        key: String,
        /// Its value.
        value: String,
    },
    /// One may only walk here with the vehicle in hand, and this vehicle is never pushed.
    #[error("only for pushing, and this vehicle is never pushed")]
    NeverPushed,
    /// The profile takes no steps of this kind.
    #[error("steps")]
    Steps,
    /// An escalator or a moving walkway: no cycle is taken onto either.
    #[error("conveying={value}")]
    Conveyor {
        /// Of `conveying`.
        value: String,
    },
    /// The profile takes no ferries.
    #[error("no ferries for this vehicle")]
    Ferry,
    /// A vehicle as wide as this does not fit, or may not pass.
    #[error("{key}={value}")]
    Width {
        /// `maxwidth` or `maxwidth:physical`.
        key: String,
        /// Its value.
        value: String,
    },
    /// The one-way rule leaves no direction open.
    #[error("oneway={value}")]
    Oneway {
        /// Of `oneway`.
        value: String,
    },
    /// The ground does not carry this vehicle.
    #[error("surface={value}")]
    Surface {
        /// Of `surface`, or `cycleway:surface`.
        value: String,
    },
    /// The ground is too rough for this vehicle.
    #[error("smoothness={value}")]
    Smoothness {
        /// Of `smoothness`, or `cycleway:smoothness`.
        value: String,
    },
    /// The track is too soft for this vehicle.
    #[error("tracktype={value}")]
    Tracktype {
        /// Of `tracktype`.
        value: String,
    },
}
