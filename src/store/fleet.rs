//! Couriers, vehicle classes, hubs.

use super::{Change, StoreError, Work, cells::Cells, statement::sql};
use crate::{
    domain::{Courier, EventKind, Hub, Position, Subject, VehicleClass, VehicleTerms},
    units::Metres,
};
use sqlx::any::AnyRow;

impl<K> Work<K> {
    /// All couriers, by name.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn couriers(&mut self) -> Result<Vec<Courier>, StoreError> {
        let rows = sql("SELECT * FROM courier WHERE coop_id = $1 ORDER BY name, id");
        self.rows_of_coop(rows, courier).await
    }

    /// A courier.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn courier(&mut self, id: &str) -> Result<Option<Courier>, StoreError> {
        let row = sql("SELECT * FROM courier WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, courier).await
    }

    /// All vehicle classes, by name.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn vehicles(&mut self) -> Result<Vec<VehicleClass>, StoreError> {
        let rows = sql("SELECT * FROM vehicle WHERE coop_id = $1 ORDER BY name, id");
        self.rows_of_coop(rows, vehicle).await
    }

    /// A vehicle class.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn vehicle(&mut self, id: &str) -> Result<Option<VehicleClass>, StoreError> {
        let row = sql("SELECT * FROM vehicle WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, vehicle).await
    }

    /// All hubs, by name.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn hubs(&mut self) -> Result<Vec<Hub>, StoreError> {
        let rows = sql("SELECT * FROM hub WHERE coop_id = $1 ORDER BY name, id");
        self.rows_of_coop(rows, hub).await
    }

    /// A hub.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn hub(&mut self, id: &str) -> Result<Option<Hub>, StoreError> {
        let row = sql("SELECT * FROM hub WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, hub).await
    }
}

impl Change {
    /// Adds a courier, or changes them.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn put_courier(&mut self, courier: &Courier) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO courier (coop_id, id, name, skills, age) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (coop_id, id) DO UPDATE SET name = excluded.name, \
             skills = excluded.skills, age = excluded.age",
        )
        .text("courier.coop_id", &self.coop)
        .text("courier.id", &courier.id)
        .text("courier.name", &courier.name)
        .json("courier.skills", &courier.skills)
        .word(&courier.age);
        self.write(statement).await?;
        self.courier_changed(&courier.id).await
    }

    /// Removes a courier.
    ///
    /// # Errors
    ///
    /// If they are not there, shifts, rounds or accounts refer to them, or the database does not
    /// answer.
    pub async fn delete_courier(&mut self, id: &str) -> Result<(), StoreError> {
        self.delete("courier", id).await?;
        self.courier_changed(id).await
    }

    async fn courier_changed(&mut self, id: &str) -> Result<(), StoreError> {
        let about = Subject { courier: Some(id.to_owned()), ..Subject::default() };
        self.append(EventKind::CourierChanged, &about).await
    }

    /// Adds a vehicle class, or changes it.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn put_vehicle(&mut self, vehicle: &VehicleClass) -> Result<(), StoreError> {
        let statement =
            sql("INSERT INTO vehicle (coop_id, id, name, profile, mass_g, volume_ml, bags, \
             range_m, most_stops, parking_s) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (coop_id, id) DO UPDATE SET \
             name = excluded.name, profile = excluded.profile, mass_g = excluded.mass_g, \
             volume_ml = excluded.volume_ml, bags = excluded.bags, range_m = excluded.range_m, \
             most_stops = excluded.most_stops, parking_s = excluded.parking_s")
            .text("vehicle.coop_id", &self.coop)
            .text("vehicle.id", &vehicle.id)
            .text("vehicle.name", &vehicle.name)
            .text("vehicle.profile", &vehicle.profile)
            .load(vehicle.capacity)
            .maybe_int(vehicle.terms.range.map(|range| i64::from(range.as_u32())))
            .maybe_int(vehicle.terms.most_stops.map(i64::from))
            .int(vehicle.terms.parking.as_u32());
        self.write(statement).await?;
        self.other_changed(EventKind::VehicleChanged, &vehicle.id).await
    }

    /// Removes a vehicle class.
    ///
    /// # Errors
    ///
    /// If it is not there, shifts or rounds refer to it, or the database does not answer.
    pub async fn delete_vehicle(&mut self, id: &str) -> Result<(), StoreError> {
        self.delete("vehicle", id).await?;
        self.other_changed(EventKind::VehicleChanged, id).await
    }

    /// Adds a hub, or changes it.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn put_hub(&mut self, hub: &Hub) -> Result<(), StoreError> {
        let place = match hub.position {
            Position::At(place) => Some(place),
            Position::CentreOfMap => None,
        };
        let statement =
            sql("INSERT INTO hub (coop_id, id, name, lon_e7, lat_e7) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (coop_id, id) DO UPDATE SET name = excluded.name, \
             lon_e7 = excluded.lon_e7, lat_e7 = excluded.lat_e7")
            .text("hub.coop_id", &self.coop)
            .text("hub.id", &hub.id)
            .text("hub.name", &hub.name)
            .maybe_place(place);
        self.write(statement).await?;
        self.other_changed(EventKind::HubChanged, &hub.id).await
    }

    /// Removes a hub.
    ///
    /// # Errors
    ///
    /// If it is not there, shifts or rounds refer to it, or the database does not answer.
    pub async fn delete_hub(&mut self, id: &str) -> Result<(), StoreError> {
        self.delete("hub", id).await?;
        self.other_changed(EventKind::HubChanged, id).await
    }

    async fn other_changed(&mut self, kind: EventKind, id: &str) -> Result<(), StoreError> {
        let about = Subject { other: Some(id.to_owned()), ..Subject::default() };
        self.append(kind, &about).await
    }
}

fn courier(row: &AnyRow) -> Result<Courier, StoreError> {
    let cells = Cells::new(row, "courier", "id");
    let (id, name) = (cells.text("id")?, cells.text("name")?);
    Ok(Courier { id, name, skills: cells.json("skills")?, age: cells.word("age")? })
}

fn vehicle(row: &AnyRow) -> Result<VehicleClass, StoreError> {
    let cells = Cells::new(row, "vehicle", "id");
    Ok(VehicleClass {
        id: cells.text("id")?,
        name: cells.text("name")?,
        profile: cells.text("profile")?,
        capacity: cells.load("")?,
        terms: VehicleTerms {
            range: cells.maybe_number("range_m")?.map(Metres::new),
            most_stops: cells.maybe_number("most_stops")?,
            parking: cells.seconds("parking_s")?,
        },
    })
}

fn hub(row: &AnyRow) -> Result<Hub, StoreError> {
    let cells = Cells::new(row, "hub", "id");
    let position = cells.maybe_place()?.map_or(Position::CentreOfMap, Position::At);
    Ok(Hub { id: cells.text("id")?, name: cells.text("name")?, position })
}
