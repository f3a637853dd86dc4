//! However deep the input, the stack of a small thread is enough.

use loyalty_engine::Call;
use loyalty_engine::error::{Error, Problem, ProblemCode};
use loyalty_engine::rules::Document;

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(128 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn rules_in_toml() {
    let keys = |count| vec!["a"; count].join(".");
    let table = format!("{} = {{ ", keys(79));
    for (name, text, code) in [
        ("open lists", format!("a = {}", "[".repeat(100_000)), ProblemCode::TooDeep),
        ("lists", format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)), ProblemCode::TooDeep),
        ("tables", format!("a = {}1{}", "{a=".repeat(50_000), "}".repeat(50_000)), ProblemCode::TooDeep),
        ("a dotted key", format!("{} = 1", keys(100_000)), ProblemCode::TooDeep),
        ("a dotted header", format!("[{}]", keys(100_000)), ProblemCode::TooDeep),
        ("a header of headers", format!("[{}]\n{} = 1", keys(31), keys(31)), ProblemCode::TooDeep),
        ("dotted tables", format!("{}a = 1{}", table.repeat(78), "}".repeat(78)), ProblemCode::TooDeep),
        ("many, not deep", "a.b.c = 1\n".repeat(20_000), ProblemCode::Malformed),
        ("brackets in text", format!("a = \"{}\"", "[{.".repeat(1_000)), ProblemCode::UnknownField),
        ("brackets in a comment", format!("# {}\na = 1", "[{.".repeat(1_000)), ProblemCode::UnknownField),
    ] {
        on_a_small_stack(move || {
            let problems = Document::parse(&text).unwrap_err();
            assert!(problems.iter().any(|problem| problem.code == code), "{name}: {problems:?}");
        });
    }
}

#[test]
fn rules_and_calls_in_json() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
        for closed in [false, true] {
            let text = open.repeat(10_000) + "1" + &if closed { close.repeat(10_000) } else { String::new() };
            on_a_small_stack(move || {
                let problems = Document::parse(&format!("{{\"program\":{text}}}")).unwrap_err();
                assert!(matches!(&problems[..], [Problem { code: ProblemCode::TooDeep, .. }]), "{problems:?}");
                let error = Call::parse(text.as_bytes()).unwrap_err();
                assert!(
                    matches!(&error, Error::Invalid(problems) if problems[0].code == ProblemCode::TooDeep),
                    "{error}"
                );
            });
        }
    }
}
