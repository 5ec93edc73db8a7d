//! From the extract to servers that answer.

use super::process::{Server, Spent, run};
use crate::{
    Failure,
    rounds::{Unit, tell},
};
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Both, up and running; contraction hierarchies on OSRM's side.
pub struct Servers {
    pub ours: Server,
    pub osrm: Server,
}

/// Makes the map ready in `folder` by all ways, tells how long each took, and starts the servers.
pub fn make(
    tools: &Path,
    musette: &Path,
    folder: &Path,
    map: &Path,
    question: &str,
) -> Result<Servers, Failure> {
    fs::create_dir_all(folder)?;
    let folder = folder.canonicalize()?;
    let (ours, imported) = imported(musette, &folder, map)?;
    let tools = Tools::of(tools)?;
    let (base, extracted) = tools.extract(&folder.join("ch"), map)?;
    let contracted = tools.step("osrm-contract", &base)?;
    let (leveled, extracted_again) = tools.extract(&folder.join("mld"), map)?;
    let partitioned = tools.step("osrm-partition", &leveled)?;
    let customized = tools.step("osrm-customize", &leveled)?;

    let log = folder.join("osrm-routed.log");
    let arguments = |address: SocketAddr| -> Vec<String> {
        let port = address.port().to_string();
        let fixed = ["--algorithm", "ch", "--max-table-size", "5000", "-i", "127.0.0.1", "-p"];
        let mut arguments: Vec<String> = fixed.map(str::to_owned).to_vec();
        arguments.extend([port, base.display().to_string()]);
        arguments
    };
    let osrm = Server::start(&tools.program("osrm-routed"), arguments, question, &log)?;

    let started = |server: &Server| server.started.as_secs_f64();
    let all = imported.seconds + started(&ours);
    let work = "PBF to first answer";
    let line = |name: &str, spent: Spent, server: f64| {
        let name = format!("{name}, {:.0} MiB", spent.peak_mib);
        tell(work, &name, spent.seconds + server, all, Unit::Milliseconds);
    };
    line("musette", imported, started(&ours));
    line("OSRM CH", extracted.then(contracted), started(&osrm));
    line("OSRM MLD", extracted_again.then(partitioned).then(customized), started(&osrm));
    tell("- import, extract", "musette", imported.seconds, all, Unit::Milliseconds);
    tell("- import, extract", "OSRM", extracted.seconds, all, Unit::Milliseconds);
    tell("- start", "musette", started(&ours), all, Unit::Milliseconds);
    tell("- start", "OSRM CH", started(&osrm), all, Unit::Milliseconds);
    tell("new metric, files to files", "OSRM MLD", customized.seconds, all, Unit::Milliseconds);
    Ok(Servers { ours, osrm })
}

/// Ours, with the bicycle as the only class, as OSRM has one profile.
fn imported(musette: &Path, folder: &Path, map: &Path) -> Result<(Server, Spent), Failure> {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config");
    let config = folder.join("config");
    fs::create_dir_all(config.join("profiles"))?;
    for file in ["default.toml", "profiles/bike.toml"] {
        fs::copy(shipped.join(file), config.join(file))?;
    }
    let made = folder.join("map.musette").display().to_string();
    let (map, config) = (map.display().to_string(), config.display().to_string());
    let import = ["import", &map, "--output", &made, "--config", &config];
    let spent = run(musette, &import, &folder.join("import.log"))?;
    let arguments = |address: SocketAddr| {
        let listen = address.to_string();
        ["osrm", "--map", &made, "--config", &config, "--listen", &listen]
            .map(str::to_owned)
            .to_vec()
    };
    let question = "/nearest/v1/bike/0,0";
    let server = Server::start(musette, arguments, question, &folder.join("musette.log"))?;
    Ok((server, spent))
}

/// OSRM's programs and profile.
struct Tools {
    folder: PathBuf,
}

impl Tools {
    fn of(folder: &Path) -> Result<Self, Failure> {
        let folder = folder.join("osrm");
        let is_there = folder.join("bin/osrm-routed").is_file();
        let tools = folder.canonicalize().ok().filter(|_| is_there);
        let why = || format!("{} has no bin/osrm-routed: see osrm.sh", folder.display());
        Ok(Self { folder: tools.ok_or_else(why)? })
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }

    /// Extracts the map with OSRM's own bicycle profile, and tells the files' common stem.
    fn extract(&self, folder: &Path, map: &Path) -> Result<(PathBuf, Spent), Failure> {
        fs::create_dir_all(folder)?;
        // What comes out of it lies beside what went in.
        let copy = folder.join("map.osm.pbf");
        fs::copy(map, &copy)?;
        let profile = self.folder.join("share/profiles/bicycle.lua").display().to_string();
        let arguments = ["--profile", &profile, &copy.display().to_string()];
        let log = folder.join("osrm-extract.log");
        let spent = run(&self.program("osrm-extract"), &arguments, &log)?;
        Ok((folder.join("map.osrm"), spent))
    }

    fn step(&self, program: &str, base: &Path) -> Result<Spent, Failure> {
        let log = base.with_file_name(format!("{program}.log"));
        run(&self.program(program), &[&base.display().to_string()], &log)
    }
}
