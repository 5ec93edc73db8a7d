//! Orders page by page.

use super::read::with_stops;
use crate::{
    domain::{OrderStatus, PostedOrder},
    store::{
        StoreError, Work,
        statement::{built, markers},
    },
    units::Timestamp,
};
use std::{fmt, str::FromStr};

/// Which orders to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Only those of this day.
    pub day: Option<jiff::civil::Date>,
    /// Only those with one of these; all if empty.
    pub statuses: Vec<OrderStatus>,
    /// Only those of the shop with this id.
    pub shop: Option<String>,
    /// Only those behind this one: [`OrderPage::next`] of the page before.
    pub after: Option<OrderCursor>,
}

/// Some orders, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderPage {
    /// The orders.
    pub items: Vec<PostedOrder>,
    /// Where the next page starts; `None` behind the last.
    pub next: Option<OrderCursor>,
}

/// A place in the list of orders, between two of them. Orders posted meanwhile do not move it. As
/// text it is opaque.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderCursor {
    created_at: Timestamp,
    id: String,
}

impl fmt::Display for OrderCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.created_at.as_millis(), self.id)
    }
}

/// A text that is no place in a list of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no cursor; take `next_cursor` of the page before as it is, or none")]
pub struct CursorError;

impl FromStr for OrderCursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (millis, id) = text.split_once('.').ok_or(CursorError)?;
        let millis = millis.parse().map_err(|_| CursorError)?;
        if id.is_empty() || id.contains('\0') {
            return Err(CursorError);
        }
        Ok(Self { created_at: Timestamp::from_millis(millis), id: id.to_owned() })
    }
}

impl<K> Work<K> {
    /// Up to `limit` orders, the newest first.
    ///
    /// # Errors
    ///
    /// If the database does not answer, or a row is damaged.
    pub async fn orders(
        &mut self,
        filter: &OrderFilter,
        limit: u16,
    ) -> Result<OrderPage, StoreError> {
        let OrderFilter { day, statuses, shop, after } = filter;
        let mut last = 1;
        let mut marker = |count: usize| {
            let first = last + 1;
            last += count;
            markers(first, count)
        };
        let mut conditions = vec!["coop_id = $1".to_owned()];
        if day.is_some() {
            conditions.push(format!("day = {}", marker(1)));
        }
        if !statuses.is_empty() {
            conditions.push(format!("status IN ({})", marker(statuses.len())));
        }
        if shop.is_some() {
            conditions.push(format!("shop_id = {}", marker(1)));
        }
        if after.is_some() {
            conditions.push(format!("(created_at, id) < ({})", marker(2)));
        }
        let text = format!(
            "SELECT * FROM orders WHERE {} ORDER BY created_at DESC, id DESC LIMIT {}",
            conditions.join(" AND "),
            marker(1)
        );

        let (connection, coop) = self.parts();
        let mut statement = built(text).text("order.coop_id", coop);
        if let Some(day) = day {
            statement = statement.day(*day);
        }
        for status in statuses {
            statement = statement.word(status);
        }
        if let Some(shop) = shop {
            statement = statement.text("order.shop", shop);
        }
        if let Some(OrderCursor { created_at, id }) = after {
            statement = statement.instant(*created_at).text("cursor", id);
        }
        // One more than asked for tells whether there is a next page.
        let limit = usize::from(limit.max(1));
        let mut rows = statement.count(limit + 1).all(connection).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let items = with_stops(connection, coop, &rows).await?;
        let next = items
            .last()
            .filter(|_| more)
            .map(|order| OrderCursor { created_at: order.created_at, id: order.id.clone() });
        Ok(OrderPage { items, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        for id in ["a", "a.b", "ä 🚲"] {
            let cursor = OrderCursor { created_at: Timestamp::from_millis(-7), id: id.to_owned() };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", ".", "1.", "x.a", "1", "99999999999999999999.a", "1.a\0"] {
            assert_eq!(text.parse::<OrderCursor>(), Err(CursorError), "{text:?}");
        }
    }
}
