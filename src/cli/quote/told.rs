//! Quotes as they are written and printed.

use crate::{
    cli::args::Language,
    dispatch::{Offer, Quote, Quoted},
    domain::{
        Coop, Order, Sentence,
        words::{both, count},
    },
    units::{Seconds, TimeWindow, Timestamp},
};
use jiff::tz::TimeZone;
use serde::Serialize;
use std::io::Write;

/// A quote with ids, names and instants.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    order: String,
    possible: bool,
    #[serde(flatten)]
    offer: Option<ToldOffer>,
    code: Option<&'static str>,
    reason: Option<Sentence>,
    later: Vec<ToldLater>,
}

#[derive(Debug, Serialize)]
struct ToldOffer {
    courier: String,
    courier_name: String,
    pickup_at: Timestamp,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more_pickups_at: Vec<Timestamp>,
    dropoffs_at: Vec<Timestamp>,
    added_ride_s: i64,
    added_distance_m: i64,
    delays: Vec<ToldDelay>,
    moved_order: Option<String>,
    shifts: usize,
}

#[derive(Debug, Serialize)]
struct ToldDelay {
    order: String,
    later_s: Seconds,
}

/// The same order later.
#[derive(Debug, Serialize)]
struct ToldLater {
    later_s: Seconds,
    pickup: TimeWindow<Timestamp>,
    dropoff: TimeWindow<Timestamp>,
    possible: bool,
    #[serde(flatten)]
    offer: Option<ToldOffer>,
}

impl Told {
    /// Of the order of index `asked`; `times` are those behind it.
    pub(super) fn new(
        coop: &Coop,
        orders: &[Order],
        asked: usize,
        quoted: Quoted,
        times: &[(Seconds, Order)],
    ) -> Self {
        let order = orders[asked].id.clone();
        let later = times.iter().zip(quoted.instead).map(|((by, order), offer)| ToldLater {
            later_s: *by,
            pickup: order.pickup.window,
            dropoff: order.dropoffs[0].stop.window,
            possible: offer.is_some(),
            offer: offer.map(|offer| ToldOffer::new(coop, orders, offer)),
        });
        let later = later.collect();
        match quoted.quote {
            Quote::Impossible { code, reason } => Self {
                order,
                possible: false,
                offer: None,
                code: Some(code),
                reason: Some(reason),
                later,
            },
            Quote::Possible(offer) => {
                let offer = Some(ToldOffer::new(coop, orders, offer));
                Self { order, possible: true, offer, code: None, reason: None, later }
            }
        }
    }

    pub(super) fn print(
        &self,
        out: &mut impl Write,
        zone: &TimeZone,
        lang: Language,
    ) -> anyhow::Result<()> {
        let answer = match (&self.offer, &self.reason) {
            (Some(offer), _) => {
                let told = offer.told(zone);
                both(format!(": yes: {}", told.en), format!(" : oui : {}", told.fr))
            }
            (None, Some(no)) => both(format!(": no: {}", no.en), format!(" : non : {}", no.fr)),
            (None, None) => both(": no", " : non"),
        };
        writeln!(out, "{}{}", self.order, lang.of(&answer))?;
        for line in self.offer.iter().flat_map(ToldOffer::effects) {
            writeln!(out, "    {}", lang.of(&line))?;
        }
        for later in &self.later {
            writeln!(out, "  {}", lang.of(&later.told(zone)))?;
        }
        Ok(())
    }
}

impl ToldOffer {
    fn new(coop: &Coop, orders: &[Order], mut offer: Offer) -> Self {
        let id = |order: usize| orders[order].id.clone();
        let courier = coop.shifts[offer.shift].courier.clone();
        let known = coop.couriers.iter().find(|known| known.id == courier);
        let delays = offer.delays.iter();
        Self {
            courier_name: known.map_or_else(|| courier.clone(), |known| known.name.clone()),
            courier,
            pickup_at: offer.pickups_at.remove(0),
            more_pickups_at: offer.pickups_at,
            dropoffs_at: offer.dropoffs_at,
            added_ride_s: offer.riding_s,
            added_distance_m: offer.distance_m,
            delays: delays
                .map(|(order, by)| ToldDelay { order: id(*order), later_s: *by })
                .collect(),
            moved_order: offer.moved.map(id),
            shifts: offer.shifts,
        }
    }

    /// Who, when, and what is ridden more.
    fn told(&self, zone: &TimeZone) -> Sentence {
        let clocks = |all: Vec<&Timestamp>| {
            all.into_iter().map(|at| clock(*at, zone)).collect::<Vec<_>>().join(", ")
        };
        let pickups = std::iter::once(&self.pickup_at).chain(&self.more_pickups_at);
        let (pickup, dropoffs) =
            (clocks(pickups.collect()), clocks(self.dropoffs_at.iter().collect()));
        let name = &self.courier_name;
        let minutes = decimal(self.added_ride_s as f64 / 60.0);
        let km = decimal(self.added_distance_m as f64 / 1000.0);
        let shifts = count(self.shifts, ["shift", "shifts"], ["service", "services"]);
        let could = if self.shifts < 2 { "pourrait" } else { "pourraient" };
        both(
            format!(
                "by {name}, fetched {pickup}, delivered {dropoffs}; {} min of riding, {} km; {} could \
                 take it",
                minutes.en, km.en, shifts.en
            ),
            format!(
                "par {name}, retrait à {pickup}, livraison à {dropoffs} ; {} min de trajet, {} km ; {} \
                 {could} la prendre",
                minutes.fr, km.fr, shifts.fr
            ),
        )
    }

    /// What it does to others.
    fn effects(&self) -> Vec<Sentence> {
        let delays = self.delays.iter().map(|ToldDelay { order, later_s }| {
            let minutes = format!("{:.1}", later_s.as_minutes());
            let comma = minutes.replace('.', ",");
            both(
                format!("{order} comes {minutes} min later"),
                format!("{order} arrive {comma} min plus tard"),
            )
        });
        let moved = self.moved_order.iter().map(|order| {
            both(
                format!("{order} goes to another courier"),
                format!("{order} passe à un autre coursier"),
            )
        });
        delays.chain(moved).collect()
    }
}

impl ToldLater {
    fn told(&self, zone: &TimeZone) -> Sentence {
        let [ready, due] = [self.pickup.start(), self.dropoff.end()].map(|at| clock(at, zone));
        let Some(offer) = &self.offer else {
            return both(
                format!("ready {ready}, there by {due}: no"),
                format!("prête à {ready}, livrée d'ici {due} : non"),
            );
        };
        let told = offer.told(zone);
        let effects = match offer.delays.len() {
            0 => both("", ""),
            delayed => {
                let told = count(delayed, ["order", "orders"], ["commande", "commandes"]);
                let come = if delayed == 1 { "comes" } else { "come" };
                let arrive = if delayed == 1 { "arrive" } else { "arrivent" };
                both(
                    format!("; {} {come} later", told.en),
                    format!(" ; {} {arrive} plus tard", told.fr),
                )
            }
        };
        both(
            format!("ready {ready}, there by {due}: yes: {}{}", told.en, effects.en),
            format!("prête à {ready}, livrée d'ici {due} : oui : {}{}", told.fr, effects.fr),
        )
    }
}

fn decimal(number: f64) -> Sentence {
    let text = format!("{number:+.1}");
    let comma = text.replace('.', ",");
    both(text, comma)
}

fn clock(at: Timestamp, zone: &TimeZone) -> String {
    let instant = jiff::Timestamp::from_millisecond(at.as_millis());
    // Beyond the years that a calendar has.
    instant.map_or_else(|_| "?".to_owned(), |at| zone.to_datetime(at).strftime("%H:%M").to_string())
}
