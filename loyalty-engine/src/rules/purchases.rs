//! `[purchases]`: how long an order waits to be paid, and by which rules it is judged when it comes back.

use serde::{Deserialize, Serialize};

use super::ProblemsAt;
use super::choices::choices;

/// `[purchases]` as written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PurchasesSection {
    /// How many minutes an order waits to be paid; a day when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_within_minutes: Option<u32>,
    /// By which rules a purchase is judged that is reopened or adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<JudgedBy>,
    /// How many days a purchase by nobody can be adopted; for ever when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adopt_within_days: Option<u32>,
}

choices! {
    /// By which rules a purchase is judged.
    JudgedBy {
        /// Those of its own day.
        #[default]
        ItsDay,
        /// Those of today.
        Today,
    }
}

/// `[purchases]`, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field is named as in the section")]
pub struct PurchaseRules {
    pub pay_within_minutes: u32,
    pub judged_by: JudgedBy,
    pub adopt_within_days: Option<u32>,
}

const DAY_MINUTES: u32 = 24 * 60;

pub(super) fn check(section: Option<&PurchasesSection>, problems: &mut ProblemsAt<'_>) -> PurchaseRules {
    let section = section.cloned().unwrap_or_default();
    let minutes = section.pay_within_minutes.unwrap_or(DAY_MINUTES);
    let adopt = section.adopt_within_days.map(|days| problems.count("adopt_within_days", days, 1..=36_500));
    PurchaseRules {
        pay_within_minutes: problems.count("pay_within_minutes", minutes, 1..=DAY_MINUTES.saturating_mul(366)),
        judged_by: section.judged_by.unwrap_or_default(),
        adopt_within_days: adopt,
    }
}
