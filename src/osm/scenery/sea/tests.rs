//! A box of 100 by 50, and coasts in it. Node `1000 * x + y` is at `(x, y)`.

use super::*;

fn locate(id: i64) -> Option<LonLat> {
    LonLat::from_e7(id.div_euclid(1000), id.rem_euclid(1000) - 500)
}

fn node((x, y): (i64, i64)) -> i64 {
    1000 * x + y + 500
}

fn bounds() -> BoundingBox {
    let at = |lon, lat| LonLat::from_e7(lon, lat).unwrap();
    BoundingBox { min: at(0, 0), max: at(100, 50) }
}

fn seas(coasts: &[&[(i64, i64)]]) -> Result<Vec<Area>, u64> {
    let coasts: Vec<Vec<i64>> =
        coasts.iter().map(|coast| coast.iter().copied().map(node).collect()).collect();
    sea(&coasts.iter().map(Vec::as_slice).collect::<Vec<_>>(), locate, bounds())
}

/// Twice the area of all seas, holes taken out.
fn doubled(areas: &[Area]) -> i128 {
    let ring = |ring: &Path| doubled_area(ring).abs();
    areas
        .iter()
        .map(|area| ring(&area.rings[0]) - area.rings[1..].iter().map(ring).sum::<i128>())
        .sum()
}

#[test]
fn the_sea_is_right_of_the_coast() {
    let west_to_east: &[(i64, i64)] = &[(-10, 20), (40, 20), (110, 20)];
    let east_to_west: Vec<_> = west_to_east.iter().copied().rev().collect();
    assert_eq!(doubled(&seas(&[west_to_east]).unwrap()), 2 * 100 * 20);
    assert_eq!(doubled(&seas(&[&east_to_west]).unwrap()), 2 * 100 * 30);
}

#[test]
fn ways_of_a_coast_are_joined_in_any_order() {
    let parts: [&[(i64, i64)]; 3] =
        [&[(60, 20), (110, 20)], &[(-10, 20), (30, 20)], &[(30, 20), (60, 20)]];
    assert_eq!(seas(&parts).unwrap().len(), 1);
    assert_eq!(doubled(&seas(&parts).unwrap()), 2 * 100 * 20);
}

#[test]
fn two_coasts_bound_a_strait() {
    let north: &[(i64, i64)] = &[(-10, 40), (110, 40)];
    let south: &[(i64, i64)] = &[(110, 10), (-10, 10)];
    let strait = seas(&[north, south]).unwrap();
    assert_eq!(strait.len(), 1);
    assert_eq!(doubled(&strait), 2 * 100 * 30);
    let bays: [&[(i64, i64)]; 2] =
        [&[(10, 60), (10, 40), (20, 40), (20, 60)], &[(80, -10), (80, 10), (70, 10), (70, -10)]];
    let land = seas(&bays).unwrap();
    assert_eq!(land.len(), 1, "headlands");
    assert_eq!(doubled(&land), 2 * (100 * 50 - 200));
}

#[test]
fn islands_are_holes_and_alone_make_all_else_sea() {
    let island: &[(i64, i64)] = &[(50, 5), (60, 5), (60, 15), (50, 15), (50, 5)];
    let coast: &[(i64, i64)] = &[(-10, 20), (110, 20)];
    let seas_around = seas(&[coast, island]).unwrap();
    assert_eq!(seas_around[0].rings.len(), 2);
    assert_eq!(doubled(&seas_around), 2 * (100 * 20 - 100));
    assert_eq!(doubled(&seas(&[island]).unwrap()), 2 * (100 * 50 - 100));
}

#[test]
fn an_island_over_the_edge_is_cut_and_a_lagoon_is_water() {
    let island: &[(i64, i64)] = &[(90, 20), (110, 20), (110, 30), (90, 30), (90, 20)];
    assert_eq!(doubled(&seas(&[island]).unwrap()), 2 * (100 * 50 - 100));
    let lagoon: &[(i64, i64)] = &[(50, 5), (50, 15), (60, 15), (60, 5), (50, 5)];
    assert_eq!(doubled(&seas(&[lagoon]).unwrap()), 200);
}

#[test]
fn a_coast_that_ends_inside_draws_no_sea_and_is_counted() {
    assert_eq!(seas(&[&[(-10, 20), (40, 20)]]), Err(1));
    assert_eq!(seas(&[&[(30, 20), (40, 20)]]), Err(2));
    assert_eq!(seas(&[]), Ok(vec![]));
    assert_eq!(seas(&[&[(-10, 20), (-10, 90)]]), Ok(vec![]), "outside");
}

/// As in an extract without complete ways: node 106,20 is not there.
#[test]
fn a_coast_that_ends_close_to_the_edge_goes_on_to_it() {
    assert_eq!(doubled(&seas(&[&[(3, 20), (40, 20), (97, 20)]]).unwrap()), 2 * 100 * 20);
    assert_eq!(seas(&[&[(3, 20), (40, 20), (90, 20)]]), Err(1));
}

#[test]
fn coasts_that_contradict_each_other_draw_no_sea() {
    let coast: &[(i64, i64)] = &[(-10, 20), (110, 20)];
    assert!(seas(&[coast, &[(-10, 30), (110, 30)]]).is_err());
    assert!(seas(&[coast, &[(-20, 20), (110, 20)]]).is_err());
}
