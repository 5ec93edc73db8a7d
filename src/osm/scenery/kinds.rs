//! The kinds of things that a map shows, under the names that its tiles give them.

use serde::{Deserialize, Serialize};

/// An enum whose variants have a name each.
macro_rules! kinds {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum $kind {
            $(#[doc = concat!("`", $name, "`")] $variant,)+
        }

        impl $kind {
            /// What tiles call it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

kinds! {
    /// What covers the ground.
    AreaKind {
        Water = "water",
        Park = "park",
        Grass = "grass",
        Forest = "forest",
        Farmland = "farmland",
        Cemetery = "cemetery",
        Sport = "sport",
        Sand = "sand",
        Residential = "residential",
        Industrial = "industrial",
        Railway = "railway",
        School = "school",
        Hospital = "hospital",
        Building = "building",
    }
}

kinds! {
    /// How a road is drawn; finer differences are a matter of riding, not of seeing.
    RoadKind {
        Motorway = "motorway",
        Trunk = "trunk",
        Primary = "primary",
        Secondary = "secondary",
        Tertiary = "tertiary",
        Minor = "minor",
        Service = "service",
        Pedestrian = "pedestrian",
        Path = "path",
        Cycleway = "cycleway",
        Footway = "footway",
        Steps = "steps",
        Track = "track",
        Ferry = "ferry",
    }
}

kinds! {
    /// What runs on rails.
    RailKind {
        Rail = "rail",
        Tram = "tram",
        Subway = "subway",
    }
}

kinds! {
    /// Running water that is drawn as a line.
    WaterwayKind {
        River = "river",
        Stream = "stream",
        Canal = "canal",
    }
}

kinds! {
    /// How a road is signed for bikes.
    BikeKind {
        Cycleway = "cycleway",
        Lane = "lane",
    }
}

kinds! {
    /// Where people live, by size.
    SettlementKind {
        City = "city",
        Town = "town",
        Suburb = "suburb",
        Village = "village",
        Neighbourhood = "neighbourhood",
    }
}

kinds! {
    /// What a named thing is good for.
    PoiKind {
        Attraction = "attraction",
        Bakery = "bakery",
        Bank = "bank",
        Bar = "bar",
        Bicycle = "bicycle",
        Cafe = "cafe",
        Cinema = "cinema",
        Doctor = "doctor",
        FastFood = "fast_food",
        FireStation = "fire_station",
        Fuel = "fuel",
        Hospital = "hospital",
        Hotel = "hotel",
        Kindergarten = "kindergarten",
        Library = "library",
        Market = "market",
        Museum = "museum",
        Park = "park",
        Pharmacy = "pharmacy",
        Police = "police",
        PostOffice = "post_office",
        Restaurant = "restaurant",
        School = "school",
        Shop = "shop",
        Station = "station",
        Supermarket = "supermarket",
        Theatre = "theatre",
        TownHall = "town_hall",
        University = "university",
        Worship = "worship",
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LineKind {
    /// Running water.
    Waterway(WaterwayKind),
    /// A road, path or ferry.
    Road(RoadKind),
    /// A track of rails.
    Rail(RailKind),
}

/// What a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SpotKind {
    /// A settlement.
    Settlement(SettlementKind),
    /// Something with a name that people look for.
    Poi(PoiKind),
    /// The number of a house.
    Housenumber,
}
