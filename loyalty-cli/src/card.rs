//! `loyalty card`: a member's card, membership and open rewards.

use std::io::Write;

use futures_executor::block_on;
use loyalty_engine::command::{LookUp, MemberRef, Query, Question};
use loyalty_engine::id::{CardNumber, Email, PhoneInput, ProgramId};
use loyalty_engine::member::{MemberStatus, MembershipStatus};
use loyalty_engine::read::{Answer, MemberView, RewardView};
use loyalty_engine::{Engine, Error, Moment, Refusal};

use crate::draw::{self, CardFace};
use crate::failure::Failure;
use crate::phrases::{Lang, Phrase};
use crate::store::{DEFAULT_STORE, StoreUrl, need_rules, open_existing, read_program, system};
use crate::words::Words;

/// Draw a member's card, with the rewards that wait
#[derive(clap::Args)]
pub struct Args {
    /// A card number, a phone number, a member's id, a card's public id or an e-mail address
    member: String,
    /// Which program
    #[arg(long, value_parser = read_program)]
    program: ProgramId,
    /// Where it lives: `sqlite:PATH` or `postgres://USER@HOST/DATABASE`
    #[arg(long, value_name = "URL", default_value = DEFAULT_STORE, value_parser = StoreUrl::parse)]
    store: StoreUrl,
    /// The language
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
}

/// Finds the member and draws the card.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let engine = Engine::new(open_existing(&args.store)?);
    let words = Words::of(args.lang, need_rules(&engine, &args.program)?)?;
    let view = find(&engine, &args.program, &args.member)?;
    writeln!(out, "{}", draw::card(&face(&view, &words)))?;
    writeln!(out, "{}", open_rewards(&view, &words).join("\n"))?;
    Ok(())
}

/// Tries what the text may mean, one after the other, until somebody answers to it.
fn find(engine: &Engine, program: &ProgramId, text: &str) -> Result<MemberView, Failure> {
    let unknown = |error: &Error| {
        matches!(error, Error::Refused(Refusal::CardNotFound | Refusal::MemberNotFound) | Error::Invalid(_))
    };
    for member in meanings(text) {
        match look_up(engine, program, member, None) {
            Err(error) if unknown(&error) => {}
            found => return Ok(found?),
        }
    }
    Err(Failure::Failed(format!("nobody in `{program}` has the card number, phone, id or e-mail address `{text}`")))
}

fn meanings(text: &str) -> Vec<MemberRef> {
    let meanings = [
        text.parse().ok().map(MemberRef::PublicId),
        text.parse().ok().map(MemberRef::Id),
        CardNumber::new(text).ok().map(MemberRef::Card),
        PhoneInput::new(text).ok().map(MemberRef::Phone),
        Email::new(text).ok().map(MemberRef::Email),
    ];
    meanings.into_iter().flatten().collect()
}

/// One member, as of a moment.
pub fn look_up(
    engine: &Engine,
    program: &ProgramId,
    member: MemberRef,
    at: Option<Moment>,
) -> Result<MemberView, Error> {
    let actor = system().map_err(|_| Error::Broken("no name to ask under".to_owned()))?;
    let question = Question { program: program.clone(), actor, at, query: Query::LookUp(LookUp { member }) };
    match block_on(engine.read(&question))? {
        Answer::Member(view) => Ok(*view),
        _ => Err(Error::Broken("the engine answered another question".to_owned())),
    }
}

/// The member's card as it is drawn.
pub fn face(view: &MemberView, words: &Words) -> CardFace {
    let stamps = view.stamps.as_ref();
    let caption = |cycle: u32, count: u32, of: u32| {
        let of = words.say(Phrase::StampsOf, &[&count.to_string(), &of.to_string()]);
        format!("{}: {of}", words.say(Phrase::CardNumberOf, &[&cycle.to_string()]))
    };
    let gifts = stamps.into_iter().flat_map(|card| &card.rewards);
    CardFace {
        program: words.program().to_owned(),
        number: view.membership.as_ref().map_or_else(String::new, |membership| membership.card.to_string()),
        holder: view.profile.name.as_ref().map_or_else(|| view.id.to_string(), ToString::to_string),
        standing: standing(view, words),
        caption: stamps.map_or_else(String::new, |card| caption(card.cycle, card.count, card.of)),
        stamps: stamps.map(|card| (card.count, card.of)),
        gifts: gifts.map(|gift| (gift.position, gift.label.clone())).collect(),
    }
}

fn standing(view: &MemberView, words: &Words) -> String {
    let membership = view.membership.as_ref();
    match (view.status, membership.map(|membership| (membership.status, membership.starts, membership.ends))) {
        (MemberStatus::Inactive, _) => words.say(Phrase::ClosedMember, &[]),
        (MemberStatus::Blocked, _) | (_, Some((MembershipStatus::Blocked, ..))) => {
            words.say(Phrase::BlockedMember, &[])
        }
        (_, None) => words.say(Phrase::NoMembership, &[]),
        (_, Some((MembershipStatus::Active, _, ends))) => words.say(Phrase::ValidUntil, &[&words.day(ends)]),
        (_, Some((MembershipStatus::NotStarted, starts, _))) => words.say(Phrase::ValidFrom, &[&words.day(starts)]),
        (_, Some((MembershipStatus::Expired, _, ends))) => words.say(Phrase::ExpiredOn, &[&words.day(ends)]),
    }
}

/// A line for each reward that waits.
pub fn open_rewards(view: &MemberView, words: &Words) -> Vec<String> {
    if view.rewards.is_empty() {
        return vec![words.say(Phrase::NoRewards, &[])];
    }
    let line = |reward: &RewardView| {
        let until = reward.until.map(|date| format!(" ({})", words.say(Phrase::Until, &[&words.day(date)])));
        format!("  {}{}", draw::paint(draw::GIFT, &format!("★ {}", reward.label)), until.unwrap_or_default())
    };
    let mut lines = vec![words.say(Phrase::RewardsOpen, &[])];
    lines.extend(view.rewards.iter().map(line));
    lines
}
