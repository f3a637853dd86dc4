//! Issuing cards: made before anyone owns them.

use std::collections::BTreeSet;

use super::Operation;
use super::turn::{Asking, Step, Turn};
use crate::command::IssueCards;
use crate::error::{Error, ProblemCode, Refusal};
use crate::event::{Event, Subject};
use crate::id::CardNumber;
use crate::record::{Handle, Only, Owner, RecordKey};

/// The most cards one request makes.
const CARDS_MAX: usize = 10_000;

impl Operation for IssueCards {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.records.insert(RecordKey::Program(Only));
        let numbers = self.numbers.iter().flatten().take(CARDS_MAX);
        asking.ask.handles.extend(numbers.map(|number| Handle::CardNumber(number.clone())));
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        turn.rules()?;
        let numbers = numbers(self, turn)?;
        let mut seen = BTreeSet::new();
        for number in &numbers {
            let known = turn.draft.owner(&Handle::CardNumber(number.clone())).is_some();
            if known || !seen.insert(number) {
                return Err(Refusal::CardNumberTaken { number: number.clone() }.into());
            }
        }
        turn.log(Subject::Program);
        for number in numbers {
            let card = turn.ids.card();
            turn.draft.claim(Handle::CardNumber(number.clone()), Some(Owner::Card(card)));
            turn.post(Event::CardIssued { card, number })?;
        }
        Ok(Step::Done)
    }
}

/// The host's own numbers, or as many new ones as were asked for.
fn numbers(command: &IssueCards, turn: &mut Turn<'_>) -> Result<Vec<CardNumber>, Error> {
    let invalid = |field: &str, code| Err(Error::invalid(field, code));
    match (&command.count, &command.numbers) {
        (Some(0), None) => invalid("count", ProblemCode::Zero),
        (Some(count), None) if usize::try_from(*count).is_ok_and(|count| count <= CARDS_MAX) => (0..*count)
            .map(|_| turn.ids.card_number().map_err(|code| Error::broken(format!("a made card number is {code}"))))
            .collect(),
        (Some(_), None) => invalid("count", ProblemCode::TooMany),
        (None, Some(numbers)) if numbers.is_empty() => invalid("numbers", ProblemCode::Blank),
        (None, Some(numbers)) if numbers.len() > CARDS_MAX => invalid("numbers", ProblemCode::TooMany),
        (None, Some(numbers)) => Ok(numbers.clone()),
        (Some(_), Some(_)) | (None, None) => invalid("count", ProblemCode::OneOf),
    }
}
