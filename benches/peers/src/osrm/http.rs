//! As little of an HTTP client as it takes to ask the same server again and again.

use crate::Failure;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

/// A connection that is kept, and made anew when the server has closed it.
pub struct Client {
    server: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    /// Until its last byte was here.
    pub taken: Duration,
}

impl Client {
    pub fn new(server: SocketAddr) -> Self {
        Self { server, stream: None }
    }

    /// Asks for a path with its query.
    pub fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        let start = Instant::now();
        if let Some(stream) = self.stream.take()
            && let Ok(answer) = self.ask(stream, path, start)
        {
            return Ok(answer);
        }
        // The server may close a connection that was idle, or that has served a number of requests.
        let stream = TcpStream::connect(self.server)?;
        stream.set_nodelay(true)?;
        self.ask(BufReader::with_capacity(1 << 16, stream), path, start)
    }

    fn ask(
        &mut self,
        mut stream: BufReader<TcpStream>,
        path: &str,
        start: Instant,
    ) -> Result<Answer, Failure> {
        let host = self.server;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n");
        stream.get_mut().write_all(request.as_bytes())?;
        let status = line(&mut stream)?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.ok_or("no HTTP status came back")?;
        let (mut length, mut is_chunked, mut is_kept) = (0, false, true);
        loop {
            let header = line(&mut stream)?.to_ascii_lowercase();
            let Some((name, value)) = header.split_once(':') else { break };
            match (name, value.trim()) {
                ("content-length", value) => length = value.parse()?,
                ("transfer-encoding", "chunked") => is_chunked = true,
                ("connection", "close") => is_kept = false,
                _ => {}
            }
        }
        let mut body = Vec::new();
        if is_chunked {
            loop {
                let length = usize::from_str_radix(line(&mut stream)?.trim(), 16)?;
                read(&mut stream, length, &mut body)?;
                line(&mut stream)?;
                if length == 0 {
                    break;
                }
            }
        } else {
            read(&mut stream, length, &mut body)?;
        }
        let taken = start.elapsed();
        self.stream = is_kept.then_some(stream);
        Ok(Answer { status, body, taken })
    }
}

fn line(stream: &mut impl BufRead) -> Result<String, Failure> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err("the server closed the connection".into());
    }
    line.truncate(line.trim_end().len());
    Ok(line)
}

fn read(stream: &mut impl Read, length: usize, body: &mut Vec<u8>) -> Result<(), Failure> {
    let before = body.len();
    body.resize(before + length, 0);
    Ok(stream.read_exact(&mut body[before..])?)
}
