//! What is done to a store as a whole: migrate it, sweep it, prove it, try it.

use std::sync::Arc;

use loyalty_engine::command::{Query, Question, ReadRules};
use loyalty_engine::error::ProblemCode;
use loyalty_engine::event::Event;
use loyalty_engine::id::{ActorId, ProgramId};
use loyalty_engine::read::Answer;
use loyalty_engine::report::{Sweep, verify};
use loyalty_engine::rules::Rules;
use loyalty_engine::testing::conformance::CASES;
use loyalty_engine::{Actor, Engine, Error, LoyaltyStore, Role};
use serde::{Deserialize, Serialize};

/// What is done to a store as a whole.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Job {
    /// Bring the schema up to date, making it where there is none.
    Migrate {},
    /// Write down what time has done to everybody. Right answers never wait for it.
    Settle {
        /// Whose members.
        program: ProgramId,
        /// Write nothing, and say what would happen.
        #[serde(default)]
        dry_run: bool,
    },
    /// Write down everything that is stored.
    Dump {
        /// Whose.
        program: ProgramId,
    },
    /// Replay every event, and compare with what is stored.
    Verify {
        /// Whose.
        program: ProgramId,
    },
    /// Try on an empty store of a host's own what every store has to do; or say what there is to try.
    Conformance {
        /// Which case.
        #[serde(default)]
        case: Option<String>,
    },
}

/// What came of a job.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Done {
    /// Of a migration.
    Migrated(Migrated),
    /// Of a sweep.
    Settled(Settled),
    /// Of a proof.
    Verified(Verified),
    /// Names of cases.
    Cases {
        /// Every one there is.
        cases: Vec<&'static str>,
    },
    /// Everything that is stored, a line each.
    Dumped {
        /// The same bytes from every store that holds the same.
        dump: String,
    },
}

/// A schema's version before and now; both 0 where there is no schema.
#[derive(Clone, Debug, Serialize)]
pub struct Migrated {
    /// 0 where there was none.
    pub found: u32,
    /// After the migration.
    pub now: u32,
}

impl Migrated {
    /// Stores number their schemas each in its own way.
    pub(crate) fn new<N: TryInto<u32>>(found: N, now: N) -> Migrated {
        let [found, now] = [found, now].map(|version| version.try_into().unwrap_or(0));
        Migrated { found, now }
    }
}

/// What a sweep did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Settled {
    /// Members who were due.
    pub members: u64,
    /// Memberships that had ended.
    pub ended: u64,
    /// Rewards that had lapsed.
    pub lapsed: u64,
    /// What went wrong, member by member; the others are settled.
    pub errors: Vec<String>,
}

/// What is not as it must be; nothing when all is well.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// Each in words.
    pub findings: Vec<String>,
}

/// Sweeps a program.
pub(crate) async fn settle(engine: &Engine, program: &ProgramId, dry_run: bool) -> Result<Settled, Error> {
    let actor = Actor::new(Role::System, ActorId::new("settle").map_err(|code| Error::Broken(code.to_string()))?);
    let query = Query::ReadRules(ReadRules { version: None });
    let question = Question { program: program.clone(), actor: actor.clone(), at: None, query };
    let Answer::Rules(view) = engine.read(&question).await? else {
        return Err(Error::Broken("the engine answered another question".to_owned()));
    };
    let zone = Rules::check(view.rules.into(), view.version).map_err(Error::Invalid)?.program.zone;
    let at = engine.now();
    let mut sweep = Sweep { engine, program, actor, at, on: zone.date(at), dry_run, after: None };
    let mut settled = Settled::default();
    loop {
        let batch = sweep.settle().await?;
        if batch.is_empty() {
            return Ok(settled);
        }
        for (member, result) in batch {
            more(&mut settled.members);
            match result {
                Ok(outcome) => outcome.events().iter().for_each(|event| match event {
                    Event::MembershipEnded { .. } => more(&mut settled.ended),
                    Event::RewardLapsed { .. } => more(&mut settled.lapsed),
                    _ => {}
                }),
                Err(error) => settled.errors.push(format!("{member}: {error}")),
            }
        }
    }
}

fn more(count: &mut u64) {
    *count = count.saturating_add(1);
}

/// Tries one case on an empty store.
pub(crate) fn conform(store: Arc<dyn LoyaltyStore>, case: Option<&str>) -> Result<Done, Error> {
    let Some(case) = case else {
        return Ok(Done::Cases { cases: CASES.iter().map(|(name, _)| *name).collect() });
    };
    let known = CASES.iter().find(|(name, _)| *name == case);
    let (_, run) = known.ok_or_else(|| Error::invalid("case", ProblemCode::UnknownValue))?;
    Ok(Done::Verified(Verified { findings: run(store).err().into_iter().collect() }))
}

/// Proves a program.
pub(crate) async fn prove(engine: &Engine, program: &ProgramId) -> Result<Verified, Error> {
    let findings = verify(engine.store(), program).await?;
    Ok(Verified { findings: findings.iter().map(ToString::to_string).collect() })
}
