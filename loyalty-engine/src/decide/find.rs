//! Finding cards, members and purchases by what people have at hand.

use super::draft::Draft;
use super::turn::{Asking, read_phone};
use crate::access::Actor;
use crate::card::Card;
use crate::command::{CardRef, MemberRef, PurchaseRef, Receipt};
use crate::error::{Error, Refusal};
use crate::id::{CardId, CardNumber, MemberId};
use crate::purchase::Purchase;
use crate::record::{Handle, Owner, RecordKey};
use crate::rules::Rules;

pub(crate) fn ask_member(asking: &mut Asking<'_>, member: &MemberRef) -> Result<(), Error> {
    match member {
        MemberRef::Id(id) => asking.ask.records.extend([RecordKey::Member(*id)]),
        MemberRef::PublicId(id) => asking.ask.records.extend([RecordKey::Card(*id)]),
        MemberRef::Card(number) => asking.ask.handles.extend([Handle::CardNumber(number.clone())]),
        MemberRef::Email(email) => asking.ask.handles.extend([Handle::Email(email.clone())]),
        MemberRef::Phone(input) => {
            // Without rules no region is known; they come with this load, and then it is asked again.
            if let Some(rules) = asking.rules {
                asking.ask.handles.insert(Handle::Phone(read_phone("member.phone", input, rules)?));
            }
        }
    }
    Ok(())
}

/// Who is meant, whether or not the card at hand still works.
pub(crate) fn whose(draft: &Draft, member: &MemberRef, rules: &Rules) -> Result<Option<MemberId>, Error> {
    let owner = |handle| match draft.owner(&handle) {
        Some(Owner::Member(id)) => Some(id),
        _ => None,
    };
    Ok(match member {
        MemberRef::Id(id) => draft.member(*id).map(|member| member.id),
        MemberRef::PublicId(id) => draft.card(*id).and_then(|card| card.member),
        MemberRef::Card(number) => by_number(draft, number).and_then(|card| card.member),
        MemberRef::Email(email) => owner(Handle::Email(email.clone())),
        MemberRef::Phone(input) => owner(Handle::Phone(read_phone("member.phone", input, rules)?)),
    })
}

/// Who is meant, or why nobody is.
pub(crate) fn find_member(draft: &Draft, member: &MemberRef, rules: &Rules) -> Result<MemberId, Error> {
    let card = match member {
        MemberRef::PublicId(id) => Some(draft.card(*id).ok_or(Refusal::CardNotFound)?),
        MemberRef::Card(number) => Some(by_number(draft, number).ok_or(Refusal::CardNotFound)?),
        _ => None,
    };
    if card.is_some_and(|card| card.replaced) {
        return Err(Refusal::CardReplaced.into());
    }
    let id = whose(draft, member, rules)?.ok_or(Refusal::MemberNotFound)?;
    Ok(draft.who_is(id))
}

pub(crate) fn ask_card(asking: &mut Asking<'_>, card: &CardRef) {
    match card {
        CardRef::Number(number) => asking.ask.handles.extend([Handle::CardNumber(number.clone())]),
        CardRef::PublicId(id) => asking.ask.records.extend([RecordKey::Card(*id)]),
    }
}

/// A card that nobody owns yet.
pub(crate) fn find_free_card(draft: &Draft, card: &CardRef) -> Result<(CardId, CardNumber), Error> {
    let found = match card {
        CardRef::Number(number) => by_number(draft, number),
        CardRef::PublicId(id) => draft.card(*id),
    };
    let card = found.ok_or(Refusal::CardNotFound)?;
    if card.replaced {
        return Err(Refusal::CardReplaced.into());
    }
    if card.member.is_some() {
        return Err(Refusal::CardAssigned.into());
    }
    Ok((card.id, card.number.clone()))
}

pub(crate) fn ask_purchase(asking: &mut Asking<'_>, purchase: &PurchaseRef) {
    match purchase {
        PurchaseRef::Id(id) => asking.ask.records.extend([RecordKey::Purchase(*id)]),
        PurchaseRef::Receipt(receipt) => asking.ask.handles.extend([handle_of(asking.actor, receipt)]),
    }
}

pub(crate) fn find_purchase<'d>(
    draft: &'d Draft,
    actor: &Actor,
    purchase: &PurchaseRef,
) -> Result<&'d Purchase, Error> {
    let id = match purchase {
        PurchaseRef::Id(id) => Some(*id),
        PurchaseRef::Receipt(receipt) => match draft.owner(&handle_of(actor, receipt)) {
            Some(Owner::Purchase(id)) => Some(id),
            _ => None,
        },
    };
    let purchase = id.and_then(|id| draft.purchase(id));
    purchase.ok_or_else(|| Refusal::PurchaseNotFound.into())
}

/// The run of cycles that stamps of a purchase stand on by now: its buyer may have turned out to be somebody else.
pub(crate) fn series_now(draft: &Draft, buyer: Option<MemberId>, series: u32) -> u32 {
    let Some(member) = buyer.and_then(|buyer| draft.member(buyer)) else { return series };
    let Some(merged) = member.merged else { return series };
    let in_hand = member.cycles.as_ref().is_some_and(|cycles| cycles.series == series);
    match merged.series.filter(|_| in_hand) {
        Some(series) => series_now(draft, Some(merged.into), series),
        // Nothing stands there: series begin with 1.
        None => 0,
    }
}

fn handle_of(actor: &Actor, receipt: &Receipt) -> Handle {
    let outlet = receipt.outlet.as_ref().or(actor.outlet.as_ref()).cloned();
    Handle::Receipt(outlet, receipt.number.clone())
}

fn by_number<'d>(draft: &'d Draft, number: &CardNumber) -> Option<&'d Card> {
    match draft.owner(&Handle::CardNumber(number.clone())) {
        Some(Owner::Card(id)) => draft.card(id),
        _ => None,
    }
}
