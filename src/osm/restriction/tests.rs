use super::*;

const FROM: Member<'_> = Member { node: None, way: Some(1), role: b"from" };
const VIA: Member<'_> = Member { node: Some(9), way: None, role: b"via" };
const TO: Member<'_> = Member { node: None, way: Some(2), role: b"to" };

fn read(tags: &[(&str, &'static str)], members: &[Member<'_>]) -> Restrictions {
    let value = |key: &str| tags.iter().find(|(other, _)| *other == key).map(|(_, value)| *value);
    restrictions(value, members)
}

/// `no`, `only`, `no round`..., with their conditions; then what is left out, and why.
fn told(tags: &[(&str, &'static str)]) -> Vec<String> {
    let told = |turn: &TurnRestriction<i64>| {
        let kind = if turn.only { "only" } else { "no" };
        let round = if turn.u_turn { " round" } else { "" };
        let when = turn.condition.as_ref().map_or(String::new(), |when| format!(" @ {when}"));
        let unless = turn.unless.iter().map(|it| format!(" but {it}"));
        format!("{kind}{round}{when}{}", unless.collect::<Vec<_>>().concat())
    };
    let read = read(tags, &[FROM, VIA, TO]);
    let left_out = read.left_out.iter().map(|reason| (*reason).to_owned());
    read.turns.iter().map(told).chain(left_out).collect()
}

/// Tags, and what they say.
type Row = (&'static [(&'static str, &'static str)], &'static [&'static str]);

/// OSM wiki, "Relation:restriction" and "Conditional restrictions".
#[test]
fn what_a_restriction_says_to_cycles() {
    const OTHERS: &str = "it is for other vehicles";
    const EXCEPTED: &str = "bicycles are excepted";
    const UNKNOWN: &str = "it says nothing that is known";
    const ON_RED: &str = "it holds at red lights only";
    const WEATHER: &str = "its condition is not understood";
    #[rustfmt::skip]
    let table: &[Row] = &[
        (&[("restriction", "no_left_turn")], &["no"]),
        (&[("restriction", "no_right_turn")], &["no"]),
        (&[("restriction", "no_straight_on")], &["no"]),
        (&[("restriction", "no_u_turn")], &["no round"]),
        (&[("restriction", "no_entry")], &["no"]),
        (&[("restriction", "no_exit")], &["no"]),
        (&[("restriction", "only_straight_on")], &["only"]),
        (&[("restriction", "only_u_turn")], &["only round"]),
        (&[("restriction", "no_right_turn_on_red")], &["it holds at red lights only"]),
        (&[("restriction", "give_way")], &[UNKNOWN]),
        (&[("restriction", "no")], &[UNKNOWN]),
        // Who is excepted.
        (&[("restriction", "no_left_turn"), ("except", "bicycle")], &[EXCEPTED]),
        (&[("restriction", "no_left_turn"), ("except", "psv;bicycle")], &[EXCEPTED]),
        (&[("restriction", "no_left_turn"), ("except", "psv; bicycle")], &[EXCEPTED]),
        (&[("restriction", "no_left_turn"), ("except", "psv")], &["no"]),
        // For cycles alone, and for others alone.
        (&[("restriction:bicycle", "no_left_turn")], &["no"]),
        (&[("restriction", "no_left_turn"), ("restriction:bicycle", "only_straight_on")], &["only"]),
        (&[("restriction", "no_left_turn"), ("restriction:bicycle", "none")], &[EXCEPTED]),
        (&[("restriction:bicycle", "no_left_turn"), ("except", "bicycle")], &["no"]),
        (&[("restriction:hgv", "no_left_turn")], &[OTHERS]),
        (&[("type", "restriction:hgv"), ("restriction", "no_left_turn")], &[OTHERS]),
        (&[("type", "restriction:bicycle"), ("restriction", "no_left_turn")], &["no"]),
        (&[], &[OTHERS]),
        // At times.
        (&[("restriction:conditional", "no_left_turn @ (Mo-Fr 07:00-09:00)")], &["no @ Mo-Fr 07:00-09:00"]),
        (&[("restriction:conditional", "no_left_turn @ (07:00-09:00); no_u_turn @ (Su)")],
            &["no @ 07:00-09:00 but Su", "no round @ Su"]),
        (&[("restriction:conditional", "no_left_turn @ (07:00-09:00); no_right_turn @ (Su)")],
            &["no @ 07:00-09:00", "no @ Su"]),
        (&[("restriction:conditional", "no_left_turn @ (07:00-09:00)"), ("except", "bicycle")], &[EXCEPTED]),
        (&[("restriction:bicycle:conditional", "no_left_turn @ (Su)"), ("restriction", "no_u_turn")], 
            &["no round but Su", "no @ Su"]),
        (&[("restriction:conditional", "no_left_turn")], &[UNKNOWN]),
        // What is taken back at times holds at others.
        (&[("restriction", "no_left_turn"), ("restriction:conditional", "none @ (22:00-07:00)")],
            &["no but 22:00-07:00"]),
        (&[("restriction:conditional", "no_left_turn @ (Mo-Fr); none @ (PH); none @ (12:00-14:00)")],
            &["no @ Mo-Fr but PH but 12:00-14:00"]),
        (&[("restriction:conditional", "none @ (12:00-14:00); no_left_turn @ (Mo-Fr)")], &["no @ Mo-Fr"]),
        (&[("restriction", "no_left_turn"), ("restriction:bicycle:conditional", "none @ (Su)")], &["no but Su"]),
        (&[("restriction:bicycle", "none"), ("restriction:bicycle:conditional", "no_left_turn @ (Su)")], &["no @ Su"]),
        (&[("restriction:bicycle", "only_straight_on"), ("restriction", "no_left_turn"),
            ("restriction:conditional", "none @ (Su)")], &["only"]),
        (&[("restriction", "no_left_turn"), ("except", "bicycle"),
            ("restriction:bicycle:conditional", "no_left_turn @ (Su)")], &["no @ Su"]),
        (&[("restriction:conditional", "none @ (22:00-07:00)")], &[UNKNOWN]),
        // What says nothing leaves the rest as it is.
        (&[("restriction", "no_left_turn"), ("restriction:conditional", "none @ (wet)")], &["no", WEATHER]),
        (&[("restriction:conditional", "no_left_turn @ (wet); no_u_turn @ (Su); stop @ (Mo)")],
            &["no round @ Su", WEATHER, UNKNOWN]),
        (&[("restriction", "no_right_turn_on_red"), ("restriction:conditional", "no_right_turn @ (Mo)")],
            &["no @ Mo", ON_RED]),
        (&[("restriction", "no_left_turn"), ("hour_on", "07:00"), ("hour_off", "09:00")], &["no @ 07:00-09:00"]),
        (&[("restriction", "no_left_turn"), ("day_on", "Monday"), ("day_off", "Friday"), ("hour_on", "07:00"),
            ("hour_off", "09:00")], &["no @ Mo-Fr 07:00-09:00"]),
        (&[("restriction", "no_left_turn"), ("hour_on", "07:00")], &[WEATHER]),
        (&[("restriction", "no_left_turn"), ("hour_on", "7"), ("hour_off", "18")], &["no @ 7:00-18:00"]),
    ];
    for (tags, expected) in table {
        assert_eq!(told(tags), *expected, "{tags:?}");
    }
}

#[test]
fn several_ways_in_or_out_are_a_restriction_each() {
    let other = Member { way: Some(3), ..FROM };
    let turns = read(&[("restriction", "no_entry")], &[FROM, other, VIA, TO]).turns;
    let pairs: Vec<_> = turns.iter().map(|turn| (turn.from, turn.to)).collect();
    assert_eq!(pairs, [(1, 2), (3, 2)]);
    let other = Member { way: Some(3), ..TO };
    let only = read(&[("restriction", "only_left_turn")], &[FROM, VIA, TO, other]);
    assert_eq!((only.turns.len(), only.left_out.len()), (0, 1));
}

#[test]
fn ways_in_between_keep_their_order() {
    let via = |way| Member { node: None, way: Some(way), role: b"via" };
    let turns = read(&[("restriction", "no_u_turn")], &[FROM, via(7), TO, via(5)]).turns;
    assert_eq!(turns[0].via, Via::Ways(vec![7, 5]));
}

#[test]
fn members_that_make_no_turn_are_refused() {
    let relation = |role| Member { node: None, way: None, role };
    let node = |role| Member { node: Some(4), way: None, role };
    let many = |member: Member<'static>, count| vec![member; count];
    for members in [
        vec![],
        vec![FROM],
        vec![FROM, TO],
        vec![FROM, VIA],
        vec![VIA, TO],
        vec![FROM, VIA, VIA, TO],
        vec![FROM, relation(b"via"), TO],
        vec![relation(b"from"), VIA, TO],
        vec![node(b"from"), VIA, TO],
        vec![FROM, VIA, Member { way: Some(5), node: None, role: b"via" }, TO],
        [many(FROM, 5), vec![VIA], many(TO, 5)].concat(),
        [vec![FROM, TO], many(Member { role: b"via", ..FROM }, 17)].concat(),
        [vec![FROM, VIA, TO], many(relation(b"location_hint"), 62)].concat(),
    ] {
        let read = read(&[("restriction", "no_left_turn")], &members);
        assert_eq!((read.turns.len(), read.left_out.len()), (0, 1));
    }
}

/// Each pair of ways has all clauses on its own: a few hundred bytes could fill the memory.
#[test]
fn a_relation_makes_few_turns_however_much_it_says() {
    let many = |member: Member<'static>, count| vec![member; count];
    let members = [many(FROM, 4), vec![VIA], many(TO, 4)].concat();
    let tags = |value: &'static str| [("restriction:conditional", value)];
    let one = read(&tags("no_entry @ (Mo)"), &members);
    assert_eq!((one.turns.len(), one.left_out.len()), (16, 0));
    let two = read(&tags("no_entry @ (Mo); no_entry @ (Tu)"), &members);
    assert_eq!((two.turns.len(), two.left_out), (0, vec!["it says too much of too many members"]));
    let value: &str = Box::leak("no_entry@Mo;no_entry@wet;".repeat(8).into_boxed_str());
    let said = read(&tags(value), &[FROM, VIA, TO]);
    assert_eq!((said.turns.len(), said.left_out.len(), said.unknown.len()), (8, 8, 8));
    // Neither are they multiplied by what takes them back.
    let value: &str = Box::leak("no_u_turn@Mo;none@Tu;".repeat(6).into_boxed_str());
    assert!(read(&tags(value), &[FROM, VIA, TO]).turns.is_empty());
}
