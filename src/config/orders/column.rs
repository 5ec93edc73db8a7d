//! The columns of an orders file.

/// A column. Its name in the file is [`Column::name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Order,
    Shop,
    ShopAddress,
    PickupLon,
    PickupLat,
    ReadyAt,
    PickupBy,
    PickupServiceS,
    Customer,
    Address,
    Lon,
    Lat,
    DueFrom,
    DueBy,
    DueWindows,
    PlanFrom,
    PlanBy,
    MaxOnBoardMin,
    DropoffServiceS,
    MassG,
    VolumeMl,
    Bags,
    Skills,
    OnlyCouriers,
    NotCouriers,
    Priority,
    Sequence,
    PlacedAt,
}

impl Column {
    /// All columns.
    pub(super) const ALL: [Self; 28] = [
        Self::Order,
        Self::Shop,
        Self::ShopAddress,
        Self::PickupLon,
        Self::PickupLat,
        Self::ReadyAt,
        Self::PickupBy,
        Self::PickupServiceS,
        Self::Customer,
        Self::Address,
        Self::Lon,
        Self::Lat,
        Self::DueFrom,
        Self::DueBy,
        Self::DueWindows,
        Self::PlanFrom,
        Self::PlanBy,
        Self::MaxOnBoardMin,
        Self::DropoffServiceS,
        Self::MassG,
        Self::VolumeMl,
        Self::Bags,
        Self::Skills,
        Self::OnlyCouriers,
        Self::NotCouriers,
        Self::Priority,
        Self::Sequence,
        Self::PlacedAt,
    ];

    /// Those without which no row makes sense.
    pub(super) const REQUIRED: [Self; 6] =
        [Self::Order, Self::PickupLon, Self::PickupLat, Self::ReadyAt, Self::Lon, Self::Lat];

    /// Those that say something of a dropoff, beside its load.
    pub(super) const OF_DROPOFFS: [Self; 9] = [
        Self::Customer,
        Self::Address,
        Self::DueFrom,
        Self::DueBy,
        Self::DueWindows,
        Self::PlanFrom,
        Self::PlanBy,
        Self::MaxOnBoardMin,
        Self::DropoffServiceS,
    ];

    /// Those that say something of an order as a whole, not of a stop of it.
    pub(super) const OF_ORDERS: [Self; 6] = [
        Self::Skills,
        Self::OnlyCouriers,
        Self::NotCouriers,
        Self::Priority,
        Self::Sequence,
        Self::PlacedAt,
    ];

    /// What the header calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Shop => "shop",
            Self::ShopAddress => "shop_address",
            Self::PickupLon => "pickup_lon",
            Self::PickupLat => "pickup_lat",
            Self::ReadyAt => "ready_at",
            Self::PickupBy => "pickup_by",
            Self::PickupServiceS => "pickup_service_s",
            Self::Customer => "customer",
            Self::Address => "address",
            Self::Lon => "lon",
            Self::Lat => "lat",
            Self::DueFrom => "due_from",
            Self::DueBy => "due_by",
            Self::DueWindows => "due_windows",
            Self::PlanFrom => "plan_from",
            Self::PlanBy => "plan_by",
            Self::MaxOnBoardMin => "max_on_board_min",
            Self::DropoffServiceS => "dropoff_service_s",
            Self::MassG => "mass_g",
            Self::VolumeMl => "volume_ml",
            Self::Bags => "bags",
            Self::Skills => "skills",
            Self::OnlyCouriers => "only_couriers",
            Self::NotCouriers => "not_couriers",
            Self::Priority => "priority",
            Self::Sequence => "sequence",
            Self::PlacedAt => "placed_at",
        }
    }
}
