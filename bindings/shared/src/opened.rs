//! The databases that this process has open. Engines on the same URL work on the same connections, so a program that
//! opens one for each request, or in each module that a hot reload runs again, does not use up the server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use loyalty_engine::store::StoreError;
use loyalty_store_postgres::{PostgresOptions, PostgresStore};

use crate::process::PerProcess;

/// A URL as it was given, and its store for as long as some engine has it.
type Opened = Vec<(String, Weak<PostgresStore>)>;

static OPENED: PerProcess<Mutex<Opened>> = PerProcess::new();

/// The store of a URL, opened if nobody has it open.
pub(crate) async fn database(url: &str, options: &PostgresOptions) -> Result<Arc<PostgresStore>, StoreError> {
    if let Some(store) = find(&opened(), url) {
        return Ok(store);
    }
    let store = Arc::new(PostgresStore::connect(options.clone()).await?);
    Ok(keep(&mut opened(), url, store))
}

fn opened() -> MutexGuard<'static, Opened> {
    OPENED.get(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

fn find(opened: &Opened, url: &str) -> Option<Arc<PostgresStore>> {
    opened.iter().find(|(known, _)| known == url).and_then(|(_, store)| store.upgrade())
}

/// Whoever was first while both connected has it.
fn keep(opened: &mut Opened, url: &str, store: Arc<PostgresStore>) -> Arc<PostgresStore> {
    opened.retain(|(_, store)| store.strong_count() > 0);
    find(opened, url).unwrap_or_else(|| {
        opened.push((url.to_owned(), Arc::downgrade(&store)));
        store
    })
}
