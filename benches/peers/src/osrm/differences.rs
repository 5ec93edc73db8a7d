//! Where the answers differ. Two profiles are two opinions: differences are to be judged, not to be zero.

use crate::Failure;
use musette::units::LonLat;
use serde_json::Value;
use std::{fmt::Write as _, fs, path::Path};

/// How many of the largest differences are written down.
const WRITTEN: usize = 200;

/// What an answer says of a pair: metres and seconds, or the code of its refusal.
type Told = Result<[f64; 2], String>;

/// The answers for one pair.
pub struct Pair {
    pub from: LonLat,
    pub to: LonLat,
    pub ours: Told,
    pub osrm: Told,
}

/// What the answer to a route request says.
pub fn told(body: &[u8]) -> Result<Told, Failure> {
    let answer: Value = serde_json::from_slice(body)?;
    let of = |key: &str| answer["routes"][0][key].as_f64();
    let code = || answer["code"].as_str().unwrap_or("no code").to_owned();
    Ok(of("distance")
        .zip(of("duration"))
        .map(|(metres, seconds)| [metres, seconds])
        .ok_or_else(code))
}

impl Pair {
    /// By how much of OSRM's our distance is off; of a pair that only one has a path for, infinitely.
    fn difference(&self) -> f64 {
        match (&self.ours, &self.osrm) {
            // Ten metres more or less are no difference of a hundred.
            (Ok([ours, _]), Ok([osrm, _])) => (ours - osrm).abs() / osrm.max(100.0),
            (Err(_), Err(_)) => 0.0,
            _ => f64::INFINITY,
        }
    }
}

/// Tells how many pairs differ, and writes the largest differences to a file.
pub fn judge(mut pairs: Vec<Pair>, file: &Path) -> Result<(), Failure> {
    pairs.sort_by(|a, b| b.difference().total_cmp(&a.difference()));
    let share = |above: f64| {
        let count = pairs.iter().filter(|pair| pair.difference() > above).count();
        count as f64 * 100.0 / pairs.len() as f64
    };
    let lone = |is: fn(&Pair) -> bool| pairs.iter().filter(|pair| is(pair)).count();
    println!(
        "{} pairs: the distance differs by more than 1 % for {:.1} %, by more than 10 % for {:.1} %; only \
         musette has a path for {}, only OSRM for {}, none for {}",
        pairs.len(),
        share(0.01),
        share(0.1),
        lone(|pair| pair.ours.is_ok() && pair.osrm.is_err()),
        lone(|pair| pair.ours.is_err() && pair.osrm.is_ok()),
        lone(|pair| pair.ours.is_err() && pair.osrm.is_err()),
    );
    let mut csv = String::from(
        "from_lon,from_lat,to_lon,to_lat,musette_m,osrm_m,musette_s,osrm_s,difference_percent\n",
    );
    for pair in pairs.iter().take(WRITTEN) {
        let Pair { from, to, ours, osrm } = pair;
        let cell = |told: &Told, index: usize| match told {
            Ok(values) => format!("{:.1}", values[index]),
            Err(code) => code.clone(),
        };
        writeln!(
            csv,
            "{:.6},{:.6},{:.6},{:.6},{},{},{},{},{:.1}",
            from.lon(),
            from.lat(),
            to.lon(),
            to.lat(),
            cell(ours, 0),
            cell(osrm, 0),
            cell(ours, 1),
            cell(osrm, 1),
            pair.difference() * 100.0,
        )?;
    }
    fs::write(file, csv)?;
    println!("the {} largest differences are in {}", WRITTEN.min(pairs.len()), file.display());
    Ok(())
}

/// Tells in how many cells of two table answers the distances differ.
pub fn judge_tables(ours: &[u8], osrm: &[u8]) -> Result<(), Failure> {
    let [ours, osrm] = [distances(ours)?, distances(osrm)?];
    if ours.len() != osrm.len() {
        return Err(format!("tables of {} and {} cells came back", ours.len(), osrm.len()).into());
    }
    let cells = || ours.iter().zip(&osrm);
    let differ = |above: f64| {
        let off = |(ours, osrm): &(&Option<f64>, &Option<f64>)| match (ours, osrm) {
            (Some(ours), Some(osrm)) => (ours - osrm).abs() / osrm.max(100.0) > above,
            _ => false,
        };
        cells().filter(off).count() as f64 * 100.0 / ours.len() as f64
    };
    let lone = cells().filter(|(ours, osrm)| ours.is_some() != osrm.is_some()).count();
    println!(
        "table of {} cells: the distance differs by more than 1 % in {:.1} %, by more than 10 % in {:.1} %; \
         only one has a path in {lone} cells",
        ours.len(),
        differ(0.01),
        differ(0.1),
    );
    Ok(())
}

fn distances(body: &[u8]) -> Result<Vec<Option<f64>>, Failure> {
    let answer: Value = serde_json::from_slice(body)?;
    let rows = answer["distances"].as_array().ok_or("an answer without distances")?;
    Ok(rows.iter().filter_map(Value::as_array).flatten().map(Value::as_f64).collect())
}
