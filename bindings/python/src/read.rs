//! What Python's values are: text, whole numbers, dictionaries, our own dataclasses, `Decimal`, `date`, `datetime`.

use std::borrow::Cow;

use loyalty_border::{HostValue, ProblemCode, Seen};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyType};

/// One value of Python's.
pub struct Value<'py>(pub Bound<'py, PyAny>);

type Found<'v, 'py> = Result<Seen<'v, Value<'py>>, ProblemCode>;

impl<'py> HostValue for Value<'py> {
    fn see(&self) -> Found<'_, 'py> {
        let value = &self.0;
        if let Ok(text) = value.cast::<PyString>() {
            text.to_str().map(|text| Seen::Text(text.into())).map_err(|_| ProblemCode::Malformed)
        } else if value.is_none() {
            Ok(Seen::Nothing)
        } else if let Ok(fields) = value.cast::<PyDict>() {
            fields
                .iter()
                .map(|(name, value)| Ok((name_of(&name)?, Value(value))))
                .collect::<Result<_, _>>()
                .map(Seen::Object)
        } else if let Ok(flag) = value.cast::<PyBool>() {
            Ok(Seen::Flag(flag.is_true()))
        } else if value.is_instance_of::<PyInt>() {
            Ok(value
                .extract()
                .map(Seen::Whole)
                .or_else(|_| value.extract().map(Seen::Negative))
                .unwrap_or(Seen::Fraction(f64::INFINITY)))
        } else if let Ok(number) = value.cast::<PyFloat>() {
            Ok(Seen::Fraction(number.value()))
        } else if let Ok(list) = value.cast::<PyList>() {
            Ok(Seen::List(list.iter().map(Value).collect()))
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            Ok(Seen::List(tuple.iter().map(Value).collect()))
        } else {
            of_class(value)
        }
    }
}

fn name_of(name: &Bound<'_, PyAny>) -> Result<Cow<'static, str>, ProblemCode> {
    name.extract::<String>().map(Cow::Owned).map_err(|_| ProblemCode::Malformed)
}

/// Values of classes: our own dataclasses, and the library's exact ones.
fn of_class<'v, 'py>(value: &'v Bound<'py, PyAny>) -> Found<'v, 'py> {
    let py = value.py();
    let known = Known::get(py).map_err(|_| ProblemCode::Malformed)?;
    let is = |class: &Py<PyType>| value.is_instance(class.bind(py)).unwrap_or(false);
    let words = |text: PyResult<String>, otherwise| text.map(|text| Seen::Text(text.into())).map_err(|_| otherwise);
    if is(&known.decimal) {
        value.str().map(|digits| Seen::Decimal(digits.to_string())).map_err(|_| ProblemCode::NotADecimal)
    } else if is(&known.datetime) {
        words(moment(value, known), ProblemCode::NotAMoment)
    } else if is(&known.date) || is(&known.uuid) {
        words(value.str().map(|text| text.to_string()), ProblemCode::NotText)
    } else if value.hasattr(intern!(py, "__dataclass_fields__")).unwrap_or(false) {
        dataclass(value)
    } else {
        Ok(Seen::Foreign)
    }
}

/// What is `None` in a dataclass was not given.
fn dataclass<'v, 'py>(value: &'v Bound<'py, PyAny>) -> Found<'v, 'py> {
    let Ok(fields) = value.getattr(intern!(value.py(), "__dict__")) else { return Ok(Seen::Foreign) };
    let Ok(fields) = fields.cast::<PyDict>() else { return Ok(Seen::Foreign) };
    let given = fields.iter().filter(|(_, value)| !value.is_none());
    let field = |(name, value)| Ok((name_of(&name)?.trim_end_matches('_').to_owned().into(), Value(value)));
    given.map(field).collect::<Result<_, _>>().map(Seen::Object)
}

struct Known {
    decimal: Py<PyType>,
    datetime: Py<PyType>,
    date: Py<PyType>,
    uuid: Py<PyType>,
    utc: Py<PyAny>,
}

impl Known {
    fn get(py: Python<'_>) -> PyResult<&Known> {
        static KNOWN: PyOnceLock<Known> = PyOnceLock::new();
        KNOWN.get_or_try_init(py, || {
            let class = |module: &str, name: &str| -> PyResult<Py<PyType>> {
                Ok(py.import(module)?.getattr(name)?.cast_into()?.unbind())
            };
            Ok(Known {
                decimal: class("decimal", "Decimal")?,
                datetime: class("datetime", "datetime")?,
                date: class("datetime", "date")?,
                uuid: class("uuid", "UUID")?,
                utc: class("datetime", "timezone")?.getattr(py, "utc")?,
            })
        })
    }
}

/// In UTC; without an offset it is no moment, and its text says so.
fn moment(value: &Bound<'_, PyAny>, known: &Known) -> PyResult<String> {
    let py = value.py();
    let aware = match value.getattr(intern!(py, "tzinfo"))?.is_none() {
        true => value.clone(),
        false => value.call_method1(intern!(py, "astimezone"), (&known.utc,))?,
    };
    Ok(aware.call_method0(intern!(py, "isoformat"))?.to_string())
}
