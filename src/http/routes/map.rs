//! The map: paths, travel times, addresses, tiles.

use crate::{
    app::service::Submitted,
    http::{
        api::{
            Address, AreaFeatures, BadBody, BadQuery, Busy, Directions, Forbidden, List, MapInfo,
            Matrix, MatrixRequest, Unauthorized,
        },
        problem::Problem,
        read::{Body, MatrixDraft, Parameters, Read as _, submitted},
        signed_in::SignedIn,
        state::App,
    },
};
use axum::{Json, extract::State};

/// The fastest path between two places
#[utoipa::path(
    get,
    path = "/v1/directions",
    tag = "map",
    params(
        ("from" = String, Query, description = "Where to start: longitude and latitude.", example = "24.9414,60.1719"),
        ("to" = String, Query, description = "Where to go: longitude and latitude.", example = "24.9550,60.1690"),
        ("profile" = Option<String>, Query, description = "What to ride: one of the map's profiles; left out: bike.", example = "bike"),
        ("depart_at" = Option<String>, Query, description = "When one leaves, RFC 3339; left out: now. Zones and conditional access count as they are then.", example = "2026-03-17T11:00:00Z"),
    ),
    responses(
        (status = 200, description = "The path.", body = Directions),
        Unauthorized,
        BadQuery,
        Busy,
    ),
)]
pub(super) async fn get_directions(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
) -> Result<Json<Directions>, Problem> {
    let (from, to) = (query.required_place("from"), query.required_place("to"));
    let profile = query.text("profile").unwrap_or("bike");
    let depart_at = query.instant("depart_at");
    query.close()?;
    let (Some(from), Some(to)) = (from, to) else {
        return Err(Problem::defect("a missing place was not complained of"));
    };
    Ok(Json(app.service.directions(&me, from, to, profile, depart_at).await?.into()))
}

/// How far one gets in so many minutes
#[utoipa::path(
    get,
    path = "/v1/isochrones",
    tag = "map",
    params(
        ("from" = String, Query, description = "Where to start: longitude and latitude.", example = "24.9414,60.1719"),
        ("minutes" = Option<String>, Query, description = "One area each, at most 10; left out: 5,10,15.", example = "5,10,15"),
        ("profile" = Option<String>, Query, description = "What to ride: one of the map's profiles; left out: bike.", example = "bike"),
        ("depart_at" = Option<String>, Query, description = "When one leaves, RFC 3339; left out: now. Zones and conditional access count as they are then.", example = "2026-03-17T11:00:00Z"),
    ),
    responses(
        (status = 200, description = "The areas, the largest first.", body = AreaFeatures),
        Unauthorized,
        BadQuery,
        Busy,
    ),
)]
pub(super) async fn get_isochrones(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
) -> Result<Json<serde_json::Value>, Problem> {
    let from = query.required_place("from");
    let minutes = query.text("minutes").unwrap_or("5,10,15");
    let profile = query.text("profile").unwrap_or("bike");
    let depart_at = query.instant("depart_at");
    query.close()?;
    let Some(from) = from else {
        return Err(Problem::defect("a missing place was not complained of"));
    };
    Ok(Json(app.service.isochrones(&me, from, minutes, profile, depart_at).await?))
}

/// Travel times and distances between places
#[utoipa::path(
    post,
    path = "/v1/matrix",
    tag = "map",
    request_body = MatrixRequest,
    responses(
        (status = 200, description = "The tables.", body = Matrix),
        Unauthorized,
        Forbidden,
        BadBody,
        Busy,
    ),
)]
pub(super) async fn post_matrix(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    Body(body): Body,
) -> Result<Json<Matrix>, Problem> {
    let Submitted { draft, complaints } = submitted(&body, MatrixDraft::read);
    let MatrixDraft { profile, places, depart_at } = draft;
    let profile = profile.unwrap_or_default();
    let draft = (profile.clone(), places, depart_at);
    let table = app.service.matrix(&me, Submitted { draft, complaints }).await?;
    Ok(Json(Matrix::of(profile, &table)))
}

/// Search addresses and places by words
#[utoipa::path(
    get,
    path = "/v1/addresses",
    tag = "map",
    params(
        ("q" = String, Query, description = "What to look for; at most 200 characters.", example = "Mannerheimintie 10"),
        ("near" = Option<String>, Query, description = "Of equals, those near this longitude and latitude come first.", example = "24.9414,60.1719"),
        ("limit" = Option<u32>, Query, description = "How many, 1 to 20; left out: 8.", minimum = 1, maximum = 20),
    ),
    responses(
        (status = 200, description = "What was found, the best first.", body = List<Address>),
        Unauthorized,
        BadQuery,
        Busy,
    ),
)]
pub(super) async fn search_addresses(
    State(app): State<App>,
    SignedIn(me): SignedIn,
    query: Parameters,
) -> Result<Json<List<Address>>, Problem> {
    let text = query.required("q", "Mannerheimintie 10").unwrap_or_default();
    let near = query.place("near");
    let limit = query.whole("limit", 1..=20).and_then(|limit| limit.try_into().ok()).unwrap_or(8);
    query.close()?;
    Ok(Json(List::of(app.service.addresses(&me, text, near, limit).await?)))
}

/// What a page must know to draw the map
#[utoipa::path(
    get,
    path = "/v1/map",
    tag = "map",
    security(()),
    responses(
        (status = 200, description = "The map.", body = MapInfo),
    ),
)]
pub(super) async fn get_map(State(app): State<App>) -> Json<MapInfo> {
    Json(MapInfo::of(app.service.world()))
}
