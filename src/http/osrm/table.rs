//! `table`: times and distances between places.

use super::{
    json::{Json, metres, seconds, tenths},
    query::{Fallback, Query},
    refusal::Refusal,
    snapped::{Asked, Waypoint, snapped},
};
use crate::{
    app::roads::{Roads, Table},
    geo::haversine_m,
    graph::{Cost, Snap},
    units::LonLat,
};

/// Some bytes a cell: `123.4,`.
const CELL: usize = 7;

pub(super) fn answer(roads: &Roads<'_>, query: &Query, asked: &[Asked]) -> Result<Json, Refusal> {
    let all = snapped(roads, asked)?;
    let sources = numbers(&query.sources, asked.len());
    let destinations = numbers(&query.destinations, asked.len());
    let pick = |numbers: &[usize]| numbers.iter().map(|it| all[*it]).collect::<Vec<Snap>>();
    let table = roads.table(&pick(&sources), &pick(&destinations));
    let places = |numbers: &[usize]| {
        let place = |it: &usize| {
            if query.fallback.from_snapped { all[*it].place } else { asked[*it].ask.place }
        };
        numbers.iter().map(place).collect::<Vec<LonLat>>()
    };
    let lines = Lines {
        from: places(&sources),
        to: places(&destinations),
        fallback: query.fallback,
        scale: query.scale_factor,
    };
    let wanted = usize::from(query.table_durations) + usize::from(query.table_distances);
    let cells = sources.len() * destinations.len();
    let mut json = Json::with_capacity(wanted * CELL * cells + 1024);
    json.object(|json| {
        json.key("code").text("Ok");
        if query.table_durations {
            let durations = json.key("durations");
            write_table(durations, &table, |cell, from, to| lines.duration(cell, from, to));
        }
        if query.table_distances {
            let distances = json.key("distances");
            write_table(distances, &table, |cell, from, to| lines.distance(cell, from, to));
        }
        if query.fallback.speed.is_some() {
            json.key("fallback_speed_cells").array(guessed(&table), |json, cell| {
                json.array(cell, |json, number| json.whole(number as u64));
            });
        }
        if !query.skip_waypoints {
            for (name, numbers) in [("sources", &sources), ("destinations", &destinations)] {
                json.key(name).array(numbers, |json, it| {
                    Waypoint::new(roads, query, &asked[*it], &all[*it]).write(json);
                });
            }
        }
    });
    Ok(json)
}

/// The places asked for, or all of them.
fn numbers(asked: &[u32], count: usize) -> Vec<usize> {
    if asked.is_empty() {
        (0..count).collect()
    } else {
        asked.iter().map(|number| *number as usize).collect()
    }
}

/// What is told of cells.
struct Lines {
    from: Vec<LonLat>,
    to: Vec<LonLat>,
    fallback: Fallback,
    scale: Option<f64>,
}

impl Lines {
    /// Tenths of a second.
    fn duration(&self, cell: Option<Cost>, from: usize, to: usize) -> Option<u64> {
        let Some(cost) = cell else {
            let seconds = haversine_m(self.from[from], self.to[to]) / self.fallback.speed?;
            return Some(tenths(seconds * self.scale.unwrap_or(1.0)));
        };
        Some(match self.scale {
            None => seconds(u64::from(cost.time_ms())),
            Some(scale) => tenths(f64::from(cost.time_ms()) / 1000.0 * scale),
        })
    }

    /// Tenths of a metre.
    fn distance(&self, cell: Option<Cost>, from: usize, to: usize) -> Option<u64> {
        let Some(cost) = cell else {
            self.fallback.speed?;
            return Some(tenths(haversine_m(self.from[from], self.to[to])));
        };
        Some(metres(u64::from(cost.length_cm())))
    }
}

/// Row and column of the cells without a way.
fn guessed(table: &Table) -> impl Iterator<Item = [usize; 2]> {
    table.rows().enumerate().flat_map(|(from, row)| {
        let cells = row.enumerate().filter(|(_, cell)| cell.is_none());
        cells.map(move |(to, _)| [from, to])
    })
}

fn write_table(
    json: &mut Json,
    table: &Table,
    told: impl Fn(Option<Cost>, usize, usize) -> Option<u64>,
) {
    json.array(table.rows().enumerate(), |json, (from, row)| {
        json.array(row.enumerate(), |json, (to, cell)| match told(cell, from, to) {
            Some(tenths) => json.tenths(tenths),
            None => json.null(),
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(speed: Option<f64>, scale: Option<f64>) -> Lines {
        let at = |lat| LonLat::from_degrees(2.0, lat).unwrap();
        let fallback = Fallback { speed, from_snapped: false };
        Lines { from: vec![at(48.0), at(48.0)], to: vec![at(48.0), at(48.01)], fallback, scale }
    }

    #[test]
    fn cells_are_rounded_scaled_and_guessed() {
        let cost = Some(Cost::new(12_349, 105));
        let told = |lines: &Lines, cell| (lines.duration(cell, 0, 1), lines.distance(cell, 0, 1));
        assert_eq!(told(&lines(None, None), cost), (Some(123), Some(11)));
        assert_eq!(told(&lines(None, Some(2.0)), cost), (Some(247), Some(11)));
        assert_eq!(told(&lines(None, None), None), (None, None));
        // A hundredth of a degree is 1111.95 m on the sphere.
        assert_eq!(told(&lines(Some(10.0), None), None), (Some(1112), Some(11_120)));
        assert_eq!(told(&lines(Some(10.0), Some(2.0)), None), (Some(2224), Some(11_120)));
    }

    #[test]
    fn tables_are_json() {
        let cells = vec![Some(Cost::new(1_000, 0)), None, Some(Cost::new(50, 0)), None];
        let table = Table::new(&cells, 2);
        let mut json = Json::with_capacity(0);
        write_table(&mut json, &table, |cell, from, to| lines(None, None).duration(cell, from, to));
        assert_eq!(String::from_utf8(json.into_bytes()).unwrap(), "[[1,null],[0.1,null]]");
        assert_eq!(guessed(&table).collect::<Vec<_>>(), [[0, 1], [1, 1]]);
    }
}
