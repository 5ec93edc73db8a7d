//! The API's description of itself.

use super::{
    api::{Event, ProblemDocument},
    routes,
};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, Ref, ResponseBuilder,
        path::{Operation, PathItem},
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};

/// Name of the cookie that holds a session.
pub(super) const SESSION_COOKIE: &str = "musette_session";

/// Its name where it travels by HTTPS only: a browser then takes it from this very host alone.
pub(super) const SECURE_COOKIE: &str = "__Host-musette_session";

/// What is true of the API as a whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Musette",
        description = "Dispatch for bike-courier co-operatives: shops post orders, Musette plans \
                       rounds, couriers ride them, and everybody sees what happens.\n\n\
                       Numbers carry their unit in their name (`_s` seconds, `_m` metres, `_g` \
                       grams, `_ml` millilitres). Instants end in `_at` and are RFC 3339 in UTC. \
                       Coordinates are `[longitude, latitude]`. Ids are opaque text. Errors are \
                       RFC 9457 problems that tell everything that is wrong at once.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
    ),
    tags(
        (name = "session", description = "Sign in and out."),
        (name = "orders", description = "What shops ask for."),
        (name = "days", description = "The dispatcher's board, and planning."),
        (name = "rounds", description = "What couriers ride, and how far they have got."),
        (name = "fleet", description = "Shops, couriers, vehicles, hubs and shifts."),
        (name = "map", description = "Paths, travel times, addresses."),
        (name = "streets", description = "Profiles and zones: how fast, and where not."),
        (name = "rules", description = "What the co-operative decides of its rounds, version by version."),
        (name = "events", description = "What happens, as it happens."),
        (name = "server", description = "For whoever watches over the server."),
    ),
    components(schemas(ProblemDocument, Event)),
    modifiers(&CookieSession),
)]
pub(super) struct Document;

struct CookieSession;

impl Modify for CookieSession {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(
            SESSION_COOKIE,
            "Set by POST /v1/session. HttpOnly, SameSite=Strict; over HTTPS it is Secure and its \
             name is __Host-musette_session.",
        );
        let scheme = SecurityScheme::ApiKey(ApiKey::Cookie(cookie));
        openapi.components.get_or_insert_default().add_security_scheme("session", scheme);
        openapi.security =
            Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>("session", [])]);
    }
}

/// The `OpenAPI` 3.1 description of the API, as pretty-printed JSON.
#[must_use]
pub fn openapi() -> String {
    let mut text =
        description().to_pretty_json().expect("invariant: the description has only text keys");
    text.push('\n');
    text
}

/// The same as a document.
pub(super) fn description() -> utoipa::openapi::OpenApi {
    let (_, api) = described().split_for_parts();
    finished(api)
}

/// Every URL of the API under its description.
pub(super) fn described() -> utoipa_axum::router::OpenApiRouter<super::state::App> {
    utoipa_axum::router::OpenApiRouter::with_openapi(Document::openapi()).merge(routes::table())
}

/// Adds what every operation may answer.
fn finished(mut api: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    let schema = Ref::from_schema_name("Problem");
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let problem = ResponseBuilder::new()
        .description("Anything else that goes wrong.")
        .content("application/problem+json", content)
        .build();
    for operation in api.paths.paths.values_mut().flat_map(operations) {
        operation.responses.responses.insert("default".to_owned(), problem.clone().into());
    }
    api
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, .. } = item;
    [get, put, post, delete].into_iter().filter_map(Option::as_mut)
}
