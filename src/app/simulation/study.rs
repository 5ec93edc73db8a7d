//! The same day with many seeds, by one or two sets of rules.

use super::{Lived, Stage};
use crate::simulation::{
    Bands, Difference, Forecast, Log, Rules, SimulationError, compare, simulate,
};
use std::{
    mem,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

/// A set of rules that is tried.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The rules.
    pub rules: &'a Rules,
}

/// What is to be tried.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// By which rules.
    pub rules: Tried<'a>,
    /// By which others, on the same days with the same luck.
    pub other: Option<Tried<'a>>,
    /// The first seed.
    pub seed: u64,
    /// How many, one after the other; after the greatest comes 0. As many again, which come after them, teach how
    /// far an announced arrival may be off.
    pub seeds: u32,
    /// How many days are ridden side by side; 0: as many as there are cores.
    pub threads: usize,
}

/// The days of one set of rules.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What they are called.
    pub name: String,
    /// Which.
    pub rules: Rules,
    /// One a seed, in their order.
    pub days: Vec<Lived>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Study {
    /// How many days were asked for. If fewer were ridden, it was stopped.
    pub asked: u32,
    /// By the first rules.
    pub first: Trial,
    /// The first of their days, whole.
    pub first_day: Log,
    /// By the others, with the same seeds.
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

/// Rides the days. `cancel` ends it when the days under way are over: then the outcome is that of fewer seeds.
/// `None`: there is not even one.
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
    let Wishes { rules, other, seed, seeds, threads } = *wishes;
    let mut tasks = Vec::new();
    for number in 0..u64::from(seeds) {
        let own = seed.wrapping_add(number);
        let lesson = own.wrapping_add(seeds.into());
        tasks.extend([(rules.rules, own), (rules.rules, lesson)]);
        tasks.extend(other.map(|other| (other.rules, own)));
    }
    let (mut days, first_day) = ride_all(stage, &tasks, threads, cancel, progress)?;
    // What compares nothing, or teaches nothing, does not count.
    let turn = 2 + usize::from(other.is_some());
    days.truncate(days.len() / turn * turn);
    let Some(first_day) = first_day.filter(|_| !days.is_empty()) else { return Ok(None) };
    let (mut own, mut others, mut lessons) = (Vec::new(), Vec::new(), Vec::new());
    for (index, day) in days.into_iter().enumerate() {
        match index % turn {
            0 => own.push(day),
            1 => lessons.extend(day.forecasts),
            _ => others.push(Lived { forecasts: Vec::new(), ..day }),
        }
    }
    let forecasts = own.iter_mut().flat_map(|day| mem::take(&mut day.forecasts)).collect();
    let figures = |days: &[Lived]| days.iter().map(|day| day.figures.clone()).collect::<Vec<_>>();
    let differences =
        if other.is_some() { compare(&figures(&own), &figures(&others)) } else { vec![] };
    let trial = |it: Tried<'_>, days| Trial { name: it.name.to_owned(), rules: *it.rules, days };
    Ok(Some(Study {
        asked: seeds,
        first: trial(rules, own),
        first_day,
        second: other.map(|other| trial(other, others)),
        differences,
        bands: Bands::learn(&lessons),
        forecasts,
    }))
}

/// Rides them side by side; the outcome is in the order of the tasks, and the first day is there in full. If it is
/// stopped, the last of them are missing: what a thread has taken it rides.
fn ride_all(
    stage: &Stage<'_>,
    tasks: &[(&Rules, u64)],
    threads: usize,
    cancel: &AtomicBool,
    progress: StudyProgress<'_>,
) -> Result<(Vec<Lived>, Option<Log>), SimulationError> {
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = if threads == 0 { cores() } else { threads };
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let lived: Mutex<Vec<(usize, Result<Lived, SimulationError>)>> = Mutex::default();
    let first_day: Mutex<Option<Log>> = Mutex::default();
    let work = || {
        while !cancel.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((rules, seed)) = tasks.get(index) else { break };
            let day = simulate(&stage.scene, rules, *seed, &mut |_| ()).map(|log| {
                let day = Lived::of(&stage.scene, *seed, &log);
                if index == 0 {
                    *first_day.lock().expect("invariant: nobody panics with it") = Some(log);
                }
                day
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
    let days = lived.into_iter().map(|(_, day)| day).collect::<Result<_, _>>()?;
    Ok((days, first_day.into_inner().expect("invariant: nobody panics with it")))
}
