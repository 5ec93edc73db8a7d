use super::*;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Holds a turn until the sender is dropped.
fn held<T>() -> (Sender<T>, impl FnOnce() -> bool + Send)
where
    T: Send + 'static,
{
    let (open, gate): (Sender<T>, Receiver<T>) = channel();
    (open, move || gate.recv().is_err())
}

async fn until(mut done: impl FnMut() -> bool) {
    while !done() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn whoever_finds_a_long_line_is_sent_away_and_other_lanes_go_on() {
    let cpu = Cpu::new(2);
    let (open, work) = held::<()>();
    let first = tokio::spawn({
        let cpu = cpu.clone();
        async move { cpu.run_in(Lane::Passwords, work).await }
    });
    let line = cpu.line(Lane::Passwords);
    until(|| line.turns.available_permits() == 0).await;
    let waiting: Vec<_> = (0..8)
        .map(|number| {
            let cpu = cpu.clone();
            tokio::spawn(async move { cpu.run_in(Lane::Passwords, move || number).await })
        })
        .collect();
    until(|| line.waiting.load(Ordering::Acquire) == 8).await;
    assert!(matches!(cpu.run_in(Lane::Passwords, || ()).await, Err(AppError::Busy { .. })));
    for lane in [Lane::Tiles, Lane::Asked, Lane::Plans, Lane::Long] {
        assert_eq!(cpu.run_in(lane, || 7).await.unwrap(), 7);
    }
    drop(open);
    assert!(first.await.unwrap().unwrap());
    for (number, done) in waiting.into_iter().enumerate() {
        assert_eq!(done.await.unwrap().unwrap(), number);
    }
    assert_eq!(line.waiting.load(Ordering::Acquire), 0);
}

/// Work that has begun and goes on until the sender is dropped; how many threads it has.
async fn sharing(cpu: &Cpu, most: usize) -> (Sender<()>, usize) {
    let (cpu, (open, work)) = (cpu.clone(), held::<()>());
    let (tell, told) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let work = move |threads| {
            tell.send(threads).unwrap();
            work()
        };
        cpu.run_shared(most, work).await
    });
    (open, told.await.unwrap())
}

#[tokio::test]
async fn plans_share_all_cores_but_one() {
    let cpu = Cpu::new(8);
    let (first, threads) = sharing(&cpu, usize::MAX).await;
    assert_eq!(threads, 4);
    let (_second, threads) = sharing(&cpu, usize::MAX).await;
    assert_eq!(threads, 2);
    let (_third, threads) = sharing(&cpu, usize::MAX).await;
    assert_eq!(threads, 1);
    let line = cpu.line(Lane::Plans);
    assert_eq!(line.turns.available_permits(), 0);
    let waits = tokio::spawn({
        let cpu = cpu.clone();
        async move { cpu.run_shared(usize::MAX, |threads| threads).await }
    });
    until(|| line.waiting.load(Ordering::Acquire) == 1).await;
    assert_eq!(cpu.run(|| 7).await.unwrap(), 7, "other long work goes on");
    drop(first);
    let threads = waits.await.unwrap().unwrap();
    assert!((1..=3).contains(&threads), "{threads}");
    for (cores, most, expected) in
        [(1, usize::MAX, 1), (2, usize::MAX, 1), (4, usize::MAX, 2), (8, 1, 1)]
    {
        assert_eq!(Cpu::new(cores).run_shared(most, |threads| threads).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_map_that_opens_gets_all_its_tiles() {
    let cpu = Cpu::new(1);
    let tiles: Vec<_> = (0..300)
        .map(|number| {
            let cpu = cpu.clone();
            tokio::spawn(async move { cpu.run_in(Lane::Tiles, move || number).await })
        })
        .collect();
    for (number, tile) in tiles.into_iter().enumerate() {
        assert_eq!(tile.await.unwrap().unwrap(), number);
    }
}

#[tokio::test]
async fn one_account_leaves_turns_to_others() {
    let cpu = Cpu::new(EACH_AT_A_TIME + 1);
    let mut opened = Vec::new();
    let mut greedy = Vec::new();
    for _ in 0..EACH_AT_A_TIME + EACH_WAITING {
        let (open, work) = held::<()>();
        opened.push(open);
        let cpu = cpu.clone();
        greedy.push(tokio::spawn(async move { cpu.run_for("greedy", work).await }));
    }
    let line = cpu.line(Lane::Asked);
    let present = || cpu.accounts.0.lock().unwrap().get("greedy").map_or(0, |it| it.1);
    until(|| line.turns.available_permits() == 1 && present() == greedy.len()).await;
    assert!(matches!(cpu.run_for("greedy", || ()).await, Err(AppError::Busy { .. })));
    assert_eq!(cpu.run_for("modest", || 7).await.unwrap(), 7);
    opened.clear();
    for done in greedy {
        assert!(done.await.unwrap().unwrap());
    }
    assert!(cpu.accounts.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_panic_is_an_error_and_gives_its_turn_back() {
    let cpu = Cpu::new(1);
    for _ in 0..EACH_AT_A_TIME {
        let broken = cpu.run_for("a", || panic!("on purpose")).await;
        assert!(matches!(broken, Err(AppError::Defect(_))));
    }
    assert_eq!(cpu.run_for("a", || 7).await.unwrap(), 7);
}
