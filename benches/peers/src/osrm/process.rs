//! Other programs: how long they take, and how much memory.

use super::http::Client;
use crate::Failure;
use std::{
    fs::{self, File},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// What a program took that ran to its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    pub seconds: f64,
    /// The most memory it had at once, in MiB; of programs one after the other, the largest.
    pub peak_mib: f64,
}

impl Spent {
    /// The one, then the other.
    pub fn then(self, next: Self) -> Self {
        Self { seconds: self.seconds + next.seconds, peak_mib: self.peak_mib.max(next.peak_mib) }
    }
}

/// Runs a program to its end; what it says goes to `log`.
pub fn run(program: &Path, arguments: &[&str], log: &Path) -> Result<Spent, Failure> {
    let start = Instant::now();
    let mut child = spawn(program, arguments, log)?;
    let mut peak_mib = 0.0_f64;
    let status = loop {
        peak_mib = peak_mib.max(memory_mib(child.id(), "VmHWM"));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        let why = format!("{} failed ({status}): see {}", program.display(), log.display());
        return Err(why.into());
    }
    Ok(Spent { seconds, peak_mib })
}

/// A server that ends with this value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub started: Duration,
}

impl Server {
    /// Starts a server; `arguments` makes its arguments out of the address. It is there when it answers
    /// `question`.
    pub fn start(
        program: &Path,
        arguments: impl Fn(SocketAddr) -> Vec<String>,
        question: &str,
        log: &Path,
    ) -> Result<Self, Failure> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let arguments = arguments(address);
        let start = Instant::now();
        let child = spawn(program, &arguments.iter().map(String::as_str).collect::<Vec<_>>(), log)?;
        let mut server = Self { child, address, started: Duration::ZERO };
        let mut client = Client::new(address);
        while client.get(question).is_err() {
            let ended = server.child.try_wait()?;
            if ended.is_some() || start.elapsed() > Duration::from_secs(300) {
                let why = format!("{} does not answer: see {}", program.display(), log.display());
                return Err(why.into());
            }
            thread::sleep(Duration::from_millis(5));
        }
        server.started = start.elapsed();
        Ok(server)
    }

    /// How much memory it has now, in MiB.
    pub fn memory_mib(&self) -> f64 {
        memory_mib(self.child.id(), "VmRSS")
    }

    /// The most it had so far, in MiB.
    pub fn peak_mib(&self) -> f64 {
        memory_mib(self.child.id(), "VmHWM")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(program: &Path, arguments: &[&str], log: &Path) -> Result<Child, Failure> {
    let file = File::create(log)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    command.spawn().map_err(|error| format!("cannot run {}: {error}", program.display()).into())
}

/// What Linux tells of a process; elsewhere nothing.
fn memory_mib(process: u32, key: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}
