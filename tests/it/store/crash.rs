//! A write that was acknowledged survives `kill -9`.

use super::{
    databases::on_sqlite,
    samples::{at, order, put_fleet, with_coop},
};
use musette::store::{OrderFilter, Store};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Command, Stdio},
    time::Duration,
};

/// Where the child finds its database, and what it calls its orders.
const URL: &str = "MUSETTE_TEST_CRASH_URL";
const ROUND: &str = "MUSETTE_TEST_CRASH_ROUND";

/// Not a test but what the next one kills: posts orders and says which were acknowledged.
#[test]
#[ignore = "run by the next test"]
fn child_that_writes_until_it_is_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let round = std::env::var(ROUND).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&url).await.unwrap();
        for number in 0.. {
            let mut change = store.change("c", at(1), None).await.unwrap();
            // Two orders a change: both or none must be there.
            for half in ["a", "b"] {
                let mut order = order(&format!("{round}-{number}-{half}"));
                order.shop = None;
                change.insert_order(&order).await.unwrap();
            }
            change.commit().await.unwrap();
            let mut out = std::io::stdout().lock();
            writeln!(out, "ack {round}-{number}").unwrap();
            out.flush().unwrap();
        }
    });
}

#[test]
fn acknowledged_writes_survive_kill_9() {
    const ROUNDS: u64 = 10;
    on_sqlite(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = super::samples::change(&store).await;
        put_fleet(&mut change).await;
        let before = change.commit().await.unwrap();
        store.close().await;

        let mut acknowledged = Vec::new();
        for round in 0..ROUNDS {
            // Some die soon after the first commit, some later; never at the same point.
            acknowledged.extend(killed_child(&database.url, round, 3 + round * 17 % 83));
            let store = database.open().await;
            let mut view = store.view("c").await.unwrap();
            let listed = view.orders(&OrderFilter::default(), u16::MAX).await.unwrap().items;
            let mut pairs: Vec<String> = listed
                .iter()
                .filter_map(|order| order.id.strip_suffix("-a"))
                .map(str::to_owned)
                .collect();
            for half in &pairs {
                let other = format!("{half}-b");
                assert!(listed.iter().any(|order| order.id == other), "half of {half} is lost");
            }
            assert_eq!(listed.len(), 2 * pairs.len());
            let missing: Vec<_> = acknowledged.iter().filter(|id| !pairs.contains(id)).collect();
            assert!(missing.is_empty(), "acknowledged but lost: {missing:?}");
            pairs.sort();
            pairs.dedup();
            assert_eq!(listed.len(), 2 * pairs.len(), "each once");
            // One that was killed between its commit and its word may be there unacknowledged.
            let rounds = usize::try_from(round + 1).unwrap();
            assert!(pairs.len() <= acknowledged.len() + rounds);

            let events = view.events_after(0, u32::MAX).await.unwrap();
            let seqs: Vec<i64> = events.iter().map(|event| event.seq).collect();
            let last = before + i64::try_from(listed.len()).unwrap();
            assert_eq!(seqs, (1..=last).collect::<Vec<_>>());
            assert_eq!(view.head().await.unwrap(), last);
            drop(view);
            store.close().await;
        }
        assert!(acknowledged.len() >= 10, "the children did write: {acknowledged:?}");
    });
}

/// Runs the child, kills it so many milliseconds after its first acknowledged write; what it has
/// acknowledged.
fn killed_child(url: &str, round: u64, millis: u64) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::crash::child_that_writes_until_it_is_killed"])
        .args(["--ignored", "--nocapture"])
        .env(URL, url)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // The harness speaks first, and ends its own line only later.
    let told = |line: std::io::Result<String>| {
        let line = line.unwrap();
        line.split_once("ack ").map(|(_, id)| id.to_owned())
    };
    let first = lines.by_ref().find_map(told).expect("the child writes");
    std::thread::sleep(Duration::from_millis(millis));
    child.kill().unwrap();
    child.wait().unwrap();
    // A line cut off by the kill is not one: each ends with a newline or is not there.
    std::iter::once(first).chain(lines.filter_map(told)).collect()
}
