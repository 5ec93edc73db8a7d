//! `musette demo` as a program: a day under way, stopped and started again.

use jiff::civil::Date;
use musette::{
    domain::{OrderStatus, StopStatus},
    store::Store,
};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

fn demo(folder: &Path, listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_musette"));
    command.args(["demo", "--listen", listen, "--data-dir"]).arg(folder);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A demonstration that listens, and where.
fn started(folder: &Path) -> (Child, String, String) {
    let mut child = demo(folder, "127.0.0.1:0").spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let headline = lines.next().unwrap();
    let url = lines.find(|line| line.starts_with("http://")).unwrap();
    // What is not read would end the program that writes it.
    std::thread::spawn(move || lines.count());
    let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    (child, address, headline)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Stops it as a service manager does.
fn stopped(child: Child) -> Output {
    let killed = Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
    assert!(killed.success());
    child.wait_with_output().unwrap()
}

#[test]
fn a_demonstration_is_whole_and_goes_on_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let (child, address, headline) = started(folder.path());
    assert!(headline.starts_with("Les Sacoches on the map of helsinki, "), "{headline}");
    assert!(headline.ends_with(", 10:45"), "{headline}");
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
    let output = stopped(child);
    assert!(output.status.success(), "{output:?}");

    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let database = folder.path().join("helsinki.sqlite");
        let store = Store::open(&format!("sqlite:{}", database.display())).await.unwrap();
        let coop = store.coops().await.unwrap().remove(0);
        let mut view = store.view(&coop.id).await.unwrap();
        assert_eq!(view.shops().await.unwrap().len(), 12);
        // A dispatcher, eight couriers, the shops.
        assert_eq!(view.accounts().await.unwrap().len(), 1 + 8 + 12);
        let day = day_of(&headline);
        let orders = view.orders_of_day(day).await.unwrap();
        assert_eq!(orders.len(), 120);
        assert!(orders.iter().all(|order| order.status != OrderStatus::Unassigned));
        let rounds = view.rounds_of_day(day).await.unwrap();
        let is_done =
            |status| rounds.iter().any(|it| it.progress.iter().any(|p| p.status == status));
        assert!(is_done(StopStatus::Done) && is_done(StopStatus::Todo));
    });

    let (child, address, headline) = started(folder.path());
    assert!(headline.contains(", 10:4"), "{headline}");
    assert!(get(&address, "/v1/map").contains("\"name\":\"helsinki\""));
    assert!(stopped(child).status.success());
    ridden_again(folder.path(), day_of(&headline));
}

/// A day out of the database, as it was posted, by the rules that are in force there.
fn ridden_again(folder: &Path, day: Date) {
    let at = |name: &str| folder.join(name).display().to_string();
    std::fs::write(at("quick.toml"), "iterations = 5\nreplan_s = 0\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_musette"));
    command.args(["simulate", "--seeds", "2", "--output", "-", "--report", &at("r.html")]);
    command.args(["--rules", &at("quick.toml"), "--map", &at("helsinki.musette")]);
    let database = format!("sqlite:{}", at("helsinki.sqlite"));
    command.args(["--day", &day.to_string(), "--database", &database]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for ridden in told["days"].as_array().unwrap() {
        let figure = |name: &str| ridden["figures"][name].as_f64().unwrap();
        assert_eq!(figure("orders").to_bits(), 120.0_f64.to_bits());
        let all = figure("delivered") + figure("not_served");
        assert_eq!(all.to_bits(), 120.0_f64.to_bits(), "{ridden}");
        assert!(figure("delivered") > 100.0, "{ridden}");
    }
    assert!(std::fs::read_to_string(at("r.html")).unwrap().starts_with("<!doctype html>"));
}

/// The day of a headline such as `…, Thursday 26 November 2026, 10:45`.
fn day_of(headline: &str) -> Date {
    let date = headline.split(", ").nth(1).unwrap();
    Date::strptime("%A %e %B %Y", date).unwrap()
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = demo(folder.path(), &address).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&address) && told.contains("--listen"), "{told}");
}
