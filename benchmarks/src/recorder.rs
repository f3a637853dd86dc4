//! A store that keeps what was written, so that the same rows can be written again without any decision.

use std::sync::Mutex;

use async_trait::async_trait;
use loyalty_engine::store::{Ask, Changes, Page, PageRequest, Snapshot, StoreError};
use loyalty_engine::{LoyaltyStore, MemoryStore};

/// The memory store, and every change set it got.
#[derive(Default)]
pub struct Recorder {
    store: MemoryStore,
    changes: Mutex<Vec<Changes>>,
}

impl Recorder {
    /// The change sets since the last time.
    pub fn take(&self) -> Vec<Changes> {
        std::mem::take(&mut self.changes.lock().unwrap())
    }
}

#[async_trait]
impl LoyaltyStore for Recorder {
    async fn load(&self, ask: &Ask) -> Result<Snapshot, StoreError> {
        self.store.load(ask).await
    }
    async fn commit(&self, changes: &Changes) -> Result<(), StoreError> {
        self.store.commit(changes).await?;
        self.changes.lock().unwrap().push(changes.clone());
        Ok(())
    }
    async fn page(&self, request: &PageRequest) -> Result<Page, StoreError> {
        self.store.page(request).await
    }
}
