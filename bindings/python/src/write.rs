//! Answers as Python's values: the dataclass of each type, `Decimal`, `date`, `datetime`, tuples.

use chrono::{DateTime, NaiveDate, Utc};
use foldhash::HashMap;
use loyalty_border::{Date, Error, Make, Moment, ProblemCode, make};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyDict, PyString, PyTuple};
use pyo3::{IntoPyObjectExt, intern};

use crate::known::Known;

/// Any value of Python's.
pub type Any<'py> = Bound<'py, PyAny>;

/// The exception of an error.
pub fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let known = Known::get(py)?;
    Ok(PyErr::from_value(known.error.bind(py).call1((make(Maker(py, known), error)?,))?))
}

/// Makes Python's values.
#[derive(Clone, Copy)]
pub struct Maker<'py>(pub Python<'py>, pub &'py Known);

impl<'py> Make for Maker<'py> {
    type Value = Any<'py>;
    type Object = Object<'py>;
    type Error = PyErr;

    fn nothing(self) -> PyResult<Any<'py>> {
        self.0.None().into_bound_py_any(self.0)
    }
    fn flag(self, flag: bool) -> PyResult<Any<'py>> {
        flag.into_bound_py_any(self.0)
    }
    fn whole(self, number: i64) -> PyResult<Any<'py>> {
        number.into_bound_py_any(self.0)
    }
    fn text(self, text: &str) -> PyResult<Any<'py>> {
        text.into_bound_py_any(self.0)
    }
    fn named(self, name: &'static str, text: &str) -> PyResult<Any<'py>> {
        let wrong = |code: ProblemCode| Self::failed(format!("{text}: {code}"));
        match name {
            "Money" | "Percent" | "Factor" => self.1.decimal.bind(self.0).call1((text,)),
            "Date" => NaiveDate::from(Date::parse(text).map_err(wrong)?).into_bound_py_any(self.0),
            "Moment" => DateTime::<Utc>::from(Moment::parse(text).map_err(wrong)?).into_bound_py_any(self.0),
            _ => self.text(text),
        }
    }
    fn list(self, items: Vec<Any<'py>>) -> PyResult<Any<'py>> {
        Ok(PyTuple::new(self.0, items)?.into_any())
    }
    fn map(self, fields: Vec<(String, Any<'py>)>) -> PyResult<Any<'py>> {
        Ok(fields.into_py_dict(self.0)?.into_any())
    }
    fn object(self, name: &'static str) -> PyResult<Object<'py>> {
        let without = || self.1.facts.get(name).map_or_else(|| Object::Loose(PyDict::new(self.0)), Object::Fact);
        self.1.data.get(name).map_or_else(|| Ok(without()), |class| self.whole_of(class))
    }
    fn field(self, object: &mut Object<'py>, name: &'static str, value: Any<'py>) -> PyResult<()> {
        let attributes = match object {
            Object::Whole(_, attributes) | Object::Loose(attributes) => attributes,
            Object::Fact(facts) => {
                let class = facts.get(value.cast::<PyString>()?.to_str()?);
                *object = self.whole_of(class.ok_or_else(|| Self::failed(format!("no class for {name} {value}")))?)?;
                return Ok(());
            }
        };
        match self.1.names.get(name) {
            Some(name) => attributes.set_item(name.bind(self.0), value),
            None => attributes.set_item(name, value),
        }
    }
    fn end(self, object: Object<'py>) -> PyResult<Any<'py>> {
        match object {
            Object::Whole(whole, _) => Ok(whole),
            Object::Loose(fields) => Ok(fields.into_any()),
            Object::Fact(_) => Err(Self::failed("a fact without a word".to_owned())),
        }
    }
    fn failed(words: String) -> PyErr {
        PyValueError::new_err(words)
    }
}

/// An object on its way.
pub enum Object<'py> {
    /// The word that tells its class has not come yet.
    Fact(&'py HashMap<String, Py<PyAny>>),
    /// The object and the dictionary in which its attributes stand. A frozen dataclass is made as `pickle` makes it;
    /// what the engine leaves out is left to the defaults of its class.
    Whole(Any<'py>, Bound<'py, PyDict>),
    /// A dictionary, of what has no class.
    Loose(Bound<'py, PyDict>),
}

impl<'py> Maker<'py> {
    fn whole_of(self, class: &Py<PyAny>) -> PyResult<Object<'py>> {
        let whole = self.1.new.bind(self.0).call1((class,))?;
        let attributes = whole.getattr(intern!(self.0, "__dict__"))?.cast_into()?;
        Ok(Object::Whole(whole, attributes))
    }
}
