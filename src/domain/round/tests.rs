use super::*;

#[test]
fn stops_are_read_as_they_are_written_and_as_they_were_written_before() {
    let order = || "o".to_owned();
    let all = [
        (RoundStopKind::Start, r#"{"kind":"start"}"#),
        (
            RoundStopKind::Pickup { order: order(), position: 1 },
            r#"{"kind":"pickup","order":"o","position":1}"#,
        ),
        (
            RoundStopKind::Dropoff { order: order(), position: 3 },
            r#"{"kind":"dropoff","order":"o","position":3}"#,
        ),
        (RoundStopKind::Break, r#"{"kind":"break"}"#),
        (RoundStopKind::End, r#"{"kind":"end"}"#),
    ];
    for (kind, text) in all {
        assert_eq!(serde_json::to_string(&kind).unwrap(), text);
        assert_eq!(serde_json::from_str::<RoundStopKind>(text).unwrap(), kind);
    }
    let room: Room =
        serde_json::from_str(r#"{"kind":"dropoff","order":"o","dropoff":1,"before":4}"#).unwrap();
    let kind = RoundStopKind::Dropoff { order: order(), position: 2 };
    assert_eq!(room, Room { kind, before: 4 });
    let pickup: RoundStopKind = serde_json::from_str(r#"{"kind":"pickup","order":"o"}"#).unwrap();
    assert_eq!(pickup, RoundStopKind::Pickup { order: order(), position: 0 });
}
