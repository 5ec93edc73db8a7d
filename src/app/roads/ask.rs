//! What one asks of the street beside a place.

use crate::{graph::Candidate, units::LonLat};

/// A direction of travel, with how far off it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// In degrees clockwise from north, 0 to 360.
    pub bearing: u16,
    /// In degrees to either side, 0 to 180.
    pub range: u16,
}

/// On which side of a street with traffic both ways one wants to come by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// On any.
    #[default]
    Any,
    /// The place is then on the side that one rides on: the right.
    Curb,
    /// The place is then across the street.
    Opposite,
}

/// A place, with what one asks of the street beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ask {
    /// The place.
    pub place: LonLat,
    /// How far the street may be, in metres; infinity: as far as the map goes.
    pub max_m: f64,
    /// Which way one is riding.
    pub heading: Option<Heading>,
    /// Which side one wants.
    pub side: Side,
}

impl Ask {
    /// Any street, however far.
    #[must_use]
    pub const fn new(place: LonLat) -> Self {
        Self { place, max_m: f64::INFINITY, heading: None, side: Side::Any }
    }

    /// The candidate as it may be used; `None` if it is not what was asked for.
    pub(super) fn fit(&self, candidate: Candidate) -> Option<Candidate> {
        let ways = [Some(candidate), candidate.both_ways.then(|| candidate.reversed())];
        let mut fitting = ways.into_iter().flatten().filter(|way| {
            let side = match self.side {
                _ if !candidate.both_ways => true,
                Side::Any => true,
                Side::Curb => !way.on_left,
                Side::Opposite => way.on_left,
            };
            side && self.heading.is_none_or(|heading| heading.allows(way.bearing))
        });
        let first = fitting.next()?;
        let one_way = candidate.both_ways && fitting.next().is_none();
        Some(Candidate { snap: crate::graph::Snap { one_way, ..first.snap }, ..first })
    }
}

impl Heading {
    /// Of a street's bearing whole degrees count, as with OSRM: with a range of 0 some still fit.
    fn allows(self, bearing: f64) -> bool {
        let apart = (bearing.round() - f64::from(self.bearing)).rem_euclid(360.0);
        apart.min(360.0 - apart) <= f64::from(self.range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{EdgeId, Snap};

    fn north(both_ways: bool) -> Candidate {
        let place = LonLat::from_degrees(2.0, 48.0).unwrap();
        let snap =
            Snap { edge: EdgeId::new(0), fraction: 0.25, place, distance_m: 5.0, one_way: false };
        Candidate { snap, bearing: 359.0, on_left: true, both_ways }
    }

    fn fit(both_ways: bool, heading: Option<(u16, u16)>, side: Side) -> Option<(usize, bool)> {
        let heading = heading.map(|(bearing, range)| Heading { bearing, range });
        let ask = Ask { heading, side, ..Ask::new(north(true).snap.place) };
        let found = ask.fit(north(both_ways))?;
        Some((found.snap.edge.index(), found.snap.one_way))
    }

    #[test]
    fn a_heading_closes_the_other_way_or_the_street() {
        assert_eq!(fit(true, None, Side::Any), Some((0, false)));
        assert_eq!(fit(true, Some((1, 2)), Side::Any), Some((0, true)), "around north");
        assert_eq!(fit(true, Some((180, 20)), Side::Any), Some((1, true)));
        assert_eq!(fit(true, Some((180, 180)), Side::Any), Some((0, false)));
        assert_eq!(fit(true, Some((90, 20)), Side::Any), None);
        assert_eq!(fit(false, Some((180, 20)), Side::Any), None);
        assert_eq!(fit(false, Some((0, 20)), Side::Any), Some((0, false)));
    }

    #[test]
    fn bearings_are_compared_by_the_whole_degree() {
        let heading = |bearing, range| Heading { bearing, range };
        assert!(heading(0, 0).allows(359.6) && heading(360, 0).allows(0.4));
        assert!(!heading(0, 0).allows(359.4) && !heading(0, 0).allows(0.6));
        assert!(heading(10, 5).allows(15.4) && !heading(10, 5).allows(15.6));
    }

    #[test]
    fn a_side_decides_only_where_there_are_two() {
        assert_eq!(fit(true, None, Side::Opposite), Some((0, true)));
        assert_eq!(fit(true, None, Side::Curb), Some((1, true)));
        assert_eq!(fit(false, None, Side::Curb), Some((0, false)));
        assert_eq!(fit(true, Some((0, 20)), Side::Curb), None);
    }
}
