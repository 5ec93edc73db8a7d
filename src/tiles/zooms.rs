//! From which zoom on something is drawn.

use crate::osm::{AreaKind, LineKind, RailKind, RoadKind, SettlementKind, SpotKind, WaterwayKind};

/// Tiles are made from this zoom on,
pub(super) const MIN: u8 = 10;
/// to this one; beyond, whoever draws enlarges them.
pub(super) const MAX: u8 = 16;

/// Units of a tile in one pixel, if it is drawn 512 pixels wide.
pub(super) const PIXEL: f64 = 8.0;

/// Polygons smaller than this many square pixels are not drawn below the last zoom.
const LEAST_PIXELS: f64 = 4.0;

/// The least zoom for a polygon of this kind and size in square units of the world.
pub(super) fn of_area(kind: AreaKind, size: f64) -> u8 {
    let least = match kind {
        AreaKind::Water | AreaKind::Forest | AreaKind::Farmland | AreaKind::Residential => 10,
        AreaKind::Park | AreaKind::Sand | AreaKind::Industrial => 11,
        AreaKind::Grass | AreaKind::Cemetery | AreaKind::Railway | AreaKind::Hospital => 12,
        AreaKind::Sport | AreaKind::School => 13,
        AreaKind::Building => 14,
    };
    let seen = |zoom: &u8| size >= least_size(*zoom);
    (least..MAX).find(seen).unwrap_or(MAX)
}

/// The size in square units of the world from which on a polygon is drawn.
pub(super) fn least_size(zoom: u8) -> f64 {
    let unit = f64::from(1_u32 << (super::world::UNIT_ZOOM - zoom));
    if zoom < MAX { LEAST_PIXELS * (PIXEL * unit).powi(2) } else { 0.0 }
}

/// The least zoom for a line of this kind.
pub(super) const fn of_line(kind: LineKind) -> u8 {
    match kind {
        LineKind::Road(road) => match road {
            RoadKind::Motorway | RoadKind::Trunk | RoadKind::Primary | RoadKind::Ferry => 10,
            RoadKind::Secondary => 11,
            RoadKind::Tertiary | RoadKind::Cycleway => 12,
            RoadKind::Minor | RoadKind::Pedestrian => 13,
            RoadKind::Service | RoadKind::Path | RoadKind::Track => 14,
            RoadKind::Footway | RoadKind::Steps => 15,
        },
        LineKind::Waterway(WaterwayKind::River) => 10,
        LineKind::Rail(RailKind::Rail) | LineKind::Waterway(WaterwayKind::Canal) => 11,
        LineKind::Rail(RailKind::Tram | RailKind::Subway)
        | LineKind::Waterway(WaterwayKind::Stream) => 13,
    }
}

/// The least zoom for a point of this kind.
pub(super) const fn of_spot(kind: SpotKind) -> u8 {
    match kind {
        SpotKind::Settlement(SettlementKind::City | SettlementKind::Town) => 10,
        SpotKind::Settlement(SettlementKind::Village) => 11,
        SpotKind::Settlement(SettlementKind::Suburb) => 12,
        SpotKind::Settlement(SettlementKind::Neighbourhood) => 14,
        SpotKind::Poi(_) => 15,
        SpotKind::Housenumber => 16,
    }
}

/// How far a simplified line may leave the true one, in units of a tile. The last zoom is drawn
/// enlarged.
pub(super) const fn tolerance(zoom: u8) -> f64 {
    match zoom {
        ..=14 => 4.0,
        15 => 2.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smaller_a_polygon_the_later_it_is_drawn() {
        assert_eq!(of_area(AreaKind::Water, 1e18), 10);
        assert_eq!(of_area(AreaKind::Building, 1e18), 14);
        assert_eq!(of_area(AreaKind::Water, 0.0), 16);
        let sizes = [1e12, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5];
        let zooms = sizes.map(|size| of_area(AreaKind::Water, size));
        assert!(zooms.is_sorted(), "{zooms:?}");
        assert!(zooms[0] < zooms[6]);
    }
}
