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
    /// The day of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// The postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line>,
    /// As the person says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Line>,
    /// What the staff should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Note>,
}

impl Profile {
    /// What a search looks through: name, phone and e-mail address in lower case, a line each.
    pub fn search_text(&self) -> String {
        let name = self.name.as_ref().map_or("", PersonName::as_str);
        let phone = self.phone.as_ref().map_or("", Phone::as_str);
        let email = self.email.as_ref().map_or("", Email::as_str);
        format!("{name}\n{phone}\n{email}").to_lowercase()
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
    Gender,
    Notes,
}
