//! How far things have got, in one word.

use crate::domain;
use serde::Serialize;
use utoipa::ToSchema;

/// The words of a domain enum, one by one, so that a new one cannot be forgotten here.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:ident,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $word,)+ }

        impl From<domain::$name> for $name {
            fn from(word: domain::$name) -> Self {
                match word { $(domain::$name::$word => Self::$word,)+ }
            }
        }

        impl From<$name> for domain::$name {
            fn from(word: $name) -> Self {
                match word { $($name::$word => Self::$word,)+ }
            }
        }
    };
}

words! {
    /// How far an order has got. `review`: an address must be looked at before it can be planned;
    /// `open`: it waits for a plan; `unassigned`: the last plan found no place for it; `planned`: it
    /// is in a round; `under_way`: its courier is at a pickup or has left it; `delivered`,
    /// `failed`, `cancelled`: it is over.
    OrderStatus {
        /// An address must be looked at before the order can be planned.
        Review,
        /// It waits for a plan.
        Open,
        /// The last plan of its day found no place for it.
        Unassigned,
        /// It is in a round.
        Planned,
        /// Its courier is at a pickup, or has left it.
        UnderWay,
        /// Every dropoff is done.
        Delivered,
        /// A pickup or a dropoff failed, and nothing is left to do.
        Failed,
        /// It was called off.
        Cancelled,
    }
}

words! {
    /// How far a stop has got.
    StopStatus {
        /// Nobody is there yet.
        Todo,
        /// The courier is there.
        Started,
        /// The goods, or the break, were taken or handed over.
        Done,
        /// It did not work out.
        Failed,
        /// It need not be made any more.
        Cancelled,
    }
}

words! {
    /// Why a stop did not work out.
    FailureReason {
        /// Nobody opened.
        Absent,
        /// The address is wrong, or the door was not found.
        WrongAddress,
        /// The recipient did not want it.
        Refused,
        /// The goods were damaged or incomplete.
        Damaged,
        /// The shop had it not ready.
        NotReady,
        /// The shop was closed.
        Closed,
        /// Something else, told in the note.
        Other,
    }
}

words! {
    /// Where a load goes that could not be handed over.
    AfterFailure {
        /// Back to where it was fetched.
        Return,
        /// To the hub where its courier's shift ends.
        Hub,
        /// To the same place, for a second try.
        Again,
    }
}

words! {
    /// In which order the stops of an order are made; all its pickups always come before its dropoffs.
    DropoffSequence {
        /// In any.
        Free,
        /// As they are listed; stops of other orders may lie between.
        Fixed,
        /// As they are listed, and nothing else from the first pickup to the last dropoff: a standing round.
        Block,
    }
}
