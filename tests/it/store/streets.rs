//! Zones and tuned profiles.

use super::{
    databases::on_each_database,
    samples::{at, change, place, with_coop},
};
use musette::{
    domain::{EventKind, StreetZone, ZoneEffect},
    store::StoreError,
};

fn zone(id: &str) -> StreetZone {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
    StreetZone {
        id: id.to_owned(),
        name: "Marché".to_owned(),
        area: vec![corners.map(|(lon, lat)| place(lon, lat)).into()],
        effect: ZoneEffect::SpeedFactor(0.25),
        profiles: vec!["bike".to_owned()],
        from: Some(at(0)),
        until: None,
        hours: Some("Sa 06:00-14:00".to_owned()),
    }
}

#[test]
fn zones_are_kept_as_they_were_said() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut first = change(&store).await;
        first.put_zone(&zone("z1")).await.unwrap();
        first.commit().await.unwrap();
        for effect in [ZoneEffect::Closed, ZoneEffect::MaxSpeedKmh(7.5)] {
            let said =
                StreetZone { effect, hours: None, from: None, until: Some(at(9)), ..zone("z1") };
            let mut change = store.change("c", at(5), Some("a2")).await.unwrap();
            change.put_zone(&said).await.unwrap();
            change.commit().await.unwrap();
            let mut view = store.view("c").await.unwrap();
            let kept = view.zone("z1").await.unwrap().unwrap();
            assert_eq!(kept.zone, said);
            assert_eq!((kept.created_at, kept.changed_at), (at(1), at(5)));
            assert_eq!(kept.author.as_deref(), Some("a2"));
            assert_eq!(view.zones().await.unwrap(), [kept]);
        }
        let mut change = change(&store).await;
        let gone = change.delete_zone("z2").await.unwrap_err();
        assert!(matches!(gone, StoreError::NotFound { what: "zone", .. }), "{gone}");
        change.delete_zone("z1").await.unwrap();
        let head = change.commit().await.unwrap();
        assert!(store.view("c").await.unwrap().zone("z1").await.unwrap().is_none());
        let event = store.events_after("c", head - 1, 1).await.unwrap().remove(0);
        assert_eq!(
            (event.kind, event.subject.other),
            (EventKind::ZoneChanged, Some("z1".to_owned()))
        );
    });
}

#[test]
fn versions_of_a_profile_follow_each_other() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        for (minute, name) in [(1, "bike"), (2, "bike"), (3, "cargo"), (4, "bike")] {
            let mut change = store.change("c", at(minute), Some("a1")).await.unwrap();
            let toml = format!("# {minute}");
            let version = change.tune_profile(name, &toml, "ice").await.unwrap();
            assert_eq!((version.toml, version.valid_from), (toml, at(minute)));
            change.commit().await.unwrap();
        }
        let mut view = store.view("c").await.unwrap();
        let tuned = view.tuned_profiles().await.unwrap();
        let told: Vec<_> = tuned.iter().map(|it| (it.name.as_str(), it.version)).collect();
        assert_eq!(told, [("bike", 3), ("cargo", 1)]);
        assert_eq!((tuned[0].toml.as_str(), tuned[0].reason.as_str()), ("# 4", "ice"));
        assert_eq!(tuned[0].author.as_deref(), Some("a1"));
        let all = view.profile_versions("bike").await.unwrap();
        assert_eq!(all.iter().map(|it| it.version).collect::<Vec<_>>(), [1, 2, 3]);
        drop(view);
        let last = store.events_after("c", 0, 100).await.unwrap().pop().unwrap();
        assert_eq!(
            (last.kind, last.subject.other),
            (EventKind::ProfileChanged, Some("bike".to_owned()))
        );
    });
}
