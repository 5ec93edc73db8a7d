//! The answers about labour law, heat and moves by hand.

use super::Noted;
use crate::{
    http::server::{COOP, Server},
    support::day::{DAY, at},
};
use musette::{
    domain::DayShift,
    units::{TimeWindow, Timestamp},
};
use serde_json::{Value, json};

pub(super) fn shift() -> Value {
    json!({
        "courier_id": "bruno", "vehicle_id": "bike", "hub_id": "core",
        "window": { "start_at": at(15, 0), "end_at": at(17, 0) },
    })
}

/// What the law refuses, and what it has to be told.
pub(super) async fn law(all: &Noted<'_>) {
    let mut long = shift();
    long["window"]["end_at"] = json!(at(18, 0));
    assert_eq!(all.post("/v1/shifts", long).await.problem(409).0, "unlawful");
    let young = json!({ "name": "Bruno", "age": "under-16" });
    assert_eq!(all.ask("PUT", "/v1/couriers/bruno", young).await.problem(409).0, "unlawful");
    all.get("/v1/couriers/bruno/ledger").await.ok(200);
    all.ask("PUT", "/v1/days/2026-03-17/heat", json!({ "level": "none" })).await.ok(200);
    all.ask("PUT", "/v1/days/2026-03-17/heat", json!({})).await.problem(422);
    all.get("/v1/days/2026-03-17/heat").await.ok(200);
}

/// Whether an order may be moved: on its day, and on one that is over.
pub(super) async fn moves(all: &Noted<'_>, order: &Value) {
    let moved = json!({ "order_id": order["id"], "courier_id": "bruno" });
    all.post("/v1/days/2026-03-17/moves/check", moved.clone()).await.ok(200);
    all.post("/v1/days/2026-03-17/moves/check", json!({})).await.problem(422);
    all.post("/v1/days/2026-03-17/moves", moved).await.ok(200);
    all.post("/v1/days/2026-03-17/moves", json!({})).await.problem(422);
    let release = format!("/v1/orders/{}/release", order["id"].as_str().unwrap());
    all.post(&release, Value::Null).await.ok(204);
    let past =
        DayShift { id: "past".to_owned(), day: DAY.yesterday().unwrap(), ..early_shift(all).await };
    let store = all.server.service.store();
    let mut change = store.change(COOP, at(10, 0), None).await.unwrap();
    change.put_shift(&past).await.unwrap();
    change.commit().await.unwrap();
    let moved = json!({ "order_id": order["id"], "shift_id": "past" });
    let answer = all.post("/v1/days/2026-03-16/moves", moved.clone()).await;
    assert_eq!(answer.problem(409).0, "day_over");
    let answer = all.post("/v1/days/2026-03-16/moves/check", moved).await;
    assert_eq!(answer.problem(409).0, "day_over");
}

/// Id of a shift whose round cannot have begun.
pub(super) async fn evening(server: &Server) -> String {
    let mut view = server.service.store().view(COOP).await.unwrap();
    view.shifts_of_day(DAY).await.unwrap().pop().unwrap().id
}

/// A shift that ended before the day began.
async fn early_shift(all: &Noted<'_>) -> DayShift {
    let mut view = all.server.service.store().view(COOP).await.unwrap();
    let mut shift = view.shifts_of_day(DAY).await.unwrap().remove(0);
    let back = |at: Timestamp| Timestamp::from_millis(at.as_millis() - 86_400_000);
    let window = TimeWindow::new(back(shift.window.start()), back(shift.window.end()));
    (shift.window, shift.rest) = (window.unwrap(), None);
    shift
}
