//! What somebody would write by hand for one shop in one process: a map, an idempotency record, a log.

use std::collections::HashMap;
use std::sync::Mutex;

use rust_decimal::Decimal;
use uuid::Uuid;

/// Everything behind one lock.
#[derive(Default)]
pub struct ByHand(Mutex<State>);

#[derive(Default)]
struct State {
    members: HashMap<Uuid, Member>,
    receipts: HashMap<String, Answer>,
    log: Vec<Line>,
}

#[derive(Default)]
struct Member {
    ends_day: i32,
    blocked: bool,
    cycle: u32,
    stamps: u32,
    rewards: Vec<(u32, u32, &'static str)>,
}

/// A purchase to record.
pub struct Purchase {
    pub member: Uuid,
    pub amount: Decimal,
    pub receipt: String,
    pub at_micros: i64,
}

/// What came of it.
#[derive(Clone)]
pub struct Answer {
    pub member: Uuid,
    pub amount: Decimal,
    pub stamp: Option<(u32, u32)>,
    pub reward: Option<&'static str>,
}

/// One line of the log.
#[expect(dead_code, reason = "written to be read by people later")]
struct Line {
    member: Uuid,
    receipt: String,
    amount: Decimal,
    at_micros: i64,
    stamp: Option<(u32, u32)>,
}

impl ByHand {
    /// Makes members known.
    pub fn enrol(&self, members: impl Iterator<Item = Uuid>) {
        let mut state = self.0.lock().unwrap();
        let new =
            || Member { ends_day: i32::MAX, blocked: false, cycle: 1, stamps: 1, rewards: vec![(1, 1, "free_drink")] };
        state.members.extend(members.map(|id| (id, new())));
    }

    /// Records a purchase once, and gives what it gives.
    pub fn record(&self, purchase: &Purchase) -> Result<Answer, &'static str> {
        let mut state = self.0.lock().unwrap();
        if let Some(before) = state.receipts.get(&purchase.receipt) {
            let same = before.member == purchase.member && before.amount == purchase.amount;
            return if same { Ok(before.clone()) } else { Err("key_reused") };
        }
        let today = (purchase.at_micros / 86_400_000_000) as i32;
        let member = state.members.get_mut(&purchase.member).ok_or("member_not_found")?;
        let mut answer = Answer { member: purchase.member, amount: purchase.amount, stamp: None, reward: None };
        if !member.blocked && today <= member.ends_day && purchase.amount >= Decimal::from(50_000) {
            if member.stamps == 10 {
                member.cycle += 1;
                member.stamps = 0;
            }
            member.stamps += 1;
            answer.stamp = Some((member.cycle, member.stamps));
            answer.reward = match member.stamps {
                1 => Some("free_drink"),
                10 => Some("voucher_50k"),
                _ => None,
            };
            member.rewards.extend(answer.reward.map(|reward| (member.cycle, member.stamps, reward)));
        }
        let (receipt, amount, at_micros) = (purchase.receipt.clone(), purchase.amount, purchase.at_micros);
        state.receipts.insert(purchase.receipt.clone(), answer.clone());
        state.log.push(Line { member: purchase.member, receipt, amount, at_micros, stamp: answer.stamp });
        Ok(answer)
    }
}
