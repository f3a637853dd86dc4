//! A card: a number and a public id, made before anyone owns it, assigned once.

use serde::{Deserialize, Serialize};

use crate::id::{CardId, CardNumber, MemberId};

/// A card on record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The public id: what the QR code shows.
    pub id: CardId,
    /// The number printed on it.
    pub number: CardNumber,
    /// Whose it is, or was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Was it lost and replaced? Then it is dead for good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaced: bool,
}
