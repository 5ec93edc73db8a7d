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
    DropoffServiceS,
    MassG,
    VolumeMl,
    Bags,
    Skills,
    PlacedAt,
}

impl Column {
    /// All columns.
    pub(super) const ALL: [Self; 20] = [
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
        Self::DropoffServiceS,
        Self::MassG,
        Self::VolumeMl,
        Self::Bags,
        Self::Skills,
        Self::PlacedAt,
    ];

    /// Those without which no row makes sense.
    pub(super) const REQUIRED: [Self; 6] =
        [Self::Order, Self::PickupLon, Self::PickupLat, Self::ReadyAt, Self::Lon, Self::Lat];

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
            Self::DropoffServiceS => "dropoff_service_s",
            Self::MassG => "mass_g",
            Self::VolumeMl => "volume_ml",
            Self::Bags => "bags",
            Self::Skills => "skills",
            Self::PlacedAt => "placed_at",
        }
    }
}
