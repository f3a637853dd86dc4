//! The profile: the only place that holds personal data.

use serde::{Deserialize, Serialize};

use crate::id::{Email, Line, Note, PersonName, Phone};
use crate::time::Date;

/// Who a member is. Erasing a person removes this record and its handles, and nothing else has to change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// The phone number in E.164, unique within the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The e-mail address, unique within the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Phone numbers of somebody who turned out to be this person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_phones: Vec<Phone>,
    /// E-mail addresses of somebody who turned out to be this person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_emails: Vec<Email>,
    /// The day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// The postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line>,
    /// The city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Line>,
    /// The province or state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<Line>,
    /// The postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Line>,
    /// As the person says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Line>,
    /// What the staff should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Note>,
}

impl Profile {
    /// With blanks filled from another's. A second phone or address is kept as another one.
    #[must_use]
    pub fn filled_from(mut self, other: &Profile) -> Profile {
        let phones = other.phone.iter().filter(|_| self.phone.is_some());
        self.other_phones.extend(phones.chain(&other.other_phones).cloned());
        let emails = other.email.iter().filter(|_| self.email.is_some());
        self.other_emails.extend(emails.chain(&other.other_emails).cloned());
        Profile {
            name: self.name.or_else(|| other.name.clone()),
            phone: self.phone.or_else(|| other.phone.clone()),
            email: self.email.or_else(|| other.email.clone()),
            other_phones: self.other_phones,
            other_emails: self.other_emails,
            birth_date: self.birth_date.or(other.birth_date),
            address: self.address.or_else(|| other.address.clone()),
            city: self.city.or_else(|| other.city.clone()),
            province: self.province.or_else(|| other.province.clone()),
            postal_code: self.postal_code.or_else(|| other.postal_code.clone()),
            gender: self.gender.or_else(|| other.gender.clone()),
            notes: self.notes.or_else(|| other.notes.clone()),
        }
    }
}

/// A field of the profile, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "a field of the profile is named as there")]
pub enum ProfileField {
    Name,
    Phone,
    Email,
    BirthDate,
    Address,
    City,
    Province,
    PostalCode,
    Gender,
    Notes,
}
