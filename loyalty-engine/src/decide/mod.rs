//! The decisions. Pure and synchronous: the same draft, request, moment and seed give the same answer, always.
//!
//! One file an operation. The match over all of them stands here and nowhere else.

mod activation;
mod adjustment;
mod adoption;
mod blocking;
mod cancellation;
mod catalogue;
mod closing;
mod counting;
mod draft;
mod earning;
mod erasing;
mod exchange;
mod expiry;
mod find;
mod holding;
mod issuing;
mod ledger;
mod level;
mod marking;
mod merging;
mod payment;
mod profile;
mod publishing;
mod purchase;
mod redemption;
mod refund;
mod registration;
mod renewal;
mod replacement;
mod spending;
mod stamping;
mod transfer;
mod turn;

use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use draft::Draft;
pub(crate) use find::{ask_member, ask_purchase, find_member, find_purchase};
pub(crate) use level::level_figure;
pub(crate) use turn::Asking;
use turn::{Step, Turn};

use crate::access::Actor;
use crate::command::{Command, Request};
use crate::error::{Error, Refusal};
use crate::event::{Entry, Subject};
use crate::id::{Ids, Key, MemberId, Note, Seed};
use crate::outcome::Outcome;
use crate::purchase::EntryRef;
use crate::record::{Answer, Handle, Reply};
use crate::store::Snapshot;
use crate::time::Moment;
use draft::Headline;

/// What an operation is made of: what it has to see, and what it makes of it.
trait Operation {
    /// Names everything the decision has to see.
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error>;
    /// A name that only what was found tells, and that the decision has to see as well.
    fn ask_more(&self, _found: &Snapshot) -> Option<Handle> {
        None
    }
    /// Lets happen what happens, or says why nothing does.
    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error>;
    /// The reason that was given.
    fn why(&self) -> Option<&Note> {
        None
    }
}

fn operation(command: &Command) -> &dyn Operation {
    match command {
        Command::PublishRules(operation) => operation,
        Command::IssueCards(operation) => operation,
        Command::Activate(operation) => operation,
        Command::Register(operation) => operation,
        Command::UpdateProfile(operation) => operation,
        Command::Renew(operation) => operation,
        Command::Block(operation) => operation,
        Command::Unblock(operation) => operation,
        Command::ReplaceCard(operation) => operation,
        Command::Close(operation) => operation,
        Command::Reopen(operation) => operation,
        Command::Erase(operation) => operation,
        Command::RecordPurchase(operation) => operation,
        Command::VoidPurchase(operation) => operation,
        Command::PayPurchase(operation) => operation,
        Command::CompletePurchase(operation) => operation,
        Command::CancelPurchase(operation) => operation,
        Command::ReopenPurchase(operation) => operation,
        Command::MarkPurchase(operation) => operation,
        Command::AdoptPurchase(operation) => operation,
        Command::RefundPurchase(operation) => operation,
        Command::ExchangePurchase(operation) => operation,
        Command::ReprintReceipt(operation) => operation,
        Command::AdjustPoints(operation) => operation,
        Command::TransferPoints(operation) => operation,
        Command::SpendPoints(operation) => operation,
        Command::HoldPoints(operation) => operation,
        Command::ReleasePoints(operation) => operation,
        Command::BuyReward(operation) => operation,
        Command::ReverseReward(operation) => operation,
        Command::Merge(operation) => operation,
        Command::Redeem(operation) => operation,
        Command::UndoRedemption(operation) => operation,
        Command::Settle(operation) => operation,
    }
}

/// Names everything that deciding `request` has to see.
pub(crate) fn ask(request: &Request, asking: &mut Asking<'_>) -> Result<(), Error> {
    asking.ask.keys.extend(request.key.clone());
    operation(&request.command).ask(asking)
}

/// A name that deciding `request` has to see, and that only what was found tells.
pub(crate) fn ask_more(request: &Request, found: &Snapshot) -> Option<Handle> {
    operation(&request.command).ask_more(found)
}

/// Decides one request on the draft. What it changes stays in the draft; a refusal leaves the draft as it was.
pub fn decide(draft: &mut Draft, request: &Request, at: Moment, seed: Seed) -> Result<Outcome, Error> {
    let fingerprint = request.key.as_ref().map(|key| (key, fingerprint(request)));
    if let Some((key, fingerprint)) = &fingerprint
        && let Some(answer) = answered(draft, key, fingerprint, request.dry_run)
    {
        forget_again(draft, request, &answer);
        return answer;
    }
    let mut member = None;
    let result = run(draft, request, at, seed, &mut member);
    if result.is_err() || request.dry_run {
        draft.roll_back();
    }
    forget_again(draft, request, &result);
    if let (Some((key, fingerprint)), false) = (fingerprint, request.dry_run) {
        let answer = match &result {
            Ok(Outcome { entry, .. }) if entry.events.is_empty() => Some(Answer::Nothing(Arc::clone(entry))),
            Ok(Outcome { entry, .. }) => Some(Answer::Entry(EntryRef { subject: entry.subject, seq: entry.seq })),
            Err(Error::Refused(refusal)) => Some(Answer::Refused(refusal.clone())),
            Err(_) => None,
        };
        // Whoever was about to be made and was not is nobody, and so is whoever was erased.
        let member = member.filter(|id| draft.member(*id).is_some_and(|member| !member.erased));
        if let Some(answer) = answer {
            draft.remember(key, Reply { fingerprint, answer, member });
        }
    }
    result
}

/// A store that could not remove everything at once is told so again when it is asked for again.
fn forget_again(draft: &mut Draft, request: &Request, answer: &Result<Outcome, Error>) {
    let is_answered = matches!(answer, Ok(outcome) if outcome.replay || outcome.entry.events.is_empty());
    if let (Command::Erase(erase), true, false) = (&request.command, is_answered, request.dry_run) {
        let id = draft.who_is(erase.member);
        let absorbed = draft.member(id).map(|member| member.absorbed.clone()).unwrap_or_default();
        [id].into_iter().chain(absorbed).for_each(|id| draft.forget_now(id));
    }
}

/// `about` becomes the member in whose log it is answered, or would have been.
fn run(
    draft: &mut Draft,
    request: &Request,
    at: Moment,
    seed: Seed,
    about: &mut Option<MemberId>,
) -> Result<Outcome, Error> {
    let operation = operation(&request.command);
    let mut turn = Turn::new(draft, &request.actor, at, Ids::new(seed, at));
    let step = operation.decide(&mut turn);
    *about = turn.member_at_hand();
    if let Step::Replay(entry) = step? {
        *about = member_of(entry.subject);
        return Ok(Outcome { entry, replay: true, dry_run: request.dry_run });
    }
    let (posted, others, published) = turn.finish()?;
    let rules = published.as_ref().or(draft.book.newest()).map_or(0, |rules| rules.version);
    let head = Headline { actor: &request.actor, rules, operation: request.command.name(), why: operation.why() };
    if request.dry_run {
        return Ok(Outcome { entry: Arc::new(posted.into_entry(&head)), replay: false, dry_run: true });
    }
    for other in others.into_iter().filter(|other| !other.events.is_empty()) {
        draft.append(&head, other)?;
    }
    if posted.events.is_empty() {
        return Ok(Outcome { entry: Arc::new(posted.into_entry(&head)), replay: false, dry_run: false });
    }
    let entry = draft.append(&head, posted)?;
    published.into_iter().for_each(|rules| draft.publish(rules));
    Ok(Outcome { entry, replay: false, dry_run: false })
}

fn member_of(subject: Subject) -> Option<MemberId> {
    if let Subject::Member(id) = subject { Some(id) } else { None }
}

/// What this request was answered before, if its key was used. That stands, even where the same words make no sense any
/// more because the rules read them otherwise.
pub(crate) fn replayed(draft: &Draft, request: &Request) -> Option<Result<Outcome, Error>> {
    let key = request.key.as_ref()?;
    answered(draft, key, &fingerprint(request), request.dry_run)
}

/// What was answered under this key before, if anything.
fn answered(draft: &Draft, key: &Key, fingerprint: &str, dry_run: bool) -> Option<Result<Outcome, Error>> {
    let reply = draft.reply(key)?;
    if reply.fingerprint != fingerprint {
        return Some(Err(Refusal::KeyReused.into()));
    }
    let replay = |entry: &Arc<Entry>| Ok(Outcome { entry: Arc::clone(entry), replay: true, dry_run });
    Some(match &reply.answer {
        Answer::Refused(refusal) => Err(refusal.clone().into()),
        Answer::Nothing(entry) => replay(entry),
        // Only who asks again could tell what was asked; nobody else may.
        Answer::Forgotten => Err(Refusal::KeyReused.into()),
        Answer::Entry(at) => match draft.entry(at.subject, at.seq) {
            Some(entry) => replay(entry),
            None => Err(Error::broken(format!("key `{key}` points to an entry that is not there"))),
        },
    })
}

/// A digest of what was asked: the same content, the same digest, in every language. The actor's outlet is part of it,
/// because a receipt that names no outlet belongs there.
pub(crate) fn fingerprint(request: &Request) -> String {
    // Plain data with text keys can't fail to become JSON.
    let json = serde_json::to_vec(&(&request.command, &request.actor.outlet)).unwrap_or_default();
    Sha256::digest(json).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Brings a member up to now on a draft that is only read.
pub(crate) fn up_to_now(draft: &mut Draft, id: MemberId, actor: &Actor, at: Moment) -> Result<(), Error> {
    let mut turn = Turn::new(draft, actor, at, Ids::new(Seed::default(), at));
    turn.log(Subject::Member(id));
    expiry::settle(&mut turn, id)
}
