//! Accounts and sessions.

use super::{
    databases::on_each_database,
    samples::{account, at, change, coop, put_fleet, with_coop},
};
use musette::{domain::Role, store::StoreError};

#[test]
fn an_account_is_found_by_its_login_in_every_role() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let mut change = change(&store).await;
        put_fleet(&mut change).await;
        let roles = [
            Role::Dispatcher,
            Role::Courier { courier: "k1".to_owned() },
            Role::Shop { shop: "s1".to_owned() },
        ];
        for (number, role) in roles.into_iter().enumerate() {
            let account = account("c", &format!("a{number}"), role);
            change.put_account(&account, &format!("$argon2id${number}")).await.unwrap();
        }
        let missing = account("c", "a9", Role::Shop { shop: "s9".to_owned() });
        let missing = change.put_account(&missing, "x").await.unwrap_err();
        assert!(matches!(missing, StoreError::NotFound { what: "shop", .. }), "{missing}");
        change.commit().await.unwrap();

        let mut view = store.view("c").await.unwrap();
        let accounts = view.accounts().await.unwrap();
        assert_eq!(accounts.len(), 3);
        for (number, account) in accounts.iter().enumerate() {
            let login = store.login(&account.login).await.unwrap().unwrap();
            assert_eq!(login.account, *account);
            assert_eq!(login.password_hash, format!("$argon2id${number}"));
            assert!(!format!("{login:?}").contains("argon2"));
            assert_eq!(view.account(&account.id).await.unwrap().as_ref(), Some(account));
        }
        assert!(store.login("C-A0").await.unwrap().is_none());
    });
}

#[test]
fn a_login_is_unique_on_the_whole_server() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        store.create_coop(&coop("d"), at(0)).await.unwrap();
        let mine = account("c", "a", Role::Dispatcher);
        let mut change = change(&store).await;
        change.put_account(&mine, "x").await.unwrap();
        change.commit().await.unwrap();

        let mut theirs = account("d", "a", Role::Dispatcher);
        theirs.login.clone_from(&mine.login);
        let mut change = store.change("d", at(1), None).await.unwrap();
        let taken = change.put_account(&theirs, "y").await.unwrap_err();
        assert!(matches!(taken, StoreError::Conflict { .. }), "{taken}");
        let foreign = change.put_account(&mine, "y").await.unwrap_err();
        assert!(matches!(foreign, StoreError::Conflict { .. }), "{foreign}");
        drop(change);
        assert_eq!(store.login(&mine.login).await.unwrap().unwrap().password_hash, "x");
    });
}

#[test]
fn a_session_lasts_until_it_is_over_closed_or_swept() {
    on_each_database(async |database| {
        let store = database.open().await;
        with_coop(&store).await;
        let who = account("c", "a", Role::Dispatcher);
        let nobody = store.open_session("h0", &who, at(0), at(10)).await.unwrap_err();
        assert!(matches!(nobody, StoreError::Conflict { .. }), "{nobody}");
        let mut change = change(&store).await;
        change.put_account(&who, "x").await.unwrap();
        let head = change.commit().await.unwrap();

        for hash in ["h1", "h2", "h3"] {
            store.open_session(hash, &who, at(0), at(10)).await.unwrap();
        }
        let session = store.session("h1", at(9)).await.unwrap().unwrap();
        assert_eq!(session.account, who);
        assert_eq!(
            (session.created_at, session.expires_at, session.seen_at),
            (at(0), at(10), at(0))
        );
        assert!(store.session("h1", at(10)).await.unwrap().is_none());
        assert!(store.session("h4", at(9)).await.unwrap().is_none());

        store.touch_session("h1", at(9), at(20)).await.unwrap();
        store.close_session("h2").await.unwrap();
        store.close_session("h2").await.unwrap();
        assert!(store.session("h2", at(1)).await.unwrap().is_none());
        assert_eq!(store.sweep_sessions(at(10)).await.unwrap(), 1);
        let session = store.session("h1", at(10)).await.unwrap().unwrap();
        assert_eq!((session.expires_at, session.seen_at), (at(20), at(9)));

        store.close_sessions_of(&who).await.unwrap();
        assert!(store.session("h1", at(10)).await.unwrap().is_none());
        assert_eq!(store.head("c").await.unwrap(), head, "sessions are no events");

        store.open_session("h5", &who, at(0), at(10)).await.unwrap();
        let mut change = store.change("c", at(1), None).await.unwrap();
        change.delete_account("a").await.unwrap();
        change.commit().await.unwrap();
        assert!(store.session("h5", at(1)).await.unwrap().is_none());
        assert!(store.login(&who.login).await.unwrap().is_none());
    });
}
