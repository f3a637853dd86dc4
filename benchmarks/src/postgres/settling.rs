//! Many members of whom some are due each day, and settling those.

use std::time::{Duration, Instant};

use loyalty_engine::time::{Date, Moment};
use tokio::runtime::Runtime;

use super::ours::bulk;
use crate::shop::{KOPI_HUB, Plan, Shop};

/// Every so-manyeth member's membership ends on one day, so that those who are due lie apart as they do in life.
const APART: usize = 20;
/// How many days there are on which somebody is due.
const DAYS: usize = 9;

/// Members who join in June; the memberships of some end on the first days of July.
pub fn plan(members: usize) -> Plan<'static> {
    let at = Some(Moment::parse("2026-06-01T12:00:00Z").unwrap());
    Plan { members, rules: KOPI_HUB, at, ends: &ends }
}

fn ends(n: usize) -> Date {
    let day = n % APART;
    if day < DAYS { july(day) } else { Date::parse("2099-12-31").unwrap() }
}

fn july(day: usize) -> Date {
    Date::parse(&format!("2026-07-{:02}", day + 1)).unwrap()
}

/// Finds and settles whoever is due on the day after such a day, and gives how many and how long it took.
pub fn settle(runtime: &Runtime, shop: &Shop, day: usize) -> (usize, Duration) {
    let today = july(day + 1);
    let at = Moment::parse(&format!("{today}T12:00:00Z")).unwrap();
    let begun = Instant::now();
    let requests = runtime.block_on(shop.settlements(today, at, u32::MAX));
    let count = requests.len();
    bulk(runtime, &shop.engine, requests);
    (count, begun.elapsed())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use loyalty_engine::{Engine, MemoryStore};

    use super::super::ours::runtime;
    use super::*;

    #[test]
    fn each_day_has_its_own_and_nobody_twice() {
        let shop = Shop::open_on(Arc::new(Engine::new(Arc::new(MemoryStore::new()))), &plan(200));
        let runtime = runtime();
        assert_eq!([0, 1, 2].map(|day| settle(&runtime, &shop, day).0), [10, 10, 10]);
        assert_eq!(settle(&runtime, &shop, 2).0, 0);
    }
}
