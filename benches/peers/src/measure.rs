//! Medians, and the lines they are told in.

use std::error::Error;
use std::time::{Duration, Instant};

/// What some work gave, and how long it took.
pub struct Measured<T> {
    pub value: T,
    pub time: Duration,
}

/// Does the same work five times; the time in the middle, and what the last one gave.
pub fn median_of_five<T>(
    mut work: impl FnMut() -> Result<T, Box<dyn Error>>,
) -> Result<Measured<T>, Box<dyn Error>> {
    let mut timed = || -> Result<(Duration, T), Box<dyn Error>> {
        let start = Instant::now();
        let value = work()?;
        Ok((start.elapsed(), value))
    };
    let mut times = [Duration::ZERO; 5];
    for time in &mut times[..4] {
        *time = timed()?.0;
    }
    let (last, value) = timed()?;
    times[4] = last;
    times.sort_unstable();
    Ok(Measured { value, time: times[2] })
}

/// One line: the work, the peer, its median and, where Musette does the same work, ours and how
/// many times the peer's time that is.
pub fn line(work: &str, peer: &str, theirs: Duration, ours: Option<Duration>) {
    print!("{work:<8} {peer:<24} {:>9.2} ms", millis(theirs));
    match ours {
        Some(ours) => println!(
            "   musette {:>9.2} ms   ratio {:.2}",
            millis(ours),
            ours.as_secs_f64() / theirs.as_secs_f64()
        ),
        None => println!(),
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
