//! Notes on a purchase's way: steps that only inform, and receipts that are printed once more.

use super::Operation;
use super::find::ask_purchase;
use super::refund::open_purchase;
use super::turn::{Asking, Step, Turn};
use crate::command::{MarkPurchase, ReprintReceipt};
use crate::error::Error;
use crate::event::Event;

impl Operation for MarkPurchase {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_purchase(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, _) = open_purchase(turn, &self.purchase)?;
        turn.post(Event::PurchaseMarked { purchase: purchase.id, mark: self.mark.clone() })?;
        Ok(Step::Done)
    }
}

impl Operation for ReprintReceipt {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        ask_purchase(asking, &self.purchase);
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let (purchase, _) = open_purchase(turn, &self.purchase)?;
        let times = purchase.reprints.saturating_add(1);
        turn.post(Event::ReceiptReprinted { purchase: purchase.id, times })?;
        Ok(Step::Done)
    }
}
