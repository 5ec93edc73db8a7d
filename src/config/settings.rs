//! How Musette plans, where neither an order nor the co-operative says it: `config/default.toml`.

use super::{
    complaint::{Complaint, Complaints},
    file::read_toml_text,
    section::{Section, parse_toml},
    value::Value,
};
use crate::{
    instances::vroom::VroomLimits,
    osm::is_country,
    units::{Load, Metres, Seconds},
};
use std::{path::Path, time::Duration};

/// The settings. Each is documented, with unit, range and reason, in `config/default.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How far a place may lie from the nearest street.
    pub snap_max_distance: Metres,
    /// How long rounds are searched for.
    pub plan: PlanLimits,
    /// Load of a dropoff, where the order does not say, dimension by dimension.
    pub default_load: Load,
    /// Length of the delivery window, where the order does not say when it is due.
    pub default_window: Seconds,
    /// How much may be asked at a time by the OSRM-compatible API.
    pub osrm: OsrmLimits,
    /// How much may be asked at a time by the VROOM-compatible API.
    pub vroom: VroomSettings,
    /// Code of the country whose holidays count on maps.
    pub country: String,
}

/// How long rounds are searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanLimits {
    /// They are improved for so long at most.
    pub time: Duration,
    /// So often at most.
    pub iterations: Option<u64>,
    /// Where chance begins.
    pub seed: u64,
    /// How many searches run side by side; 0: as many as there are cores, in a service those that are free.
    pub threads: u32,
}

impl Default for PlanLimits {
    fn default() -> Self {
        Self { time: Duration::from_secs(2), iterations: None, seed: 1, threads: 0 }
    }
}

/// How much may be asked at a time by the OSRM-compatible API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OsrmLimits {
    /// Places of a route.
    pub route_places: u32,
    /// Sources and destinations of a square table; others may have as many cells.
    pub table_places: u32,
    /// Places of a trip.
    pub trip_places: u32,
    /// Answers of a question for the nearest streets.
    pub nearest: u32,
}

impl Default for OsrmLimits {
    fn default() -> Self {
        Self { route_places: 500, table_places: 1_000, trip_places: 100, nearest: 100 }
    }
}

/// How much may be asked at a time by the VROOM-compatible API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VroomSettings {
    /// How much a problem may hold.
    pub limits: VroomLimits,
    /// Bytes of a request.
    pub longest_body: usize,
    /// Routes are searched for so long at most.
    pub time: Duration,
}

impl Default for VroomSettings {
    fn default() -> Self {
        Self {
            limits: VroomLimits { locations: 1_000, vehicles: 200 },
            longest_body: 1 << 20,
            time: Duration::from_secs(5),
        }
    }
}

impl Settings {
    /// [`Self::snap_max_distance`] as the geometry wants it, in metres.
    #[must_use]
    pub fn max_snap_m(&self) -> f64 {
        f64::from(self.snap_max_distance.as_u32())
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            snap_max_distance: Metres::new(250),
            plan: PlanLimits::default(),
            default_load: Load { mass_g: 2_000, volume_ml: 10_000, bags: 1 },
            default_window: Seconds::from_minutes(60),
            osrm: OsrmLimits::default(),
            vroom: VroomSettings::default(),
            country: "FR".to_owned(),
        }
    }
}

/// The settings of `file`; what it does not say, and everything without a file, is built in.
///
/// # Errors
///
/// Everything wrong with the file.
pub fn read_settings(file: Option<&Path>) -> Result<Settings, Complaints> {
    let (settings, complaints) = settings_of(file);
    Complaints::unless(complaints, settings)
}

/// The same, with the complaints of an unusable file beside.
pub(super) fn settings_of(file: Option<&Path>) -> (Option<Settings>, Vec<Complaint>) {
    let Some(path) = file else {
        return (Some(Settings::default()), Vec::new());
    };
    match read_toml_text(path) {
        Ok(text) => parse_toml(&path.display().to_string(), &text, settings),
        Err(complaint) => (None, vec![complaint]),
    }
}

/// Reads every key, so that complaints are complete; a complaint makes the result void, so what is
/// left at its default after one does no harm.
#[expect(clippy::unnecessary_wraps, reason = "the shape that parse_toml asks for")]
fn settings(root: &Section<'_>) -> Option<Settings> {
    let mut settings = Settings::default();
    if let Some(snap) = root.optional_table("snap") {
        let distance = snap.optional("max_distance_m", "250").and_then(|v| v.whole(1..=5_000));
        set(&mut settings.snap_max_distance, distance.map(Metres::new));
        snap.close();
    }
    if let Some(map) = root.optional_table("map") {
        let value = map.optional("country", "\"FR\"");
        set(&mut settings.country, value.and_then(|value| country(&value)));
        map.close();
    }
    root.gone(
        "service",
        "are no settings any more, but rules, of which each version is kept",
        "write the same block into rules.toml beside this file",
    );
    if let Some(plan) = root.optional_table("plan") {
        let limits = &mut settings.plan;
        let time = plan.optional("seconds", "2").and_then(|v| v.number(0.0..=600.0));
        set(&mut limits.time, time.map(Duration::from_secs_f64));
        let whole = |key, example, range| plan.optional(key, example)?.whole(range);
        let iterations = whole("iterations", "100000", 0..=1_000_000_000);
        set(&mut limits.iterations, iterations.map(|count| Some(u64::from(count))));
        set(&mut limits.seed, whole("seed", "1", 0..=u32::MAX).map(u64::from));
        set(&mut limits.threads, whole("threads", "0", 0..=1_024));
        plan.gone(
            "insertion",
            "is no setting any more: rounds are searched for, not only inserted",
            "write seconds = 2 instead, for how long they are improved at most",
        );
        plan.close();
    }
    if let Some(orders) = root.optional_table("orders") {
        let load = &mut settings.default_load;
        let whole = |key, example, max| orders.optional(key, example)?.whole(0..=max);
        set(&mut load.mass_g, whole("default_mass_g", "2000", 1_000_000));
        set(&mut load.volume_ml, whole("default_volume_ml", "10000", 10_000_000));
        set(&mut load.bags, whole("default_bags", "1", 1_000));
        let window = orders.optional("default_window_min", "60").and_then(|v| v.whole(1..=1_440));
        set(&mut settings.default_window, window.map(Seconds::from_minutes));
        orders.close();
    }
    if let Some(osrm) = root.optional_table("osrm") {
        let limits = &mut settings.osrm;
        let whole = |key, example, max| osrm.optional(key, example)?.whole(1..=max);
        set(&mut limits.route_places, whole("max_route_places", "500", 3_000));
        set(&mut limits.table_places, whole("max_table_places", "1000", 3_000));
        set(&mut limits.trip_places, whole("max_trip_places", "100", 1_000));
        set(&mut limits.nearest, whole("max_nearest", "100", 10_000));
        osrm.close();
    }
    if let Some(vroom) = root.optional_table("vroom") {
        let own = &mut settings.vroom;
        let whole = |key, example, max| vroom.optional(key, example)?.whole(1..=max);
        set(&mut own.limits.locations, whole("max_locations", "1000", 3_000));
        set(&mut own.limits.vehicles, whole("max_vehicles", "200", 1_000));
        let body = whole("max_body_kib", "1024", 65_536);
        set(&mut own.longest_body, body.map(|kib| kib as usize * 1024));
        let time = vroom.optional("seconds", "5").and_then(|v| v.number(0.0..=600.0));
        set(&mut own.time, time.map(Duration::from_secs_f64));
        vroom.close();
    }
    Some(settings)
}

fn country(value: &Value<'_>) -> Option<String> {
    let code = value.text()?;
    let what = "the code of a country with known holidays, by ISO 3166-1 in capitals";
    if is_country(&code) { Some(code) } else { value.expected(what) }
}

fn set<T>(target: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *target = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../config/default.toml");

    fn parsed(text: &str) -> (Option<Settings>, Vec<String>) {
        let (value, complaints) = parse_toml("default.toml", text, settings);
        (value, complaints.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_shipped_file_says_what_is_built_in() {
        assert_eq!(parsed(SHIPPED), (Some(Settings::default()), vec![]));
    }

    #[test]
    fn the_shipped_file_names_every_key() {
        let mut keys = 0;
        // A key that the file did not say would keep its built-in value whatever is written there.
        for (index, line) in SHIPPED.lines().enumerate().filter(|(_, line)| line.contains(" = ")) {
            // What has no value unless it is said is there as a comment.
            let line = line.strip_prefix('#').unwrap_or(line);
            if line.starts_with(' ') {
                continue;
            }
            let key = line.split(" = ").next().unwrap();
            let changed =
                if key == "country" { "country = \"FI\"".to_owned() } else { format!("{key} = 7") };
            let lines = SHIPPED.lines().enumerate();
            let text: Vec<&str> =
                lines.map(|(i, other)| if i == index { &changed } else { other }).collect();
            let (settings, complaints) = parsed(&text.join("\n"));
            assert_eq!(complaints, [""; 0]);
            assert_ne!(settings.unwrap(), Settings::default(), "{key}");
            keys += 1;
        }
        let Settings {
            snap_max_distance: _,
            plan: PlanLimits { time: _, iterations: _, seed: _, threads: _ },
            default_load: Load { mass_g: _, volume_ml: _, bags: _ },
            default_window: _,
            osrm: OsrmLimits { route_places: _, table_places: _, trip_places: _, nearest: _ },
            vroom:
                VroomSettings {
                    limits: VroomLimits { locations: _, vehicles: _ },
                    longest_body: _,
                    time: _,
                },
            country: _,
        } = Settings::default();
        assert_eq!(keys, 18, "one for each field above");
    }

    #[test]
    fn everything_wrong_is_said() {
        let text = "[snap]\nmax_distance_m = 0\n[service]\npickup_s = \"3 min\"\ndropoff_s = 1\n\
                    [plan]\ninsertion = \"cheapest\"\n[order]\n[orders]\ndefault_window_min = 1.5\n\
                    [map]\ncountry = \"France\"\n";
        let mut complaints = parsed(text).1;
        complaints.sort();
        let expected = [
            "default.toml:10: orders.default_window_min: expected a whole number from 1 to 1440, \
             got 1.5\n    write e.g. 60",
            "default.toml:12: map.country: expected the code of a country with known holidays, by ISO \
             3166-1 in capitals, got \"France\"\n    write e.g. \"FR\"",
            "default.toml:2: snap.max_distance_m: expected a whole number from 1 to 5000, got 0\n    \
             write e.g. 250",
            "default.toml:3: service: are no settings any more, but rules, of which each version is kept\n    \
             write the same block into rules.toml beside this file",
            "default.toml:7: plan.insertion: is no setting any more: rounds are searched for, not only \
             inserted\n    write seconds = 2 instead, for how long they are improved at most",
            "default.toml:8: order: is an unknown key\n    did you mean \"orders\"?",
        ];
        assert_eq!(complaints, expected);
    }

    #[test]
    fn what_was_taken_out_is_not_what_anybody_meant() {
        let [complaint] = &parsed("[plan]\ninsertions = 3\n").1[..] else { panic!("one") };
        assert!(complaint.contains("plan.insertions: is an unknown key"), "{complaint}");
        assert!(!complaint.contains("\"insertion\""), "{complaint}");
    }

    #[test]
    fn seconds_may_be_fractions() {
        let time = |text: &str| parsed(text).0.unwrap().plan.time;
        assert_eq!(time("[plan]\nseconds = 0.25\n"), Duration::from_millis(250));
        assert_eq!(time("[plan]\nseconds = 600\n"), Duration::from_mins(10));
        assert_eq!(time("[plan]\nseconds = 0\n"), Duration::ZERO);
        for wrong in ["-0.1", "601", "nan", "\"2\""] {
            assert_eq!(parsed(&format!("[plan]\nseconds = {wrong}\n")).1.len(), 1, "{wrong}");
        }
    }
}
