//! Purchases and points, as the engine is asked for them.

use super::wire::{Names, Text, outlet, receipt};
use crate::basket::{PurchaseLine, Units};
use crate::command::{
    AdjustPoints, AdoptPurchase, BuyReward, CancelPurchase, Command, CompletePurchase, ExchangePurchase, FirstState,
    HoldPoints, MarkPurchase, Merge, NewPurchase, PayPurchase, RecordPurchase, RefundPurchase, ReleasePoints,
    ReopenPurchase, ReprintReceipt, ReverseReward, SpendPoints, TransferPoints, VoidPurchase,
};
use crate::error::ProblemCode;
use crate::id::{HoldId, Note};
use crate::money::Money;
use crate::testing::model::{Basket, Begins, Model, Op, Part, Spend, Who};
use crate::time::Moment;

fn money(amount: u64) -> Text<Money> {
    Money::parse(&amount.to_string())
}

fn moment(micros: i64) -> Text<Moment> {
    Moment::from_micros(micros).ok_or(ProblemCode::OutOfRange)
}

fn because() -> Text<Note> {
    "because".parse()
}

fn basket(basket: &Basket) -> Text<NewPurchase> {
    let line = |(at, (quantity, price)): (usize, &(u32, u64))| {
        let (discount, tax) = (None, None);
        let product = format!("product-{at}").parse()?;
        let (categories, quantity, unit_price) = (Vec::new(), *quantity, money(*price)?);
        Ok(PurchaseLine { product, categories, quantity, unit_price, discount, tax })
    };
    Ok(NewPurchase {
        amount: money(basket.amount)?,
        gross: None,
        charges: None,
        lines: basket.lines.iter().enumerate().map(line).collect::<Text<_>>()?,
        points: basket.points,
        outlet: basket.outlet.map(outlet).transpose()?,
        receipt: basket.receipt.map(receipt).transpose()?,
    })
}

fn units(part: &Part) -> Vec<Units> {
    part.units.iter().map(|(line, quantity)| Units { line: *line, quantity: *quantity }).collect()
}

impl Names {
    fn hold(&self, number: usize) -> HoldId {
        self.holds.get(number).copied().unwrap_or(HoldId::from_uuid(uuid::Uuid::nil()))
    }

    /// What has to do with purchases and points.
    pub fn trade(&self, model: &Model, op: &Op) -> Text<Command> {
        Ok(match op {
            Op::Purchase { who, basket: bought, begins, pay_by } => {
                self.record(model, *who, bought, *begins, *pay_by)?
            }
            Op::Void { bought } => VoidPurchase { purchase: self.bought(*bought)?, reason: because()? }.into(),
            Op::Pay { bought, receipt: number } => {
                let receipt = number.map(receipt).transpose()?;
                PayPurchase { purchase: self.bought(*bought)?, receipt }.into()
            }
            Op::Complete { bought } => CompletePurchase { purchase: self.bought(*bought)? }.into(),
            Op::Cancel { bought } => CancelPurchase { purchase: self.bought(*bought)?, reason: because()? }.into(),
            Op::StandAgain { bought } => ReopenPurchase { purchase: self.bought(*bought)?, reason: because()? }.into(),
            Op::Mark { bought } => MarkPurchase { purchase: self.bought(*bought)?, mark: "shipped".parse()? }.into(),
            Op::Adopt { bought, who } => {
                AdoptPurchase { purchase: self.bought(*bought)?, member: self.who(model, *who)? }.into()
            }
            Op::Refund { bought, part } => RefundPurchase {
                purchase: self.bought(*bought)?,
                units: units(part),
                amount: part.amount.map(money).transpose()?,
                reason: because()?,
            }
            .into(),
            Op::Exchange { bought, part, basket: new } => ExchangePurchase {
                purchase: self.bought(*bought)?,
                units: units(part),
                amount: part.amount.map(money).transpose()?,
                bought: basket(new)?,
                reason: because()?,
            }
            .into(),
            Op::Reprint { bought } => ReprintReceipt { purchase: self.bought(*bought)? }.into(),
            _ => return self.points(model, op),
        })
    }

    fn record(
        &self,
        model: &Model,
        who: Option<Who>,
        bought: &Basket,
        begins: Begins,
        pay_by: Option<i64>,
    ) -> Text<Command> {
        let NewPurchase { amount, gross, charges, lines, points, outlet, receipt } = basket(bought)?;
        Ok(RecordPurchase {
            member: who.map(|who| self.who(model, who)).transpose()?,
            amount,
            gross,
            charges,
            lines,
            points,
            outlet,
            receipt,
            state: match begins {
                Begins::Pending => Some(FirstState::Pending),
                Begins::Paid => Some(FirstState::Paid),
                Begins::Completed => None,
            },
            pay_by: pay_by.map(moment).transpose()?,
        }
        .into())
    }

    fn points(&self, model: &Model, op: &Op) -> Text<Command> {
        Ok(match op {
            Op::Adjust { who, points } => {
                AdjustPoints { member: self.who(model, *who)?, points: *points, reason: because()? }.into()
            }
            Op::Transfer { who, to, points } => {
                let (member, to) = (self.who(model, *who)?, self.who(model, *to)?);
                TransferPoints { member, to, points: *points }.into()
            }
            Op::Spend { who, what } => {
                let (points, hold) = match what {
                    Spend::Points(points) => (Some(*points), None),
                    Spend::Hold(number) => (None, Some(self.hold(*number))),
                };
                SpendPoints { member: self.who(model, *who)?, points, hold }.into()
            }
            Op::Hold { who, points, until } => {
                HoldPoints { member: self.who(model, *who)?, points: *points, until: moment(*until)? }.into()
            }
            Op::Release { who, hold } => {
                ReleasePoints { member: self.who(model, *who)?, hold: self.hold(*hold) }.into()
            }
            Op::Buy { who, kind } => BuyReward { member: self.who(model, *who)?, reward: kind.parse()? }.into(),
            Op::Reverse { member, spot } => {
                ReverseReward { reward: self.place(*member, *spot), reason: because()? }.into()
            }
            Op::Merge { who, into } => {
                Merge { member: self.who(model, *who)?, into: self.who(model, *into)?, reason: None }.into()
            }
            // The caller takes these for what has nothing to do with points.
            _ => return Err(ProblemCode::UnknownValue),
        })
    }
}
