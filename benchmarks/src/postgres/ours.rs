//! Us: one place that opens the store, and the ways in which the engine is made to work.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use loyalty_engine::command::{MemberRef, RecordPurchase};
use loyalty_engine::{Command, Engine, Request};
use loyalty_store_postgres::{PostgresOptions, PostgresStore};
use tokio::runtime::{Builder, Runtime};

/// Do calls at the same time share a commit?
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Commits {
    Single,
    Grouped,
}

/// An engine on the tables in a schema, which are made if they are not there.
pub fn open(runtime: &Runtime, url: &str, schema: &str, commits: Commits) -> Arc<Engine> {
    let options = PostgresOptions::parse(url).and_then(|options| options.schema(schema)).unwrap();
    let store = runtime.block_on(async {
        PostgresStore::migrate(&options).await.unwrap();
        Arc::new(PostgresStore::connect(options).await.unwrap())
    });
    let spawner = store.spawner();
    let engine = Engine::new(store);
    Arc::new(if commits == Commits::Grouped { engine.grouped(spawner) } else { engine })
}

/// Threads as a service would have them.
pub fn runtime() -> Runtime {
    Builder::new_multi_thread().enable_all().build().unwrap()
}

/// So many callers at once, each asking for the next purchase as soon as its last was answered; purchases a second.
/// `more` makes up so many requests, which is not timed.
pub fn callers(
    runtime: &Runtime,
    engine: &Arc<Engine>,
    callers: usize,
    seconds: f64,
    more: &mut dyn FnMut(usize) -> Vec<Request>,
) -> f64 {
    // So many for each that the last ones, who wait for fewer and fewer others, count for little.
    const EACH: usize = 200;
    let (mut done, mut spent) = (0, Duration::ZERO);
    while spent.as_secs_f64() < seconds {
        let requests = more(callers * EACH);
        done += requests.len();
        spent += runtime.block_on(at_once(engine, requests, callers));
    }
    done as f64 / spent.as_secs_f64()
}

async fn at_once(engine: &Arc<Engine>, requests: Vec<Request>, callers: usize) -> Duration {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let begun = Instant::now();
    let caller = |_| {
        let (engine, requests, next) = (engine.clone(), requests.clone(), next.clone());
        tokio::spawn(async move {
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                engine.execute(request).await.unwrap();
            }
        })
    };
    let callers: Vec<_> = (0..callers).map(caller).collect();
    for caller in callers {
        caller.await.unwrap();
    }
    begun.elapsed()
}

/// Purchases as fast as they go: one member's side by side, so that rows lie near each other and no lane makes another
/// start again. Putting them so is part of the work.
pub fn import(runtime: &Runtime, engine: &Arc<Engine>, mut requests: Vec<Request>) -> Duration {
    let begun = Instant::now();
    // One member's purchases stay in their order.
    requests.sort_by_cached_key(|request| match &request.command {
        Command::RecordPurchase(RecordPurchase { member: Some(MemberRef::Id(id)), .. }) => id.uuid(),
        _ => unreachable!("purchases by members are imported"),
    });
    bulk(runtime, engine, requests);
    begun.elapsed()
}

/// How many requests share a load and a commit.
const BATCH: usize = 5_000;
/// One lane commits while the other loads and decides.
const LANES: usize = 2;

/// Does all requests in batches, a few at once.
pub fn bulk(runtime: &Runtime, engine: &Arc<Engine>, requests: Vec<Request>) {
    let each = requests.len().div_ceil(LANES).max(1);
    let requests = Arc::new(requests);
    let lane = |lane: usize| {
        let (engine, requests) = (engine.clone(), requests.clone());
        runtime.spawn(async move {
            let mine = requests.chunks(each).nth(lane).unwrap_or_default();
            for batch in mine.chunks(BATCH) {
                engine.execute_all(batch).await.into_iter().for_each(|result| drop(result.unwrap()));
            }
        })
    };
    let running: Vec<_> = (0..LANES).map(lane).collect();
    running.into_iter().for_each(|lane| runtime.block_on(lane).unwrap());
}

#[cfg(test)]
mod tests {
    use loyalty_engine::MemoryStore;
    use loyalty_engine::event::Subject;
    use loyalty_engine::id::MemberId;
    use loyalty_engine::store::{Page, PageRequest};

    use super::*;
    use crate::shop::Shop;

    /// Every entry beyond the one of each member's activation.
    fn purchases(shop: &Shop) -> usize {
        let entries = |id: &MemberId| {
            let (program, subject) = ("kopi-hub".parse().unwrap(), Some(Subject::Member(*id)));
            let page = PageRequest::Entries { program, subject, after: 0, limit: 10_000 };
            match futures_executor::block_on(shop.engine.store().page(&page)).unwrap() {
                Page::Entries(entries) => entries.len() - 1,
                _ => unreachable!("entries were asked for"),
            }
        };
        shop.members.iter().map(entries).sum()
    }

    #[test]
    fn every_request_is_done_once_however_many_call() {
        let mut shop = Shop::open(Arc::new(MemoryStore::new()), 50);
        let (runtime, engine) = (runtime(), shop.engine.clone());
        let mut asked = 0;
        let rate = callers(&runtime, &engine, 4, 0.01, &mut |count| {
            asked += count;
            shop.purchases(count, 0..50)
        });
        assert!(rate > 0.0);
        assert_eq!(purchases(&shop), asked);
        let requests = shop.purchases(1_001, 0..50);
        import(&runtime, &engine, requests);
        assert_eq!(purchases(&shop), asked + 1_001);
    }
}
