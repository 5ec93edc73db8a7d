//! The path of a request: service, version, profile, and the rest.

use super::{cursor::Cursor, refusal::Refusal};

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Route,
    Table,
    Nearest,
    Trip,
}

/// A request whose path was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Url<'a> {
    pub(super) service: Service,
    pub(super) profile: &'a str,
    /// At the first place.
    pub(super) rest: Cursor<'a>,
}

/// The bytes that a path and query stand for. A `%` without two hexadecimal digits is itself.
pub(super) fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok());
        let pair = match after {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        rest = if pair.is_some() { &after[2..] } else { after };
        bytes.push(pair.map_or(*first, |(high, low)| high << 4 | low));
    }
    bytes
}

/// Reads a path with its query, percent signs [`decoded`].
pub(super) fn url(text: &[u8]) -> Result<Url<'_>, Refusal> {
    let mut cursor = Cursor::new(text);
    let service = segment(&mut cursor, "/", |byte| byte.is_ascii_alphanumeric())?;
    let malformed = |cursor: &Cursor<'_>| Refusal::url(text, cursor.at);
    if !cursor.eat("/") || !cursor.eat("v") {
        return Err(malformed(&cursor));
    }
    let version = cursor.whole().ok_or_else(|| malformed(&cursor))?;
    let profile =
        segment(&mut cursor, "/", |byte| byte.is_ascii_alphanumeric() || b"_.~:-".contains(&byte))?;
    if !cursor.eat("/") {
        return Err(malformed(&cursor));
    }
    let rest = cursor;
    if cursor.run(is_query).is_empty() || !cursor.is_at_end() {
        return Err(malformed(&cursor));
    }
    let service = match service {
        "route" => Service::Route,
        "table" => Service::Table,
        "nearest" => Service::Nearest,
        "trip" => Service::Trip,
        "match" | "tile" => {
            let message = format!("Service {service} is not implemented");
            return Err(Refusal::new("NotImplemented", message));
        }
        other => {
            return Err(Refusal::new("InvalidService", format!("Service {other} not found!")));
        }
    };
    if version != 1 {
        let name = service.name();
        return Err(Refusal::new("InvalidVersion", format!("Service {name} not found!")));
    }
    Ok(Url { service, profile, rest })
}

impl Service {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Table => "table",
            Self::Nearest => "nearest",
            Self::Trip => "trip",
        }
    }
}

fn segment<'a>(
    cursor: &mut Cursor<'a>,
    start: &str,
    fits: impl Fn(u8) -> bool,
) -> Result<&'a str, Refusal> {
    let word = if cursor.eat(start) { cursor.run(fits) } else { &[] };
    let text = str::from_utf8(word).ok().filter(|text| !text.is_empty());
    text.ok_or_else(|| Refusal::url(cursor.text, cursor.at))
}

/// The bytes of places, polylines and options.
fn is_query(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-[]{}@?|\\~`^%*=,;:&()".contains(&byte)
}
