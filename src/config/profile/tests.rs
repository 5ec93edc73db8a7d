use super::*;

const BIKE: &str = r#"name = "bike"
description = "A bicycle."
max_speed_kmh = 25
push_kmh = 4.5
push_against_oneway = true
ferry_boarding_s = 300
access_keys = ["bicycle", "access"]
other_barriers = { delay_s = 5 }
[highways]
residential = { default = "ride", speed_kmh = 17 }
footway = { default = "push", speed_kmh = 8.5, downhill_kmh = 9 }
[surface_kmh]
asphalt = 25
[smoothness_kmh]
impassable = 0
[tracktype_kmh]
grade1 = 20
[access]
yes = "ride"
no = "no"
[barriers]
bollard = { delay_s = 0 }
wall = { blocked = true }
[turns]
restrictions = true
signal_s = 8
right_s = 1
left_s = 6
u_turn_s = 10
"#;

fn parsed(text: &str) -> (Option<Profile>, Vec<String>) {
    let (profile, complaints) = parse_toml("bike.toml", text, |root| profile(root, "bike"));
    let complaints = super::super::complaint::sorted(complaints);
    (profile.map(|it| it.0), complaints.iter().map(ToString::to_string).collect())
}

#[test]
fn a_profile_is_read_key_by_key() {
    let (profile, complaints) = parsed(BIKE);
    assert_eq!(complaints, [""; 0]);
    let rule = |default, speed_kmh, downhill_kmh| HighwayRule { default, speed_kmh, downhill_kmh };
    let expected = Profile {
        name: "bike".to_owned(),
        description: "A bicycle.".to_owned(),
        width_m: None,
        turns: Turns {
            restrictions: true,
            costs: Some(TurnCosts { right_s: 1.0, left_s: 6.0, u_turn_s: 10.0 }),
            signal_s: 8.0,
        },
        power: None,
        max_speed_kmh: 25.0,
        push_kmh: Some(4.5),
        steps_kmh: None,
        steps_with_ramp_kmh: None,
        push_against_oneway: true,
        ferry_kmh: None,
        ferry_boarding_s: 300.0,
        highways: BTreeMap::from([
            ("footway".to_owned(), rule(Use::Push, 8.5, Some(9.0))),
            ("residential".to_owned(), rule(Use::Ride, 17.0, None)),
        ]),
        surfaces: BTreeMap::from([("asphalt".to_owned(), 25.0)]),
        smoothness: BTreeMap::from([("impassable".to_owned(), 0.0)]),
        tracktypes: BTreeMap::from([("grade1".to_owned(), 20.0)]),
        access_keys: vec!["bicycle".to_owned(), "access".to_owned()],
        access: BTreeMap::from([("no".to_owned(), Use::No), ("yes".to_owned(), Use::Ride)]),
        barriers: BTreeMap::from([
            ("bollard".to_owned(), Barrier::Delay(0.0)),
            ("wall".to_owned(), Barrier::Blocked),
        ]),
        other_barriers: Barrier::Delay(5.0),
    };
    assert_eq!(profile.unwrap(), expected);
}

const POWER: &str = "[power]
rider_w = 100
assist_w = 250
assist_kmh = 25
mass_kg = 105
load_kg = 15
rolling = 0.008
drag_m2 = 0.6
downhill_kmh = 20
";

#[test]
fn a_power_is_given_whole_or_not_at_all() {
    let (profile, complaints) = parsed(&format!("{BIKE}{POWER}"));
    assert_eq!(complaints, [""; 0]);
    let power = profile.unwrap().power.unwrap();
    assert_eq!((power.rider_w, power.assist_w, power.rolling), (100.0, 250.0, 0.008));
    let wrong = POWER.replace("mass_kg = 105\n", "").replace("= 250", "= -1");
    let (profile, complaints) = parsed(&format!("{BIKE}{wrong}wind_kmh = 3\n"));
    assert_eq!(profile, None);
    let starts = [
        "bike.toml:30: power.mass_kg: is missing\n    add a line such as mass_kg = 105",
        "bike.toml:32: power.assist_w: expected a number from 0 to 2000, got -1",
        "bike.toml:38: power.wind_kmh: is an unknown key",
    ];
    assert_eq!(complaints.len(), starts.len(), "{complaints:#?}");
    for (complaint, start) in complaints.iter().zip(starts) {
        assert!(complaint.starts_with(start), "{complaint}");
    }
}

#[test]
fn a_band_of_load_is_a_profile_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| std::fs::write(folder.path().join("bike.toml"), text).unwrap();
    let bands = "[[power.bands]]\nname = \"loaded\"\nload_kg = 80\n[[power.bands]]\nname = \"full\"\nload_kg = 120\n";
    let text = format!("{BIKE}{POWER}{bands}");
    write(&text);
    let profiles = read_profiles(Some(folder.path())).unwrap();
    let told: Vec<_> =
        profiles.iter().map(|it| (it.name.as_str(), it.power.unwrap().load_kg)).collect();
    assert_eq!(told, [("bike", 15.0), ("bike-full", 120.0), ("bike-loaded", 80.0)]);
    for profile in &profiles {
        let power = Some(Power { load_kg: 15.0, ..profile.power.unwrap() });
        let same = Profile { name: "bike".to_owned(), power, ..profile.clone() };
        assert_eq!(same, profiles[0], "nothing else is different");
        // Each is tuned by a text of its own.
        let tuned = parse_profile(&profile.name, &super::super::profile_text(profile)).unwrap();
        assert_eq!(tuned, *profile);
    }
    let error = parse_profile("bike", &text).unwrap_err().to_string();
    assert!(error.contains("bike-loaded has a text of its own"), "{error}");
    for (wrong, cause) in [
        (text.replace("\"full\"", "\"loaded\""), "\"loaded\" is there twice"),
        (text.replace("load_kg = 80", "load_kg = -1"), "expected a number from 0 to 1000"),
        (text.replace("name = \"full\"\n", ""), "is missing"),
    ] {
        write(&wrong);
        let error = read_profiles(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains(cause), "{error}");
    }
    let band = |number| format!("[[power.bands]]\nname = \"{number}\"\nload_kg = 80\n");
    let many = (0..8).map(band).collect::<Vec<_>>().concat();
    write(&format!("{BIKE}{POWER}{many}"));
    let error = read_profiles(Some(folder.path())).unwrap_err().to_string();
    assert!(error.contains("got 9 with their bands of load"), "{error}");
    write(&text);
    let other = BIKE.replace("\"bike\"", "\"bike-full\"");
    std::fs::write(folder.path().join("bike-full.toml"), other).unwrap();
    let error = read_profiles(Some(folder.path())).unwrap_err().to_string();
    assert!(error.contains("\"bike-full\" is the name of a profile and of a band"), "{error}");
}

#[test]
fn each_mistake_is_told_with_line_key_cause_and_action() {
    let cases = [
        (
            "\"bike\"",
            "\"cargo\"",
            "1: name: expected the name of the file, \"bike\", got \"cargo\"\n    write \"bike\", or call the file cargo.toml",
        ),
        (
            "max_speed_kmh = 25",
            "max_speed_kmh = nan",
            "3: max_speed_kmh: expected a number from 0.1 to 60, got nan\n    write e.g. 25",
        ),
        (
            "push_kmh = 4.5",
            "push_kmh = 0",
            "4: push_kmh: expected a number from 0.1 to 60, got 0\n    write e.g. 4.5",
        ),
        (
            "oneway = true",
            "oneway = \"yes\"",
            "5: push_against_oneway: expected true or false, got \"yes\"\n    write e.g. true",
        ),
        (
            "boarding_s = 300",
            "boarding_s = 3601",
            "6: ferry_boarding_s: expected a number from 0 to 3600, got 3601\n    write e.g. 300",
        ),
        (
            "\"access\"]",
            "\"foot\"]",
            "7: access_keys[1]: there is no access key \"foot\"\n    write one of bicycle, vehicle, access",
        ),
        (
            "\"access\"]",
            "\"bicycle\"]",
            "7: access_keys[1]: \"bicycle\" is there twice\n    take it out",
        ),
        (
            "{ delay_s = 5 }",
            "{ delay_s = 5, blocked = true }",
            "8: other_barriers: expected either delay_s or blocked, got a table\n    write e.g. { delay_s = 5 }",
        ),
        (
            "default = \"ride\"",
            "default = \"rode\"",
            "10: highways.residential.default: there is no use \"rode\"\n    did you mean \"ride\"?",
        ),
        (
            ", speed_kmh = 8.5",
            "",
            "11: highways.footway.speed_kmh: is missing\n    add a line such as speed_kmh = 17",
        ),
        (
            "asphalt = 25",
            "asphalt = 61",
            "13: surface_kmh.asphalt: expected 0, or a number from 0.1 to 60, got 61\n    write e.g. 25",
        ),
        (
            "impassable = 0",
            "impassable = -1",
            "15: smoothness_kmh.impassable: expected 0, or a number from 0.1 to 60, got -1\n    write e.g. 25",
        ),
        (
            "[tracktype_kmh]",
            "[tracktypes_kmh]",
            "1: tracktype_kmh: is missing\n    add a block that starts with [tracktype_kmh]",
        ),
        (
            "no = \"no\"",
            "no = false",
            "20: access.no: expected a text, got false\n    write e.g. \"ride\"",
        ),
        (
            "blocked = true",
            "blocked = false",
            "23: barriers.wall.blocked: expected true, or no such key, got false\n    write e.g. true",
        ),
    ];
    assert_told(&cases);
}

#[test]
fn a_slip_in_a_free_key_is_told_but_no_new_word() {
    assert_told(&[
        (
            "residential = {",
            "residental = {",
            "10: highways.residental: is a value that Musette does not know\n    did you mean \"residential\"? It is not there; if not, add it too",
        ),
        (
            "asphalt = 25",
            "ashpalt = 25",
            "13: surface_kmh.ashpalt: is a value that Musette does not know\n    did you mean \"asphalt\"? It is not there; if not, add it too",
        ),
    ]);
    for (from, to) in [
        ("asphalt = 25", "asphalt = 25\nasphalts = 20"),
        ("asphalt = 25", "moonrock = 20"),
        ("bollard = {", "dragon = {"),
    ] {
        assert_eq!(parsed(&BIKE.replace(from, to)).1, [""; 0], "{to}");
    }
}

#[test]
fn mistakes_in_width_and_turns_are_told_too() {
    let cases = [
        (
            "max_speed_kmh = 25",
            "width_m = 9\nmax_speed_kmh = 25",
            "3: width_m: expected a number from 0.1 to 3, got 9\n    write e.g. 0.9",
        ),
        ("[turns]", "[turn]", "1: turns: is missing\n    add a block that starts with [turns]"),
        (
            "restrictions = true\n",
            "",
            "24: turns.restrictions: is missing\n    add a line such as restrictions = true",
        ),
        (
            "signal_s = 8",
            "signal_s = -1",
            "26: turns.signal_s: expected a number from 0 to 3600, got -1\n    write e.g. 8",
        ),
        (
            "left_s = 6\n",
            "",
            "24: turns.left_s: is missing beside the other costs of turning\n    add a line such as left_s = 6, or take the others out",
        ),
        (
            "left_s = 6\n",
            "left_s = 6\nleft_m = 6\n",
            "29: turns.left_m: is an unknown key\n    did you mean \"left_s\"?",
        ),
    ];
    assert_told(&cases);
}

/// Each time what is right, what is written for it, and the first complaint.
fn assert_told(cases: &[(&str, &str, &str)]) {
    for (right, wrong, complaint) in cases {
        assert_eq!(BIKE.matches(right).count(), 1, "{right}");
        let (profile, complaints) = parsed(&BIKE.replace(right, wrong));
        assert_eq!(profile, None);
        assert_eq!(complaints[0], format!("bike.toml:{complaint}"));
    }
}

#[test]
fn all_files_of_a_folder_are_looked_at_even_if_one_is_no_toml() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.toml", "name = \n");
    write("bike.toml", BIKE);
    write("cargo.toml", &BIKE.replace("\"bike\"", "\"cargo\"").replace("= 25\npush", "= 99\npush"));
    write("notes.txt", "none of my business");
    let complaints = read_profiles(Some(folder.path())).unwrap_err();
    let files: Vec<&str> = complaints.iter().map(|c| c.file.rsplit('/').next().unwrap()).collect();
    assert_eq!(files, ["a.toml", "cargo.toml"]);

    std::fs::remove_file(folder.path().join("a.toml")).unwrap();
    write("cargo.toml", &BIKE.replace("\"bike\"", "\"cargo\""));
    let profiles = read_profiles(Some(folder.path())).unwrap();
    assert_eq!(profiles.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["bike", "cargo"]);
}

#[test]
fn a_folder_holds_one_to_eight_profiles() {
    let folder = tempfile::tempdir().unwrap();
    let causes = || {
        let complaints = read_profiles(Some(folder.path())).unwrap_err();
        complaints.into_vec().into_iter().map(|c| c.cause).collect::<Vec<_>>()
    };
    assert_eq!(causes(), ["holds no *.toml file"]);
    for number in 0..9 {
        let text = BIKE.replace("\"bike\"", &format!("\"b{number}\""));
        std::fs::write(folder.path().join(format!("b{number}.toml")), text).unwrap();
    }
    assert_eq!(causes(), ["expected at most 8 profiles, got 9"]);
    assert_eq!(read_profiles(Some(&folder.path().join("none"))).unwrap_err().iter().count(), 1);
}

#[test]
fn width_and_costs_of_turning_may_be_left_out() {
    let without = BIKE.replace("right_s = 1\nleft_s = 6\nu_turn_s = 10\n", "");
    let turns = parsed(&without).0.unwrap().turns;
    assert_eq!(turns, Turns { restrictions: true, costs: None, signal_s: 8.0 });
    let wide = parsed(&BIKE.replace("max_speed", "width_m = 0.9\nmax_speed")).0.unwrap();
    assert_eq!(wide.width_m, Some(0.9));
}

#[test]
fn the_shipped_profiles_load() {
    let profiles = read_profiles(None).unwrap();
    let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["bike", "cargo", "trailer"]);
}
