//! Versions of the rules.

use super::{
    databases::on_each_database,
    samples::{at, change, with_coop},
};
use musette::{
    app::service::{Clock, seed_rules},
    config::{RulesSeed, read_config},
    domain::{EventKind, Rules, in_force, in_force_before},
    store::StoreError,
    units::Seconds,
};
use sqlx::{Connection as _, migrate::Migrator};
use std::{fs, path::Path};

fn seed() -> RulesSeed {
    read_config(None).unwrap().rules
}

fn rules(pickup_s: u32) -> Rules {
    let mut rules = seed().rules;
    rules.service.pickup = Seconds::new(pickup_s);
    rules.labour.minor.barred_days = None;
    rules
}

#[test]
fn versions_of_the_rules_follow_each_other_and_stay_as_they_are() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let none = store.view("c").await.unwrap().rules_at(at(9)).await.unwrap_err();
        assert!(matches!(none, StoreError::NotFound { .. }), "{none}");
        // Made at one minute past, each valid from a time of its own.
        for (number, valid_from) in [(1, 10), (2, 50), (3, 20), (4, 70)] {
            let mut change = change(&store).await;
            let made = change.add_rules(rules(number), "mud", at(valid_from.into())).await.unwrap();
            assert_eq!((made.version, made.created_at), (number, at(1)));
            let head = change.commit().await.unwrap();
            let event = store.events_after("c", head - 1, 1).await.unwrap().remove(0);
            assert_eq!(
                (event.kind, event.subject.other),
                (EventKind::RulesChanged, Some(number.to_string()))
            );
        }
        let mut view = store.view("c").await.unwrap();
        let all = view.rules_versions().await.unwrap();
        for (number, version) in (1..).zip(&all) {
            assert_eq!((version.version, &version.rules), (number, &rules(number)));
            assert_eq!((version.reason.as_str(), version.author.as_deref()), ("mud", Some("a1")));
        }
        assert_eq!(all.len(), 4);
        for minute in 0..100 {
            let found = view.rules_at(at(minute)).await.unwrap();
            assert_eq!(Some(&found), in_force(&all, at(minute)), "{minute}");
        }
        assert_eq!(view.last_rules_number().await.unwrap(), 4);
        for (index, version) in all.iter().enumerate() {
            let before = in_force_before(&all[..index], version.valid_from);
            assert_eq!(view.rules_before(version).await.unwrap().as_ref(), before);
        }
    });
}

#[test]
fn a_co_operative_gets_its_first_version_once() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let clock = Clock::showing(at(5));
        assert_eq!(seed_rules(&store, &seed(), clock).await.unwrap(), 1);
        let other = RulesSeed { rules: rules(7), files: vec!["rules.toml"] };
        assert_eq!(seed_rules(&store, &other, clock).await.unwrap(), 0);
        let mut view = store.view("c").await.unwrap();
        let all = view.rules_versions().await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((&all[0].rules, all[0].author.as_deref()), (&seed().rules, None));
        assert_eq!(all[0].reason, "seeded from what comes with Musette");
        assert_eq!(view.rules_at(at(0)).await.unwrap(), all[0]);
    });
}

#[test]
fn a_damaged_version_is_told() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        seed_rules(&store, &seed(), Clock::showing(at(5))).await.unwrap();
        database.execute("UPDATE rules_version SET body = '{}'").await;
        let told = store.view("c").await.unwrap().rules_at(at(9)).await.unwrap_err();
        let is_told = matches!(
            &told,
            StoreError::Corrupt { table: "rules_version", column, .. } if column == "body"
        );
        assert!(is_told, "{told}");
    });
}

#[test]
fn what_was_kept_before_rules_had_versions_is_there_as_it_was() {
    on_each_database(async |database| {
        let before = tempfile::tempdir().unwrap();
        let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        for file in fs::read_dir(migrations).unwrap() {
            let file = file.unwrap();
            if file.file_name() < *"0008" {
                fs::copy(file.path(), before.path().join(file.file_name())).unwrap();
            }
        }
        if let Some(file) = database.url.strip_prefix("sqlite:") {
            fs::File::create(file).unwrap();
        }
        let mut raw = database.raw().await;
        Migrator::new(before.path()).await.unwrap().run(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        for statement in [
            "INSERT INTO coop VALUES ('c', 'Coop', 'Europe/Paris', 1)",
            "INSERT INTO event (coop_id, seq, at, kind) VALUES ('c', 1, 0, 'coop.created')",
            "INSERT INTO plan (coop_id, id, day, published_at, seq) \
             VALUES ('c', 'p', '2026-03-17', 5, 1)",
            "INSERT INTO orders (coop_id, id, reference, day, status, created_at, skills) \
             VALUES ('c', 'o', '', '2026-03-17', 'open', 0, '[]')",
            "INSERT INTO order_stop (coop_id, order_id, position, name, phone, address, notes, \
             place_state, candidates, start_at, end_at, service_s, mass_g, volume_ml, bags, status) \
             VALUES ('c', 'o', 0, '', '', '', '', 'unknown', '[]', 0, 1, 77, 1, 2, 3, 'todo'), \
             ('c', 'o', 1, '', '', '', '', 'unknown', '[]', 0, 1, 77, 1, 2, 3, 'todo')",
        ] {
            database.execute(statement).await;
        }
        let store = database.open().await;
        let mut view = store.view("c").await.unwrap();
        let order = view.order("o").await.unwrap().unwrap();
        assert_eq!((order.stops[0].service, order.stops[0].floors), (Some(Seconds::new(77)), 0));
        let day = jiff::civil::date(2026, 3, 17);
        assert_eq!(view.plan_of_day(day).await.unwrap().unwrap().rules, None);
        drop(view);
        assert_eq!(seed_rules(&store, &seed(), Clock::showing(at(5))).await.unwrap(), 1);
        assert_eq!(store.view("c").await.unwrap().rules_at(at(5)).await.unwrap().version, 1);
    });
}
