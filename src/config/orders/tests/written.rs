//! What is written reads back the same.

use super::*;
use crate::domain::{OrderStop, Pickup, SkillSet, Timing};

fn stop(ready: i64) -> impl Strategy<Value = OrderStop> {
    let text = || "([ =+'@,;\"\n\t-]|[a-zé=]){0,8}";
    let place = (-1_800_000_000i64..=1_800_000_000, -900_000_000i64..=900_000_000);
    // From an hour before noon to an hour after, in steps that are not always whole minutes.
    (text(), text(), place, 0i64..7_200, 0i64..7_200, 0u32..=14_400).prop_map(
        move |(name, address, (lon, lat), start, length, service)| {
            let start = ready + start * 1_000;
            let [start, end] = [start, start + length * 1_000].map(Timestamp::from_millis);
            OrderStop {
                name,
                address,
                place: LonLat::from_e7(lon, lat).unwrap(),
                window: TimeWindow::new(start, end).unwrap(),
                timing: Timing::default(),
                service: Seconds::new(service),
            }
        },
    )
}

/// The window parted in two, if it is long enough, with its first half planned.
fn timing(window: TimeWindow<Timestamp>, said: (bool, bool, Option<u32>)) -> Timing {
    let length = window.end().seconds_since(window.start()).as_u32();
    let (parted, planned, most) = said;
    let at = |second: u32| window.start() + Seconds::new(second);
    let parts = [(0, length / 3), (length / 2 + 1, length)];
    let parts = parts.map(|(from, to)| TimeWindow::new(at(from), at(to)));
    let windows = if parted && length > 9 { parts.into_iter().flatten().collect() } else { vec![] };
    Timing {
        windows,
        plan_window: planned.then(|| TimeWindow::new(at(0), at(length / 2)).unwrap()),
        max_on_board: most.map(Seconds::from_minutes),
    }
}

fn terms() -> impl Strategy<Value = Terms> {
    let names = || proptest::collection::btree_set("[a-z=][a-z_]{0,5}", 1..3);
    let couriers = prop_oneof![
        Just(Couriers::Any),
        names().prop_map(Couriers::Only),
        names().prop_map(Couriers::Not),
    ];
    let sequence = prop_oneof![
        Just(DropoffSequence::Free),
        Just(DropoffSequence::Fixed),
        Just(DropoffSequence::Block),
    ];
    (couriers, 1..=Terms::MOST_PRIORITY, sequence)
        .prop_map(|(couriers, priority, sequence)| Terms { couriers, priority, sequence })
}

/// A third of all comes on board at each of these.
fn thirds(stops: Vec<OrderStop>, dropoffs: &[Dropoff]) -> Vec<Pickup> {
    let Load { mass_g, volume_ml, bags } = dropoffs.iter().map(|it| it.load).sum();
    // No cell holds more.
    let part = |amount: u32, most: u32| (amount / 3).min(most);
    let load = Load {
        mass_g: part(mass_g, 1_000_000),
        volume_ml: part(volume_ml, 10_000_000),
        bags: part(bags, 1_000),
    };
    stops.into_iter().map(|stop| Pickup { stop, load }).collect()
}

fn order(id: usize) -> impl Strategy<Value = Order> {
    // Around the end of summer time 2026, when an hour comes twice; and at noon of a plain day.
    let ready = prop_oneof![1_792_886_400_000i64..1_792_893_600_000, Just(1_795_258_800_000)];
    ready.prop_flat_map(move |ready| {
        let load = (0u32..=1_000_000, 0u32..=10_000_000, 0u32..=1_000);
        let load = load.prop_map(|(mass_g, volume_ml, bags)| Load { mass_g, volume_ml, bags });
        let finer = (any::<bool>(), any::<bool>(), proptest::option::of(1u32..=1_440));
        let dropoff = (stop(ready + 7_200_000), load, finer).prop_map(|(mut stop, load, finer)| {
            stop.timing = timing(stop.window, finer);
            Dropoff { stop, load, piece_g: None }
        });
        let skills = proptest::collection::btree_set("[a-z=+-][a-z_]{0,5}", 0..3);
        let dropoffs = proptest::collection::vec(dropoff, 1..4);
        let others = proptest::collection::vec(stop(ready), 0..3);
        (stop(ready), others, dropoffs, skills, terms()).prop_map(
            move |(pickup, others, dropoffs, skills, terms): (_, _, Vec<Dropoff>, SkillSet, _)| {
                Order {
                    id: format!("={id}"),
                    pickup,
                    more_pickups: thirds(others, &dropoffs),
                    dropoffs,
                    skills,
                    terms,
                }
            },
        )
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(
        orders in (1usize..5).prop_flat_map(|count| (0..count).map(order).collect::<Vec<_>>()),
    ) {
        // No service, load or window may come from the settings.
        let settings = Settings {
            default_load: Load { mass_g: 7, volume_ml: 7, bags: 7 },
            default_window: Seconds::new(77_777),
            ..Settings::default()
        };
        let [pickup, dropoff] = [Seconds::new(77_777); 2];
        let times = ServiceTimes { pickup, dropoff, ..ServiceTimes::default() };
        let mut bytes = Vec::new();
        write_orders(&orders, &paris(), &mut bytes).unwrap();
        let (read, complaints) = parse_orders("o.csv", bytes, &paris(), &settings, &times);
        let read: Vec<Order> = read.into_iter().map(|(order, _)| order).collect();
        prop_assert_eq!(complaints, []);
        prop_assert_eq!(read, orders);
    }
}
