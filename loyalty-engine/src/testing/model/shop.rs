//! What the rules of the model's shops say about points, levels and orders.

use super::Day;

/// What earns points, and what they are good for.
#[derive(Debug)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct PointRules {
    /// A point for each full `per`.
    pub per: u64,
    pub min_amount: u64,
    pub per_purchase: Option<u64>,
    pub per_day: Option<u64>,
    pub wait: Option<Wait>,
    /// Days that points live.
    pub days: Option<Day>,
    /// Are those spent first that were earned first?
    pub oldest_first: bool,
    pub gone: Gone,
    /// Does a part refund go by value instead of by units?
    pub by_value: bool,
    pub off: Option<Off>,
    pub items: &'static [Item],
    pub transfer: bool,
}

/// When points of a purchase are there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wait {
    /// Once it is handed over.
    Completed,
    /// After some days.
    Days(Day),
}

/// What a refund takes when the points are gone.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the rules' words")]
pub enum Gone {
    Debt,
    WhatIsThere,
    OnlyPending,
}

/// What points are worth as money off.
#[derive(Debug)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Off {
    pub value: u64,
    pub min: u64,
    pub step: u64,
    pub percent: Option<u64>,
    /// Are all of them gone that were offered, whatever the bill takes?
    pub full_cost: bool,
}

/// A reward that points buy.
#[derive(Debug)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Item {
    pub kind: &'static str,
    pub cost: u64,
    pub stock: Option<u32>,
    pub per_member: Option<u32>,
    /// Is it offered on any day at all?
    pub offered: bool,
}

/// A level: from which spending on, and by what it multiplies points.
#[derive(Debug)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Level {
    pub name: &'static str,
    pub from: u64,
    pub times: u64,
}

/// What the rules say about orders.
#[derive(Debug)]
#[expect(missing_docs, reason = "a field says by its name what it is")]
pub struct Orders {
    pub pay_minutes: i64,
    /// Is an order that is looked at again judged by today's rules?
    pub by_today: bool,
    pub adopt_days: Option<Day>,
}

/// An order waits for a day, and is judged by the rules of its own.
pub const PLAIN_ORDERS: Orders = Orders { pay_minutes: 24 * 60, by_today: false, adopt_days: None };

/// Points for whoever spends much, with a catalogue.
pub const KOPI: PointRules = PointRules {
    per: 1_000,
    min_amount: 20_000,
    per_purchase: Some(800),
    per_day: None,
    wait: Some(Wait::Completed),
    days: Some(40),
    oldest_first: false,
    gone: Gone::Debt,
    by_value: false,
    off: Some(Off { value: 100, min: 20, step: 10, percent: None, full_cost: false }),
    items: &[
        Item { kind: "voucher", cost: 20, stock: Some(12), per_member: Some(2), offered: true },
        Item { kind: "drink", cost: 25, stock: None, per_member: Some(1), offered: true },
    ],
    transfer: true,
};

/// Points that never run out, where refunds take only what is there.
pub const WARUNG: PointRules = PointRules {
    per: 3_000,
    min_amount: 0,
    per_purchase: None,
    per_day: Some(60),
    wait: None,
    days: None,
    oldest_first: true,
    gone: Gone::WhatIsThere,
    by_value: true,
    off: None,
    items: &[
        Item { kind: "drink", cost: 15, stock: Some(4), per_member: None, offered: true },
        Item { kind: "cake", cost: 25, stock: None, per_member: None, offered: false },
    ],
    transfer: true,
};

/// Points that wait some days, and of which a refund takes only those that still do.
pub const TOKO: PointRules = PointRules {
    per: 700,
    min_amount: 30_000,
    per_purchase: None,
    per_day: None,
    wait: Some(Wait::Days(3)),
    days: Some(15),
    oldest_first: false,
    gone: Gone::OnlyPending,
    by_value: false,
    off: Some(Off { value: 7, min: 1, step: 1, percent: Some(50), full_cost: true }),
    items: &[Item { kind: "cake", cost: 20, stock: Some(7), per_member: None, offered: true }],
    transfer: false,
};

/// Three levels over all that was ever spent.
pub const LEVELS: &[Level] = &[
    Level { name: "bronze", from: 0, times: 1 },
    Level { name: "silver", from: 150_000, times: 1 },
    Level { name: "gold", from: 900_000, times: 2 },
];

/// Two levels that not everybody is on.
pub const FEW_LEVELS: &[Level] =
    &[Level { name: "silver", from: 100_000, times: 2 }, Level { name: "gold", from: 1_000_000, times: 3 }];

impl PointRules {
    /// What points buy of this kind.
    pub fn item(&self, kind: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.kind == kind)
    }

    /// The part of the document that says this.
    pub fn section(&self) -> String {
        let mut text = format!("[points]\nper = \"{}\"\nmin_amount = \"{}\"\n", self.per, self.min_amount);
        let number = |name: &str, n: Option<u64>| n.map(|n| format!("{name} = {n}\n")).unwrap_or_default();
        text += &number("max_per_purchase", self.per_purchase);
        text += &number("max_per_day", self.per_day);
        text += &match self.wait {
            None => String::new(),
            Some(Wait::Completed) => "pending = { until_completed = true }\n".to_owned(),
            Some(Wait::Days(days)) => format!("pending = {{ days = {days} }}\n"),
        };
        text += &self.days.map(|days| format!("expires = {{ after = {{ days = {days} }} }}\n")).unwrap_or_default();
        text += if self.oldest_first { "spend = \"earliest_earned\"\n" } else { "" };
        text += match self.gone {
            Gone::Debt => "",
            Gone::WhatIsThere => "when_gone = \"what_is_there\"\n",
            Gone::OnlyPending => "when_gone = \"only_pending\"\n",
        };
        text += if self.by_value { "part_refund = \"value_ratio\"\n" } else { "" };
        text += if self.transfer { "transfer = true\n" } else { "" };
        text += &self.off.as_ref().map(Off::section).unwrap_or_default();
        self.items.iter().for_each(|item| text += &item.section());
        text
    }
}

impl Off {
    fn section(&self) -> String {
        let Off { value, min, step, percent, full_cost } = self;
        let mut text = format!("[points.money_off]\nvalue = \"{value}\"\nmin_points = {min}\nstep = {step}\n");
        text += &percent.map(|percent| format!("max_percent = \"{percent}\"\n")).unwrap_or_default();
        text += if *full_cost { "cost = \"full\"\n" } else { "" };
        text
    }
}

impl Item {
    fn section(&self) -> String {
        let mut text = format!("[points.catalogue.{}]\ncost = {}\n", self.kind, self.cost);
        let number = |name: &str, n: Option<u32>| n.map(|n| format!("{name} = {n}\n")).unwrap_or_default();
        text += &number("stock", self.stock);
        text += &number("per_member", self.per_member);
        text += if self.offered { "" } else { "when = { days = [] }\n" };
        text
    }
}

impl Orders {
    /// The part of the document that says this.
    pub fn section(&self) -> String {
        let mut text = format!("[purchases]\npay_within_minutes = {}\n", self.pay_minutes);
        text += if self.by_today { "judged_by = \"today\"\n" } else { "" };
        text += &self.adopt_days.map(|days| format!("adopt_within_days = {days}\n")).unwrap_or_default();
        text
    }
}

impl Level {
    /// The part of the document that says this.
    pub fn section(&self) -> String {
        let Level { name, from, times } = self;
        format!("[levels.steps.{name}]\nlabel = \"{name}\"\nfrom = \"{from}\"\nmultiplier = \"{times}\"\n")
    }
}
