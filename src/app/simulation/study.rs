//! The same day with many seeds, by one or two sets of rules.

use super::Stage;
use crate::simulation::{
    Bands, Difference, Figures, Forecast, Log, Rules, SimulationError, compare, simulate,
};
use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// What is to be tried.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// By which rules.
    pub rules: &'a Rules,
    /// By which others, on the same days with the same luck.
    pub other: Option<&'a Rules>,
    /// The first seed.
    pub seed: u64,
    /// How many, one after the other. As many again, which come after them, teach how far an announced arrival may
    /// be off.
    pub seeds: u32,
    /// How many days are ridden side by side; 0: as many as there are cores.
    pub threads: usize,
}

/// One day that was ridden.
#[derive(Clone, Debug)]
pub struct Lived {
    /// What decided over its luck.
    pub seed: u64,
    /// What is told of it.
    pub figures: Figures,
    /// What was done.
    pub log: Log,
}

/// The days of one set of rules.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Which.
    pub rules: Rules,
    /// One a seed, in their order.
    pub days: Vec<Lived>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Study {
    /// By the first rules.
    pub first: Trial,
    /// By the others.
    pub second: Option<Trial>,
    /// How they differ, figure by figure; empty without others.
    pub differences: Vec<Difference>,
    /// The band that four in five arrivals are in, by the first rules, learnt on other days than these.
    pub bands: Bands,
    /// What was said on these days, and what became of it.
    pub forecasts: Vec<Forecast>,
}

/// How far it is: days that were ridden, and how many there are.
pub type StudyProgress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Rides the days. `cancel` ends it: then there is no outcome.
///
/// # Errors
///
/// See [`SimulationError`]: a defect of ours.
pub fn study(
    stage: &Stage<'_>,
    wishes: &Wishes<'_>,
    cancel: &AtomicBool,
    progress: StudyProgress<'_>,
) -> Result<Option<Study>, SimulationError> {
    let count = u64::from(wishes.seeds);
    let seeds = wishes.seed..wishes.seed + count;
    let own = seeds.clone().map(|seed| (wishes.rules, seed));
    let others =
        wishes.other.into_iter().flat_map(|rules| seeds.clone().map(move |seed| (rules, seed)));
    let lessons = (seeds.end..seeds.end + count).map(|seed| (wishes.rules, seed));
    let tasks: Vec<(&Rules, u64)> = own.chain(others).chain(lessons).collect();
    let Some(mut days) = ride_all(stage, &tasks, wishes.threads, cancel, progress)? else {
        return Ok(None);
    };
    let seeds = usize::try_from(wishes.seeds).unwrap_or(usize::MAX);
    let lessons = days.split_off(days.len() - seeds);
    let others = days.split_off(seeds);
    let forecasts = |days: &[Lived]| -> Vec<Forecast> {
        days.iter().flat_map(|day| Forecast::of(&day.log)).collect()
    };
    let bands = Bands::learn(&forecasts(&lessons));
    let forecasts = forecasts(&days);
    let first = Trial { rules: *wishes.rules, days };
    let second = wishes.other.map(|rules| Trial { rules: *rules, days: others });
    let figures =
        |trial: &Trial| trial.days.iter().map(|day| day.figures.clone()).collect::<Vec<_>>();
    let differences = second.as_ref().map(|second| compare(&figures(&first), &figures(second)));
    let differences = differences.unwrap_or_default();
    Ok(Some(Study { first, second, differences, bands, forecasts }))
}

/// Rides them side by side; the outcome is in the order of the tasks.
fn ride_all(
    stage: &Stage<'_>,
    tasks: &[(&Rules, u64)],
    threads: usize,
    cancel: &AtomicBool,
    progress: StudyProgress<'_>,
) -> Result<Option<Vec<Lived>>, SimulationError> {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { cores() } else { threads };
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let lived: Mutex<Vec<(usize, Result<Lived, SimulationError>)>> = Mutex::default();
    let work = || {
        while !cancel.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((rules, seed)) = tasks.get(index) else { break };
            let log = simulate(&stage.scene, rules, *seed, &mut |_| ());
            let day = log.map(|log| {
                let figures = Figures::of(&stage.scene, &log);
                Lived { seed: *seed, figures, log }
            });
            lived.lock().expect("invariant: nobody panics with it").push((index, day));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, tasks.len());
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, tasks.len().max(1)) {
            scope.spawn(work);
        }
    });
    let mut lived = lived.into_inner().expect("invariant: nobody panics with it");
    lived.sort_by_key(|(index, _)| *index);
    let days: Vec<Lived> = lived.into_iter().map(|(_, day)| day).collect::<Result<_, _>>()?;
    Ok((days.len() == tasks.len()).then_some(days))
}
