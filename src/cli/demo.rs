//! `musette demo`

use super::{
    osrm::OsrmArgument,
    progress::{byte_bar, planning, spinner},
    server::{ListenArguments, run_server, stop_signal},
    shipped,
};
use crate::{
    app::{
        self, DEMO_PASSWORD, DemoDay, DemoLogin, open_demo, seed_demo,
        service::{Clock, Cpu, Plannings, Service, World, seed_rules},
    },
    config::{Settings, example_coop, read_config, read_profiles},
    graph,
    store::Store,
    units::Timestamp,
};
use anyhow::Context as _;
use indicatif::ProgressBar;
use std::{
    env, fs,
    io::{self, Write},
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
use tokio::sync::watch;

/// Try Musette: an example co-operative with a day of orders, planned and under way, on the map that
/// comes with it or on one of your own. Nothing is needed but this program.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// An extract of OpenStreetMap; left out: a piece of Helsinki.
    #[arg(long, value_name = "MAP.osm.pbf")]
    map: Option<PathBuf>,
    /// Where the demonstration keeps its maps and databases. Remove it to begin anew.
    #[arg(long, value_name = "DIR", default_value = "musette-demo")]
    data_dir: PathBuf,
    #[command(flatten)]
    listen: ListenArguments,
    #[command(flatten)]
    osrm: OsrmArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = &arguments.data_dir;
    if let Some(map) = &arguments.map {
        // Nothing is made for a slip of the keys.
        fs::metadata(map).with_context(|| format!("there is no map {}", map.display()))?;
    }
    private_folder(folder).with_context(|| {
        format!("cannot make the folder {}; say another --data-dir", folder.display())
    })?;
    let extract = match &arguments.map {
        Some(map) => map.clone(),
        None => shipped_map(folder)?,
    };
    let (map, world) = world(&extract, folder)?;
    arguments.listen.warn();
    run_server(serve(arguments, map, world))
}

/// Makes a folder that is missing, for its owner alone.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

async fn serve(arguments: &Arguments, map: PathBuf, world: World) -> anyhow::Result<()> {
    let world = Arc::new(world);
    let shutdown = stop_signal()?;
    let listener = arguments.listen.bind().await?;
    let osrm = arguments.osrm.bind().await?;
    let database = map.with_extension("sqlite");
    let left = Left(map.with_extension("clock"));
    if !database.exists() {
        Box::pin(seed(&database, &map, &world, &left)).await?;
    }
    let store = Store::open(&url(&database)).await?;
    let day = open_demo(&store, left.read()).await.with_context(|| begin_anew(&database))?;
    let clock = day.clock;
    // A demonstration of before may have none.
    seed_rules(&store, &read_config(None)?.rules, clock).await?;
    let address = listener.local_addr().context("cannot tell the address")?;
    write!(io::stdout().lock(), "{}", greeting(&day, &world.name, address))?;
    let service = service(&store, &world, clock);
    service.restore_streets().await?;
    osrm.serve(Arc::new(service), listener, arguments.listen.options(), shutdown).await?;
    left.write(clock.now());
    store.close().await;
    Ok(())
}

fn service(store: &Store, world: &Arc<World>, clock: Clock) -> Service {
    let (store, world) = (store.clone(), Arc::clone(world));
    Service::new(store, world, Settings::default(), clock, Cpu::of_this_machine())
}

/// Keeps what the clock showed when the demonstration was left.
struct Left(PathBuf);

impl Left {
    fn read(&self) -> Option<Timestamp> {
        Some(Timestamp::from_millis(fs::read_to_string(&self.0).ok()?.trim().parse().ok()?))
    }

    /// Without it the clock goes on from the last event, so that a failure is no reason to complain.
    fn write(&self, at: Timestamp) {
        let _ = fs::write(&self.0, at.as_millis().to_string());
    }
}

/// The map of `extract` in `folder`, imported unless it is there and newer than the extract and this
/// program.
fn world(extract: &Path, folder: &Path) -> anyhow::Result<(PathBuf, World)> {
    let name = extract.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.trim_end_matches(".pbf").trim_end_matches(".osm");
    let map = folder.join(format!("{stem}.musette"));
    let changed = |path: &Path| path.metadata().and_then(|it| it.modified()).ok();
    let program = env::current_exe().ok();
    let newest = changed(extract).max(program.as_deref().and_then(changed));
    if changed(&map).is_some_and(|made| newest.is_some_and(|newest| made > newest))
        && let Ok(world) = World::open(&map)
    {
        return Ok((map, world));
    }
    let bar = byte_bar("reading");
    let country = if name == shipped::MAP_NAME {
        shipped::COUNTRY.to_owned()
    } else {
        Settings::default().country
    };
    let profiles = read_profiles(None)?;
    let report = app::import_map(extract, &map, profiles, &[], &country, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    report?;
    let world = World::open(&map).with_context(|| format!("cannot open {}", map.display()))?;
    Ok((map, world))
}

/// Writes the shipped map where it can be imported from.
fn shipped_map(folder: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join(shipped::MAP_NAME);
    if fs::read(&path).is_ok_and(|there| there == shipped::MAP) {
        return Ok(path);
    }
    fs::write(&path, shipped::MAP)
        .with_context(|| format!("cannot write {}; free some space", path.display()))?;
    Ok(path)
}

/// Fills a database beside, and moves it into place when it is whole.
async fn seed(database: &Path, map: &Path, world: &Arc<World>, left: &Left) -> anyhow::Result<()> {
    let spinner = spinner("inventing a day");
    let profiles = world.profiles();
    let profiles: Vec<&str> = profiles.iter().map(String::as_str).collect();
    let rules = example_coop(&profiles)?;
    let draft = database.with_extension("sqlite-draft");
    for leftover in ["sqlite-draft", "sqlite-draft-wal", "sqlite-draft-shm"] {
        let _ = fs::remove_file(database.with_extension(leftover));
    }
    let store = Store::open(&url(&draft)).await?;
    let clock = Clock::real();
    let service = service(&store, world, clock);
    let shown = tokio::spawn(show(service.plannings(), spinner.clone()));
    let (places, today) = (graph::places(map)?, clock.today(rules.zone()));
    let begin =
        Box::pin(seed_demo(service, places, &rules, &read_config(None)?.rules, today)).await;
    shown.abort();
    let begin = begin?;
    store.close().await;
    left.write(begin);
    fs::rename(&draft, database).with_context(|| format!("cannot make {}", database.display()))?;
    spinner.finish_and_clear();
    Ok(())
}

/// Shows how far the first plan is.
async fn show(mut plannings: watch::Receiver<Plannings>, spinner: ProgressBar) {
    while plannings.changed().await.is_ok() {
        if let Some(progress) = plannings.borrow().all().next() {
            spinner.set_message(planning(progress));
        }
    }
}

fn url(database: &Path) -> String {
    format!("sqlite:{}", database.display())
}

fn begin_anew(database: &Path) -> String {
    format!("{} is not what a demonstration has made; remove it", database.display())
}

fn greeting(day: &DemoDay, map: &str, address: SocketAddr) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{} on the map of {map}, {}\n", day.coop, day.local_time());
    // An address that stands for all of them is none to visit.
    let here = if address.ip().is_unspecified() {
        SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port())
    } else {
        address
    };
    let _ = writeln!(text, "http://{here}/\n");
    if address.ip().is_unspecified()
        && let Some(own) = own_address()
    {
        let _ = writeln!(text, "from a phone in the same network:");
        let _ = writeln!(text, "http://{}/\n", SocketAddr::new(own, address.port()));
    }
    let names = |logins: &[DemoLogin]| {
        let named = |it: &DemoLogin| format!("{:<10} {}", it.login, it.name);
        logins.iter().map(named).collect::<Vec<_>>().join("\n              ")
    };
    let _ = writeln!(text, "  dispatcher  {}", names(&day.logins.dispatchers));
    let _ = writeln!(text, "  couriers    {}", names(&day.logins.couriers));
    let _ = writeln!(text, "  shops       {}", names(&day.logins.shops));
    let _ = writeln!(text, "\n  The password is {DEMO_PASSWORD} for all. Ctrl-C stops it.");
    text
}

/// The address by which this machine is known in its network. Nothing is sent for that.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    // An address kept for documentation (RFC 5737): it is only asked which way would lead there.
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}
