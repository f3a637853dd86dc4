//! Publishing rules: checked as a whole, kept as the next version.

use std::sync::Arc;

use super::Operation;
use super::turn::{Asking, Step, Turn};
use crate::command::PublishRules;
use crate::error::{Error, Reason};
use crate::event::{Event, Subject};
use crate::record::{Only, RecordKey};
use crate::rules::Rules;

impl Operation for PublishRules {
    fn ask(&self, asking: &mut Asking<'_>) -> Result<(), Error> {
        asking.ask.records.insert(RecordKey::Program(Only));
        Ok(())
    }

    fn decide(&self, turn: &mut Turn<'_>) -> Result<Step, Error> {
        let document = Arc::new(self.rules.read().map_err(Error::Invalid)?);
        let newest = turn.draft.book.newest_version();
        let version = newest.checked_add(1).ok_or_else(|| Error::broken("no version number is left"))?;
        let rules = Rules::check(Arc::clone(&document), version).map_err(Error::Invalid)?;
        turn.log(Subject::Program);
        if turn.draft.book.newest().is_some_and(|newest| newest.document == document) {
            turn.explain(Reason::RulesUnchanged { version: newest });
            return Ok(Step::Done);
        }
        turn.post(Event::RulesPublished { version, document })?;
        turn.publish(Arc::new(rules));
        Ok(Step::Done)
    }
}
