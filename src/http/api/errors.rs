//! Errors as documents (RFC 9457), and which statuses stand for which.

use super::LabourRefusal;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder},
};

/// What went wrong: RFC 9457 problem details.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// A URI for the kind of problem: `urn:musette:problem:` and its code.
    #[serde(rename = "type")]
    #[schema(example = "urn:musette:problem:invalid")]
    pub kind: String,
    /// The kind of problem in a few words.
    #[schema(example = "The request has mistakes")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    pub status: u16,
    /// What happened, why, and what to do.
    pub detail: String,
    /// The path that was asked for.
    #[schema(example = "/v1/orders")]
    pub instance: String,
    /// A stable word for the kind of problem.
    #[schema(example = "invalid")]
    pub code: String,
    /// Names the request in the server's log; also in the header `x-request-id`.
    pub request_id: String,
    /// Everything that is wrong with what was sent; empty if that is not the problem.
    pub errors: Vec<ProblemError>,
    /// What the law has against it, rule by rule; empty if that is not the problem.
    pub refusals: Vec<LabourRefusal>,
}

/// One thing that is wrong with what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemError {
    /// Where: a JSON pointer into the body, or `?` and the name of a query parameter.
    #[schema(example = "/dropoffs/0/address")]
    pub field: String,
    /// A stable word for what is wrong.
    #[schema(example = "missing")]
    pub code: String,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub action: String,
}

fn problem(description: &str) -> RefOr<Response> {
    let schema = Ref::from_schema_name("Problem");
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", ContentBuilder::new().schema(Some(schema)).build())
        .into()
}

/// A set of error answers to mention in an operation's `responses(...)`.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident { $($status:literal: $about:literal,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl IntoResponses for $name {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    [$(($status.to_owned(), problem($about)),)+].into()
                }
            }
        )+
    };
}

answers! {
    /// Who may not ask without being signed in.
    Unauthorized { "401": "Not signed in, or the session is over.", }
    /// Who is signed in, but may not do this.
    Forbidden { "403": "This role may not do this, or the request came from a foreign page.", }
    /// What is not there, or is another's.
    NotFound { "404": "There is no such thing, or it is another's.", }
    /// What cannot be done as things stand.
    Conflicting { "409": "As things stand, this cannot be done.", }
    /// What the law may be against, or cannot be done as things stand.
    Unlawful { "409": "The law forbids it (code `unlawful`; `refusals` has rules, articles and figures), or it cannot be done as things stand.", }
    /// What may be wrong with a body.
    BadBody {
        "400": "The body is not readable JSON.",
        "413": "The body is longer than 256 kB.",
        "415": "The body is not application/json.",
        "422": "The content has mistakes; all of them are told.",
    }
    /// What may be wrong with a query.
    BadQuery { "422": "Query parameters have mistakes; all of them are told.", }
    /// Who has tried too often.
    Throttled { "429": "Too many failed attempts, or too many streams; Retry-After says how many seconds to wait.", }
    /// When there is too much to do.
    Busy { "503": "The server has too much to do; Retry-After says how many seconds to wait.", }
}
