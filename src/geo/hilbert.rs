//! Places along a curve, so that what is near on the ground is near in memory.

use crate::units::LonLat;

/// How far along Hilbert's curve through all degrees a place is (D. Hilbert, "Über die stetige Abbildung
/// einer Linie auf ein Flächenstück", 1891). Places beside each other on the curve are neighbours on the
/// ground; the reverse holds mostly.
#[must_use]
pub fn along_hilbert(place: LonLat) -> u64 {
    let offset = |e7: i32, most: i64| u32::try_from(i64::from(e7) + most).unwrap_or_default();
    let mut x = offset(place.lon_e7(), 1_800_000_000);
    let mut y = offset(place.lat_e7(), 900_000_000);
    let mut along = 0;
    for bit in (0..32).rev() {
        let (east, north) = (x >> bit & 1, y >> bit & 1);
        along = along << 2 | u64::from((3 * east) ^ north);
        // The southern quarters are passed through sideways, that in the east backwards as well.
        if north == 0 {
            if east == 1 {
                (x, y) = (!x, !y);
            }
            (x, y) = (y, x);
        }
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_goes_from_place_to_neighbouring_place() {
        const SIDE: i64 = 32;
        // A square of the curve begins at a multiple of its side.
        let corner = |most: i64| (most / SIDE + 1) * SIDE - most;
        let (west, south) = (corner(1_800_000_000), corner(900_000_000));
        let cells = (0..SIDE * SIDE).map(|cell| [west + cell % SIDE, south + cell / SIDE]);
        let mut cells: Vec<(u64, [i64; 2])> =
            cells.map(|[x, y]| (along_hilbert(LonLat::from_e7(x, y).unwrap()), [x, y])).collect();
        cells.sort_unstable();
        for pair in cells.windows(2) {
            let [(before, a), (after, b)] = [pair[0], pair[1]];
            assert_eq!(after, before + 1);
            assert_eq!((a[0] - b[0]).abs() + (a[1] - b[1]).abs(), 1, "{a:?} {b:?}");
        }
    }
}
