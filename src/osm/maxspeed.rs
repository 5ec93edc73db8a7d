//! `maxspeed` values: the limit that signs and laws put on everyone, cyclists included.

use super::Tags;

/// Walking pace where the law says so, in km/h; the French "allure du pas" has no figure, German
/// courts speak of 4 to 7. No limit is read as less, so that a typing error closes no street.
pub(super) const WALKING_KMH: f64 = 6.0;

/// The signed limit of a way in km/h; the lowest, if there are several. `None` if there is none, or
/// none that can be read.
pub(super) fn limit_kmh(tags: &Tags) -> Option<f64> {
    tags.values("maxspeed").filter_map(parse).reduce(f64::min)
}

/// One value of the OSM wiki's "Key:maxspeed": `30`, `30 km/h`, `20 mph`, `walk`, `FR:zone30`.
fn parse(value: &str) -> Option<f64> {
    let kmh = match value.split_once(':') {
        Some((country, zone)) => zone_kmh(country, zone)?,
        None if value == "walk" => WALKING_KMH,
        None => signed_kmh(value)?,
    };
    (kmh.is_finite() && kmh > 0.0).then(|| kmh.max(WALKING_KMH))
}

/// Zones slower than a bicycle; `FR:urban` and faster ones bind nobody here.
fn zone_kmh(country: &str, zone: &str) -> Option<f64> {
    match zone {
        "walk" | "pedestrian" | "pedestrian_zone" => Some(WALKING_KMH),
        "living_street" if matches!(country, "AT" | "DE") => Some(WALKING_KMH),
        "living_street" => Some(20.0),
        _ => zone
            .trim_start_matches("zone")
            .trim_start_matches(':')
            .parse::<u16>()
            .ok()
            .map(f64::from),
    }
}

fn signed_kmh(value: &str) -> Option<f64> {
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let kmh_per_unit = match unit.trim() {
        "" | "km/h" | "kmh" | "kph" => 1.0,
        "mph" => 1.609_344,
        "knots" => 1.852,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * kmh_per_unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(value: &str) -> Option<f64> {
        limit_kmh(&Tags::new([("maxspeed", value)]))
    }

    #[test]
    fn numbers_units_and_zones_are_read() {
        assert_eq!(limit("30"), Some(30.0));
        assert_eq!(limit("12.5"), Some(12.5));
        assert_eq!(limit("10 mph"), Some(16.093_44));
        assert_eq!(limit("20km/h"), Some(20.0));
        assert_eq!(limit("FR:zone30"), Some(30.0));
        assert_eq!(limit("DE:zone:20"), Some(20.0));
        assert_eq!(limit("FR:living_street"), Some(20.0));
        assert_eq!(limit("50;20"), Some(20.0));
    }

    #[test]
    fn nothing_is_slower_than_walking() {
        for value in ["walk", "DE:living_street", "3", "0.001"] {
            assert_eq!(limit(value), Some(WALKING_KMH), "{value}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_limit() {
        for value in
            ["", "none", "signals", "FR:urban", "FR:rural", "0", "-5", "1.2.3", "30 furlongs", "."]
        {
            assert_eq!(limit(value), None, "{value}");
        }
    }
}
