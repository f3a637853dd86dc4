//! Answers as Python's values: the dataclass of each type, `Decimal`, `date`, `datetime`, tuples.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use loyalty_border::{Date, Error, Make, Moment, make};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{IntoPyDict, PyDict, PyString, PyTuple};
use pyo3::{IntoPyObjectExt, intern};

type Value<'py> = Bound<'py, PyAny>;

/// The exception of an error.
pub fn exception(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    let raised = py.import(intern!(py, "loyalty_engine._base"))?.getattr(intern!(py, "error"))?;
    Ok(PyErr::from_value(raised.call1((make(Maker(py), error)?,))?))
}

/// Makes Python's values.
#[derive(Clone, Copy)]
pub struct Maker<'py>(pub Python<'py>);

impl<'py> Make for Maker<'py> {
    type Value = Value<'py>;
    type Object = Object<'py>;
    type Error = PyErr;

    fn nothing(self) -> PyResult<Value<'py>> {
        self.0.None().into_bound_py_any(self.0)
    }
    fn flag(self, flag: bool) -> PyResult<Value<'py>> {
        flag.into_bound_py_any(self.0)
    }
    fn whole(self, number: i64) -> PyResult<Value<'py>> {
        number.into_bound_py_any(self.0)
    }
    fn text(self, text: &str) -> PyResult<Value<'py>> {
        text.into_bound_py_any(self.0)
    }
    fn named(self, name: &'static str, text: &str) -> PyResult<Value<'py>> {
        let wrong = |code: loyalty_border::ProblemCode| Self::failed(format!("{text}: {code}"));
        match name {
            "Money" | "Percent" => decimal(self.0)?.call1((text,)),
            "Date" => NaiveDate::from(Date::parse(text).map_err(wrong)?).into_bound_py_any(self.0),
            "Moment" => DateTime::<Utc>::from(Moment::parse(text).map_err(wrong)?).into_bound_py_any(self.0),
            _ => self.text(text),
        }
    }
    fn list(self, items: Vec<Value<'py>>) -> PyResult<Value<'py>> {
        Ok(PyTuple::new(self.0, items)?.into_any())
    }
    fn map(self, fields: Vec<(String, Value<'py>)>) -> PyResult<Value<'py>> {
        Ok(fields.into_py_dict(self.0)?.into_any())
    }
    fn object(self, name: &'static str) -> PyResult<Object<'py>> {
        Ok(match classes(self.0)?.get(name) {
            Some(Class::Data(class)) => Object::new(class.bind(self.0))?,
            Some(Class::Facts(facts)) => Object::Fact(facts),
            None => {
                let attributes = PyDict::new(self.0);
                Object::Whole { whole: attributes.clone().into_any(), attributes }
            }
        })
    }
    fn field(self, object: &mut Object<'py>, name: &'static str, value: Value<'py>) -> PyResult<()> {
        match object {
            Object::Whole { attributes, .. } => attributes.set_item(PyString::intern(self.0, attribute(name)), value),
            Object::Fact(facts) => {
                let class = facts.get(value.cast::<PyString>()?.to_str()?);
                let class = class.ok_or_else(|| Self::failed(format!("no class for the {name} {value}")))?;
                *object = Object::new(class.bind(self.0))?;
                Ok(())
            }
        }
    }
    fn end(self, object: Object<'py>) -> PyResult<Value<'py>> {
        match object {
            Object::Whole { whole, .. } => Ok(whole),
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
    Whole { whole: Value<'py>, attributes: Bound<'py, PyDict> },
}

impl<'py> Object<'py> {
    fn new(class: &Value<'py>) -> PyResult<Object<'py>> {
        let py = class.py();
        let whole = class.call_method1(intern!(py, "__new__"), (class,))?;
        let attributes = whole.getattr(intern!(py, "__dict__"))?.cast_into()?;
        Ok(Object::Whole { whole, attributes })
    }
}

/// A field's name, unless Python keeps the word for itself.
fn attribute(name: &'static str) -> &'static str {
    if name == "from" { "from_" } else { name }
}

/// Classes by the names of the engine's types.
enum Class {
    Data(Py<PyAny>),
    /// One for each word that tells them apart.
    Facts(HashMap<String, Py<PyAny>>),
}

fn classes(py: Python<'_>) -> PyResult<&HashMap<String, Class>> {
    static CLASSES: PyOnceLock<HashMap<String, Class>> = PyOnceLock::new();
    CLASSES.get_or_try_init(py, || {
        let registry = py.import("loyalty_engine._registry")?;
        let data: HashMap<String, Py<PyAny>> = registry.getattr("DATA")?.extract()?;
        let facts: HashMap<String, HashMap<String, Py<PyAny>>> = registry.getattr("FACTS")?.extract()?;
        let data = data.into_iter().map(|(name, class)| (name, Class::Data(class)));
        Ok(data.chain(facts.into_iter().map(|(name, facts)| (name, Class::Facts(facts)))).collect())
    })
}

fn decimal(py: Python<'_>) -> PyResult<&Value<'_>> {
    static DECIMAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal").map(Bound::as_any)
}
