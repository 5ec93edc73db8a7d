//! What refers to what, told in words before the database refuses in its own.

use super::{Change, StoreError, statement::sql};

/// A kind of row that others refer to.
struct Kind {
    what: &'static str,
    exists: &'static str,
    /// What refers to it, in the plural, and how to find one.
    by: &'static [(&'static str, &'static str)],
    delete: &'static str,
}

/// The statements of one kind; `$table` must be written out, as sqlx takes no other text.
macro_rules! kind {
    ($what:literal, [$(($by:literal, $table:literal, $column:literal)),*]) => {
        Kind {
            what: $what,
            exists: concat!("SELECT id FROM ", $what, " WHERE coop_id = $1 AND id = $2"),
            by: &[$((
                $by,
                concat!(
                    "SELECT coop_id FROM ", $table, " WHERE coop_id = $1 AND ", $column,
                    " = $2 LIMIT 1"
                ),
            )),*],
            delete: concat!("DELETE FROM ", $what, " WHERE coop_id = $1 AND id = $2"),
        }
    };
}

const KINDS: [Kind; 5] = [
    kind!("shop", [("orders", "orders", "shop_id"), ("accounts", "account", "shop_id")]),
    kind!(
        "courier",
        [
            ("shifts", "shift", "courier_id"),
            ("shifts", "shift", "crew_id"),
            ("rounds", "round", "courier_id"),
            ("accounts", "account", "courier_id")
        ]
    ),
    kind!("vehicle", [("shifts", "shift", "vehicle_id"), ("rounds", "round", "vehicle_id")]),
    kind!(
        "hub",
        [
            ("shifts", "shift", "hub_id"),
            ("shifts", "shift", "end_hub_id"),
            ("rounds", "round", "hub_id")
        ]
    ),
    kind!("shift", [("rounds", "round", "shift_id")]),
];

fn kind(what: &str) -> &'static Kind {
    let kind = KINDS.iter().find(|kind| kind.what == what);
    kind.expect("invariant: callers name one of the kinds above")
}

impl Change {
    /// Refuses a reference to what is not there.
    pub(super) async fn must_exist(
        &mut self,
        what: &'static str,
        id: Option<&str>,
    ) -> Result<(), StoreError> {
        let Some(id) = id else { return Ok(()) };
        let (connection, coop) = self.parts();
        let row = sql(kind(what).exists).text("coop_id", coop).text("id", id).one(connection);
        if row.await?.is_none() {
            return Err(StoreError::not_found(what, id));
        }
        Ok(())
    }

    /// Deletes a row, unless others refer to it.
    pub(super) async fn delete(&mut self, what: &'static str, id: &str) -> Result<(), StoreError> {
        let (connection, coop) = self.parts();
        for (by, statement) in kind(what).by {
            let user = sql(statement).text("coop_id", coop).text("id", id).one(connection).await?;
            if user.is_some() {
                return Err(StoreError::InUse { what, id: id.to_owned(), by });
            }
        }
        let delete = sql(kind(what).delete).text("coop_id", coop).text("id", id);
        if self.write(delete).await? == 0 {
            return Err(StoreError::not_found(what, id));
        }
        Ok(())
    }
}
