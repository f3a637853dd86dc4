//! What the engine answered, in plain words.

use loyalty_engine::event::{Entry, Event};
use loyalty_engine::id::RewardKind;
use loyalty_engine::read::RulesView;
use loyalty_engine::rules::{Every, Rules};
use loyalty_engine::time::Span;
use loyalty_engine::{Date, Error, Money, Outcome, Reason, Refusal};

use crate::draw;
use crate::failure::Failure;
use crate::phrases::{Lang, Phrase};

/// Speaks about one program: in its currency, with its names for things.
pub struct Words {
    /// The language.
    pub lang: Lang,
    rules: Rules,
}

/// How good a piece of news is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something happened as it should.
    Good,
    /// Something was earned.
    Gift,
    /// Something was refused, or not given.
    Bad,
}

/// A piece of news.
pub struct News {
    /// How good it is.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

impl News {
    fn new(tone: Tone, text: String) -> News {
        News { tone, text }
    }

    /// The text in the colour of its tone.
    pub fn painted(&self) -> String {
        let style = match self.tone {
            Tone::Good => draw::GOOD,
            Tone::Gift => draw::GIFT,
            Tone::Bad => draw::BAD,
        };
        draw::paint(style, &self.text)
    }
}

impl Words {
    /// Words for a program under these rules.
    pub fn new(lang: Lang, rules: Rules) -> Words {
        Words { lang, rules }
    }

    /// Words for a program whose rules the engine answered with.
    pub fn of(lang: Lang, view: RulesView) -> Result<Words, Failure> {
        let rules = Rules::check(view.rules.into(), view.version).map_err(Error::Invalid)?;
        Ok(Words { lang, rules })
    }

    /// A phrase in this language.
    pub fn say(&self, phrase: Phrase, with: &[&str]) -> String {
        phrase.say(self.lang, with)
    }

    /// What the program is called.
    pub fn program(&self) -> &str {
        &self.rules.program.name
    }

    /// An amount in the program's currency.
    pub fn money(&self, amount: Money) -> String {
        draw::money(amount, &self.rules.program.currency)
    }

    /// A day.
    pub fn day(&self, date: Date) -> String {
        draw::day(date, self.lang)
    }

    /// The day it is for the program at a moment.
    pub fn day_of(&self, moment: loyalty_engine::Moment) -> String {
        self.day(self.rules.program.zone.date(moment))
    }

    /// What people call a reward.
    pub fn label(&self, kind: &RewardKind) -> String {
        self.rules.reward(kind).map_or_else(|| kind.to_string(), |rule| rule.label.clone())
    }

    /// What came of a request, piece by piece.
    pub fn result(&self, result: &Result<Outcome, Error>) -> Vec<News> {
        match result {
            Ok(outcome) => self.outcome(outcome),
            Err(error) => vec![News::new(Tone::Bad, self.say(Phrase::Refused, &[&self.error(error)]))],
        }
    }

    fn outcome(&self, outcome: &Outcome) -> Vec<News> {
        let mut news = self.entry(&outcome.entry);
        if outcome.replay {
            news.push(News::new(Tone::Good, self.say(Phrase::AsBefore, &[])));
        }
        news
    }

    /// What an entry says happened, and why something else did not.
    pub fn entry(&self, entry: &Entry) -> Vec<News> {
        let mut news: Vec<News> = self.cards(entry).into_iter().collect();
        news.extend(entry.events.iter().flat_map(|event| self.event(event)));
        news.extend(entry.reasons.iter().map(|reason| News::new(Tone::Bad, self.reason(reason))));
        news
    }

    fn cards(&self, entry: &Entry) -> Option<News> {
        let made = entry.events.iter().filter_map(|event| match event {
            Event::CardIssued { number, .. } => Some(number.as_str()),
            _ => None,
        });
        let numbers: Vec<&str> = made.collect();
        let (first, last) = (numbers.first()?, numbers.last()?);
        let text = self.say(Phrase::CardsReady, &[&numbers.len().to_string(), first, last]);
        Some(News::new(Tone::Good, text))
    }

    fn event(&self, event: &Event) -> Vec<News> {
        match event {
            Event::MembershipStarted { ends, fee, .. } => self.term(Phrase::MemberUntil, &[*ends], *fee),
            Event::MembershipRenewed { starts, ends, fee, .. } => {
                self.term(Phrase::RenewedUntil, &[*starts, *ends], *fee)
            }
            _ => self.news(event).into_iter().collect(),
        }
    }

    fn term(&self, phrase: Phrase, days: &[Date], fee: Money) -> Vec<News> {
        let days: Vec<String> = days.iter().map(|date| self.day(*date)).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let mut news = vec![News::new(Tone::Good, self.say(phrase, &days))];
        if !fee.is_zero() {
            news.push(News::new(Tone::Good, self.say(Phrase::Fee, &[&self.money(fee)])));
        }
        news
    }

    /// One event, unless the sentence before it said it already.
    fn news(&self, event: &Event) -> Option<News> {
        let stamps = self.rules.stamps.as_ref().map_or(0, |stamps| stamps.per_cycle).to_string();
        let (tone, phrase, filled) = match event {
            Event::RulesPublished { version, .. } => (Tone::Good, Phrase::RulesInForce, vec![version.to_string()]),
            Event::MembershipCardChanged { number, .. } => (Tone::Good, Phrase::NowOnCard, vec![number.to_string()]),
            Event::MembershipEnded { ended, .. } => (Tone::Bad, Phrase::MembershipEnded, vec![self.day(*ended)]),
            Event::MemberBlocked {} => (Tone::Bad, Phrase::Blocked, vec![]),
            Event::MemberUnblocked {} => (Tone::Good, Phrase::Unblocked, vec![]),
            Event::MemberClosed {} => (Tone::Bad, Phrase::Closed, vec![]),
            Event::MemberReopened {} => (Tone::Good, Phrase::Reopened, vec![]),
            Event::MemberErased {} => (Tone::Bad, Phrase::Erased, vec![]),
            Event::ProfileChanged { .. } => (Tone::Good, Phrase::ProfileChanged, vec![]),
            Event::PurchaseVoided { .. } => (Tone::Bad, Phrase::PurchaseVoided, vec![]),
            Event::CycleOpened { cycle, .. } if *cycle > 1 => (Tone::Good, Phrase::CardBegins, vec![cycle.to_string()]),
            Event::StampGiven { place, .. } => (Tone::Good, Phrase::StampOf, vec![place.position.to_string(), stamps]),
            Event::StampTakenBack { place, .. } => {
                (Tone::Bad, Phrase::StampTakenBack, vec![place.position.to_string()])
            }
            Event::StampKept { .. } => (Tone::Bad, Phrase::StampKept, vec![]),
            Event::RewardEarned { kind, .. } => (Tone::Gift, Phrase::Earned, vec![self.label(kind)]),
            Event::RewardRedeemed { kind, .. } => (Tone::Good, Phrase::HandedOver, vec![self.label(kind)]),
            Event::RewardReturned { kind, .. } => (Tone::Good, Phrase::Returned, vec![self.label(kind)]),
            Event::RewardLapsed { kind, .. } => (Tone::Bad, Phrase::Lapsed, vec![self.label(kind)]),
            Event::RewardTakenBack { kind, .. } => (Tone::Bad, Phrase::TakenBack, vec![self.label(kind)]),
            _ => return None,
        };
        let filled: Vec<&str> = filled.iter().map(String::as_str).collect();
        Some(News::new(tone, self.say(phrase, &filled)))
    }

    fn reason(&self, reason: &Reason) -> String {
        let why = match reason {
            Reason::BelowMinimum { minimum } => self.say(Phrase::BelowMinimum, &[&self.money(*minimum)]),
            Reason::NotAMember => self.say(Phrase::NotAMember, &[]),
            Reason::MemberBlocked => self.say(Phrase::IsBlocked, &[]),
            Reason::MembershipExpired { on } => self.say(Phrase::EndedOn, &[&self.day(*on)]),
            Reason::MembershipNotStarted { from } => self.say(Phrase::BeginsOn, &[&self.day(*from)]),
            Reason::ProgramPaused => self.say(Phrase::Paused, &[]),
            Reason::DailyLimit { limit } => self.say(Phrase::AtMostADay, &[&limit.to_string()]),
            Reason::CardFull { limit } => return self.say(Phrase::RoomFor, &[&limit.to_string()]),
            Reason::PurchaseLimit { limit } => return self.say(Phrase::AtMostAPurchase, &[&limit.to_string()]),
            other => return other.to_string(),
        };
        self.say(Phrase::NoStamp, &[&why])
    }

    fn error(&self, error: &Error) -> String {
        let Error::Refused(refusal) = error else { return error.to_string() };
        match refusal {
            Refusal::KeyReused => self.say(Phrase::ReceiptUsed, &[]),
            Refusal::CardReplaced => self.say(Phrase::CardWasReplaced, &[]),
            Refusal::MemberBlocked => self.say(Phrase::IsBlocked, &[]),
            Refusal::MembershipExpired { on } => self.say(Phrase::EndedOn, &[&self.day(*on)]),
            Refusal::MembershipNotStarted { from } => self.say(Phrase::BeginsOn, &[&self.day(*from)]),
            Refusal::RewardRedeemed => self.say(Phrase::RewardGone, &[]),
            Refusal::NoReward { reward } => self.say(Phrase::NoSuchReward, &[&self.label(reward)]),
            other => other.to_string(),
        }
    }

    /// The program's rules in a few words, piece by piece.
    pub fn summary(&self) -> Vec<String> {
        let program = &self.rules.program;
        let written = self.rules.document.program.as_ref().and_then(|section| section.time_zone.as_deref());
        let mut parts = vec![self.say(Phrase::ProgramIn, &[&program.name, &program.currency, written.unwrap_or("?")])];
        if !program.active {
            parts.push(self.say(Phrase::IsPaused, &[]));
        }
        parts.extend(self.about_stamps());
        parts.extend(self.about_membership());
        parts
    }

    fn about_stamps(&self) -> Vec<String> {
        let Some(stamps) = &self.rules.stamps else { return Vec::new() };
        let from = match stamps.every {
            Every::Purchase => Phrase::StampFrom,
            Every::Amount => Phrase::StampForEach,
        };
        let mut parts = vec![self.say(from, &[&self.money(stamps.min_amount)])];
        parts.push(self.say(Phrase::StampsACard, &[&stamps.per_cycle.to_string()]));
        let limits = [(Phrase::AtMostAPurchase, stamps.max_per_purchase), (Phrase::AtMostADay, stamps.max_per_day)];
        let given = [(Phrase::WithTheCard, Some(stamps.at_activation).filter(|count| *count > 0))];
        for (phrase, count) in given.into_iter().chain(limits) {
            parts.extend(count.map(|count| self.say(phrase, &[&count.to_string()])));
        }
        let earns = |(position, kind): &(u32, RewardKind)| {
            self.say(Phrase::StampEarns, &[&position.to_string(), &self.label(kind)])
        };
        parts.extend(stamps.rewards.iter().map(earns));
        parts
    }

    fn about_membership(&self) -> Vec<String> {
        let Some(terms) = &self.rules.membership else { return Vec::new() };
        let length = match terms.lasts {
            Span::Days(days) => self.say(Phrase::Days, &[&days.to_string()]),
            Span::Months(months) => self.say(Phrase::Months, &[&months.to_string()]),
        };
        let mut parts = vec![self.say(Phrase::MembershipLasts, &[&length])];
        if !terms.fee.is_zero() {
            parts.push(self.say(Phrase::Fee, &[&self.money(terms.fee)]));
        }
        parts.extend(terms.discount.map(|percent| self.say(Phrase::PercentOff, &[&percent.to_string()])));
        parts.push(match terms.rewards_at_end {
            loyalty_engine::rules::RewardsAtEnd::Lapse => self.say(Phrase::RewardsLapse, &[]),
            loyalty_engine::rules::RewardsAtEnd::Keep => self.say(Phrase::RewardsStay, &[]),
        });
        if !terms.renewal.keep_stamps {
            parts.push(self.say(Phrase::StampsAfresh, &[]));
        }
        parts
    }
}
