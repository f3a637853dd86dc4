//! Who may do what: one table of role by operation. Asked before anything is looked up.

use serde::{Deserialize, Serialize};

use crate::command::{Command, MemberRef, Query};
use crate::error::Error;
use crate::id::{ActorId, MemberId, OutletId};

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// As what.
    pub role: Role,
    /// The host's name for them; a member's own id when the role is `member`.
    pub id: ActorId,
    /// The outlet they work at; nothing for those who stand above outlets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<OutletId>,
}

impl Actor {
    /// An actor without an outlet.
    pub fn new(role: Role, id: ActorId) -> Actor {
        Actor { role, id, outlet: None }
    }

    /// The same actor, at an outlet.
    #[must_use]
    pub fn at(mut self, outlet: OutletId) -> Actor {
        self.outlet = Some(outlet);
        self
    }
}

/// As what somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation.
    SuperAdmin,
    /// Owns the business.
    Owner,
    /// Runs an outlet.
    Manager,
    /// Stands at the till.
    Cashier,
    /// Makes the coffee.
    Kitchen,
    /// A customer, about themselves.
    Member,
    /// Brings buyers in.
    Affiliate,
    /// The host's own jobs.
    System,
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Role::SuperAdmin => "super_admin",
            Role::Owner => "owner",
            Role::Manager => "manager",
            Role::Cashier => "cashier",
            Role::Kitchen => "kitchen",
            Role::Member => "member",
            Role::Affiliate => "affiliate",
            Role::System => "system",
        })
    }
}

/// How far a role reaches with an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Not at all.
    None,
    /// About themselves.
    Own,
    /// At the actor's outlet.
    Outlet,
    /// Everywhere in the program.
    Program,
}

/// The table: operation, then the reach of manager, cashier and member. Owners, administrators and the system reach
/// everything; kitchen and affiliates nothing that exists so far.
const REACH: &[(&str, [Scope; 3])] = {
    use Scope::{None, Outlet, Own, Program};
    &[
        ("publish_rules", [None, None, None]),
        ("issue_cards", [Program, Program, None]),
        ("activate", [Program, Program, None]),
        ("register", [Program, Program, None]),
        ("update_profile", [Program, Program, Own]),
        ("renew", [Program, Program, None]),
        ("block", [Program, None, None]),
        ("unblock", [Program, None, None]),
        ("replace_card", [Program, Program, None]),
        ("close", [Program, None, None]),
        ("reopen", [Program, None, None]),
        ("erase", [Program, None, Own]),
        ("record_purchase", [Outlet, Outlet, None]),
        ("void_purchase", [Program, None, None]),
        ("pay_purchase", [Program, Program, None]),
        ("complete_purchase", [Program, Program, None]),
        ("cancel_purchase", [Program, Program, None]),
        ("reopen_purchase", [Program, None, None]),
        ("mark_purchase", [Program, Program, None]),
        ("adopt_purchase", [Program, Program, None]),
        ("refund_purchase", [Program, None, None]),
        ("exchange_purchase", [Program, None, None]),
        ("reprint_receipt", [Program, Program, None]),
        ("adjust_points", [Program, None, None]),
        ("transfer_points", [Program, Program, Own]),
        ("spend_points", [Program, Program, None]),
        ("hold_points", [Program, Program, None]),
        ("release_points", [Program, Program, None]),
        ("buy_reward", [Program, Program, Own]),
        ("reverse_reward", [Program, None, None]),
        ("merge", [Program, None, None]),
        ("redeem", [Program, Program, None]),
        ("undo_redemption", [Program, None, None]),
        ("settle", [Program, None, None]),
        ("look_up", [Program, Program, Own]),
        ("history", [Program, Program, Own]),
        ("look_up_purchase", [Program, Program, None]),
        ("statement", [Program, Program, Own]),
        ("forecast", [Program, Program, Own]),
        ("list_members", [Program, Program, None]),
        ("summary", [Program, None, None]),
        ("read_rules", [Program, Program, None]),
    ]
};

/// How far `role` reaches with the operation of this name.
pub fn scope(role: Role, operation: &str) -> Scope {
    let row = REACH.iter().find(|(name, _)| *name == operation).map(|(_, scopes)| *scopes);
    let Some([manager, cashier, member]) = row else { return Scope::None };
    match role {
        Role::SuperAdmin | Role::Owner | Role::System => Scope::Program,
        Role::Manager => manager,
        Role::Cashier => cashier,
        Role::Member => member,
        Role::Kitchen | Role::Affiliate => Scope::None,
    }
}

/// May this actor give this command?
pub fn check_command(actor: &Actor, command: &Command) -> Result<(), Error> {
    let about = match command {
        Command::UpdateProfile(update) => by_id(&update.member),
        Command::TransferPoints(transfer) => by_id(&transfer.member),
        Command::BuyReward(bought) => by_id(&bought.member),
        Command::Erase(erase) => Some(erase.member),
        _ => None,
    };
    let outlet = match command {
        Command::RecordPurchase(purchase) => purchase.outlet.as_ref(),
        _ => None,
    };
    check(actor, command.name(), about, outlet)
}

/// May this actor ask this?
pub fn check_query(actor: &Actor, query: &Query) -> Result<(), Error> {
    let about = match query {
        Query::LookUp(query) => by_id(&query.member),
        Query::History(query) => by_id(&query.member),
        Query::Statement(query) => by_id(&query.member),
        Query::Forecast(query) => by_id(&query.member),
        _ => None,
    };
    check(actor, query.name(), about, None)
}

/// Members reach themselves by their id alone: who else bears a phone or a card would have to be looked up first.
fn by_id(member: &MemberRef) -> Option<MemberId> {
    if let MemberRef::Id(id) = member { Some(*id) } else { None }
}

fn check(
    actor: &Actor,
    operation: &'static str,
    about: Option<MemberId>,
    outlet: Option<&OutletId>,
) -> Result<(), Error> {
    let allowed = match scope(actor.role, operation) {
        Scope::None => false,
        Scope::Program => true,
        Scope::Own => about.is_some_and(|id| id.to_string() == actor.id.as_str()),
        // An actor without an outlet works at all of them.
        Scope::Outlet => actor.outlet.is_none() || outlet.is_none() || actor.outlet.as_ref() == outlet,
    };
    if allowed { Ok(()) } else { Err(Error::Forbidden { role: actor.role, operation }) }
}
