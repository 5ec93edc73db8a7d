//! `musette osrm`, and `musette serve` with an address for OSRM's questions.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

const ROUTE: &str = "/route/v1/bicycle/24.9427,60.1675;24.9522,60.1699?overview=false";

fn musette() -> Command {
    Command::new(env!("CARGO_BIN_EXE_musette"))
}

fn imported(folder: &Path) -> PathBuf {
    let map = folder.join("town.musette");
    let extract = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/helsinki.osm.pbf");
    let output = musette().args(["import", "--output"]).arg(&map).arg(extract).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    map
}

/// Starts a server; its first addresses.
fn start<const N: usize>(command: &mut Command) -> (Child, [String; N]) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let address = |line: String| {
        let (_, url) = line.split_once("http://")?;
        Some(url.split_once('/')?.0.to_owned())
    };
    let addresses = [(); N].map(|()| lines.find_map(address).unwrap());
    std::thread::spawn(move || lines.count());
    (child, addresses)
}

fn stop(mut child: Child) {
    let killed = Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
    assert!(killed.success());
    assert!(child.wait().unwrap().success());
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_map_alone_answers_osrms_questions() {
    let folder = tempfile::tempdir().unwrap();
    let map = imported(folder.path());
    let mut command = musette();
    let (server, [address]) =
        start(command.args(["osrm", "--listen", "127.0.0.1:0", "--map"]).arg(&map));
    let answer = get(&address, ROUTE);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains(r#""code":"Ok""#) && answer.contains("access-control-allow-origin: *"));
    assert!(get(&address, "/").contains("InvalidUrl"));
    stop(server);
}

#[test]
fn beside_the_service_it_may_have_an_address_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let map = imported(folder.path());
    let database = format!("sqlite:{}", folder.path().join("coop.sqlite").display());
    let own = "127.0.0.1:0";
    let mut command = musette();
    command.args(["serve", "--listen", "127.0.0.1:0", "--database", &database, "--osrm", own]);
    let (server, [address, own]) = start(command.arg("--map").arg(&map));
    assert!(get(&own, ROUTE).starts_with("HTTP/1.1 200"));
    assert!(get(&address, ROUTE).starts_with("HTTP/1.1 404"));
    stop(server);
}

#[test]
fn a_demonstration_may_have_it_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = musette();
    command.args(["demo", "--listen", "127.0.0.1:0", "--osrm", "127.0.0.1:0", "--data-dir"]);
    let (server, [address, own]) = start(command.arg(folder.path().join("demo")));
    assert!(get(&own, ROUTE).starts_with("HTTP/1.1 200"));
    assert!(get(&address, ROUTE).starts_with("HTTP/1.1 404"));
    stop(server);
}

#[test]
fn a_wrong_switch_is_told() {
    let arguments = ["serve", "--map", "x", "--database", "sqlite:x", "--osrm", "maybe"];
    let output = musette().args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("expected off, on, or an address"), "{told}");
}
