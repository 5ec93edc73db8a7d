//! Shops.

use super::{Change, StoreError, Work, cells::Cells, statement::sql};
use crate::domain::{EventKind, Shop, Subject};
use sqlx::any::AnyRow;

impl<K> Work<K> {
    /// All shops, by name.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn shops(&mut self) -> Result<Vec<Shop>, StoreError> {
        let rows = sql("SELECT * FROM shop WHERE coop_id = $1 ORDER BY name, id");
        self.rows_of_coop(rows, shop).await
    }

    /// A shop.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or its row is damaged.
    pub async fn shop(&mut self, id: &str) -> Result<Option<Shop>, StoreError> {
        let row = sql("SELECT * FROM shop WHERE coop_id = $1 AND id = $2");
        self.row_of_coop(row, id, shop).await
    }
}

impl Change {
    /// Adds a shop, or changes it.
    ///
    /// # Errors
    ///
    /// If a text cannot be kept, or the database does not answer.
    pub async fn put_shop(&mut self, shop: &Shop) -> Result<(), StoreError> {
        let statement =
            sql("INSERT INTO shop (coop_id, id, name, phone, address, lon_e7, lat_e7, notes) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (coop_id, id) DO UPDATE SET \
             name = excluded.name, phone = excluded.phone, address = excluded.address, \
             lon_e7 = excluded.lon_e7, lat_e7 = excluded.lat_e7, notes = excluded.notes")
            .text("shop.coop_id", &self.coop)
            .text("shop.id", &shop.id)
            .text("shop.name", &shop.name)
            .text("shop.phone", &shop.phone)
            .text("shop.address", &shop.address)
            .maybe_place(Some(shop.place))
            .text("shop.notes", &shop.notes);
        self.write(statement).await?;
        self.shop_changed(&shop.id).await
    }

    /// Removes a shop.
    ///
    /// # Errors
    ///
    /// If it is not there, orders or accounts refer to it, or the database does not answer.
    pub async fn delete_shop(&mut self, id: &str) -> Result<(), StoreError> {
        self.delete("shop", id).await?;
        self.shop_changed(id).await
    }

    async fn shop_changed(&mut self, id: &str) -> Result<(), StoreError> {
        let about = Subject { shop: Some(id.to_owned()), ..Subject::default() };
        self.append(EventKind::ShopChanged, &about).await
    }
}

fn shop(row: &AnyRow) -> Result<Shop, StoreError> {
    let cells = Cells::new(row, "shop", "id");
    Ok(Shop {
        id: cells.text("id")?,
        name: cells.text("name")?,
        phone: cells.text("phone")?,
        address: cells.text("address")?,
        place: cells.place()?,
        notes: cells.text("notes")?,
    })
}
