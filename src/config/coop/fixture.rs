//! A small co-operative for the tests of this folder.

/// A co-operative without shifts.
pub(super) const SMALL: &str = r#"name = "Small"
zone = "Europe/Paris"
[[hubs]]
id = "garage"
name = "Garage"
lon_lat = [2.35, 48.85]
[[vehicles]]
id = "v"
name = "Bike"
profile = "bike"
mass_g = 1
volume_ml = 2
bags = 3
[[couriers]]
id = "amelie"
name = "Amélie"
skills = ["cold_chain"]
[[couriers]]
id = "bo"
name = "Bo"
"#;

/// A shift of `courier`; days and hours are in `rest`.
pub(super) fn shift(courier: &str, rest: &str) -> String {
    format!("[[shifts]]\ncourier = \"{courier}\"\nvehicle = \"v\"\nhub = \"garage\"\n{rest}\n")
}
