//! `musette serve` and `musette account` as programs: from an empty database to a sign-in.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Output, Stdio},
};

fn musette() -> Command {
    Command::new(env!("CARGO_BIN_EXE_musette"))
}

fn account(database: &str, arguments: &[&str], password: &str) -> Output {
    let mut command = musette();
    command.args(["account", "--database", database, "--login", "Amelie"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who removes an account is asked nothing, and may have ended by now.
    let _ = writeln!(child.stdin.take().unwrap(), "{password}");
    child.wait_with_output().unwrap()
}

/// The status of a sign-in.
fn sign_in(address: &str, password: &str) -> u16 {
    let body = format!(r#"{{"login":"amelie","password":"{password}"}}"#);
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "POST /v1/session HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn an_account_signs_in_until_it_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("coop.sqlite").display());
    let map = folder.path().join("town.map");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let imported = musette()
        .args(["import", "--output"])
        .arg(&map)
        .arg(here.join("data/helsinki.osm.pbf"))
        .output()
        .unwrap();
    assert!(imported.status.success(), "{imported:?}");
    let mut serve = musette()
        .args(["serve", "--listen", "127.0.0.1:0", "--database", &database, "--map"])
        .arg(&map)
        .arg("--coop")
        .arg(here.join("config/example-coop"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(serve.stdout.take().unwrap()).lines().map_while(Result::ok);
    let url = lines.find_map(|line| Some(line[line.find("http://")?..].to_owned())).unwrap();
    std::thread::spawn(move || lines.count());
    let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();

    let nobody = account(&database, &["--remove"], "");
    assert!(!nobody.status.success());
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("Amelie"), "{nobody:?}");
    let weak = account(&database, &["--role", "dispatcher"], "short");
    assert!(!weak.status.success(), "{weak:?}");
    assert_eq!(sign_in(&address, "a long enough password"), 401);

    let made = account(&database, &["--role", "dispatcher"], "a long enough password");
    assert!(made.status.success(), "{made:?}");
    assert_eq!(sign_in(&address, "a long enough password"), 200);

    let removed = account(&database, &["--remove"], "");
    assert_eq!(String::from_utf8_lossy(&removed.stdout), "Amelie may no longer sign in\n");
    assert_eq!(sign_in(&address, "a long enough password"), 401);

    let killed = Command::new("kill").arg("-TERM").arg(serve.id().to_string()).status().unwrap();
    assert!(killed.success());
    assert!(serve.wait().unwrap().success());
}
