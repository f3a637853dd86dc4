//! `loyalty call`: one JSON call a line in, one JSON answer a line out.

use std::io::{self, BufRead, Write};

use futures_executor::block_on;
use loyalty_engine::error::ProblemCode;
use loyalty_engine::{Engine, Error};

use crate::failure::Failure;
use crate::store::{StoreUrl, open_store};

/// Every operation of the engine, for programs in any language. Each line is answered by one line, at once
#[derive(clap::Args)]
pub struct Args {
    /// Where the program lives: `memory:`, `sqlite:PATH` or `postgres://USER@HOST/DATABASE`
    #[arg(long, value_name = "URL", default_value = "memory:", value_parser = StoreUrl::parse)]
    store: StoreUrl,
}

/// The longest line that is read; what is longer is answered and thrown away as it comes.
const LINE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Answers until the input ends.
pub fn run(args: &Args) -> Result<(), Failure> {
    let engine = Engine::new(open_store(&args.store)?);
    answer_all(&engine, &mut io::stdin().lock(), &mut io::stdout().lock(), LINE_BYTES_MAX)
}

fn answer_all(engine: &Engine, input: &mut dyn BufRead, out: &mut dyn Write, max: usize) -> Result<(), Failure> {
    let mut line = Vec::new();
    while let Some(read) = read_line(input, &mut line, max)? {
        let answer = match read {
            Line::Whole => block_on(engine.call(&line)),
            Line::TooLong => too_long(),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn too_long() -> String {
    serde_json::json!({ "error": Error::invalid("request", ProblemCode::TooLong) }).to_string()
}

enum Line {
    Whole,
    TooLong,
}

/// Reads one line without its end into `line`; of a line that is too long nothing is kept. Nothing at the end of the
/// input.
fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>, max: usize) -> io::Result<Option<Line>> {
    line.clear();
    let mut read = Line::Whole;
    let mut begun = false;
    loop {
        let found = match input.fill_buf() {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if found.is_empty() {
            return Ok(begun.then_some(read));
        }
        begun = true;
        let end = found.iter().position(|byte| *byte == b'\n');
        let part = end.and_then(|end| found.get(..end)).unwrap_or(found);
        if line.len().saturating_add(part.len()) > max {
            read = Line::TooLong;
            *line = Vec::new();
        }
        if matches!(read, Line::Whole) {
            line.extend_from_slice(part);
        }
        let used = end.map_or(found.len(), |end| end.saturating_add(1));
        input.consume(used);
        if end.is_some() {
            return Ok(Some(read));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;
    use std::sync::Arc;

    use loyalty_engine::MemoryStore;

    use super::*;

    /// Every line's beginning, as answered with a limit of 20 bytes and a buffer of 7.
    fn answers(input: &str) -> Vec<String> {
        let engine = Engine::new(Arc::new(MemoryStore::new()));
        let mut out = Vec::new();
        let mut input = BufReader::with_capacity(7, input.as_bytes());
        answer_all(&engine, &mut input, &mut out, 20).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_line_has_its_answer_even_a_blank_one_and_one_without_an_end() {
        assert_eq!(answers("").len(), 0);
        assert_eq!(answers("{}\n\n{}").len(), 3);
        assert_eq!(answers("{}\r\n").len(), 1);
    }

    #[test]
    fn a_line_that_is_too_long_is_answered_and_the_next_one_is_read_from_its_beginning() {
        let long = "x".repeat(1000);
        for (input, codes) in [
            (format!("{long}\n{{}}\n"), vec!["too_long", "missing"]),
            (long.clone(), vec!["too_long"]),
            (format!("{}\n", "x".repeat(20)), vec!["malformed"]),
            (format!("{}\n", "x".repeat(21)), vec!["too_long"]),
        ] {
            let answers = answers(&input);
            assert_eq!(answers.len(), codes.len());
            for (answer, code) in answers.iter().zip(codes) {
                assert!(answer.contains(&format!("\"code\":\"{code}\"")), "{answer}");
            }
        }
    }
}
