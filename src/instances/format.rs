//! Which format a file is of.

use super::field::lines;
use std::{fmt, str::FromStr};

/// A format of the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Pickups and deliveries by Li and Lim.
    LiLim,
    /// Pickups and deliveries by Sartori and Buriol.
    Sartori,
    /// Deliveries by Solomon, or by Gehring and Homberger.
    Solomon,
    /// Deliveries as VRPLIB text, as in the EURO meets `NeurIPS` competition.
    Ortec,
    /// Meal deliveries by Reyes and others.
    Mdrp,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::LiLim, Self::Sartori, Self::Solomon, Self::Ortec, Self::Mdrp];

    /// What it is called on the command line and in solutions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LiLim => "lilim",
            Self::Sartori => "sartori",
            Self::Solomon => "solomon",
            Self::Ortec => "ortec",
            Self::Mdrp => "mdrp",
        }
    }

    /// The format that `text` looks like; `None` if it looks like none. That of a folder is not asked
    /// here.
    #[must_use]
    pub fn guess(text: &str) -> Option<Self> {
        let mut widths = Vec::new();
        for (_, line) in lines(text).take(64) {
            match line.split(':').next().map(str::trim) {
                Some("EDGE_WEIGHT_TYPE" | "EDGE_WEIGHT_SECTION") => return Some(Self::Ortec),
                Some("NODES" | "ROUTE-TIME") => return Some(Self::Sartori),
                Some("VEHICLE" | "CUSTOMER") => return Some(Self::Solomon),
                _ => {}
            }
            let fields: Vec<&str> = line.split_whitespace().take(10).collect();
            let is_row = fields.first().is_some_and(|first| first.parse::<f64>().is_ok());
            widths.push(if is_row { fields.len() } else { 0 });
            if widths == [3, 9] {
                return Some(Self::LiLim);
            }
        }
        None
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|format| format.name() == text);
        found.ok_or_else(|| format!("expected {}", Self::ALL.map(Self::name).join(", ")))
    }
}
