//! What must hold for every history: drawn at random, and cut down to the shortest that fails.

use std::collections::BTreeSet;
use std::sync::Arc;

use loyalty_engine::id::{MemberId, ProgramId, RewardId};
use loyalty_engine::read::{Answer, MemberView};
use loyalty_engine::record::{RecordKey, RecordKind};
use loyalty_engine::report::{all_records, dump, verify};
use loyalty_engine::testing::{TestSource, block_on};
use loyalty_engine::{
    Actor, Command, Engine, Error, MemoryStore, Moment, Outcome, Query, Question, Refusal, Request, Role,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Moments apart from each other, in hours, and what is asked then.
#[derive(Clone, Debug)]
struct Step {
    hours: i64,
    command: Value,
}

const START_MICROS: i64 = 1_790_000_000_000_000;
const HOUR_MICROS: i64 = 3_600_000_000;
const KINDS: [&str; 2] = ["free_drink", "voucher_50k"];

fn kopi_hub(per_cycle: u32, extra: &str, at_end: &str, region: &str) -> Value {
    let text = include_str!("../../../examples/rules/kopi-hub.toml")
        .replace("per_cycle = 10", &format!("per_cycle = {per_cycle}\n{extra}"))
        .replace(", 10 = ", &format!(", {per_cycle} = "))
        .replace("fee =", &format!("rewards_at_end = \"{at_end}\"\nfee ="))
        .replace("phone_region = \"ID\"", &format!("phone_region = \"{region}\""));
    json!({ "publish_rules": { "rules": { "text": text } } })
}

fn publish() -> impl Strategy<Value = Value> {
    let extra = prop_oneof![Just(""), Just("every = \"amount\""), Just("max_per_day = 2")];
    let region = prop_oneof![9 => Just("ID"), 1 => Just("SG")];
    (2..6_u32, extra, prop_oneof![Just("lapse"), Just("keep")], region)
        .prop_map(|(per_cycle, extra, at_end, region)| kopi_hub(per_cycle, extra, at_end, region))
}

fn phone() -> impl Strategy<Value = Value> {
    (0..3_u8, 0..3_u8).prop_map(|(number, spelling)| match spelling {
        0 => json!(format!("+62 812 3456 789{number}")),
        1 => json!(format!("0812-3456-789{number}")),
        _ => json!(format!("+628123456789{number}")),
    })
}

fn card() -> impl Strategy<Value = String> {
    (0..5_u8).prop_map(|number| format!("card-{number}"))
}

fn member() -> impl Strategy<Value = Value> {
    let by_phone = phone().prop_map(|phone| json!({ "phone": phone }));
    prop_oneof![3 => by_phone, 1 => card().prop_map(|card| json!({ "card": card }))]
}

fn purchase() -> impl Strategy<Value = Value> {
    let amount = prop_oneof![1 => Just("49999"), 4 => Just("50000"), 1 => Just("260000")];
    let fields = (proptest::option::weighted(0.9, member()), amount, proptest::option::weighted(0.8, 0..12_u8));
    fields.prop_map(|(member, amount, receipt)| {
        let mut purchase = json!({ "amount": amount });
        if let Value::Object(fields) = &mut purchase {
            fields.extend(member.map(|member| ("member".to_owned(), member)));
            fields.extend(receipt.map(|number| ("receipt".to_owned(), json!(format!("R-{number}")))));
        }
        json!({ "record_purchase": purchase })
    })
}

fn void() -> impl Strategy<Value = Value> {
    (0..12_u8).prop_map(|number| {
        let receipt = json!({ "number": format!("R-{number}") });
        json!({ "void_purchase": { "purchase": { "receipt": receipt }, "reason": "mistyped" } })
    })
}

fn redeem() -> impl Strategy<Value = Value> {
    (member(), prop_oneof![Just(KINDS[0]), Just(KINDS[1])])
        .prop_map(|(member, kind)| json!({ "redeem": { "member": member, "reward": { "kind": kind } } }))
}

fn about_a_member(name: &'static str, with: Value) -> impl Strategy<Value = Value> {
    member().prop_map(move |member| {
        let mut fields = json!({ "member": member });
        if let (Value::Object(fields), Value::Object(with)) = (&mut fields, with.clone()) {
            fields.extend(with);
        }
        json!({ name: fields })
    })
}

fn activate() -> impl Strategy<Value = Value> {
    (card(), phone())
        .prop_map(|(card, phone)| json!({ "activate": { "card": { "number": card }, "name": "Sari", "phone": phone } }))
}

fn command() -> impl Strategy<Value = Value> {
    let why = json!({ "reason": "because" });
    prop_oneof![
        1 => publish(),
        1 => (0..5_u8).prop_map(|n| json!({ "issue_cards": { "numbers": [format!("card-{n}")] } })),
        6 => activate(),
        1 => phone().prop_map(|phone| json!({ "register": { "name": "Budi", "phone": phone } })),
        1 => (member(), phone())
            .prop_map(|(member, phone)| json!({ "update_profile": { "member": member, "phone": phone } })),
        20 => purchase(),
        5 => void(),
        6 => redeem(),
        2 => about_a_member("renew", json!({})),
        1 => about_a_member("block", why.clone()),
        1 => about_a_member("unblock", why.clone()),
        1 => about_a_member("close", why),
        1 => about_a_member("settle", json!({})),
        1 => (member(), card())
            .prop_map(|(member, card)| json!({ "replace_card": { "member": member, "card": { "number": card } } })),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let hours = prop_oneof![20 => 0..8_i64, 1 => Just(-30), 2 => 24..2400_i64];
    (hours, command()).prop_map(|(hours, command)| Step { hours, command })
}

/// A history that begins with rules, cards and two members, so that something can come of the rest.
fn history(steps: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    let rules = (2..5_u32).prop_map(|per_cycle| kopi_hub(per_cycle, "", "lapse", "ID"));
    (rules, proptest::collection::vec(step(), steps)).prop_map(|(rules, steps)| {
        let cards = json!({ "issue_cards": { "numbers": ["card-0", "card-1", "card-2", "card-3"] } });
        let joins = (0..2).map(|n| {
            let phone = format!("+6281234567890{n}").replacen("7890", "789", 1);
            json!({ "activate": { "card": { "number": format!("card-{n}") }, "name": "Sari", "phone": phone } })
        });
        let opening = [rules, cards].into_iter().chain(joins).map(|command| Step { hours: 0, command });
        opening.chain(steps).collect()
    })
}

/// The requests of a history, each at its own moment.
fn requests(program: &str, steps: &[Step]) -> Vec<Request> {
    let mut micros = START_MICROS;
    let request = |step: &Step| {
        micros = micros.saturating_add(step.hours.saturating_mul(HOUR_MICROS));
        let command: Command = serde_json::from_value(step.command.clone()).unwrap();
        let actor = Actor::new(Role::Owner, "budi".parse().unwrap());
        Request::new(program.parse().unwrap(), actor, command).at(Moment::from_micros(micros).unwrap())
    };
    steps.iter().map(request).collect()
}

/// Each request under a key of its own.
fn with_keys(requests: Vec<Request>) -> Vec<Request> {
    requests.into_iter().enumerate().map(|(n, request)| request.key(format!("key-{n}").parse().unwrap())).collect()
}

fn engine(store: &Arc<MemoryStore>, seed: u64) -> Engine {
    let source = TestSource::new(Moment::from_micros(START_MICROS).unwrap(), seed);
    Engine::with_source(Arc::<MemoryStore>::clone(store), Arc::new(source))
}

fn execute(engine: &Engine, request: &Request) -> Result<Outcome, Error> {
    let answer = block_on(engine.execute(request));
    if let Err(error @ (Error::Broken(_) | Error::Conflict | Error::Unavailable { .. })) = &answer {
        panic!("{request:?}: {error}");
    }
    answer
}

fn run(engine: &Engine, requests: &[Request]) -> Vec<Result<Outcome, Error>> {
    requests.iter().map(|request| execute(engine, request)).collect()
}

fn kopi() -> ProgramId {
    "kopi-hub".parse().unwrap()
}

fn text(store: &MemoryStore, program: &ProgramId) -> String {
    block_on(dump(store, program)).unwrap()
}

/// Everything stored but how often it was written.
fn text_without_versions(store: &MemoryStore) -> String {
    let text = text(store, &kopi());
    let without = |line: &str| {
        let words = line.split(' ').enumerate();
        let kept = words.filter(|(at, word)| *at != 2 || !word.starts_with('v')).map(|(_, word)| word);
        kept.collect::<Vec<_>>().join(" ")
    };
    text.lines().map(without).collect::<Vec<_>>().join("\n")
}

fn look_up(engine: &Engine, member: MemberId, at: Moment) -> MemberView {
    let query: Query = serde_json::from_value(json!({ "look_up": { "member": { "id": member } } })).unwrap();
    let actor = Actor::new(Role::Owner, "budi".parse().unwrap());
    match block_on(engine.read(&Question { program: kopi(), actor, at: Some(at), query })).unwrap() {
        Answer::Member(member) => *member,
        other => panic!("{other:?}"),
    }
}

fn members(store: &MemoryStore) -> Vec<MemberId> {
    let mut ids = Vec::new();
    let member = |key, _, _| {
        ids.extend(if let RecordKey::Member(id) = key { Some(id) } else { None });
        Ok(())
    };
    block_on(all_records(store, &kopi(), RecordKind::Member, member)).unwrap();
    ids
}

/// The stamps and open rewards of everybody.
fn holdings(engine: &Engine, store: &MemoryStore, at: Moment) -> (BTreeSet<String>, Vec<RewardId>) {
    let mut stamps = BTreeSet::new();
    block_on(all_records(store, &kopi(), RecordKind::Stamp, |key, _, _| {
        stamps.insert(key.text());
        Ok(())
    }))
    .unwrap();
    let rewards = members(store).into_iter().flat_map(|id| look_up(engine, id, at).rewards);
    (stamps, rewards.map(|reward| reward.id).collect())
}

fn last_moment(requests: &[Request]) -> Moment {
    requests.last().and_then(|request| request.at).unwrap()
}

fn same_but_replay(first: &Result<Outcome, Error>, again: &Result<Outcome, Error>) -> bool {
    match (first, again) {
        (Ok(first), Ok(again)) => again.replay && first.entry == again.entry,
        (first, again) => first == again,
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn the_state_is_the_fold_of_its_events(steps in history(0..60)) {
        let store = Arc::new(MemoryStore::new());
        run(&engine(&store, 1), &with_keys(requests("kopi-hub", &steps)));
        prop_assert_eq!(block_on(verify(&*store, &kopi())).unwrap(), vec![]);
    }

    #[test]
    fn a_batch_is_the_same_commands_one_by_one(
        steps in history(0..40),
        keyed: bool,
        cuts in proptest::collection::vec(1..20_usize, 6),
    ) {
        let requests = requests("kopi-hub", &steps);
        let requests = if keyed { with_keys(requests) } else { requests };
        let (one_by_one, batched) = (Arc::new(MemoryStore::new()), Arc::new(MemoryStore::new()));
        let expected = run(&engine(&one_by_one, 1), &requests);
        let engine = engine(&batched, 1);
        let (mut rest, mut answers) = (requests.as_slice(), Vec::new());
        for cut in cuts.iter().cycle() {
            let (batch, later) = rest.split_at((*cut).min(rest.len()));
            answers.extend(block_on(engine.execute_all(batch)));
            rest = later;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(answers, expected);
        prop_assert_eq!(text_without_versions(&batched), text_without_versions(&one_by_one));
    }

    #[test]
    fn a_dry_run_answers_the_same_and_writes_nothing(steps in history(1..30), keyed: bool) {
        let store = Arc::new(MemoryStore::new());
        let requests = requests("kopi-hub", &steps);
        let requests = if keyed { with_keys(requests) } else { requests };
        for (seed, request) in (0..).zip(&requests) {
            let before = text(&store, &kopi());
            let dry = execute(&engine(&store, seed), &request.clone().dry_run());
            prop_assert_eq!(text(&store, &kopi()), before);
            // Another engine on the same source draws the same ids.
            let real = execute(&engine(&store, seed), request);
            let dry = dry.map(|outcome| (outcome.dry_run, outcome.replay, outcome.entry));
            prop_assert_eq!(dry, real.map(|outcome| (true, outcome.replay, outcome.entry)));
        }
    }

    #[test]
    fn asking_twice_with_the_same_key_changes_nothing(steps in history(1..30)) {
        let store = Arc::new(MemoryStore::new());
        let engine = engine(&store, 1);
        let requests = with_keys(requests("kopi-hub", &steps));
        let mut answers = Vec::new();
        for request in &requests {
            let first = execute(&engine, request);
            let before = text(&store, &kopi());
            let again = execute(&engine, request);
            prop_assert!(same_but_replay(&first, &again), "{first:?}, then {again:?}");
            prop_assert_eq!(text(&store, &kopi()), before);
            answers.push(first);
        }
        // And long afterwards, when everything has changed. What made no sense has left its key unused.
        let late = Moment::parse("2031-01-01T00:00:00Z").unwrap();
        let before = text(&store, &kopi());
        for (request, first) in requests.into_iter().zip(answers) {
            if !matches!(first, Err(Error::Invalid(_))) {
                let answer = execute(&engine, &request.at(late));
                prop_assert!(same_but_replay(&first, &answer), "{first:?}, then {answer:?}");
            }
        }
        prop_assert_eq!(text(&store, &kopi()), before);
    }

    #[test]
    fn a_purchase_and_its_void_leave_stamps_and_rewards_as_before(steps in history(0..40), bought in purchase()) {
        let store = Arc::new(MemoryStore::new());
        let engine = engine(&store, 1);
        let before = requests("kopi-hub", &steps);
        run(&engine, &before);
        let at = last_moment(&before);
        let mut bought = bought;
        bought["record_purchase"]["receipt"] = json!("R-new");
        let purchase = json!({ "receipt": { "number": "R-new" } });
        let void = json!({ "void_purchase": { "purchase": purchase, "reason": "mistyped" } });
        let holds = holdings(&engine, &store, at);
        let last = [Step { hours: 0, command: bought }, Step { hours: 0, command: void }];
        let bought_and_voided = requests("kopi-hub", &last).into_iter().map(|request| request.at(at));
        let answers = run(&engine, &bought_and_voided.collect::<Vec<_>>());
        prop_assert_eq!(answers[0].is_ok(), answers[1].is_ok());
        prop_assert_eq!(holdings(&engine, &store, at), holds);
    }

    #[test]
    fn rewards_go_out_first_in_first_out(steps in history(0..60), kind in prop_oneof![Just(KINDS[0]), Just(KINDS[1])]) {
        let store = Arc::new(MemoryStore::new());
        let engine = engine(&store, 1);
        let before = requests("kopi-hub", &steps);
        run(&engine, &before);
        let at = last_moment(&before);
        for id in members(&store) {
            let open = look_up(&engine, id, at).rewards;
            let of_the_kind = open.iter().filter(|reward| reward.kind.as_str() == kind);
            let mut ids: Vec<RewardId> = of_the_kind.map(|reward| reward.id).collect();
            prop_assert!(ids.is_sorted());
            ids.reverse();
            let command = json!({ "redeem": { "member": { "id": id }, "reward": { "kind": kind } } });
            let step = Step { hours: 0, command };
            let request = requests("kopi-hub", &[step]).remove(0).at(at);
            loop {
                match execute(&engine, &request) {
                    Ok(outcome) => prop_assert_eq!(outcome.view().redeemed.map(|reward| reward.id), ids.pop()),
                    Err(Error::Refused(Refusal::NoReward { .. })) => {
                        prop_assert_eq!(ids, vec![]);
                        break;
                    }
                    // Not in good standing: nothing goes out at all.
                    Err(_) => break,
                }
            }
        }
    }

    #[test]
    fn two_programs_do_not_influence_each_other(ours in history(1..30), theirs in history(1..30)) {
        let ours = with_keys(requests("kopi-hub", &ours));
        let theirs = with_keys(requests("warung", &theirs));
        let (alone, shared) = (Arc::new(MemoryStore::new()), Arc::new(MemoryStore::new()));
        let expected = run(&engine(&alone, 1), &ours);
        let (our_engine, their_engine) = (engine(&shared, 1), engine(&shared, 1));
        let mut answers = Vec::new();
        for at in 0..ours.len().max(theirs.len()) {
            theirs.get(at).into_iter().for_each(|request| drop(execute(&their_engine, request)));
            answers.extend(ours.get(at).map(|request| execute(&our_engine, request)));
        }
        prop_assert_eq!(answers, expected);
        prop_assert_eq!(text(&shared, &kopi()), text(&alone, &kopi()));
    }
}
