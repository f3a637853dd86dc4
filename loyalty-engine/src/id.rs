//! Names of things: validated text that a host chooses, and UUIDs that the engine makes.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::ProblemCode;
use crate::time::Moment;

/// Writes text under the name of its type: a border makes a language's own value of it, JSON sees the text.
pub(crate) fn write_named<S: Serializer>(
    serializer: S,
    name: &'static str,
    value: &impl fmt::Display,
) -> Result<S::Ok, S::Error> {
    struct Shown<'v, T>(&'v T);
    impl<T: fmt::Display> Serialize for Shown<'_, T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self.0)
        }
    }
    serializer.serialize_newtype_struct(name, &Shown(value))
}

/// Text that people or hosts wrote: not blank, no control characters, no invisible direction marks, bounded.
pub(crate) fn check_text(text: &str, bytes_max: usize) -> Result<(), ProblemCode> {
    if text.len() > bytes_max {
        return Err(ProblemCode::TooLong);
    }
    if text.trim().is_empty() {
        return Err(ProblemCode::Blank);
    }
    if text.trim() != text {
        return Err(ProblemCode::OuterSpace);
    }
    if text.chars().any(is_hidden) {
        return Err(ProblemCode::ControlCharacter);
    }
    Ok(())
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Takes a string of any length without copying it first, and names what stood there instead.
pub(crate) fn visit_text<'de, D: Deserializer<'de>>(
    deserializer: D,
    otherwise: ProblemCode,
) -> Result<String, D::Error> {
    struct Text(ProblemCode);
    impl de::Visitor<'_> for Text {
        type Value = String;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.0)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
            // The longest text any field takes is far below this; a huge one is cut so that it is refused cheaply.
            Ok(text.chars().take(4096).collect())
        }
    }
    deserializer.deserialize_str(Text(otherwise))
}

/// Text that may tell who somebody is or what they did: whoever writes a request into a log does not write it there.
macro_rules! personal {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}
personal! { PersonName Email Line Note PhoneInput Phone }

macro_rules! shown {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }
    )*};
}
shown! { ProgramId OutletId ActorId Key ReceiptNumber CardNumber RewardKind LevelName ProductId CategoryId Mark }

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident, $bytes_max:literal, $check:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The most bytes it can have.
            pub const BYTES_MAX: usize = $bytes_max;

            /// Checks the text and keeps it.
            pub fn new(text: &str) -> Result<Self, ProblemCode> {
                check_text(text, $bytes_max)?;
                let check: fn(&str) -> Result<Arc<str>, ProblemCode> = $check;
                check(text).map(Self)
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl FromStr for $name {
            type Err = ProblemCode;
            fn from_str(text: &str) -> Result<Self, ProblemCode> {
                Self::new(text)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = visit_text(deserializer, ProblemCode::NotText)?;
                Self::new(&text).map_err(de::Error::custom)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": $bytes_max})
            }
        }
    )*};
}

text! {
    /// The tenant: one business's loyalty scheme. Lower-case letters, digits, `-` and `_`.
    ProgramId, 64, slug;
    /// A shop, a till, a web shop.
    OutletId, 64, as_is;
    /// Who acts: the host's own name for a clerk, a job or a person.
    ActorId, 64, as_is;
    /// An idempotency key, chosen by the host, unique within a program for ever.
    Key, 128, as_is;
    /// A receipt number, as printed by its outlet.
    ReceiptNumber, 64, as_is;
    /// The number printed on a card, in capitals: two cards never differ by case alone.
    CardNumber, 50, capitals;
    /// The name of a reward in the rules, such as `free_drink`.
    RewardKind, 64, slug;
    /// The name of a level in the rules, such as `gold`.
    LevelName, 64, slug;
    /// A product, as the host names it.
    ProductId, 64, as_is;
    /// A category of products, as the host names it.
    CategoryId, 64, as_is;
    /// A step on a purchase's way that only informs, such as `shipped`.
    Mark, 64, slug;
    /// A person's name.
    PersonName, 200, as_is;
    /// An e-mail address, in lower case and in one spelling.
    Email, 254, crate::email::one_spelling;
    /// A line of text: an address, a gender.
    Line, 500, as_is;
    /// A reason or a note.
    Note, 1000, as_is;
    /// A phone number as somebody typed it.
    PhoneInput, 40, as_is;
    /// A phone number in E.164, such as `+6281234567890`.
    Phone, 16, e164;
}

#[expect(clippy::unnecessary_wraps, reason = "all checks share one type")]
fn as_is(text: &str) -> Result<Arc<str>, ProblemCode> {
    Ok(text.into())
}

fn slug(text: &str) -> Result<Arc<str>, ProblemCode> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if text.chars().all(fits) { Ok(text.into()) } else { Err(ProblemCode::NotASlug) }
}

fn capitals(text: &str) -> Result<Arc<str>, ProblemCode> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ' ');
    if text.chars().all(fits) { Ok(text.to_ascii_uppercase().into()) } else { Err(ProblemCode::NotACardNumber) }
}

fn e164(text: &str) -> Result<Arc<str>, ProblemCode> {
    let digits = text.strip_prefix('+').unwrap_or("");
    if digits.len() >= 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(text.into())
    } else {
        Err(ProblemCode::NotAPhone)
    }
}

macro_rules! uuid {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that came from this engine.
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The UUID itself.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = ProblemCode;
            fn from_str(text: &str) -> Result<Self, ProblemCode> {
                // Only the usual spelling: other ones of the same id would be other keys to a host.
                if text.len() != 36 {
                    return Err(ProblemCode::NotAnId);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| ProblemCode::NotAnId)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                visit_text(deserializer, ProblemCode::NotAnId)?.parse().map_err(de::Error::custom)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "format": "uuid"})
            }
        }
    )*};
}

uuid! {
    /// A member's name for machines.
    MemberId;
    /// A card's public id: what its QR code shows.
    CardId;
    /// A purchase's name for machines.
    PurchaseId;
    /// The name of points that are held back for something.
    HoldId;
}

/// Where on a member's cards a stamp stands, and with it the reward that this position earned.
///
/// Written `MEMBER.SERIES.CYCLE.POSITION`. A series is a run of cycles that begins at cycle 1; a new membership begins
/// a new one. Rewards that no stamp has earned stand in series 0, numbered by cycle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Whose card.
    pub member: MemberId,
    /// Which run of cycles.
    pub series: u32,
    /// Which round of the run, from 1.
    pub cycle: u32,
    /// Which stamp of the round, from 1.
    pub position: u32,
}

/// A reward is named by the place that earned it.
pub type RewardId = Place;

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}.{}", self.member, self.series, self.cycle, self.position)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Place {
    type Err = ProblemCode;
    fn from_str(text: &str) -> Result<Self, ProblemCode> {
        let mut parts = text.split('.');
        let member = parts.next().unwrap_or("").parse()?;
        let mut number = || -> Result<u32, ProblemCode> {
            let part = parts.next().unwrap_or("");
            let plain = part.bytes().all(|b| b.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            part.parse().ok().filter(|_| plain).ok_or(ProblemCode::NotAnId)
        };
        let place = Place { member, series: number()?, cycle: number()?, position: number()? };
        let counted = place.cycle > 0 && place.position > 0;
        if parts.next().is_some() || !counted { Err(ProblemCode::NotAnId) } else { Ok(place) }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        visit_text(deserializer, ProblemCode::NotAnId)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Place {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Place".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[0-9a-f-]{36}\\.(0|[1-9][0-9]*)(\\.[1-9][0-9]*){2}$"})
    }
}

/// Makes the ids of one operation from one random seed, so that deciding again gives the same ids.
#[derive(Clone, Debug)]
pub struct Ids {
    seed: Seed,
    millis: u64,
    made: u32,
}

/// The randomness one operation may use, from a secure source.
pub type Seed = [u8; 16];

/// No letters that look like digits, no vowels to spell words with: 32 signs, five bits each.
const CARD_SIGNS: &[u8; 32] = b"0123456789BCDFGHJKLMNPQRSTVWXYZ?";

impl Ids {
    /// The ids of the operation that drew `seed` at `now`.
    pub fn new(seed: Seed, now: Moment) -> Ids {
        Ids { seed, millis: now.millis(), made: 0 }
    }

    /// A member id that sorts by time, so that new rows land beside each other.
    pub fn member(&mut self) -> MemberId {
        MemberId(self.by_time())
    }

    /// A purchase id that sorts by time.
    pub fn purchase(&mut self) -> PurchaseId {
        PurchaseId(self.by_time())
    }

    /// A hold's id that sorts by time.
    pub fn hold(&mut self) -> HoldId {
        HoldId(self.by_time())
    }

    /// A public card id: all of it random, because it is printed and must not be guessed.
    pub fn card(&mut self) -> CardId {
        CardId(uuid::Builder::from_random_bytes(first_bytes(self.draw())).into_uuid())
    }

    /// `CARD-` and ten signs: fifty random bits.
    pub fn card_number(&mut self) -> Result<CardNumber, ProblemCode> {
        let signs = self.draw().into_iter().map(|byte| CARD_SIGNS.get(usize::from(byte & 31)).copied().unwrap_or(b'0'));
        // One sign of the table stands for nothing printable; drawing again keeps the rest evenly likely.
        let text: String = signs.filter(|sign| *sign != b'?').take(10).map(char::from).collect();
        CardNumber::new(&format!("CARD-{text}"))
    }

    fn by_time(&mut self) -> Uuid {
        let bytes = if self.made == 0 { self.seed } else { first_bytes(self.draw()) };
        self.made = self.made.saturating_add(1);
        let [a, b, c, d, e, f, g, h, i, j, ..] = bytes;
        uuid::Builder::from_unix_timestamp_millis(self.millis, &[a, b, c, d, e, f, g, h, i, j]).into_uuid()
    }

    fn draw(&mut self) -> [u8; 32] {
        self.made = self.made.saturating_add(1);
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(self.made.to_be_bytes());
        hash.finalize().into()
    }
}

fn first_bytes(bytes: [u8; 32]) -> [u8; 16] {
    let mut first = [0; 16];
    first.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_are_ten_signs_that_are_not_mistaken() {
        let mut ids = Ids::new([7; 16], Moment::parse("2026-01-01T00:00:00Z").unwrap());
        for _ in 0..2000 {
            let number = ids.card_number().unwrap();
            assert_eq!(number.as_str().len(), 15);
            assert!(number.as_str().starts_with("CARD-") && !number.as_str().contains(['I', 'O', '?']), "{number}");
        }
    }

    #[test]
    fn one_seed_gives_the_same_ids_again_and_never_one_twice() {
        let now = Moment::parse("2026-01-01T00:00:00Z").unwrap();
        let draw = || {
            let mut ids = Ids::new([9; 16], now);
            (0..500).map(|_| (ids.member(), ids.purchase(), ids.card())).collect::<Vec<_>>()
        };
        let mut seen = std::collections::BTreeSet::new();
        assert_eq!(draw(), draw());
        for (member, purchase, card) in draw() {
            assert!(seen.insert(member.uuid()) && seen.insert(purchase.uuid()) && seen.insert(card.uuid()));
        }
    }

    #[test]
    fn what_is_kept_can_be_read_again() {
        assert_eq!(Email::new(&format!("{}@x.id", "\u{130}".repeat(120))), Err(ProblemCode::TooLong));
        for address in ["Sari.\u{130}@Example.ID", "ZOE\u{308}@B\u{dc}CHER.example", "a--b@x--y.id", "\u{1e9e}@x.id"] {
            let email = Email::new(address).unwrap();
            assert_eq!(Email::new(email.as_str()), Ok(email), "{address}");
        }
    }

    #[test]
    fn every_spelling_of_an_address_is_the_same_address() {
        for (one, other) in [
            ("Sari@Example.ID", "sari@example.id"),
            ("zoe\u{308}@x.id", "ZO\u{cb}@x.id"),
            ("a@b\u{fc}cher.example", "a@xn--bcher-kva.example"),
            ("a@BU\u{308}CHER.example", "a@XN--BCHER-KVA.example"),
        ] {
            assert_eq!(Email::new(one).unwrap(), Email::new(other).unwrap(), "{one}");
        }
        assert_eq!(Email::new("a@xn--\u{fc}.example"), Err(ProblemCode::NotAnEmail));
    }

    #[test]
    fn what_may_tell_who_somebody_is_is_not_shown() {
        let said = format!("{:?} {:?}", PersonName::new("Sari").unwrap(), Email::new("sari@x.id").unwrap());
        assert!(!said.to_lowercase().contains("sari"), "{said}");
    }

    #[test]
    fn a_reward_id_has_one_spelling() {
        let id = "01890000-0000-7000-8000-000000000001.1.2.10";
        assert_eq!(id.parse::<RewardId>().unwrap().to_string(), id);
        for wrong in
            ["", "x.1.1.1", "01890000-0000-7000-8000-000000000001.1.2", "01890000-0000-7000-8000-000000000001.1.2.010"]
        {
            assert!(wrong.parse::<RewardId>().is_err(), "{wrong}");
        }
    }
}
