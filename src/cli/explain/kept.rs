//! What a database keeps of why orders are where they are.

use super::{Arguments, clock};
use crate::{
    app::service::{DecisionView, decisions_of_order, stored_decisions},
    cli::args::Language,
    domain::{OrderStatus, PostedOrder},
    store::Store,
};
use anyhow::Context as _;
use jiff::{civil::Date, tz::TimeZone};
use std::io::{self, Write};

/// What is kept and was asked for.
pub(super) enum Kept {
    /// Of a day: what stands, how many orders there are, and how many of these wait for a plan.
    Day { day: Date, views: Vec<DecisionView>, orders: usize, waiting: usize },
    /// Of an order: what stands, if anything does, or what the plan that was asked for decided; and what else is kept, the
    /// newest first.
    Order { id: String, shown: Vec<DecisionView>, others: Vec<DecisionView> },
}

/// Reads what `arguments` ask for.
pub(super) async fn read(arguments: &Arguments, store: &Store, coop: &str) -> anyhow::Result<Kept> {
    let Some(id) = &arguments.order else {
        let day = arguments.day.context("say which --day, or which --order")?;
        let views = stored_decisions(store, coop, day).await?;
        let orders = store.view(coop).await?.orders_of_day(day).await?;
        let waits = |order: &&PostedOrder| {
            let open = [OrderStatus::Review, OrderStatus::Open, OrderStatus::Unassigned];
            open.contains(&order.status) && views.iter().all(|it| it.decision.order != order.id)
        };
        let waiting = orders.iter().filter(waits).count();
        return Ok(Kept::Day { day, views, orders: orders.len(), waiting });
    };
    let order = store.view(coop).await?.order(id).await?;
    let order = order.with_context(|| {
        format!("there is no order {id} in this database: look at its id, such as on the board")
    })?;
    if let Some(day) = arguments.day.filter(|day| *day != order.day) {
        anyhow::bail!("order {id} is for {}, not for {day}: leave --day out", order.day);
    }
    let mut others = decisions_of_order(store, coop, &order).await?;
    let view = match &arguments.plan {
        None => standing(store, coop, &order).await?,
        Some(plan) => {
            let found = others.iter().position(|it| it.plan.as_ref() == Some(plan));
            let found = found.with_context(|| {
                format!(
                    "nothing is kept that plan {plan} decided about order {id}: leave --plan out to \
                     see which plans did"
                )
            })?;
            Some(others.remove(found))
        }
    };
    let shown: Vec<DecisionView> = view.into_iter().collect();
    others.retain(|other| shown.iter().all(|it| it.plan != other.plan));
    Ok(Kept::Order { id: id.clone(), shown, others })
}

async fn standing(
    store: &Store,
    coop: &str,
    order: &PostedOrder,
) -> anyhow::Result<Option<DecisionView>> {
    let views = stored_decisions(store, coop, order.day).await?;
    Ok(views.into_iter().find(|view| view.decision.order == order.id))
}

impl Kept {
    /// Writes it as it was asked for.
    pub(super) fn tell(self, arguments: &Arguments, zone: &TimeZone) -> anyhow::Result<()> {
        let lang = arguments.lang;
        match self {
            Self::Day { day, views, orders, waiting } => {
                arguments.tell(&views, zone)?;
                if !arguments.json && (waiting > 0 || orders == 0) {
                    writeln!(io::stdout().lock(), "{}", without_plan(day, orders, waiting, lang))?;
                }
                Ok(())
            }
            Self::Order { id, shown, others } => {
                arguments.tell(&shown, zone)?;
                if arguments.json {
                    return Ok(());
                }
                let mut stdout = io::stdout().lock();
                if shown.is_empty() {
                    writeln!(stdout, "{}", waits(&id, lang))?;
                }
                if !others.is_empty() {
                    writeln!(stdout, "\n{}", heading(lang))?;
                }
                for other in &others {
                    let at = clock(other.decided_at(), zone, "%Y-%m-%d %H:%M")?;
                    let plan = other.plan.as_deref().unwrap_or_default();
                    writeln!(stdout, "  {at} {plan}: {}", lang.of(&other.sentence))?;
                }
                Ok(())
            }
        }
    }
}

fn without_plan(day: Date, orders: usize, waiting: usize, lang: Language) -> String {
    match (lang, orders, waiting) {
        (Language::En, 0, _) => format!("there are no orders on {day}"),
        (Language::En, _, 1) => format!("1 order of {day} waits for a plan: plan the day"),
        (Language::En, ..) => format!("{waiting} orders of {day} wait for a plan: plan the day"),
        (Language::Fr, 0, _) => format!("il n'y a pas de commande le {day}"),
        (Language::Fr, _, 1) => {
            format!("1 commande du {day} attend un plan : planifiez la journée")
        }
        (Language::Fr, ..) => {
            format!("{waiting} commandes du {day} attendent un plan : planifiez la journée")
        }
    }
}

fn waits(order: &str, lang: Language) -> String {
    match lang {
        Language::En => format!("{order}: no plan stands for it; it waits for the next one."),
        Language::Fr => {
            format!("{order} : aucun plan ne vaut pour elle ; elle attend le prochain.")
        }
    }
}

fn heading(lang: Language) -> &'static str {
    match lang {
        Language::En => "other plans have decided about it (--plan shows all of one):",
        Language::Fr => "d'autres plans ont statué (--plan en montre un en entier) :",
    }
}
