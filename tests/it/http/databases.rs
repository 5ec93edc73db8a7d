//! The same story on both databases.

use super::server::Server;
use crate::{store::databases::on_each_database, support::day::at};
use musette::http::Options;
use serde_json::{Value, json};

#[test]
fn an_order_is_posted_planned_and_brought_on_each_database() {
    on_each_database(async |database| {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::default();
        let server = Server::start_on(database.url.clone(), folder, at(10, 0), options).await;
        let dispatcher = server.sign_in("dispatch").await;
        let order = server.meal(&dispatcher, 0, 12, 0).await;
        server.post(&dispatcher, "/v1/days/2026-03-17/plan", Value::Null).await.ok(200);
        let rounds = server.get(&dispatcher, "/v1/rounds").await.ok(200);
        let round = &rounds["items"][0];
        for stop in round["stops"].as_array().unwrap() {
            if stop["order_id"] == order["id"] {
                let (round, stop) = (round["id"].as_str().unwrap(), &stop["number"]);
                let path = format!("/v1/rounds/{round}/stops/{stop}/done");
                server.post(&dispatcher, &path, Value::Null).await.ok(200);
            }
        }
        let path = format!("/v1/orders/{}", order["id"].as_str().unwrap());
        let order = server.get(&dispatcher, &path).await.ok(200);
        assert_eq!(order["status"], json!("delivered"));
        server.service.store().close().await;
    });
}
