//! Between the model's words and the engine's.

use super::facts::done;
use crate::access::{Actor, Role};
use crate::command::{
    Activate, Block, CardRef, Close, Command, Erase, IssueCards, MemberRef, PublishRules, PurchaseRef, Receipt, Redeem,
    Register, Renew, Reopen, ReplaceCard, Request, RewardRef, RulesSource, Settle, Unblock, UndoRedemption,
    UpdateProfile,
};
use crate::error::{Error, ProblemCode};
use crate::event::{Entry, Event};
use crate::id::{
    CardId, CardNumber, Email, HoldId, MemberId, OutletId, PersonName, PhoneInput, Place, ProgramId, PurchaseId,
};
use crate::outcome::Outcome;
use crate::testing::model::{
    Answer, Asked, Bought, CardName, Dialled, MADE, Model, Now, Op, Spot, VARIANTS, Want, Who,
};
use crate::time::{Date, Moment};

/// What the engine calls what the model counts.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub members: Vec<MemberId>,
    pub purchases: Vec<PurchaseId>,
    pub cards: Vec<(CardId, CardNumber)>,
    pub holds: Vec<HoldId>,
}

/// Text that is certainly valid, or the engine's word on why it is not.
pub type Text<T> = Result<T, ProblemCode>;

pub fn phone(number: u32) -> Text<PhoneInput> {
    dialled(Dialled { phone: number, spelling: 0 })
}

fn dialled(dialled: Dialled) -> Text<PhoneInput> {
    let tail = format!("{:04}", dialled.phone);
    PhoneInput::new(&match dialled.spelling {
        0 => format!("08123456{tail}"),
        1 => format!("+628123456{tail}"),
        2 => format!("0812-3456-{tail}"),
        _ => format!("(+62) 812 3456 {tail}"),
    })
}

pub fn email(number: u32) -> Text<Email> {
    Email::new(&format!("person{number}@example.com"))
}

pub fn outlet(number: u32) -> Text<OutletId> {
    OutletId::new(&format!("outlet-{number}"))
}

pub fn receipt(number: u32) -> Text<crate::id::ReceiptNumber> {
    crate::id::ReceiptNumber::new(&format!("R-{number}"))
}

impl Names {
    /// The number on a card; one that the engine made is known by its place in the list.
    pub fn card_number(&self, number: u32) -> Text<CardNumber> {
        let made = number.checked_sub(MADE).and_then(|at| self.cards.get(usize::try_from(at).ok()?));
        match made {
            Some((_, number)) => Ok(number.clone()),
            None => CardNumber::new(&format!("card-{number}")),
        }
    }

    pub fn member(&self, id: usize) -> MemberId {
        self.members.get(id).copied().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()))
    }

    pub fn place(&self, member: usize, spot: Spot) -> Place {
        Place { member: self.member(member), series: spot.series, cycle: spot.cycle, position: spot.number }
    }

    fn public_id(&self, model: &Model, number: u32) -> CardId {
        let known = model.card(number).and_then(|at| self.cards.get(at)).map(|(id, _)| *id);
        known.unwrap_or(CardId::from_uuid(uuid::Uuid::nil()))
    }

    fn card(&self, model: &Model, name: CardName) -> Text<CardRef> {
        Ok(match name.by_id {
            true => CardRef::PublicId(self.public_id(model, name.number)),
            false => CardRef::Number(self.card_number(name.number)?),
        })
    }

    pub fn who(&self, model: &Model, who: Who) -> Text<MemberRef> {
        Ok(match who {
            Who::Phone(number) => MemberRef::Phone(dialled(number)?),
            Who::Email(number) => MemberRef::Email(email(number)?),
            Who::Id(id) => MemberRef::Id(self.member(id)),
            Who::Card(CardName { number, by_id: true }) => MemberRef::PublicId(self.public_id(model, number)),
            Who::Card(CardName { number, by_id: false }) => MemberRef::Card(self.card_number(number)?),
        })
    }

    pub fn bought(&self, bought: Bought) -> Text<PurchaseRef> {
        Ok(match bought {
            Bought::Id(id) => {
                let known = self.purchases.get(id).copied();
                PurchaseRef::Id(known.unwrap_or(PurchaseId::from_uuid(uuid::Uuid::nil())))
            }
            Bought::Receipt { outlet: at, number } => {
                PurchaseRef::Receipt(Receipt { outlet: at.map(outlet).transpose()?, number: receipt(number)? })
            }
        })
    }

    /// The operation as the engine is asked for it. Names are looked up now: asked again, it is the same request.
    pub fn request(&self, model: &Model, program: &ProgramId, asked: &Asked) -> Result<Request, String> {
        let command =
            self.command(model, &asked.op).map_err(|code| format!("{:?} can't be asked: {code}", asked.op))?;
        let actor = Actor::new(Role::Owner, "owner".parse().map_err(|code| format!("an actor is {code}"))?);
        let mut request = Request::new(program.clone(), actor, command);
        request.dry_run = asked.dry_run;
        let key = asked.key.map(|key| format!("key-{key}").parse()).transpose();
        request.key = key.map_err(|code: ProblemCode| format!("a key is {code}"))?;
        Ok(request)
    }

    fn command(&self, model: &Model, op: &Op) -> Text<Command> {
        let reason = || "because".parse();
        Ok(match op {
            Op::Publish { variant } => {
                let text = VARIANTS.get(*variant).map(|rules| rules.document()).unwrap_or_default();
                PublishRules { rules: RulesSource::Text(text) }.into()
            }
            Op::Issue { numbers } => {
                let numbers = numbers.iter().map(|number| self.card_number(*number)).collect::<Text<Vec<_>>>()?;
                IssueCards { count: None, numbers: Some(numbers) }.into()
            }
            Op::IssueSome { count } => IssueCards { count: Some(*count), numbers: None }.into(),
            Op::Activate { card, phone, email: mail, starts, ends } => Activate {
                card: self.card(model, *card)?,
                name: "Sari".parse()?,
                phone: dialled(*phone)?,
                email: mail.map(email).transpose()?,
                starts: starts.map(date).transpose()?,
                ends: ends.map(date).transpose()?,
            }
            .into(),
            Op::Register { phone, email: mail } => Command::Register(Register {
                phone: phone.map(dialled).transpose()?,
                email: mail.map(email).transpose()?,
                ..blank_register("Sari".parse()?)
            }),
            Op::Update { who, phone, email: mail } => Command::UpdateProfile(UpdateProfile {
                phone: phone.map(dialled).transpose()?,
                email: mail.map(email).transpose()?,
                ..blank_update(self.who(model, *who)?)
            }),
            Op::Renew { who } => Renew { member: self.who(model, *who)? }.into(),
            Op::Block { who } => Block { member: self.who(model, *who)?, reason: reason()? }.into(),
            Op::Unblock { who } => Unblock { member: self.who(model, *who)?, reason: reason()? }.into(),
            Op::Replace { who, card } => {
                ReplaceCard { member: self.who(model, *who)?, card: self.card(model, *card)?, reason: None }.into()
            }
            Op::Close { who } => Close { member: self.who(model, *who)?, reason: reason()? }.into(),
            Op::Reopen { who } => Reopen { member: self.who(model, *who)?, reason: reason()? }.into(),
            Op::Erase { member } => Erase { member: self.member(*member) }.into(),
            Op::Redeem { who, want, on } => Redeem {
                member: self.who(model, *who)?,
                reward: match want {
                    Want::Kind(kind) => RewardRef::Kind(kind.parse()?),
                    Want::Exactly { member, spot } => RewardRef::Id(self.place(*member, *spot)),
                },
                purchase: on.map(|bought| self.bought(bought)).transpose()?,
            }
            .into(),
            Op::Undo { member, spot } => {
                UndoRedemption { reward: self.place(*member, *spot), reason: reason()? }.into()
            }
            Op::Settle { who } => Settle { member: self.who(model, *who)? }.into(),
            _ => return self.trade(model, op),
        })
    }

    /// Learns what the engine called what it made.
    pub fn learn(&mut self, entry: &Entry) {
        for event in &entry.events {
            match event {
                Event::MemberRegistered { member, .. } => self.members.push(*member),
                Event::PurchaseRecorded { purchase, .. } => self.purchases.push(*purchase),
                Event::CardIssued { card, number } => self.cards.push((*card, number.clone())),
                Event::PointsHeld { hold, .. } => self.holds.push(*hold),
                _ => {}
            }
        }
    }
}

fn blank_register(name: PersonName) -> Register {
    Register {
        name,
        phone: None,
        email: None,
        birth_date: None,
        address: None,
        city: None,
        province: None,
        postal_code: None,
        gender: None,
        notes: None,
        kind: None,
    }
}

fn blank_update(member: MemberRef) -> UpdateProfile {
    UpdateProfile {
        member,
        name: None,
        phone: None,
        email: None,
        birth_date: None,
        address: None,
        city: None,
        province: None,
        postal_code: None,
        gender: None,
        notes: None,
        kind: None,
        clear: Vec::new(),
    }
}

/// The day as the engine writes it.
pub fn date(day: i64) -> Text<Date> {
    let micros = day.saturating_mul(MICROS_PER_DAY);
    let text = Moment::from_micros(micros).ok_or(ProblemCode::OutOfRange)?.to_string();
    Date::parse(text.get(..10).unwrap_or_default())
}

pub const MICROS_PER_DAY: i64 = 86_400_000_000;
/// Jakarta is seven hours ahead, all year.
const ZONE_MICROS: i64 = 7 * 3_600_000_000;

/// The day it is in the program's zone.
pub fn day_of(moment: Moment) -> i64 {
    moment.micros().saturating_add(ZONE_MICROS).div_euclid(MICROS_PER_DAY)
}

/// The moment, as the model knows it.
pub fn now_of(moment: Moment) -> Now {
    Now { micros: moment.micros(), day: day_of(moment) }
}

/// The answer of the engine in the model's words.
pub fn answer(result: &Result<Outcome, Error>) -> (Answer, bool) {
    match result {
        Ok(outcome) => (Answer::Done(done(&outcome.entry)), outcome.replay),
        Err(Error::Refused(refusal)) => (Answer::Refused(refusal.code()), false),
        Err(error) => (Answer::Invalid(error.code()), false),
    }
}

/// The model's own spelling of a kind.
pub fn known_kind(name: &str) -> &'static str {
    let mut kinds = VARIANTS.iter().flat_map(|rules| rules.kinds).map(|kind| kind.name);
    kinds.find(|kind| *kind == name).unwrap_or("unknown")
}
