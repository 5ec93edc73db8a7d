//! From an empty database to a day under way.

use super::{posted::posted_day, ride::steps};
use crate::{
    app::{
        DemoError, DemoWishes, demo_orders,
        service::{
            Actor, AppError, Clock, Complaints, MeantStop, Service, StopNews, Submitted, ThenDraft,
            seed_coop,
        },
    },
    config::{CoopRules, RulesSeed, time_zone},
    domain::{Account, Courier, Role, Shop},
    osm::Place,
    store::{Store, StoreError},
    units::Timestamp,
};
use jiff::{civil::Date, tz::TimeZone};

/// Everybody's password in a demonstration.
pub const PASSWORD: &str = "musette";
/// The dispatcher's log-in.
const DISPATCHER: &str = "dispatch";
const ORDERS: usize = 120;
const SHOPS: usize = 12;
const SEED: u64 = 1;
/// The shops open and the day is planned at this hour; by the later one, at which the demonstration
/// begins, the first rounds are under way.
const OPENING: (i8, i8) = (7, 30);
const BEGIN: (i8, i8) = (10, 45);

/// Someone who can sign in to the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoLogin {
    /// What they type; the password is [`PASSWORD`].
    pub login: String,
    /// Who they are.
    pub name: String,
}

/// Who can sign in to the demonstration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoLogins {
    /// Who steers the days.
    pub dispatchers: Vec<DemoLogin>,
    /// Who rides.
    pub couriers: Vec<DemoLogin>,
    /// Who posts orders.
    pub shops: Vec<DemoLogin>,
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// No orders can be invented.
    #[error(transparent)]
    Orders(#[from] DemoError),
    /// A use case failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// The database did not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It was to be filled, but holds a co-operative.
    #[error("the database is not empty; give the demonstration a folder of its own")]
    NotEmpty,
    /// It was to be opened, but holds none.
    #[error("the database holds no demonstration; remove it, and the next start makes a new one")]
    Empty,
}

/// What the demonstration shows.
#[derive(Clone, Debug)]
pub struct DemoDay {
    /// Name of the co-operative.
    pub coop: String,
    /// Its time zone.
    pub zone: TimeZone,
    /// Its clock: it stands still while the demonstration does not run.
    pub clock: Clock,
    /// Who can sign in.
    pub logins: DemoLogins,
}

impl DemoDay {
    /// What its clock shows, for people.
    #[must_use]
    pub fn local_time(&self) -> String {
        let now = self.clock.now().as_millis();
        let now = jiff::Timestamp::from_millisecond(now).unwrap_or_default();
        now.to_zoned(self.zone.clone()).strftime("%A %e %B %Y, %H:%M").to_string()
    }
}

/// Fills an empty database: the co-operative of `rules` with its shifts, 12 shops with 120 orders on
/// the busiest of the seven days from `today` on, a published plan, and what couriers have done by a
/// quarter to eleven: gives that instant, at which the demonstration begins.
///
/// # Errors
///
/// If there are too few places on the map, the day cannot be planned, or the database does not do
/// it.
pub async fn seed_demo(
    service: Service,
    places: Vec<Place>,
    rules: &CoopRules,
    seed: &RulesSeed,
    today: Date,
) -> Result<Timestamp, SeedError> {
    let day = rules.busiest_day(today);
    let [opening, begin] = [OPENING, BEGIN].map(|(hour, minute)| instant(rules, day, hour, minute));
    let (world, max_snap_m) = (service.world().clone(), service.settings().max_snap_m());
    let coop = rules.on(day);
    let wishes = DemoWishes { orders: ORDERS, shops: SHOPS, seed: SEED, max_snap_m };
    let orders =
        service.cpu().run(move || demo_orders(&world.router, &places, &coop, wishes)).await??;
    let posted = posted_day(&orders, day, opening, SEED);

    let service = service.with_clock(Clock::showing(opening));
    let store = service.store().clone();
    let clock = Clock::showing(opening);
    let Some(coop) = seed_coop(&store, rules, seed, clock, Some(day)).await? else {
        return Err(SeedError::NotEmpty);
    };
    let dispatcher = people(&service, &coop.id, rules.couriers(), &posted.shops, opening).await?;
    for order in &posted.orders {
        let mut change = store.change(&coop.id, order.created_at, None).await?;
        change.insert_order(order).await?;
        change.commit().await?;
    }
    let dispatcher = Actor::of(dispatcher);
    service.plan(&dispatcher, day).await?;

    let rounds = store.view(&coop.id).await?.rounds_of_day(day).await?;
    let mut service = service;
    for step in steps(&rounds, begin, SEED) {
        let meant = MeantStop::of(&step.kind);
        if let Some(failure) = step.progress.failure {
            service = service.with_clock(Clock::showing(step.at));
            let said = Submitted { draft: ThenDraft::default(), complaints: Complaints::default() };
            let (number, news) = (step.stop as usize, StopNews::Failed(failure, said));
            service.note(&dispatcher, &step.round, number, Some(&meant), news).await?;
            continue;
        }
        let mut change = store.change(&coop.id, step.at, None).await?;
        let live = change.round(&step.round).await?;
        let number = live.and_then(|live| meant.number_in(&live, step.stop as usize));
        let number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(step.stop);
        change.set_progress(&step.round, number, &step.progress, &[]).await?;
        change.commit().await?;
    }
    Ok(begin)
}

/// The demonstration in a database that [`seed_demo`] has filled. Its clock goes on from when it was
/// `left`, if that is known, and never from before the last event.
///
/// # Errors
///
/// If the database holds no co-operative, or does not answer.
pub async fn open_demo(store: &Store, left: Option<Timestamp>) -> Result<DemoDay, SeedError> {
    let Some(coop) = store.coops().await?.into_iter().next() else {
        return Err(SeedError::Empty);
    };
    let head = store.head(&coop.id).await?;
    let mut view = store.view(&coop.id).await?;
    let last = view.events_after(head - 1, 1).await?.into_iter().next();
    let clock = last.map_or_else(Clock::real, |event| {
        Clock::showing(left.map_or(event.at, |left| left.max(event.at)))
    });
    let mut logins = DemoLogins::default();
    for account in view.accounts().await? {
        let all = match account.role {
            Role::Dispatcher => &mut logins.dispatchers,
            Role::Courier { .. } => &mut logins.couriers,
            Role::Shop { .. } => &mut logins.shops,
        };
        all.push(DemoLogin { login: account.login, name: account.name });
    }
    logins.shops.sort_by_key(|shop| (shop.login.len(), shop.login.clone()));
    let zone = time_zone(&coop.zone).unwrap_or(TimeZone::UTC);
    Ok(DemoDay { coop: coop.name, zone, clock, logins })
}

/// Adds shops and accounts; gives the dispatcher's.
async fn people(
    service: &Service,
    coop: &str,
    couriers: &[Courier],
    shops: &[Shop],
    at: Timestamp,
) -> Result<Account, SeedError> {
    let account = |login: &str, name: &str, role| Account {
        id: format!("account-{login}"),
        coop: coop.to_owned(),
        login: login.to_owned(),
        name: name.to_owned(),
        role,
    };
    let dispatcher = account(DISPATCHER, "Dominique", Role::Dispatcher);
    let mut accounts = vec![dispatcher.clone()];
    accounts.extend(couriers.iter().map(|courier| {
        account(&courier.id, &courier.name, Role::Courier { courier: courier.id.clone() })
    }));
    accounts.extend(
        shops
            .iter()
            .map(|shop| account(&shop.id, &shop.name, Role::Shop { shop: shop.id.clone() })),
    );
    // One password, one hash: this is no secret.
    let hash = service.hash_password(PASSWORD.to_owned()).await?;
    let mut change = service.store().change(coop, at, None).await?;
    for shop in shops {
        change.put_shop(shop).await?;
    }
    for account in &accounts {
        change.put_account(account, &hash).await?;
    }
    change.commit().await?;
    Ok(dispatcher)
}

fn instant(rules: &CoopRules, day: Date, hour: i8, minute: i8) -> Timestamp {
    let local = day.at(hour, minute, 0, 0);
    let instant = rules.zone().to_ambiguous_timestamp(local).compatible();
    Timestamp::from_millis(instant.map_or(0, jiff::Timestamp::as_millisecond))
}
