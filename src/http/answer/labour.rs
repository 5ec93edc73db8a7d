//! What the law has against something, and how somebody's hours stand.

use crate::{
    app::service::{CourierLedger, HeatView, Unlawful},
    domain::labour::{self, Figure},
    http::api::{
        AgeGroup, Carried, ClockHours, Heat, HeatLevel, LabourFigure, LabourRefusal, Ledger,
        LedgerHours, LedgerMean,
    },
};

impl From<labour::AgeGroup> for AgeGroup {
    fn from(age: labour::AgeGroup) -> Self {
        match age {
            labour::AgeGroup::Adult => Self::Adult,
            labour::AgeGroup::From16To17 => Self::From16To17,
            labour::AgeGroup::Under16 => Self::Under16,
        }
    }
}

impl From<Option<labour::HeatLevel>> for HeatLevel {
    fn from(level: Option<labour::HeatLevel>) -> Self {
        match level {
            None => Self::None,
            Some(labour::HeatLevel::Yellow) => Self::Yellow,
            Some(labour::HeatLevel::Orange) => Self::Orange,
            Some(labour::HeatLevel::Red) => Self::Red,
        }
    }
}

impl From<Figure> for LabourFigure {
    fn from(figure: Figure) -> Self {
        match figure {
            Figure::Span(span) => Self::Span(span.as_u32()),
            Figure::Days(days) => Self::Days(days),
            Figure::Mass(grams) => Self::Mass(grams),
            Figure::Clock(hours) => {
                let [from, until] =
                    [hours.from, hours.until].map(|time| time.strftime("%H:%M").to_string());
                Self::Hours(ClockHours { from, until })
            }
            Figure::Heat(level) => Self::Heat(Some(level).into()),
        }
    }
}

impl From<Unlawful> for LabourRefusal {
    fn from(unlawful: Unlawful) -> Self {
        let Unlawful { courier, courier_name, shift, field, refusal, sentence } = unlawful;
        Self {
            rule: refusal.rule.code().to_owned(),
            article: refusal.article,
            limit: refusal.limit.into(),
            found: refusal.found.into(),
            period: refusal.period.map(Into::into),
            sentence: sentence.into(),
            field: field.to_owned(),
            courier_id: courier,
            courier_name,
            shift_id: shift,
        }
    }
}

impl From<CourierLedger> for Ledger {
    fn from(ledger: CourierLedger) -> Self {
        let CourierLedger { courier, at, balance, weeks, carried } = ledger;
        let hours = |worked_s, limit: labour::Clause<_>| LedgerHours {
            worked_s,
            at_most_s: limit.says,
            article: limit.article,
        };
        let mean = balance.mean.zip(balance.mean_limit).map(|(worked_s, limit)| LedgerMean {
            worked_s,
            at_most_s: limit.says.at_most,
            weeks: limit.says.weeks,
            article: limit.article,
        });
        Self {
            courier_id: courier.id,
            courier_name: courier.name,
            age: courier.age.into(),
            at,
            day: hours(balance.day, balance.day_limit),
            week: hours(balance.week, balance.week_limit),
            mean,
            last_end_at: balance.last_end,
            next_start_at: balance.next_start,
            carried: Carried {
                weeks,
                rounds: carried.rounds,
                shift_s: carried.shift,
                work_s: carried.work,
                even_work_s: carried.even,
                waiting_s: carried.waiting,
                rush_s: carried.rush,
                distance_m: carried.distance_m,
                ascent_m: carried.ascent_m,
                mass_g: carried.mass_g,
                evenings: carried.evenings,
            },
        }
    }
}

impl From<HeatView> for Heat {
    fn from(view: HeatView) -> Self {
        let HeatView { heat, day, barred } = view;
        Self {
            day,
            level: heat.as_ref().and_then(|heat| heat.level).into(),
            set_at: heat.as_ref().map(|heat| heat.set_at),
            account_id: heat.and_then(|heat| heat.account),
            barred: barred.into_iter().map(LabourRefusal::from).collect(),
        }
    }
}
