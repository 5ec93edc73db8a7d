//! Tables of queries, and the slow twin.

use super::{
    Geocoder, Match, MatchKind, Resolution,
    fixture::{ROUBAIX, TOWNS, at, places},
};
use crate::{
    config::read_profiles,
    graph::StreetMap,
    osm::{Extract, PlaceKind, read_extract},
};
use proptest::prelude::*;
use std::{fs::File, sync::LazyLock};

fn labels(query: &str) -> Vec<String> {
    TOWNS.search(query, None, 8).into_iter().map(|found| found.label).collect()
}

fn first(query: &str) -> Match {
    TOWNS.search(query, None, 8).into_iter().next().unwrap_or_else(|| panic!("nothing: {query}"))
}

const GAND_12: &str = "Rue de Gand 12, 59800 Lille";
const HUGO_8: &str = "Boulevard Victor Hugo 8, 59000 Lille";

#[test]
fn what_people_type_finds_the_address_first() {
    for (query, label) in [
        ("12 rue de gand", GAND_12),
        ("gand 12", GAND_12),
        ("12, Rue de Gand, 59800 LILLE", GAND_12),
        ("12 R GAND", GAND_12),
        ("12 bis rue de Gand", "Rue de Gand 12 bis, 59800 Lille"),
        ("12b gand", "Rue de Gand 12 bis, 59800 Lille"),
        ("22 rue de gand", "Rue de Gand 20-24, 59800 Lille"),
        ("20-24 gand", "Rue de Gand 20-24, 59800 Lille"),
        ("bd victor hugo 8 59000", HUGO_8),
        ("8 boul. v. hugo", HUGO_8),
        ("8 boulevar victr hugo", HUGO_8),
        ("10 bld hugo lille", "Boulevard Victor Hugo 10, 59000 Lille"),
        ("3 pasteur roubaix", "Rue Pasteur 3, 59100 Roubaix"),
        ("3 rue pasteur 59000", "Rue Pasteur 3, 59000 Lille"),
        ("8 rue du 8 mai 1945", "Rue du 8 Mai 1945 8, 59000 Lille"),
        ("rue du 8 mai", "Rue du 8 Mai 1945, 59000 Lille"),
        ("7 r. hopital militaire", "Rue de l'Hôpital-Militaire 7, 59000 Lille"),
        ("1 pl gen de gaulle", "Place du Général-de-Gaulle 1, 59000 Lille"),
        ("4 av st maur", "Avenue Saint-Maur 4"),
        ("4 avenue saint-maur lille", "Avenue Saint-Maur 4"),
        ("4 avenue saint-maur 59000", "Avenue Saint-Maur 4"),
        ("Kalevank. 3", "Kalevankatu 3, 00100 Helsinki"),
        ("kalevan 3", "Kalevankatu 3, 00100 Helsinki"),
        ("leopoldstr 5", "Leopold-Straße 5, 80802 München"),
        ("leopold strasse 5", "Leopold-Straße 5, 80802 München"),
        ("Leopoldstraße 5 Muenchen", "Leopold-Straße 5, 80802 München"),
        ("9 le bourg", "Le Bourg 9, 59000 Lille"),
        ("cafe moulin", "Café du Moulin, Rue de Gand 14"),
        ("boeuf ecossais", "Au Bœuf Écossais"),
        ("BŒUF", "Au Bœuf Écossais"),
        ("fleurs d ete", "Fleurs d'Été"),
        ("mediateque levy", "Médiathèque Jean Lévy"),
        ("pharmacie nat", "Pharmacie Nationale, Rue Nationale 40"),
        ("fives", "Fives"),
        ("rue de ga", "Rue de Gand, 59800 Lille"),
    ] {
        let found = first(query);
        assert_eq!(found.label, label, "{query}");
        assert!(found.exact, "{query}: {found:?}");
    }
}

#[test]
fn a_missing_number_offers_its_neighbours_and_the_street_as_inexact() {
    let found = TOWNS.search("16 rue de gand", None, 8);
    let labels: Vec<&str> = found.iter().map(|found| found.label.as_str()).collect();
    assert_eq!(labels[0], "Rue de Gand 14, 59800 Lille");
    assert!(labels.contains(&"Rue de Gand, 59800 Lille"), "{labels:?}");
    assert!(found.iter().all(|found| !found.exact));
    assert!(found[0].score < first("14 rue de gand").score);
}

#[test]
fn doubles_are_shown_once() {
    assert_eq!(labels("mediatheque jean levy"), ["Médiathèque Jean Lévy"]);
    assert_eq!(labels("12 rue de gand 59800"), [GAND_12]);
}

#[test]
fn a_block_with_one_address_is_one_place() {
    assert_eq!(labels("quai vauban 52"), ["Quai Vauban 52, 59000 Lille"]);
    assert!(matches!(TOWNS.resolve("52 quai vauban", None), Resolution::Found(_)));
}

#[test]
fn streets_are_one_from_end_to_end_and_two_in_two_towns() {
    assert_eq!(labels("rue de gand"), ["Rue de Gand, 59800 Lille"]);
    let both = ["Rue Pasteur, 59000 Lille", "Rue Pasteur, 59100 Roubaix"];
    assert_eq!(labels("rue pasteur"), both);
    let near = at(ROUBAIX[0], ROUBAIX[1]);
    let found = TOWNS.search("rue pasteur", Some(near), 8);
    assert_eq!(found[0].label, both[1]);
}

#[test]
fn nonsense_finds_nothing() {
    for query in ["", " ", "12", "xyzzy", ".,;", "🚲", "59000"] {
        let exact =
            TOWNS.search(query, None, 8).iter().any(|found| found.kind == MatchKind::Address);
        assert!(!exact, "{query:?}: {:?}", labels(query));
    }
}

#[test]
fn one_clear_match_is_found() {
    for (query, label) in [
        ("12 rue de Gand", GAND_12),
        ("12 rue de Gand, 59800 Lille", GAND_12),
        ("12 bis, rue de Gand", "Rue de Gand 12 bis, 59800 Lille"),
        ("8 bd Victor Hugo", HUGO_8),
        ("3 rue Pasteur Roubaix", "Rue Pasteur 3, 59100 Roubaix"),
        ("3 rue Pasteur, 59000 Lille", "Rue Pasteur 3, 59000 Lille"),
        ("Kalevank. 3", "Kalevankatu 3, 00100 Helsinki"),
        ("4 avenue Saint-Maur, 59000 Lille", "Avenue Saint-Maur 4"),
        ("Café du Moulin", "Café du Moulin, Rue de Gand 14"),
        ("Médiathèque Jean Lévy", "Médiathèque Jean Lévy"),
        ("Café du Moulin, 14 rue de Gand", "Café du Moulin, Rue de Gand 14"),
    ] {
        match TOWNS.resolve(query, None) {
            Resolution::Found(found) => assert_eq!(found.label, label, "{query}"),
            other => panic!("{query}: {other:?}"),
        }
    }
}

#[test]
fn what_could_be_several_is_never_chosen() {
    for (query, least) in [
        // In two towns.
        ("3 rue Pasteur", 2),
        ("Fleurs d'Été", 2),
        // The one in Lille may have a number 5 that nobody has mapped.
        ("5 rue Pasteur", 2),
        // Mistyped, just begun, or a whole street.
        ("12 rue de Gant", 1),
        ("12 rue de Gan", 1),
        ("rue de Gand", 1),
        ("Fives", 1),
        // The café or the street.
        ("Moulin", 2),
    ] {
        match TOWNS.resolve(query, Some(at(0.0, 0.0))) {
            Resolution::Ambiguous(several) => {
                assert!(several.len() >= least, "{query}: {several:?}");
            }
            other => panic!("{query}: {other:?}"),
        }
    }
}

#[test]
fn what_is_not_there_is_unknown_with_what_comes_nearest() {
    for (query, nearest) in [
        ("16 rue de Gand", Some("Rue de Gand 14, 59800 Lille")),
        ("12 rue de Gand, Roubaix", Some(GAND_12)),
        ("12 rue de Gand, 75001 Paris", Some(GAND_12)),
        ("13 Café du Moulin", Some("Café du Moulin, Rue de Gand 14")),
        ("99 Kreuzberger Ring", None),
        ("", None),
    ] {
        match TOWNS.resolve(query, None) {
            Resolution::Unknown(near) => {
                assert_eq!(near.first().map(|found| found.label.as_str()), nearest, "{query}");
                assert!(near.iter().all(|found| !found.exact), "{query}: {near:?}");
            }
            other => panic!("{query}: {other:?}"),
        }
    }
}

#[test]
fn a_place_has_a_nearest_door() {
    let found = TOWNS.reverse(at(122.0, 15.0), 50.0).unwrap();
    assert_eq!(found.label, "Rue de Gand 14, 59800 Lille");
    assert_eq!((found.kind, found.exact), (MatchKind::Address, true));
    assert_eq!(TOWNS.reverse(at(0.0, 400.0), 50.0), None);
    for place in places().iter().filter(|place| place.kind == PlaceKind::Address) {
        let found = TOWNS.reverse(place.at, 6.0).unwrap();
        assert!(found.housenumber == place.housenumber || place.city.is_empty(), "{found:?}");
    }
}

#[test]
fn nothing_to_search_in_is_no_error() {
    let nothing = Extract { names: vec![String::new()], ..Extract::default() };
    let map = StreetMap::build(&nothing, Vec::new());
    let empty = Geocoder::new(&[], &map.graph);
    assert_eq!(empty.search("12 rue de gand", None, 8), []);
    assert_eq!(empty.resolve("12 rue de gand", None), Resolution::Unknown(Vec::new()));
    assert_eq!(empty.reverse(at(0.0, 0.0), 1_000.0), None);
}

static HELSINKI: LazyLock<Geocoder> = LazyLock::new(|| {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/helsinki.osm.pbf");
    let profiles = read_profiles(None).unwrap();
    let extract = read_extract(File::open(file).unwrap(), &profiles, &|_, _| {}).unwrap();
    Geocoder::new(&extract.places, &StreetMap::build(&extract, profiles).graph)
});

#[test]
fn a_real_town_finds_its_own_addresses() {
    let mut found = 0;
    let doors = HELSINKI.doors.iter().step_by(7);
    for door in doors.clone() {
        let street = &HELSINKI.entries[door.street as usize].name;
        let query = format!("{street} {}", door.text);
        let matches = HELSINKI.search(&query, Some(door.place), 8);
        let here = |it: &&Match| it.exact && it.place == door.place;
        found += usize::from(matches.iter().any(|it| here(&it)));
    }
    assert!(found * 100 >= doors.len() * 97, "{found} of {}", doors.len());
}

/// Words that are there, changed a little: a query much like one that a person types.
fn queries() -> impl Strategy<Value = String> {
    let words = prop::sample::select(HELSINKI.words.all());
    let word =
        (words, any::<prop::sample::Index>(), 0..6_u8).prop_map(|((word, _), at, change)| {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at.index(letters.len());
            match change {
                0 => letters.truncate(at + 1),
                1 => letters[at] = 'x',
                2 => drop(letters.remove(at)),
                3 => letters.insert(at, '.'),
                _ => {}
            }
            letters.into_iter().collect::<String>()
        });
    let number = prop_oneof!["[1-9][0-9]?", "[1-9] [ab]", "00[1-9]00"];
    prop::collection::vec(prop_oneof![4 => word, 1 => number], 1..5)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_index_answers_as_the_scan_does(query in queries(), limit in 0..12_usize) {
        let near = (limit > 4).then(|| HELSINKI.doors[0].place);
        let fast = HELSINKI.search(&query, near, limit);
        prop_assert!(fast.len() <= limit);
        prop_assert_eq!(fast, HELSINKI.search_by_scan(&query, near, limit));
    }

    #[test]
    fn no_text_makes_it_panic(query in any::<String>(), tail in "[0-9a-z .,'-]{0,300}") {
        for query in [format!("{query} {tail}"), format!("{tail} {query}")] {
            let found = TOWNS.search(&query, None, 8);
            prop_assert!(found.iter().all(|found| (0.0..=1.0).contains(&found.score)));
            let _ = TOWNS.resolve(&query, None);
        }
    }
}
