//! What can be done with purchases.

use serde::{Deserialize, Serialize};

use super::{MemberRef, data};
use crate::basket::{Charges, PurchaseLine, Units};
use crate::id::{Mark, Note, OutletId, PurchaseId, ReceiptNumber};
use crate::money::Money;
use crate::time::Moment;

data! {
    /// Record a till's purchase, paid and completed.
    RecordPurchase {
        /// Who bought; left out for a passer-by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        member: Option<MemberRef>,
        /// What was paid.
        amount: Money,
        /// The price before discounts, where it differs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gross: Option<Money>,
        /// What of the amount is tax or delivery.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        charges: Option<Charges>,
        /// What was bought.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<PurchaseLine>,
        /// Pay a part of the amount with so many of the buyer's points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<u64>,
        /// Where; the actor's outlet when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        /// The receipt number, unique at its outlet. It is an idempotency key by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
        /// How it begins; completed when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<FirstState>,
        /// With `state = "pending"`: until when it has to be paid; by the rules when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pay_by: Option<Moment>,
    }
    /// Take a purchase back as a whole, with what it gave.
    VoidPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// Why.
        reason: Note,
    }
    /// Say that an order was paid.
    PayPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// Its receipt number, where it has none yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
    }
    /// Say that a purchase was handed over.
    CompletePurchase {
        /// Which.
        purchase: PurchaseRef,
    }
    /// Call a purchase off before it is handed over.
    CancelPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// Why.
        reason: Note,
    }
    /// Let a purchase stand again that was called off or taken back as a whole.
    ReopenPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// Why.
        reason: Note,
    }
    /// Note a step on a purchase's way that only informs, such as `shipped`.
    MarkPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// The step.
        mark: Mark,
    }
    /// Count a purchase by nobody for a member.
    AdoptPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// For whom.
        member: MemberRef,
    }
    /// Give a purchase back: all of it, or only some units of its lines, or an amount.
    RefundPurchase {
        /// Which.
        purchase: PurchaseRef,
        /// Only these units.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        units: Vec<Units>,
        /// Only so much of the bill.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// Why.
        reason: Note,
    }
    /// Give something back and buy something else, in one.
    ExchangePurchase {
        /// What something is given back of.
        purchase: PurchaseRef,
        /// Only these units.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        units: Vec<Units>,
        /// Only so much of the bill.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Money>,
        /// What is bought instead.
        bought: NewPurchase,
        /// Why.
        reason: Note,
    }
    /// What is bought in exchange.
    NewPurchase {
        /// What it costs, before what comes back is taken off.
        amount: Money,
        /// The price before discounts, where it differs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        gross: Option<Money>,
        /// What of the amount is tax or delivery.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        charges: Option<Charges>,
        /// What was bought.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<PurchaseLine>,
        /// Pay a part of the amount with so many of the buyer's points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<u64>,
        /// Where; the actor's outlet when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        /// The receipt number, unique at its outlet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receipt: Option<ReceiptNumber>,
    }
    /// Count that a receipt was printed once more.
    ReprintReceipt {
        /// Which.
        purchase: PurchaseRef,
    }
    /// One purchase, as of now.
    LookUpPurchase {
        /// Which.
        purchase: PurchaseRef,
    }
    /// A receipt of an outlet.
    Receipt {
        /// The outlet; the actor's when left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outlet: Option<OutletId>,
        /// The number.
        number: ReceiptNumber,
    }
}

impl RecordPurchase {
    /// A till's purchase by nobody that is known, of which nothing but the amount is told.
    pub fn of(amount: Money) -> RecordPurchase {
        RecordPurchase {
            member: None,
            amount,
            gross: None,
            charges: None,
            lines: Vec::new(),
            points: None,
            outlet: None,
            receipt: None,
            state: None,
            pay_by: None,
        }
    }
}

/// How a purchase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FirstState {
    /// Ordered, and to be paid.
    Pending,
    /// Paid, and to be handed over.
    Paid,
    /// Bought, paid and handed over.
    Completed,
}

/// A purchase, by what is at hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PurchaseRef {
    /// The purchase's id.
    Id(PurchaseId),
    /// The receipt.
    Receipt(Receipt),
}
