//! A list of places as text.

use super::{
    complaint::{Complaint, Complaints},
    file::{read_bounded, utf8},
    log::FileLog,
};
use crate::units::LonLat;
use std::path::Path;

/// A matrix of 5,000 x 5,000 takes 200 MB; a line has at most some 30 bytes.
const MAX_PLACES: usize = 5_000;
const MAX_BYTES: u64 = 1 << 20;

/// The places in the text file at `path`: one `lon,lat` a line, in degrees; a first line `lon,lat` is
/// taken for a header, empty lines are passed over.
///
/// # Errors
///
/// Everything wrong with the file, each with its line.
pub fn read_places(path: &Path) -> Result<Vec<LonLat>, Complaints> {
    let file = path.display().to_string();
    let (places, complaints) =
        match read_bounded(path, MAX_BYTES).and_then(|bytes| utf8(&file, bytes)) {
            Ok(text) => places_of(&file, &text),
            Err(complaint) => (Vec::new(), vec![complaint]),
        };
    Complaints::unless(complaints, Some(places))
}

/// The same from `text`, the content of `file`.
fn places_of(file: &str, text: &str) -> (Vec<LonLat>, Vec<Complaint>) {
    let log = FileLog::new(file, "");
    let mut places = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() || (number == 1 && line.trim() == "lon,lat") {
            continue;
        }
        match line.parse::<LonLat>() {
            Ok(place) => places.push(place),
            Err(error) => log.complain(number, "", error.to_string(), "write one place a line"),
        }
        if places.len() > MAX_PLACES {
            let cause = format!("expected at most {MAX_PLACES} places, got more");
            log.complain(number, "", cause, "split the list");
            break;
        }
    }
    if places.is_empty() && log.count() == 0 {
        let action = "write one lon,lat a line, such as 24.94,60.17";
        log.complain(1, "", "holds no place", action);
    }
    (places, log.into_complaints())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_one_a_line_below_a_header_or_without() {
        let (with, _) = places_of("f", "lon,lat\r\n24.94,60.17\r\n\r\n 3.06 , 50.63 \n");
        let (without, _) = places_of("f", "24.94,60.17\n3.06,50.63");
        assert_eq!(with, without);
        assert_eq!(with.len(), 2);
    }

    #[test]
    fn every_bad_line_is_named() {
        let (_, complaints) = places_of("f", "24.94,60.17\nhere\n200,0\n");
        let lines: Vec<_> = complaints.iter().map(|complaint| complaint.line).collect();
        assert_eq!(lines, [Some(2), Some(3)]);
        assert_eq!(places_of("f", "lon,lat\n").1[0].cause, "holds no place");
    }
}
