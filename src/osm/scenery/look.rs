//! How one way or relation is drawn.

use super::{
    AreaKind, BikeKind, LineKind, PoiKind, class,
    keys::{SceneryKey as Key, Values},
    poi::poi,
};

/// How one way or relation is drawn; nothing, by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) area: Option<AreaKind>,
    pub(super) line: Option<LineKind>,
    pub(super) poi: Option<PoiKind>,
    pub(super) bike: Option<BikeKind>,
    pub(super) bridge: bool,
    pub(super) tunnel: bool,
    /// Whether land ends here.
    pub(super) coast: bool,
    /// Index of its name, 0 if it has none.
    pub(super) name: u32,
    /// Index of its house number, 0 if it has none.
    pub(super) number: u32,
}

impl Look {
    /// How a way is drawn, but for name and number; `None` if it is not.
    pub(super) fn of_way(values: &Values<'_>, closed: bool) -> Option<Self> {
        let line = class::line(values);
        let road = matches!(line, Some(LineKind::Road(_)));
        let look = Self {
            area: if closed { class::area(values) } else { None },
            line,
            poi: if closed { poi(values) } else { None },
            bike: if road { class::bike(values) } else { None },
            bridge: line.is_some() && values.has(Key::Bridge),
            tunnel: line.is_some() && values.has(Key::Tunnel),
            coast: values.is(Key::Natural, "coastline"),
            ..Self::default()
        };
        let numbered = closed && values.get(Key::Housenumber).is_some();
        (look != Self::default() || numbered).then_some(look)
    }

    /// How a relation is drawn, but for name and number; `None` if it is not.
    pub(super) fn of_relation(values: &Values<'_>) -> Option<Self> {
        if !values.is(Key::Type, "multipolygon") {
            return None;
        }
        let area = class::area(values);
        area?;
        Some(Self { area, poi: poi(values), ..Self::default() })
    }
}
