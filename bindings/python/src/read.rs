//! What Python's values are: text, whole numbers, dictionaries, our own dataclasses, `Decimal`. The rest Python tells.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use loyalty_border::{Asked, Error, HostValue, ProblemCode, Seen};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyType};

/// Reads what is asked. An exception that one of the values raised comes out as it is: no code tells what it means.
pub fn read(kind: &str, values: Bound<'_, PyAny>) -> PyResult<Result<Asked, Error>> {
    let raised = Cell::new(None);
    let asked = Asked::read(kind, &Value { it: values, plain: OnceCell::new(), raised: &raised });
    raised.into_inner().map_or(Ok(asked), Err)
}

/// One value of Python's.
struct Value<'py, 'r> {
    it: Bound<'py, PyAny>,
    /// The same without a class of its own, once it was asked for.
    plain: OnceCell<Bound<'py, PyAny>>,
    raised: &'r Cell<Option<PyErr>>,
}

type Found<'v, 'py, 'r> = Result<Seen<'v, Value<'py, 'r>>, ProblemCode>;

impl<'py, 'r> HostValue for Value<'py, 'r> {
    fn see(&self) -> Found<'_, 'py, 'r> {
        let known = Known::get(self.it.py()).map_err(|error| self.wrong(error))?;
        if let Some(found) = self.basic(&self.it) {
            return found;
        }
        let class = self.it.get_type();
        let is = |of: &Py<PyType>| class.is_subclass(of.bind(self.it.py())).unwrap_or(false);
        if is(&known.data) {
            return self.dataclass();
        }
        if is(&known.decimal) {
            return self.it.str().map(|digits| Seen::Decimal(digits.to_string())).map_err(|error| self.wrong(error));
        }
        let plain = known.plain.bind(self.it.py()).call1((&self.it,)).map_err(|error| self.wrong(error))?;
        self.basic(self.plain.get_or_init(|| plain)).unwrap_or(Ok(Seen::Foreign))
    }
}

/// The engine reads no more values than this.
const VALUES_MAX: usize = 65_536;

impl<'py, 'r> Value<'py, 'r> {
    fn another(&self, it: Bound<'py, PyAny>) -> Value<'py, 'r> {
        Value { it, plain: OnceCell::new(), raised: self.raised }
    }

    /// What is of no class, or of one that only adds to such a value.
    fn basic<'v>(&self, it: &'v Bound<'py, PyAny>) -> Option<Found<'v, 'py, 'r>> {
        Some(Ok(if let Ok(text) = it.cast::<PyString>() {
            return Some(text.to_str().map(|text| Seen::Text(text.into())).map_err(|_| ProblemCode::Malformed));
        } else if it.is_none() {
            Seen::Nothing
        } else if let Ok(fields) = it.cast::<PyDict>() {
            return Some(self.object(fields.iter(), |name| name));
        } else if let Ok(flag) = it.cast::<PyBool>() {
            Seen::Flag(flag.is_true())
        } else if it.is_instance_of::<PyInt>() {
            let whole = it.extract().map(Seen::Whole).or_else(|_| it.extract().map(Seen::Negative));
            whole.unwrap_or(Seen::Fraction(f64::INFINITY))
        } else if let Ok(number) = it.cast::<PyFloat>() {
            Seen::Fraction(number.value())
        } else if let Ok(list) = it.cast::<PyList>() {
            return Some(self.list(list.iter()));
        } else if let Ok(tuple) = it.cast::<PyTuple>() {
            return Some(self.list(tuple.iter()));
        } else {
            return None;
        }))
    }

    fn list<'v>(&self, items: impl ExactSizeIterator<Item = Bound<'py, PyAny>>) -> Found<'v, 'py, 'r> {
        if items.len() > VALUES_MAX {
            return Err(ProblemCode::TooMany);
        }
        Ok(Seen::List(items.map(|item| self.another(item)).collect()))
    }

    fn object<'v>(
        &self,
        fields: impl Iterator<Item = (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
        name_of: impl Fn(&str) -> &str,
    ) -> Found<'v, 'py, 'r> {
        let text = |name: &Bound<'py, PyAny>| {
            let name = name.cast::<PyString>().ok().and_then(|name| name.to_str().ok());
            name.map(|name| Cow::Owned(name_of(name).to_owned())).ok_or(ProblemCode::Malformed)
        };
        let fields = fields.take(VALUES_MAX).map(|(name, value)| Ok((text(&name)?, self.another(value))));
        fields.collect::<Result<_, _>>().map(Seen::Object)
    }

    /// What is `None` in a dataclass was not given.
    fn dataclass(&self) -> Found<'_, 'py, 'r> {
        let fields = self.it.getattr(intern!(self.it.py(), "__dict__")).map_err(|error| self.wrong(error))?;
        let Ok(fields) = fields.cast::<PyDict>() else { return Ok(Seen::Foreign) };
        self.object(fields.iter().filter(|(_, value)| !value.is_none()), |name| name.trim_end_matches('_'))
    }

    /// The exception is its author's; it waits until nothing is read any more.
    fn wrong(&self, error: PyErr) -> ProblemCode {
        self.raised.set(Some(error));
        ProblemCode::Malformed
    }
}

struct Known {
    data: Py<PyType>,
    decimal: Py<PyType>,
    plain: Py<PyAny>,
}

impl Known {
    fn get(py: Python<'_>) -> PyResult<&Known> {
        static KNOWN: PyOnceLock<Known> = PyOnceLock::new();
        KNOWN.get_or_try_init(py, || {
            let values = py.import("loyalty_engine._values")?;
            let class = |name: &str| PyResult::Ok(values.getattr(name)?.cast_into()?.unbind());
            Ok(Known { data: class("Data")?, decimal: class("Decimal")?, plain: values.getattr("plain")?.unbind() })
        })
    }
}
