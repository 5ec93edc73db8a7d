use super::*;

#[test]
fn savings_are_told_beside_rounds_that_serve_as_many() {
    let mut first = First::default();
    let mut saved = |unserved, cost| {
        let score = Score { unserved, cost, ..Score::default() };
        format!("{:.0} %", first.saved(&score) * 100.0)
    };
    assert_eq!([saved(3, 1_000), saved(3, 900), saved(3, 750)], ["0 %", "10 %", "25 %"]);
    assert_eq!([saved(0, 1_600), saved(0, 1_200)], ["0 %", "25 %"], "more orders, more riding");
    assert_eq!(saved(9, 0), "0 %");
}

#[test]
fn threads_are_shared_only_where_their_number_is_open() {
    let limits = PlanLimits { iterations: None, threads: 0, ..PlanLimits::default() };
    let searches = |limits: &PlanLimits| Effort::new(limits, None).sharing(3).searches();
    assert_eq!(searches(&limits), 3);
    assert_eq!(searches(&PlanLimits { threads: 2, ..limits }), 2);
    assert_eq!(searches(&PlanLimits { iterations: Some(9), ..limits }), 1);
}
