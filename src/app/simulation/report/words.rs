//! What the page says, in both languages.

use crate::{
    app::simulation::numbers::{number, percent},
    domain::Sentence,
    simulation::Figure,
};

/// The language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
}

impl Language {
    /// Its tag.
    pub(super) fn tag(self) -> &'static str {
        self.of("en", "fr")
    }

    /// One of both.
    pub(super) fn of<'t>(self, en: &'t str, fr: &'t str) -> &'t str {
        match self {
            Self::English => en,
            Self::French => fr,
        }
    }

    /// A sentence.
    pub(super) fn sentence(self, sentence: &Sentence) -> &str {
        self.of(&sentence.en, &sentence.fr)
    }

    /// A number as people of this language write it.
    pub(super) fn number(self, value: f64) -> String {
        self.decimal(number(value))
    }

    /// A number that was written with a point.
    pub(super) fn decimal(self, text: String) -> String {
        match self {
            Self::English => text,
            Self::French => text.replace('.', ","),
        }
    }

    /// A share of all.
    pub(super) fn percent(self, share: f64) -> String {
        self.decimal(percent(share))
    }

    pub(super) fn figure(self, figure: Figure) -> &'static str {
        let (en, fr) = match figure {
            Figure::Orders => ("orders placed", "commandes passées"),
            Figure::Delivered => ("orders delivered", "commandes livrées"),
            Figure::NotServed => ("orders not served", "commandes non servies"),
            Figure::LateShare => ("share of late dropoffs", "part de livraisons en retard"),
            Figure::LateMean => ("late, mean (min)", "retard moyen (min)"),
            Figure::LateP90 => ("late, 90th percentile (min)", "retard, 90e centile (min)"),
            Figure::ClickToDoorMean => {
                ("click to door, mean (min)", "de la commande à la porte, moyenne (min)")
            }
            Figure::ClickToDoorP90 => (
                "click to door, 90th percentile (min)",
                "de la commande à la porte, 90e centile (min)",
            ),
            Figure::ReadyToDoorMean => {
                ("ready to door, mean (min)", "de prêt à la porte, moyenne (min)")
            }
            Figure::ReadyToPickupMean => {
                ("ready to pickup, mean (min)", "de prêt au retrait, moyenne (min)")
            }
            Figure::ReadyToPickupP50 => {
                ("ready to pickup, median (min)", "de prêt au retrait, médiane (min)")
            }
            Figure::ReadyToPickupP90 => {
                ("ready to pickup, 90th percentile (min)", "de prêt au retrait, 90e centile (min)")
            }
            Figure::ReadyToPickupMax => {
                ("ready to pickup, longest (min)", "de prêt au retrait, maximum (min)")
            }
            Figure::Riding => ("riding, all together (min)", "à vélo, en tout (min)"),
            Figure::Waiting => ("waiting at doors (min)", "attente sur place (min)"),
            Figure::Service => ("service (min)", "service (min)"),
            Figure::Overtime => ("after the end of shifts (min)", "après la fin de service (min)"),
            Figure::Kilometres => ("distance (km)", "distance (km)"),
            Figure::OrdersPerHour => ("orders per courier hour", "commandes par heure de coursier"),
            Figure::WorkGini => ("work shared, Gini", "partage du travail, Gini"),
            Figure::WorkRange => ("work, most less least (min)", "travail, écart extrême (min)"),
            Figure::RidingGini => ("riding shared, Gini", "partage du temps à vélo, Gini"),
            Figure::RidingRange => {
                ("riding, most less least (min)", "temps à vélo, écart extrême (min)")
            }
            Figure::OrdersGini => ("orders shared, Gini", "partage des commandes, Gini"),
            Figure::OrdersRange => ("orders, most less least", "commandes, écart extrême"),
            Figure::ChurnCouriers => (
                "announced orders that changed courier",
                "commandes annoncées changées de coursier",
            ),
            Figure::ChurnSequences => {
                ("announced stops that changed order", "arrêts annoncés changés d’ordre")
            }
            Figure::ChurnArrivals => (
                "announced arrivals moved by over 5 min",
                "arrivées annoncées décalées de plus de 5 min",
            ),
        };
        self.of(en, fr)
    }
}
