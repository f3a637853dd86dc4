//! What JavaScript's values are, from the tape on which `lib/tape.js` has written them.

use loyalty_border::{HostValue, Moment, ProblemCode, Seen};

/// One value of JavaScript's.
pub enum Value {
    Nothing,
    Flag(bool),
    Whole(u64),
    Negative(i64),
    Fraction(f64),
    Foreign,
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    Wrong(ProblemCode),
}

impl Value {
    /// Reads a tape.
    pub fn read(tape: &[u16]) -> Value {
        Tape(tape).value().unwrap_or(Value::Wrong(ProblemCode::Malformed))
    }
}

/// A value as the engine reads it.
pub struct Given<'v>(pub &'v Value);

impl HostValue for Given<'_> {
    fn see(&self) -> Result<Seen<'_, Self>, ProblemCode> {
        Ok(match self.0 {
            Value::Nothing => Seen::Nothing,
            Value::Flag(flag) => Seen::Flag(*flag),
            Value::Whole(number) => Seen::Whole(*number),
            Value::Negative(number) => Seen::Negative(*number),
            Value::Fraction(number) => Seen::Fraction(*number),
            Value::Foreign => Seen::Foreign,
            Value::Text(text) => Seen::Text(text.into()),
            Value::List(items) => Seen::List(items.iter().map(Given).collect()),
            Value::Object(fields) => {
                Seen::Object(fields.iter().map(|(name, value)| (name.into(), Given(value))).collect())
            }
            Value::Wrong(code) => return Err(*code),
        })
    }
}

/// What of a tape was not read yet. It ends early only if it is none of `lib/tape.js`.
struct Tape<'t>(&'t [u16]);

impl<'t> Tape<'t> {
    fn value(&mut self) -> Option<Value> {
        Some(match u8::try_from(self.unit()?).ok()? {
            b'n' => Value::Nothing,
            b't' => Value::Flag(true),
            b'f' => Value::Flag(false),
            b'i' => whole(&self.text()?.ok()?),
            b'd' => Value::Fraction(self.text()?.ok()?.parse().ok()?),
            b's' => self.text()?.map_or(Value::Wrong(ProblemCode::Malformed), Value::Text),
            b'm' => moment(&self.text()?.ok()?).map_or_else(Value::Wrong, Value::Text),
            b'l' => Value::List((0..self.number()?).map(|_| self.value()).collect::<Option<_>>()?),
            b'o' => self.object()?,
            b'e' => Value::Wrong(ProblemCode::TooMany),
            b'x' => Value::Foreign,
            _ => return None,
        })
    }

    /// A name that is no text spoils the whole of it.
    fn object(&mut self) -> Option<Value> {
        let fields = (0..self.number()?).map(|_| Some((self.text()?, self.value()?))).collect::<Option<Vec<_>>>()?;
        let named = fields.into_iter().map(|(name, value)| name.map(|name| (name, value)));
        Some(named.collect::<Result<_, _>>().map_or(Value::Wrong(ProblemCode::Malformed), Value::Object))
    }

    fn unit(&mut self) -> Option<u16> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        loop {
            let digit = match u8::try_from(self.unit()?).ok()? {
                b';' => return Some(number),
                digit => digit.checked_sub(b'0')?,
            };
            number = number.checked_mul(10)?.checked_add(digit.into())?;
        }
    }

    /// Text, if it is text throughout: half of a letter is none.
    fn text(&mut self) -> Option<Result<String, std::string::FromUtf16Error>> {
        let length = self.number()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        // Most text is plain, and decoding the rest takes its time.
        let plain: Option<Vec<u8>> = text.iter().map(|unit| u8::try_from(*unit).ok().filter(u8::is_ascii)).collect();
        Some(match plain.and_then(|plain| String::from_utf8(plain).ok()) {
            Some(plain) => Ok(plain),
            None => String::from_utf16(text),
        })
    }
}

/// One that no field holds is not whole.
fn whole(digits: &str) -> Value {
    let whole = digits.parse().map(Value::Whole);
    whole.or_else(|_| digits.parse().map(Value::Negative)).unwrap_or(Value::Fraction(f64::INFINITY))
}

/// To the millisecond, which is all that a `Date` has.
fn moment(millis: &str) -> Result<String, ProblemCode> {
    let millis: i64 = millis.parse().map_err(|_| ProblemCode::NotAMoment)?;
    let moment = millis.checked_mul(1000).and_then(Moment::from_micros).ok_or(ProblemCode::OutOfRange)?;
    Ok(moment.to_string())
}
