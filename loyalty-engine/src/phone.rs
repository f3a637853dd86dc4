//! Phone numbers: every spelling of one number is one number.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

use crate::error::ProblemCode;
use crate::id::{Phone, PhoneInput};

/// A region to which a bare phone number belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region(rlibphonenumber::Region);

impl Region {
    /// Finds the region by its two capital letters.
    pub fn parse(code: &str) -> Result<Region, ProblemCode> {
        // The letters are an identifier here: one spelling only.
        if !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(ProblemCode::NotARegion);
        }
        let region = code.parse::<rlibphonenumber::Region>().map_err(|_| ProblemCode::NotARegion)?;
        let known = PHONE_NUMBER_UTIL.get_country_code_for_region(region).is_some();
        if known { Ok(Region(region)) } else { Err(ProblemCode::NotARegion) }
    }
}

/// The number in E.164; a number without a country code belongs to `region`.
///
/// Only its length is judged, not whether its range is in use: ranges change, and with them would change who a member
/// is.
pub fn normalise(input: &PhoneInput, region: Region) -> Result<Phone, ProblemCode> {
    if !is_dialled(input.as_str()) {
        return Err(ProblemCode::NotAPhone);
    }
    let number = PHONE_NUMBER_UTIL.parse(input.as_str(), Some(region.0)).map_err(|_| ProblemCode::NotAPhone)?;
    if !PHONE_NUMBER_UTIL.is_possible_number(&number) {
        return Err(ProblemCode::NotAPhone);
    }
    Phone::new(&PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164))
}

/// Is it made of nothing but digits and the signs that people write between them?
pub(crate) fn is_dialled(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.' | '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_number_is_the_same_number() {
        let region = Region::parse("ID").unwrap();
        for text in [
            "081234567890",
            "0812-3456-7890",
            "+62 812 3456 7890",
            "(0812) 3456.7890",
            "62812 34567890",
            "+62(0)81234567890",
        ] {
            let phone = normalise(&PhoneInput::new(text).unwrap(), region).map(|phone| phone.to_string());
            assert_eq!(phone.as_deref(), Ok("+6281234567890"), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_a_phone_is_refused() {
        let region = Region::parse("ID").unwrap();
        for text in ["0", "12", "call me", "+999123456789", "0812345678901234567890", "08123x45", "١٢٣٤٥٦٧٨", "+"]
        {
            assert_eq!(normalise(&PhoneInput::new(text).unwrap(), region), Err(ProblemCode::NotAPhone), "{text}");
        }
        for code in ["", "id", "XX", "ZZ", "IDN"] {
            assert_eq!(Region::parse(code), Err(ProblemCode::NotARegion), "{code}");
        }
    }
}
