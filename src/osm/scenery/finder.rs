//! Looking up many ids that lie close together.

/// Finds ids in a sorted list, starting each search where the last one ended: ids of one block and of
/// one way are mostly neighbours, so that this takes a few steps instead of twenty.
pub(in crate::osm) struct Finder<'a> {
    ids: &'a [i64],
    last: usize,
}

impl<'a> Finder<'a> {
    /// Over a list that is sorted and without duplicates.
    pub(in crate::osm) const fn new(ids: &'a [i64]) -> Self {
        Self { ids, last: 0 }
    }

    /// The index of an id.
    pub(in crate::osm) fn find(&mut self, id: i64) -> Option<usize> {
        let here = *self.ids.get(self.last)?;
        let (mut from, mut to) = (self.last, self.last + 1);
        let mut step = 1;
        if here < id {
            while to < self.ids.len() && self.ids[to] < id {
                from = to;
                to += step;
                step *= 2;
            }
            to = (to + 1).min(self.ids.len());
        } else {
            while from > 0 && self.ids[from] > id {
                to = from;
                from = from.saturating_sub(step);
                step *= 2;
            }
            to = to.max(from + 1);
        }
        let found = self.ids[from..to].binary_search(&id);
        self.last = (from + found.unwrap_or_else(|next| next)).min(self.ids.len() - 1);
        found.ok().map(|index| from + index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_found_in_nothing() {
        assert_eq!(Finder::new(&[]).find(1), None);
    }

    proptest! {
        #[test]
        fn it_finds_what_a_binary_search_finds(
            mut ids in prop::collection::vec(-300_i64..300, 0..200),
            wanted in prop::collection::vec(-310_i64..310, 0..100),
        ) {
            ids.sort_unstable();
            ids.dedup();
            let mut finder = Finder::new(&ids);
            for id in wanted {
                prop_assert_eq!(finder.find(id), ids.binary_search(&id).ok());
            }
        }
    }
}
