//! Answering questions: nothing is written, and time has passed for the answer as for everything else.

mod points;
mod purchase;

pub use points::{ForecastView, LevelView, LotView, NextLevel, PointsView, SpendingView, StatementLine, StatementView};
pub use purchase::{PurchaseLineView, PurchaseView};
use serde::{Deserialize, Serialize};

use crate::access::check_query;
use crate::command::data;
use crate::command::{History, ListMembers, LookUp, MemberRef, Query, Question, ReadRules};
use crate::decide::{Asking, Draft, ask_member, find_member, up_to_now};
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::{Entry, Subject};
use crate::id::{CardId, CardNumber, LevelName, MemberId, RewardId, RewardKind};
use crate::member::{Member, MemberKind, MemberStatus, MembershipStatus, Profile, Reward, RewardState, Search};
use crate::money::{Money, Percent};
use crate::record::Record;
use crate::rules::{Document, RewardRule, RewardsAtEnd, Rules, RulesBook};
use crate::store::{MemberPage, Page, PageRequest, Tally};
use crate::time::{Date, Moment};
use crate::walk::Walk;

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One member.
    Member(Box<MemberView>),
    /// Entries of a log.
    History(HistoryView),
    /// One purchase.
    Purchase(Box<PurchaseView>),
    /// What went in and out of a member's points.
    Statement(StatementView),
    /// Which points run out.
    Forecast(ForecastView),
    /// A page of members.
    Members(MembersView),
    /// Figures of the program.
    Summary(Summary),
    /// Rules of one version.
    Rules(Box<RulesView>),
}

data! {
    /// One member, as of now.
    MemberView {
        /// The member's name for machines.
        id: MemberId,
        /// What sort of customer it is.
        kind: MemberKind,
        /// How the member stands.
        status: MemberStatus,
        /// Was the personal data removed for good?
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        erased: bool,
        /// When the member became known.
        since: Moment,
        /// Who it is.
        profile: Profile,
        /// The newest membership.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        membership: Option<MembershipView>,
        /// The stamp card in hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stamps: Option<StampCard>,
        /// Rewards that wait to be handed over, oldest first.
        rewards: Vec<RewardView>,
        /// The points, where the program has them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        points: Option<PointsView>,
        /// The level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<LevelView>,
        /// What was bought.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spending: Option<SpendingView>,
        /// Is it a loyal customer, where the rules say what that is?
        #[serde(default, skip_serializing_if = "Option::is_none")]
        loyal: Option<bool>,
    }
    /// A membership, as of now.
    MembershipView {
        /// The member's how-manyeth.
        number: u32,
        /// How it stands.
        status: MembershipStatus,
        /// The first day.
        starts: Date,
        /// The last day.
        ends: Date,
        /// The number on the card.
        card: CardNumber,
        /// The id in the card's QR code.
        public_id: CardId,
        /// Percent off while it runs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        discount_percent: Option<Percent>,
    }
    /// A stamp card.
    StampCard {
        /// The round, from 1.
        cycle: u32,
        /// Stamps on it.
        count: u32,
        /// Stamps that fill it.
        of: u32,
        /// What its positions earn.
        rewards: Vec<RewardPosition>,
    }
    /// A position of the card that earns something.
    RewardPosition {
        /// The position, from 1.
        position: u32,
        /// Which reward of the rules.
        kind: RewardKind,
        /// What people read.
        label: String,
    }
    /// An open reward.
    RewardView {
        /// Its id.
        id: RewardId,
        /// Which reward of the rules.
        kind: RewardKind,
        /// What people read.
        label: String,
        /// What a voucher is worth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<Money>,
        /// The last day on which it can be had.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    }
    /// Entries of a log, oldest first.
    HistoryView {
        /// The entries.
        entries: Vec<Entry>,
        /// Go on after this entry; nothing at the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<u64>,
    }
    /// A page of members.
    MembersView {
        /// The members.
        members: Vec<MemberLine>,
        /// Go on after this member; nothing at the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<MemberId>,
    }
    /// One member of a list.
    MemberLine {
        /// The member's name for machines.
        id: MemberId,
        /// What sort of customer it is.
        kind: MemberKind,
        /// How the member stands.
        status: MemberStatus,
        /// Who it is.
        profile: Profile,
        /// How the newest membership stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        membership: Option<MembershipStatus>,
        /// Its last day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends: Option<Date>,
        /// The number on the card.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        card: Option<CardNumber>,
        /// The level.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<LevelName>,
    }
    /// Figures of the program.
    Summary {
        /// Members, closed ones left out.
        members: u64,
        /// Memberships that run.
        active: u64,
        /// Memberships that begin later.
        not_started: u64,
        /// Memberships that are over.
        expired: u64,
        /// Members who are blocked.
        blocked: u64,
        /// Members who were closed.
        closed: u64,
        /// Rewards by kind.
        rewards: Vec<RewardCount>,
    }
    /// Rewards of one kind.
    RewardCount {
        /// Which reward of the rules.
        kind: RewardKind,
        /// Waiting to be handed over.
        open: u64,
        /// Handed over.
        used: u64,
        /// Lapsed.
        lapsed: u64,
        /// Taken back.
        taken_back: u64,
    }
    /// Rules of one version.
    RulesView {
        /// The version.
        version: u32,
        /// The document.
        rules: Document,
    }
}

const PAGE_DEFAULT: u32 = 100;
const PAGE_MAX: u32 = 1000;

pub(crate) async fn answer(walk: &Walk<'_>, question: &Question, at: Moment) -> Result<Answer, Error> {
    check_query(&question.actor, &question.query)?;
    match &question.query {
        Query::LookUp(query) => look_up(walk, question, query, at).await.map(Box::new).map(Answer::Member),
        Query::History(query) => history(walk, question, query, at).await.map(Answer::History),
        Query::LookUpPurchase(query) => {
            purchase::look_up(walk, question, query, at).await.map(Box::new).map(Answer::Purchase)
        }
        Query::Statement(query) => points::statement(walk, question, query, at).await.map(Answer::Statement),
        Query::Forecast(query) => points::forecast(walk, question, query, at).await.map(Answer::Forecast),
        Query::ListMembers(query) => list_members(walk, question, query, at).await.map(Answer::Members),
        Query::Summary(_) => summary(walk, question, at).await.map(Answer::Summary),
        Query::ReadRules(query) => read_rules(walk, question, query).await.map(Box::new).map(Answer::Rules),
    }
}

/// A draft that holds one member with the profile, and who it is.
async fn member_draft(
    walk: &Walk<'_>,
    question: &Question,
    member: &MemberRef,
    at: Moment,
) -> Result<(Draft, MemberId), Error> {
    let asking =
        |rules: Option<&Rules>, ask: &mut _| ask_member(&mut Asking { ask, rules, actor: &question.actor }, member);
    let with_profile = |rules: Option<&Rules>, ask: &mut crate::store::Ask| {
        ask.profiles = true;
        ask.rewards = true;
        ask.by = Some(at.latest_day());
        asking(rules, ask)
    };
    let (book, snapshot, asked) = walk.look(&question.program, with_profile).await?;
    asked?;
    let draft = Draft::new(question.program.clone(), book, snapshot);
    let rules = draft.book.newest().cloned().ok_or(Refusal::UnknownProgram)?;
    let id = find_member(&draft, member, &rules)?;
    Ok((draft, id))
}

async fn look_up(walk: &Walk<'_>, question: &Question, query: &LookUp, at: Moment) -> Result<MemberView, Error> {
    let (mut draft, id) = member_draft(walk, question, &query.member, at).await?;
    up_to_now(&mut draft, id, &question.actor, at)?;
    let profile = draft.profile(id).cloned().unwrap_or_default();
    let member = draft.member(id).ok_or(Refusal::MemberNotFound)?;
    let rules = draft.book.newest().ok_or(Refusal::UnknownProgram)?;
    let today = rules.program.zone.date(at);
    Ok(MemberView {
        id,
        kind: member.kind,
        status: member.status(),
        erased: member.erased,
        since: member.since,
        profile,
        membership: membership_view(member, rules, today),
        stamps: stamp_card(member, &draft.book),
        rewards: draft.open_rewards(id).map(|(id, reward)| reward_view(id, reward, &draft.book)).collect(),
        points: points::points_view(member, rules, today),
        level: points::level_view(member, rules, today),
        spending: points::spending_view(member),
        loyal: points::is_loyal(member, rules),
    })
}

fn membership_view(member: &Member, rules: &Rules, today: Date) -> Option<MembershipView> {
    let membership = member.membership.as_ref()?;
    Some(MembershipView {
        number: membership.number,
        status: membership.status(today, member.blocked),
        starts: membership.starts,
        ends: membership.ends,
        card: membership.card_number.clone(),
        public_id: membership.card,
        discount_percent: rules.membership.as_ref().and_then(|terms| terms.discount),
    })
}

fn stamp_card(member: &Member, book: &RulesBook) -> Option<StampCard> {
    let cycles = member.cycles.as_ref()?;
    let deal = cycles.deal(cycles.cycle)?;
    let rules = book.version(deal.rules)?;
    let positions = rules.stamps.iter().flat_map(|stamps| &stamps.rewards);
    let rewards = positions
        .map(|(position, kind)| RewardPosition { position: *position, kind: kind.clone(), label: label(kind, book) })
        .collect();
    Some(StampCard { cycle: cycles.cycle, count: cycles.stamps, of: deal.of, rewards })
}

fn reward_view(id: RewardId, reward: &Reward, book: &RulesBook) -> RewardView {
    RewardView {
        id,
        kind: reward.kind.clone(),
        label: label(&reward.kind, book),
        value: rule_of(&reward.kind, book).and_then(|rule| rule.value),
        until: reward.until,
    }
}

/// What people read for a reward.
fn label(kind: &RewardKind, book: &RulesBook) -> String {
    rule_of(kind, book).map_or_else(|| kind.to_string(), |rule| rule.label.clone())
}

/// The newest rule of a kind; one that left the rules is still worth and called what it was last.
fn rule_of<'b>(kind: &RewardKind, book: &'b RulesBook) -> Option<&'b RewardRule> {
    book.versions().rev().find_map(|rules| rules.reward(kind))
}

async fn history(walk: &Walk<'_>, question: &Question, query: &History, at: Moment) -> Result<HistoryView, Error> {
    let limit = limit(query.limit)?;
    let (_, id) = member_draft(walk, question, &query.member, at).await?;
    let request = PageRequest::Entries {
        program: question.program.clone(),
        subject: Some(Subject::Member(id)),
        after: query.after.unwrap_or(0),
        limit,
    };
    let Page::Entries(entries) = walk.store.page(&request).await? else { return Err(wrong_page()) };
    let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry.as_ref().clone()).collect();
    let next = entries.last().map(|entry| entry.seq).filter(|_| is_full(entries.len(), limit));
    Ok(HistoryView { entries, next })
}

async fn list_members(
    walk: &Walk<'_>,
    question: &Question,
    query: &ListMembers,
    at: Moment,
) -> Result<MembersView, Error> {
    let limit = limit(query.limit)?;
    let rules = newest_rules(walk, question).await?;
    let today = rules.program.zone.date(at);
    let request = PageRequest::Members(MemberPage {
        program: question.program.clone(),
        today,
        search: query.search.as_ref().map(|search| Search::new(search.as_str())),
        status: query.status,
        membership: query.membership,
        kind: query.kind,
        level: query.level.clone(),
        after: query.after,
        limit,
    });
    let Page::Members(found) = walk.store.page(&request).await? else { return Err(wrong_page()) };
    let members: Vec<MemberLine> =
        found.into_iter().filter_map(|(member, profile)| member_line(&member, profile, today)).collect();
    let next = members.last().map(|member| member.id).filter(|_| is_full(members.len(), limit));
    Ok(MembersView { members, next })
}

fn member_line(member: &Record, profile: Option<Record>, today: Date) -> Option<MemberLine> {
    let Record::Member(member) = member else { return None };
    let profile = match profile {
        Some(Record::Profile(profile)) => profile.as_ref().clone(),
        _ => Profile::default(),
    };
    Some(MemberLine {
        id: member.id,
        kind: member.kind,
        status: member.status(),
        profile,
        membership: member.membership_status(today),
        ends: member.membership.as_ref().map(|membership| membership.ends),
        card: member.membership.as_ref().map(|membership| membership.card_number.clone()),
        level: member.level_on(today).cloned(),
    })
}

async fn summary(walk: &Walk<'_>, question: &Question, at: Moment) -> Result<Summary, Error> {
    let rules = newest_rules(walk, question).await?;
    let lapse = rules.membership.as_ref().is_none_or(|terms| terms.rewards_at_end == RewardsAtEnd::Lapse);
    let request = PageRequest::Tally { program: question.program.clone(), today: rules.program.zone.date(at), lapse };
    let Page::Tally(tally) = walk.store.page(&request).await? else { return Err(wrong_page()) };
    Ok(summarise(&tally, &rules))
}

fn summarise(tally: &Tally, rules: &Rules) -> Summary {
    let members = |wanted: &dyn Fn(MemberStatus, Option<MembershipStatus>) -> bool| {
        tally.members.iter().filter(|(status, membership, _)| wanted(*status, *membership)).map(|(_, _, n)| n).sum()
    };
    let stands = |wanted| members(&|status, membership| status != MemberStatus::Inactive && membership == Some(wanted));
    let rewards = |kind: &RewardKind, wanted| {
        tally.rewards.iter().filter(|(of, state, _)| of == kind && *state == wanted).map(|(_, _, n)| n).sum()
    };
    let mut kinds: Vec<&RewardKind> = tally.rewards.iter().map(|(kind, _, _)| kind).collect();
    kinds.extend(rules.rewards.iter().map(|rule| &rule.kind));
    kinds.sort();
    kinds.dedup();
    let count = |kind: &RewardKind| RewardCount {
        kind: kind.clone(),
        open: rewards(kind, RewardState::Open),
        used: rewards(kind, RewardState::Redeemed),
        lapsed: rewards(kind, RewardState::Lapsed),
        taken_back: rewards(kind, RewardState::TakenBack),
    };
    Summary {
        members: members(&|status, _| status != MemberStatus::Inactive),
        active: stands(MembershipStatus::Active),
        not_started: stands(MembershipStatus::NotStarted),
        expired: stands(MembershipStatus::Expired),
        blocked: members(&|status, _| status == MemberStatus::Blocked),
        closed: members(&|status, _| status == MemberStatus::Inactive),
        rewards: kinds.into_iter().map(count).collect(),
    }
}

async fn read_rules(walk: &Walk<'_>, question: &Question, query: &ReadRules) -> Result<RulesView, Error> {
    let (book, _, ()) = walk.look(&question.program, |_, _| ()).await?;
    let newest = book.newest().ok_or(Refusal::UnknownProgram)?;
    let rules = match query.version {
        None => newest,
        Some(version) => book.version(version).ok_or_else(|| Error::invalid("version", ProblemCode::OutOfRange))?,
    };
    Ok(RulesView { version: rules.version, rules: rules.document.as_ref().clone() })
}

async fn newest_rules(walk: &Walk<'_>, question: &Question) -> Result<std::sync::Arc<Rules>, Error> {
    let (book, _, ()) = walk.look(&question.program, |_, _| ()).await?;
    book.newest().cloned().ok_or_else(|| Refusal::UnknownProgram.into())
}

fn limit(limit: Option<u32>) -> Result<u32, Error> {
    match limit.unwrap_or(PAGE_DEFAULT) {
        0 => Err(Error::invalid("limit", ProblemCode::Zero)),
        limit if limit > PAGE_MAX => Err(Error::invalid("limit", ProblemCode::TooLarge)),
        limit => Ok(limit),
    }
}

fn is_full(len: usize, limit: u32) -> bool {
    u32::try_from(len).is_ok_and(|len| len >= limit)
}

fn wrong_page() -> Error {
    Error::broken("the store answered with another page than was asked for")
}
