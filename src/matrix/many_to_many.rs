//! Filling the table.

use super::Matrix;
use crate::{
    graph::Snap,
    routing::{Class, Vectors},
};

/// Travel times and distances from each of `from` to each of `to`, on as many threads as there are.
/// Each cell's distance is that of its fastest path; of equally fast paths it is the shortest's. A place
/// that is `None` is reached from nowhere and leads nowhere.
#[must_use]
pub fn many_to_many(class: &Class, from: &[Option<Snap>], to: &[Option<Snap>]) -> Matrix {
    let mut matrix = Matrix::from_rows(&[], 0);
    matrix.fill(class, from, to);
    matrix
}

impl Matrix {
    /// The same into a matrix that is there already, whatever it held: asking for the memory of a large
    /// one takes a good part of the time.
    pub fn fill(&mut self, class: &Class, from: &[Option<Snap>], to: &[Option<Snap>]) {
        self.fill_with(Vectors::widest(), class, from, to);
    }

    /// The same with other instructions than the best ones, which changes nothing but the time it takes.
    pub fn fill_with(
        &mut self,
        vectors: Vectors,
        class: &Class,
        from: &[Option<Snap>],
        to: &[Option<Snap>],
    ) {
        // As `Cost::time` and `Cost::distance`.
        let units = |[time_ms, length_cm]: [u32; 2]| {
            [time_ms.div_ceil(1000), length_cm / 100 + u32::from(length_cm % 100 >= 50)]
        };
        self.refill(to.len(), |cells| class.table_with(vectors, from, to, units, cells));
    }
}
