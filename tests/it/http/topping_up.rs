//! The weekly shifts of the days to come.

use crate::support::day::{DAY, at};
use jiff::{ToSpan as _, civil::Date};
use musette::{
    app::service::{Clock, DAYS_AHEAD, seed_coop, top_up_shifts},
    config::{CoopRules, read_config, read_coop},
    store::Store,
    units::Seconds,
};
use std::path::Path;

fn rules() -> CoopRules {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/example-coop");
    read_coop(&folder, &["bike", "cargo", "trailer"]).unwrap()
}

async fn shifts_on(store: &Store, day: Date) -> usize {
    let coop = store.coops().await.unwrap().remove(0);
    store.view(&coop.id).await.unwrap().shifts_of_day(day).await.unwrap().len()
}

#[tokio::test]
async fn shifts_go_on_and_what_was_changed_stays() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
    let store = Store::open(&url).await.unwrap();
    let (rules, begin) = (rules(), Clock::showing(at(10, 0)));
    let coop = seed_coop(&store, &rules, &read_config(None).unwrap().rules, begin, None)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(top_up_shifts(&store, &rules, begin).await.unwrap(), 0);

    // One is taken out by hand; a week later only the days behind the last get theirs.
    let mut change = store.change(&coop.id, at(10, 0), None).await.unwrap();
    let first = change.shifts_of_day(DAY).await.unwrap().remove(0);
    change.delete_shift(&first.id).await.unwrap();
    change.commit().await.unwrap();
    let before = shifts_on(&store, DAY).await;
    let later = Clock::showing(at(10, 0) + Seconds::from_minutes(7 * 24 * 60));
    let ahead = |days: i32| DAY.checked_add(days.days()).unwrap();
    let expected: usize = (0..7).map(|week| rules.on(ahead(DAYS_AHEAD + week)).shifts.len()).sum();
    assert!(expected > 0);
    assert_eq!(top_up_shifts(&store, &rules, later).await.unwrap(), expected);
    assert_eq!(top_up_shifts(&store, &rules, later).await.unwrap(), 0);
    assert_eq!(shifts_on(&store, DAY).await, before);
    for days in [DAYS_AHEAD, DAYS_AHEAD + 6] {
        assert_eq!(shifts_on(&store, ahead(days)).await, rules.on(ahead(days)).shifts.len());
    }
    assert_eq!(shifts_on(&store, ahead(DAYS_AHEAD + 7)).await, 0);
}
