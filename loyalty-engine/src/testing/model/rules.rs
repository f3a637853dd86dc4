//! The rules the model knows: a few fixed programs, as numbers and as the document that says the same.

use super::shop::{FEW_LEVELS, KOPI, LEVELS, Level, Orders, PLAIN_ORDERS, PointRules, TOKO, WARUNG};

/// One program's rules.
#[derive(Debug)]
pub struct Variant {
    /// Does the program run?
    pub active: bool,
    /// What a membership is; nothing when none is sold.
    pub terms: Option<Terms>,
    /// Stamps that fill a card.
    pub per_cycle: u32,
    /// What a purchase must reach.
    pub min_amount: u32,
    /// Stamps given with the card.
    pub at_activation: u32,
    /// The most stamps of one purchase, where each full amount gives one.
    pub per_amount: Option<u32>,
    /// The most stamps of one day.
    pub per_day: Option<u32>,
    /// What a purchase gives beyond a full card is dropped.
    pub drops: bool,
    /// Positions that earn something.
    pub rewards: &'static [(u32, &'static str)],
    /// What can be earned.
    pub kinds: &'static [Kind],
    /// What earns points; nothing where there are none.
    pub points: Option<PointRules>,
    /// Levels, lowest first.
    pub levels: &'static [Level],
    /// How long orders wait, and by which rules they are judged.
    pub orders: Orders,
}

/// What a membership is.
#[derive(Debug)]
pub struct Terms {
    /// Days from the first to the last.
    pub days: i64,
    /// Do open rewards wait for a renewal?
    pub keep_rewards: bool,
    /// Do stamps go on with a renewal?
    pub keep_stamps: bool,
}

/// One reward.
#[derive(Debug)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Days it can be had.
    pub valid: Option<i64>,
    /// Days in which it can be given back.
    pub undo: Option<i64>,
}

const DRINK: Kind = Kind { name: "drink", valid: Some(9), undo: Some(3) };
const CAKE: Kind = Kind { name: "cake", valid: None, undo: None };
const VOUCHER: Kind = Kind { name: "voucher", valid: None, undo: Some(1) };

/// Every program's rules that are ever published.
pub const VARIANTS: [Variant; 5] = [
    Variant {
        active: true,
        terms: Some(Terms { days: 30, keep_rewards: false, keep_stamps: true }),
        per_cycle: 4,
        min_amount: 50_000,
        at_activation: 1,
        per_amount: None,
        per_day: None,
        drops: false,
        rewards: &[(1, "drink"), (4, "voucher")],
        kinds: &[DRINK, VOUCHER],
        points: Some(KOPI),
        levels: LEVELS,
        orders: Orders { pay_minutes: 24 * 60, by_today: false, adopt_days: Some(3) },
    },
    Variant {
        active: true,
        terms: Some(Terms { days: 12, keep_rewards: true, keep_stamps: false }),
        per_cycle: 3,
        min_amount: 20_000,
        at_activation: 2,
        per_amount: Some(4),
        per_day: Some(7),
        drops: true,
        rewards: &[(2, "drink"), (3, "cake")],
        kinds: &[DRINK, CAKE],
        points: Some(WARUNG),
        levels: &[],
        orders: Orders { pay_minutes: 90, by_today: true, adopt_days: None },
    },
    Variant {
        active: false,
        terms: Some(Terms { days: 30, keep_rewards: true, keep_stamps: true }),
        per_cycle: 4,
        min_amount: 50_000,
        at_activation: 1,
        per_amount: None,
        per_day: None,
        drops: false,
        rewards: &[(1, "drink")],
        kinds: &[DRINK, CAKE],
        points: Some(WARUNG),
        levels: &[],
        orders: PLAIN_ORDERS,
    },
    Variant {
        active: true,
        terms: None,
        per_cycle: 1,
        min_amount: 0,
        at_activation: 0,
        per_amount: None,
        per_day: Some(2),
        drops: false,
        rewards: &[(1, "cake")],
        kinds: &[CAKE, VOUCHER],
        points: None,
        levels: &[],
        orders: PLAIN_ORDERS,
    },
    Variant {
        active: true,
        terms: Some(Terms { days: 40, keep_rewards: false, keep_stamps: true }),
        per_cycle: 10,
        min_amount: 50_000,
        at_activation: 1,
        per_amount: Some(12),
        per_day: None,
        drops: false,
        rewards: &[(1, "drink"), (5, "cake"), (10, "voucher")],
        kinds: &[DRINK, CAKE, VOUCHER],
        points: Some(TOKO),
        levels: FEW_LEVELS,
        orders: Orders { pay_minutes: 60, by_today: false, adopt_days: Some(1) },
    },
];

impl Variant {
    /// What a position earns.
    pub fn reward_at(&self, position: u32) -> Option<&'static str> {
        self.rewards.iter().find(|(at, _)| *at == position).map(|(_, kind)| *kind)
    }

    /// One reward.
    pub fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// The stamps of an amount by itself.
    pub fn stamps(&self, amount: u64) -> u32 {
        match self.per_amount {
            _ if amount < self.min_amount.into() => 0,
            None => 1,
            Some(most) => u32::try_from(amount / u64::from(self.min_amount)).unwrap_or(most).min(most),
        }
    }

    /// The level that so much spending reaches.
    pub fn level(&self, spent: u64) -> Option<&'static Level> {
        self.levels.iter().rfind(|level| spent >= level.from)
    }

    /// The document that says this.
    pub fn document(&self) -> String {
        let mut text = format!(
            "[program]\nname = \"Model\"\ncurrency = \"IDR\"\ntime_zone = \"Asia/Jakarta\"\nphone_region = \"ID\"\n\
             rounding = {{ places = 0 }}\nactive = {}\n",
            self.active
        );
        if let Some(Terms { days, keep_rewards, keep_stamps }) = self.terms {
            let at_end = if keep_rewards { "keep" } else { "lapse" };
            text += &format!("[membership]\nlasts = {{ days = {days} }}\nrewards_at_end = \"{at_end}\"\n");
            text += &format!("[renewal]\nkeep_stamps = {keep_stamps}\n");
        }
        text += &format!("[stamps]\nper_cycle = {}\nmin_amount = \"{}\"\n", self.per_cycle, self.min_amount);
        text += &format!("at_activation = {}\n", self.at_activation);
        if let Some(most) = self.per_amount {
            text += &format!("every = \"amount\"\nmax_per_purchase = {most}\n");
        }
        text += &self.per_day.map(|most| format!("max_per_day = {most}\n")).unwrap_or_default();
        text += if self.drops { "overflow = \"dropped\"\n" } else { "" };
        let rewards: Vec<String> = self.rewards.iter().map(|(at, kind)| format!("{at} = \"{kind}\"")).collect();
        text += &format!("rewards = {{ {} }}\n", rewards.join(", "));
        self.kinds.iter().for_each(|kind| text += &kind.section());
        text += &self.points.as_ref().map(PointRules::section).unwrap_or_default();
        self.levels.iter().for_each(|level| text += &level.section());
        text += &self.orders.section();
        text
    }
}

impl Kind {
    fn section(&self) -> String {
        let length = |name: &str, days: Option<i64>| days.map(|days| format!("{name} = {{ days = {days} }}\n"));
        let mut text = format!("[rewards.{0}]\nlabel = \"{0}\"\nkind = \"item\"\n", self.name);
        text += &length("valid", self.valid).unwrap_or_default();
        text += &length("undo_within", self.undo).unwrap_or_default();
        text
    }
}
