//! Every URL of the API.

use crate::http::{health, state::App};

use super::{
    couriers, days, decisions, events, heat, hubs, map, moves, orders, profiles, progress, quotes,
    rounds, rules, session, shifts, shops, tile, vehicles, zones,
};

use utoipa_axum::{router::OpenApiRouter, routes};

/// Every URL of the API, with its description.
pub(in crate::http) fn table() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(session::sign_in, session::get_session, session::sign_out))
        .routes(routes!(orders::list_orders, orders::post_order))
        .routes(routes!(orders::get_order))
        .routes(routes!(orders::cancel_order))
        .routes(routes!(orders::place_stop))
        .routes(routes!(orders::ready_order))
        .routes(routes!(orders::redirect_order))
        .routes(routes!(decisions::get_decision))
        .routes(routes!(decisions::list_order_decisions))
        .routes(routes!(decisions::get_order_decision))
        .routes(routes!(decisions::list_decisions))
        .routes(routes!(quotes::post_quote))
        .routes(routes!(quotes::release_quote))
        .routes(routes!(quotes::confirm_quote))
        .routes(routes!(shops::list_shops))
        .routes(routes!(shops::get_shop, shops::put_shop, shops::delete_shop))
        .routes(routes!(couriers::list_couriers))
        .routes(routes!(couriers::get_courier, couriers::put_courier, couriers::delete_courier))
        .routes(routes!(couriers::get_ledger))
        .routes(routes!(vehicles::list_vehicles))
        .routes(routes!(vehicles::get_vehicle, vehicles::put_vehicle, vehicles::delete_vehicle))
        .routes(routes!(hubs::list_hubs))
        .routes(routes!(hubs::get_hub, hubs::put_hub, hubs::delete_hub))
        .routes(routes!(shifts::list_shifts, shifts::post_shift))
        .routes(routes!(shifts::get_shift, shifts::put_shift, shifts::delete_shift))
        .routes(routes!(days::get_day))
        .routes(routes!(days::plan_day))
        .routes(routes!(days::get_day_paths))
        .routes(routes!(heat::get_heat, heat::put_heat))
        .routes(routes!(moves::check_move))
        .routes(routes!(moves::make_move))
        .routes(routes!(moves::release_order))
        .routes(routes!(rounds::list_rounds))
        .routes(routes!(rounds::get_round))
        .routes(routes!(rounds::get_round_path))
        .routes(routes!(progress::start_stop))
        .routes(routes!(progress::finish_stop))
        .routes(routes!(progress::fail_stop))
        .routes(routes!(rules::get_rules, rules::post_rules))
        .routes(routes!(rules::list_rules_versions))
        .routes(routes!(rules::get_rules_version))
        .routes(routes!(rules::check_rules))
        .routes(routes!(profiles::list_profiles))
        .routes(routes!(profiles::get_profile, profiles::put_profile))
        .routes(routes!(zones::list_zones, zones::post_zone))
        .routes(routes!(zones::get_zone, zones::put_zone, zones::delete_zone))
        .routes(routes!(map::get_directions))
        .routes(routes!(map::get_isochrones))
        .routes(routes!(map::post_matrix))
        .routes(routes!(map::search_addresses))
        .routes(routes!(map::get_map))
        .routes(routes!(tile::get_tile))
        .routes(routes!(events::stream_events))
        .routes(routes!(health::get_health))
        .routes(routes!(health::get_readiness))
}
