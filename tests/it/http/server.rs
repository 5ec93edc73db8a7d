//! A service in this process, on a database and a map of its own.

use crate::{
    maps::{CITY, map_and_extract},
    support::day::{DAY, at, coop},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use musette::{
    app::service::{Clock, Cpu, NewAccount, Service, World, put_account, seed_rules},
    config::{PlanLimits, Settings, read_config},
    domain::{DayShift, Role, Shop},
    geocode::Geocoder,
    http::Options,
    store::{Store, StoredCoop},
    tiles::TileSet,
    units::Timestamp,
};
use serde_json::{Value, json};
use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};
use tower::ServiceExt as _;

/// The city for all tests that leave its streets as they are.
static WORLD: LazyLock<Arc<World>> = LazyLock::new(world);

fn world() -> Arc<World> {
    let (map, extract) = map_and_extract(&CITY.0.osm);
    let geocoder = Geocoder::new(&extract.places, &map.graph);
    let tiles = Some(TileSet::new(extract.scenery));
    let router = Arc::new(musette::routing::Router::new(map));
    Arc::new(World { name: "city".to_owned(), router, geocoder, tiles })
}

pub const PASSWORD: &str = "musette-musette";
pub const COOP: &str = "coop";

/// A running service.
pub struct Server {
    pub service: Arc<Service>,
    pub routes: Router,
    pub url: String,
    _folder: tempfile::TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The document, of an answer with this status.
    pub fn ok(&self, status: u16) -> Value {
        let text = String::from_utf8_lossy(&self.bytes);
        assert_eq!(self.status, status, "{text}");
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// The problem's code and the fields complained of, of an answer with this status.
    pub fn problem(&self, status: u16) -> (String, Vec<String>) {
        let document = self.ok(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(document["status"], status);
        assert_eq!(document["request_id"], self.header("x-request-id"));
        for field in ["type", "title", "detail", "instance"] {
            assert!(document[field].as_str().is_some_and(|it| !it.is_empty()), "{document}");
        }
        let errors = document["errors"].as_array().unwrap();
        for error in errors {
            for field in ["code", "cause", "action"] {
                assert!(!error[field].as_str().unwrap().is_empty(), "{error}");
            }
        }
        let fields = errors.iter().map(|it| it["field"].as_str().unwrap().to_owned());
        (document["code"].as_str().unwrap().to_owned(), fields.collect())
    }
}

impl Server {
    /// At 10:00 of the day of all tests, with a dispatcher `dispatch`, couriers `aicha` and `bruno`,
    /// shops `shop1` and `shop2`, no orders.
    pub async fn start() -> Self {
        Self::start_at(at(10, 0), Options::default()).await
    }

    pub async fn start_at(now: Timestamp, options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
        Self::start_on(url, folder, now, options).await
    }

    /// The same on an empty database; the folder goes with the server.
    pub async fn start_on(
        url: String,
        folder: tempfile::TempDir,
        now: Timestamp,
        options: Options,
    ) -> Self {
        Self::start_in(Arc::clone(&WORLD), url, folder, now, options).await
    }

    /// The same with streets of its own.
    pub async fn start_alone(now: Timestamp, options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
        Self::start_in(world(), url, folder, now, options).await
    }

    async fn start_in(
        world: Arc<World>,
        url: String,
        folder: tempfile::TempDir,
        now: Timestamp,
        options: Options,
    ) -> Self {
        let store = Store::open(&url).await.unwrap();
        let clock = Clock::showing(now);
        fill(&store, clock).await;
        let service = Service::new(store, world, settings(), clock, Cpu::new(2));
        let service = Arc::new(service);
        let routes = musette::http::routes(Arc::clone(&service), options);
        Self { service, routes, url, _folder: folder }
    }

    /// The same database on the map as it was imported, as after a new start.
    pub async fn anew(&self, now: Timestamp) -> Self {
        self.anew_with(now, Options::default()).await
    }

    /// The same with these options.
    pub async fn anew_with(&self, now: Timestamp, options: Options) -> Self {
        let server = self.at_in(world(), now, options).await;
        server.service.restore_streets().await.unwrap();
        server
    }

    /// The same database at another time, as after a new start.
    pub async fn at(&self, now: Timestamp) -> Self {
        self.at_in(Arc::clone(&WORLD), now, Options::default()).await
    }

    async fn at_in(&self, world: Arc<World>, now: Timestamp, options: Options) -> Self {
        let store = Store::open(&self.url).await.unwrap();
        let service = Service::new(store, world, settings(), Clock::showing(now), Cpu::new(2));
        let service = Arc::new(service);
        let routes = musette::http::routes(Arc::clone(&service), options);
        Self { service, routes, url: self.url.clone(), _folder: tempfile::tempdir().unwrap() }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 50_000_000).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    /// Sends a request as whoever has this cookie; a body of null is none.
    pub async fn ask(&self, cookie: &str, method: &str, path: &str, body: Value) -> Answer {
        self.send(request(cookie, method, path, body)).await
    }

    pub async fn get(&self, cookie: &str, path: &str) -> Answer {
        self.ask(cookie, "GET", path, Value::Null).await
    }

    pub async fn post(&self, cookie: &str, path: &str, body: Value) -> Answer {
        self.ask(cookie, "POST", path, body).await
    }

    /// Signs in; the cookie.
    pub async fn sign_in(&self, login: &str) -> String {
        let body = json!({ "login": login, "password": PASSWORD });
        let answer = self.post("", "/v1/session", body).await;
        answer.ok(200);
        answer.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// Posts a meal from `shop1` to a customer, both by place, ready at a local time.
    pub async fn meal(&self, cookie: &str, customer: usize, hour: u32, minute: u32) -> Value {
        self.post(cookie, "/v1/orders", meal(customer, hour, minute)).await.ok(201)
    }
}

/// A meal for a customer within reach.
pub fn meal(customer: usize, hour: u32, minute: u32) -> Value {
    let site = &CITY.0.customers[customer];
    let ready = json!(at(hour, minute));
    json!({
        "shop_id": "shop1",
        "reference": format!("M{customer}"),
        "pickup": { "window": { "start_at": ready } },
        "dropoffs": [{
            "name": "Camille", "phone": "+33 6 00 00 00 00", "notes": "2nd floor",
            "lon_lat": site.place, "address": site.address,
            "window": { "end_at": at(hour + 2, minute) },
        }],
    })
}

#[expect(clippy::needless_pass_by_value, reason = "callers write the body in place")]
pub fn request(cookie: &str, method: &str, path: &str, body: Value) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("host", "musette.test");
    if !cookie.is_empty() {
        request = request.header("cookie", cookie);
    }
    if body.is_null() {
        return request.body(Body::empty()).unwrap();
    }
    let request = request.header("content-type", "application/json");
    request.body(Body::from(body.to_string())).unwrap()
}

async fn fill(store: &Store, clock: Clock) {
    let (city, _) = &*CITY;
    let (coop, id) = (coop(city), COOP.to_owned());
    let stored = StoredCoop { id, name: coop.name.clone(), zone: coop.zone.clone() };
    store.create_coop(&stored, clock.now()).await.unwrap();
    let mut change = store.change(COOP, clock.now(), None).await.unwrap();
    for hub in &coop.hubs {
        change.put_hub(hub).await.unwrap();
    }
    for vehicle in &coop.vehicles {
        change.put_vehicle(vehicle).await.unwrap();
    }
    for courier in &coop.couriers {
        change.put_courier(courier).await.unwrap();
    }
    for (number, shift) in coop.shifts.iter().enumerate() {
        let shift = DayShift {
            id: format!("shift{number}"),
            day: DAY,
            courier: shift.courier.clone(),
            crew: None,
            vehicle: shift.vehicle.clone(),
            hub: shift.hub.clone(),
            window: shift.window,
            end_hub: None,
            charge_percent: None,
            rest: shift.breaks.first().copied(),
        };
        change.put_shift(&shift).await.unwrap();
    }
    let kitchens = city.shops.iter().filter(|site| site.kind == "restaurant");
    for (number, site) in kitchens.take(2).enumerate() {
        let shop = Shop {
            id: format!("shop{}", number + 1),
            name: site.name.clone(),
            phone: "+33 1 00 00 00 00".to_owned(),
            address: site.address.clone(),
            place: site.place,
            notes: "Ring at the back".to_owned(),
        };
        change.put_shop(&shop).await.unwrap();
    }
    change.commit().await.unwrap();
    seed_rules(store, &read_config(None).unwrap().rules, clock).await.unwrap();
    let courier = |id: &str| Role::Courier { courier: id.to_owned() };
    let shop = |id: &str| Role::Shop { shop: id.to_owned() };
    for (login, role) in [
        ("dispatch", Role::Dispatcher),
        ("aicha", courier("aïcha")),
        ("bruno", courier("bruno")),
        ("shop1", shop("shop1")),
        ("shop2", shop("shop2")),
    ] {
        let (login, password) = (login.to_owned(), PASSWORD.to_owned());
        let new = NewAccount { login, name: None, role, password };
        put_account(store, COOP, clock, new).await.unwrap();
    }
}

/// Some iterations, however long they take: the same rounds each time.
fn settings() -> Settings {
    let plan = PlanLimits {
        time: Duration::from_mins(10),
        iterations: Some(300),
        threads: 1,
        ..PlanLimits::default()
    };
    Settings { plan, ..Settings::default() }
}
