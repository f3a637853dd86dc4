use std::sync::Arc;
use loyalty_engine::MemoryStore;
use loyalty_engine::testing::simulate;

#[test]
fn first() {
    let n: u64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    for seed in 0..n {
        let run = simulate(Arc::new(MemoryStore::new()), &"kopi-hub".parse().unwrap(), seed, 2000);
        match run { Ok(run) => if seed == 0 { println!("{run:#?}") }, Err(error) => panic!("{error}") }
    }
}
