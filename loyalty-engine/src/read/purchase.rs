//! One purchase, as people read it.

use serde::{Deserialize, Serialize};

use crate::command::data;
use crate::command::{LookUpPurchase, Question};
use crate::decide::{Asking, Draft, ask_purchase, find_purchase, up_to_now};
use crate::error::{Error, Refusal};
use crate::id::{MemberId, OutletId, ProductId, PurchaseId, ReceiptNumber};
use crate::money::Money;
use crate::purchase::{Purchase, PurchaseState, Step};
use crate::time::Moment;
use crate::walk::Walk;

data! {
    /// A purchase, as of now.
    PurchaseView {
        /// Its id.
        id: PurchaseId,
        /// Who bought.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<MemberId>,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        /// The receipt number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
        /// How it stands.
        state: PurchaseState,
        /// When it was recorded.
        at: Moment,
        /// Until when it has to be paid.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay_by: Option<Moment>,
        /// What was paid in money.
        amount: Money,
        /// What of that did not go back.
        kept: Money,
        /// What was bought.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<PurchaseLineView>,
        /// Stamps it gave and has not lost.
        stamps: u32,
        /// Points it gave and has not lost.
        points: u64,
        /// Points it was paid with that did not go back.
        points_spent: u64,
        /// What happened on its way, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        timeline: Vec<Step>,
        /// How often its receipt was printed again.
        reprints: u32,
    }
    /// A line of a purchase.
    PurchaseLineView {
        /// Which product.
        product: ProductId,
        /// How many units were bought.
        quantity: u32,
        /// How many of them came back.
        returned: u32,
        /// What the line has of the bill.
        share: Money,
    }
}

pub(super) async fn look_up(
    walk: &Walk<'_>,
    question: &Question,
    query: &LookUpPurchase,
    at: Moment,
) -> Result<PurchaseView, Error> {
    let (book, snapshot, ()) = walk
        .look(&question.program, |rules, ask| {
            ask.rewards = true;
            ask.by = Some(at.latest_day());
            ask_purchase(&mut Asking { ask, rules, actor: &question.actor }, &query.purchase);
        })
        .await?;
    let mut draft = Draft::new(question.program.clone(), book, snapshot);
    let places = draft.book.newest().ok_or(Refusal::UnknownProgram)?.program.rounding.places;
    let (id, buyer) = find_purchase(&draft, &question.actor, &query.purchase).map(|found| (found.id, found.member))?;
    if let Some(buyer) = buyer.map(|buyer| draft.who_is(buyer)) {
        up_to_now(&mut draft, buyer, &question.actor, at)?;
    }
    let purchase = draft.purchase(id).ok_or(Refusal::PurchaseNotFound)?;
    Ok(PurchaseView { member: purchase.member.map(|buyer| draft.who_is(buyer)), ..view(purchase, at, places) })
}

fn view(purchase: &Purchase, at: Moment, places: u32) -> PurchaseView {
    let lines = (1_u32..).zip(purchase.lines.iter().zip(&purchase.shares));
    let line = |(number, (line, share)): (u32, (&crate::basket::PurchaseLine, &Money))| PurchaseLineView {
        product: line.product.clone(),
        quantity: line.quantity,
        returned: purchase.refunded.units_of(number),
        share: *share,
    };
    let counts = purchase.state.counts();
    PurchaseView {
        id: purchase.id,
        member: purchase.member,
        outlet: purchase.outlet.clone(),
        receipt: purchase.receipt.clone(),
        state: purchase.state_at(at),
        at: purchase.at,
        pay_by: purchase.pay_by,
        amount: purchase.amount,
        kept: if counts { purchase.kept(places) } else { Money::ZERO },
        lines: lines.map(line).collect(),
        stamps: purchase.stamps.map_or(0, |given| given.count),
        points: purchase.points.as_ref().map_or(0, |points| points.given.saturating_sub(points.taken)),
        points_spent: purchase.spent.as_ref().map_or(0, |spent| spent.points.saturating_sub(spent.returned)),
        timeline: purchase.timeline.clone(),
        reprints: purchase.reprints,
    }
}
