//! Whatever is asked for, no shift is left that the law forbids.

use super::{rules, shift, with_nina};
use crate::{
    http::server::{COOP, Server},
    support::random::Random,
};
use jiff::civil::date;
use musette::{
    config::{shipped_labour_rules, time_zone},
    domain::{
        DayShift,
        labour::{AgeGroup, Ledger, Proposal, Spell, judge},
    },
    units::TimeWindow,
};
use serde_json::Value;

fn ledger(age: AgeGroup, shifts: &[DayShift], without: Option<usize>) -> Ledger {
    let others = shifts.iter().enumerate().filter(|(index, _)| Some(*index) != without);
    let spells = others.filter_map(|(_, shift)| shift.spell()).collect();
    Ledger::new(age, time_zone("Europe/Paris").unwrap(), spells)
}

async fn kept(server: &Server) -> Vec<DayShift> {
    let mut view = server.service.store().view(COOP).await.unwrap();
    view.shifts_of_courier("nina", date(2026, 1, 1)).await.unwrap()
}

/// What the judge says of a shift beside those that are kept.
fn judged(age: AgeGroup, known: &[DayShift], body: &Value) -> Vec<String> {
    let instant = |key: &str| serde_json::from_value(body["window"][key].clone()).unwrap();
    let window = TimeWindow::new(instant("start_at"), instant("end_at")).unwrap();
    let spell = Spell::new(window, Vec::new()).unwrap();
    let proposal = Proposal::Shift { spell, heat: None };
    let refusals = judge(&shipped_labour_rules(), &ledger(age, known, None), &proposal);
    refusals.iter().map(|refusal| refusal.rule.code().to_owned()).collect()
}

#[tokio::test]
async fn random_changes_never_leave_an_unlawful_shift_and_are_refused_as_the_judge_says() {
    for (name, age, seed) in [
        ("adult", AgeGroup::Adult, 1),
        ("16-17", AgeGroup::From16To17, 2),
        ("adult", AgeGroup::Adult, 3),
    ] {
        let server = Server::start().await;
        let cookie = with_nina(&server, name).await;
        let mut random = Random::new(seed);
        let (mut done, mut refused) = (0, 0);
        for _ in 0..150 {
            let known = kept(&server).await;
            let from = 24 + random.below(14 * 24);
            let body = shift((from, 0), (from, 15 * (1 + random.below(44))));
            let dice = random.unit();
            let status = if known.is_empty() || dice < 0.6 {
                let answer = server.post(&cookie, "/v1/shifts", body.clone()).await;
                if answer.status == 409 {
                    assert_eq!(rules(&answer.json()), judged(age, &known, &body), "{body}");
                } else if answer.status == 201 {
                    assert_eq!(judged(age, &known, &body), [""; 0], "{body}");
                }
                answer.status
            } else {
                let one = &known
                    [usize::try_from(random.below(u32::try_from(known.len()).unwrap())).unwrap()];
                let path = format!("/v1/shifts/{}", one.id);
                let (method, body) =
                    if dice < 0.85 { ("PUT", body) } else { ("DELETE", Value::Null) };
                server.ask(&cookie, method, &path, body).await.status
            };
            match status {
                200 | 201 | 204 => done += 1,
                409 => refused += 1,
                other => assert_eq!(other, 422, "an overlap"),
            }
            let known = kept(&server).await;
            for (index, shift) in known.iter().enumerate() {
                let proposal = Proposal::Shift { spell: shift.spell().unwrap(), heat: None };
                let others = ledger(age, &known, Some(index));
                assert_eq!(judge(&shipped_labour_rules(), &others, &proposal), [], "{shift:?}");
            }
        }
        assert!(done > 10 && refused > 10, "{done} done, {refused} refused");
    }
}
