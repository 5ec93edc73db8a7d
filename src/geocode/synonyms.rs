//! Words that mean the same on a street sign.

use super::text::fold;

/// Whoever writes one of a line may mean any of it.
const GROUPS: &[&[&str]] = &[
    // French
    &["avenue", "av", "ave", "avenida", "avda"],
    &["boulevard", "bd", "bvd", "bld", "blvd", "boul"],
    &["rue", "r"],
    &["place", "pl", "plaza", "platz"],
    &["chemin", "ch", "che", "chem"],
    &["impasse", "imp"],
    &["allee", "allees", "all"],
    &["square", "sq"],
    &["quai", "q"],
    &["route", "rte"],
    &["faubourg", "fbg", "fg"],
    &["passage", "pass", "psg"],
    &["cours", "crs"],
    &["esplanade", "espl"],
    &["residence", "res"],
    &["rond", "rd"],
    &["general", "gen", "gal"],
    &["marechal", "mal"],
    &["president", "pdt"],
    &["docteur", "dr", "doctor", "doktor"],
    &["professeur", "pr", "prof", "professor"],
    &["saint", "st", "sankt", "skt"],
    &["sainte", "ste"],
    // German, Dutch
    &["strasse", "str", "straat"],
    &["burgermeister", "bgm"],
    // English
    &["street", "st"],
    &["road", "rd"],
    &["lane", "ln"],
    &["drive", "dr"],
    &["court", "ct"],
    &["north", "n"],
    &["south", "s"],
    &["east", "e"],
    &["west", "w"],
    &["northeast", "ne"],
    &["northwest", "nw"],
    &["southeast", "se"],
    &["southwest", "sw"],
    // Finnish, Swedish
    &["katu", "k"],
    &["gatan", "g"],
    // Italian, Portuguese, Spanish
    &["via", "v"],
    &["viale", "vle"],
    &["piazza", "pza", "pzza"],
    &["piazzale", "ple", "pzle"],
    &["corso", "cso"],
    &["largo", "lgo"],
    &["travessa", "tv"],
    &["calle", "c"],
];

/// Endings that make the name of a street, and how they are cut short.
const ENDINGS: &[(&str, &[&str])] = &[
    ("strasse", &["str"]),
    ("platz", &["pl"]),
    ("weg", &["w"]),
    ("gasse", &["g"]),
    ("allee", &[]),
    ("straat", &["str"]),
    ("laan", &[]),
    ("katu", &["k"]),
    ("kuja", &[]),
    ("tie", &["t"]),
    ("gatan", &["g", "gat"]),
    ("vagen", &["v"]),
    ("gade", &["g"]),
    ("gata", &["g"]),
    ("gate", &["g", "gt"]),
    ("vej", &["v"]),
];

/// Words so common that a query need not contain them, nor an entry explain them.
const STOP: &[&str] = &[
    "a", "al", "am", "an", "and", "au", "aux", "d", "da", "das", "de", "dei", "del", "della",
    "den", "der", "des", "di", "die", "do", "dos", "du", "e", "en", "et", "in", "im", "l", "la",
    "le", "les", "of", "the", "und", "y", "zum", "zur",
];

pub(super) fn is_stop(word: &str) -> bool {
    STOP.contains(&word)
}

/// How a word of a name may be written; the first is the word itself. A second list holds the forms of
/// the ending, if the word is a name and an ending in one, so that `Leopold Str` finds it.
pub(super) fn forms(word: &str, folded: &str) -> (Vec<String>, Vec<String>) {
    let mut forms = vec![folded.to_owned()];
    for group in GROUPS.iter().filter(|group| group.contains(&folded)) {
        forms.extend(group.iter().map(|&other| other.to_owned()));
    }
    let spelt: String = word.chars().map(spelt_out).collect::<Vec<_>>().concat();
    if spelt != word {
        forms.push(fold(&spelt));
    }
    let mut ending_forms = Vec::new();
    for (ending, cut) in ENDINGS {
        let Some(stem) = folded.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3)
        else {
            continue;
        };
        forms.push(stem.to_owned());
        forms.extend(cut.iter().map(|cut| format!("{stem}{cut}")));
        ending_forms.push((*ending).to_owned());
        ending_forms.extend(cut.iter().map(|&cut| cut.to_owned()));
    }
    let literal = forms.remove(0);
    forms.sort_unstable();
    forms.dedup();
    forms.retain(|form| *form != literal);
    forms.insert(0, literal);
    (forms, ending_forms)
}

/// Umlauts as those write them who have none on their keyboard.
fn spelt_out(letter: char) -> String {
    match letter {
        'ä' | 'Ä' => "ae".to_owned(),
        'ö' | 'Ö' => "oe".to_owned(),
        'ü' | 'Ü' => "ue".to_owned(),
        'å' | 'Å' => "aa".to_owned(),
        other => other.to_string(),
    }
}

/// The form under which all ways to write a word are one street.
pub(super) fn canonical(folded: &str) -> &str {
    let group = GROUPS.iter().find(|group| group.contains(&folded));
    group.map_or(folded, |group| group[0])
}

/// Joins a name and an ending that are written apart: `leopold` and `strasse`.
pub(super) fn joined(first: &str, second: &str) -> Vec<String> {
    let ending = ENDINGS.iter().find(|(ending, _)| *ending == second);
    ending.map_or_else(Vec::new, |(ending, cut)| {
        let cut = cut.iter().map(|cut| format!("{first}{cut}"));
        std::iter::once(format!("{first}{ending}")).chain(cut).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_forms_of_what_they_stand_for() {
        let (avenue, _) = forms("Avenue", "avenue");
        assert!(avenue.contains(&"av".to_owned()) && avenue[0] == "avenue");
        let (street, _) = forms("St", "st");
        assert!(street.contains(&"saint".to_owned()) && street.contains(&"street".to_owned()));
    }

    #[test]
    fn compounds_have_a_stem_and_an_ending() {
        let (words, ending) = forms("Kalevankatu", "kalevankatu");
        assert_eq!(words, ["kalevankatu", "kalevan", "kalevank"]);
        assert_eq!(ending, ["katu", "k"]);
        assert_eq!(forms("Weg", "weg").1, [""; 0]);
        assert_eq!(joined("leopold", "strasse"), ["leopoldstrasse", "leopoldstr"]);
        assert_eq!(joined("leopold", "hugo"), [""; 0]);
    }

    #[test]
    fn umlauts_may_be_spelt_out() {
        assert!(forms("Müller", "muller").0.contains(&"mueller".to_owned()));
    }
}
