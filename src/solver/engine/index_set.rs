//! Sets of vehicles or requests.

use super::model::{NONE, id};

/// A set of small numbers that can be listed, in an order that is the same for the same history.
#[derive(Clone, Debug, Default)]
pub(super) struct IndexSet {
    items: Vec<u32>,
    at: Vec<u32>,
}

impl IndexSet {
    pub(super) fn new(size: usize) -> Self {
        Self { items: Vec::new(), at: vec![NONE; size] }
    }

    pub(super) fn has(&self, item: u32) -> bool {
        self.at[item as usize] != NONE
    }

    pub(super) fn insert(&mut self, item: u32) {
        if !self.has(item) {
            self.at[item as usize] = id(self.items.len());
            self.items.push(item);
        }
    }

    pub(super) fn remove(&mut self, item: u32) {
        let at = std::mem::replace(&mut self.at[item as usize], NONE);
        if at != NONE {
            self.items.swap_remove(at as usize);
            if let Some(&moved) = self.items.get(at as usize) {
                self.at[moved as usize] = at;
            }
        }
    }

    pub(super) fn items(&self) -> &[u32] {
        &self.items
    }
}
