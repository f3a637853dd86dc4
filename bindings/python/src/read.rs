//! What Python's values are: text, whole numbers, dictionaries, our own dataclasses, `Decimal`. The rest Python tells.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use loyalty_border::{HostValue, ProblemCode, Seen};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyType};

use crate::known::Known;

/// Reads a value. An exception that a part of it raised comes out as it is: no code tells what it means.
pub fn read<'py, T>(value: Bound<'py, PyAny>, how: impl FnOnce(&Value<'py, '_>) -> T) -> PyResult<T> {
    let with = With { known: Known::get(value.py())?, raised: Cell::new(None) };
    let found = how(&Value::new(value, &with));
    with.raised.into_inner().map_or(Ok(found), Err)
}

/// What all parts of one value share.
pub struct With<'py> {
    known: &'py Known,
    raised: Cell<Option<PyErr>>,
}

/// One value of Python's.
pub struct Value<'py, 'w> {
    it: Bound<'py, PyAny>,
    /// The same without a class of its own, once it was asked for.
    plain: OnceCell<Bound<'py, PyAny>>,
    with: &'w With<'py>,
}

type Found<'v, 'py, 'w> = Result<Seen<'v, Value<'py, 'w>>, ProblemCode>;

impl<'py, 'w> HostValue for Value<'py, 'w> {
    fn see(&self) -> Found<'_, 'py, 'w> {
        self.basic(&self.it).unwrap_or_else(|| {
            self.of_class().unwrap_or_else(|error| {
                // The exception is its author's; it waits until nothing is read any more.
                self.with.raised.set(Some(error));
                Err(ProblemCode::Malformed)
            })
        })
    }
}

impl<'py, 'w> Value<'py, 'w> {
    fn new(it: Bound<'py, PyAny>, with: &'w With<'py>) -> Value<'py, 'w> {
        Value { it, plain: OnceCell::new(), with }
    }

    /// What is of no class, or of one that only adds to such a value.
    fn basic<'v>(&self, it: &'v Bound<'py, PyAny>) -> Option<Found<'v, 'py, 'w>> {
        Some(if let Ok(text) = it.cast::<PyString>() {
            text.to_str().map(|text| Seen::Text(text.into())).map_err(|_| ProblemCode::Malformed)
        } else if it.is_none() {
            Ok(Seen::Nothing)
        } else if let Ok(fields) = it.cast::<PyDict>() {
            self.object(fields.iter(), |name| name)
        } else if let Ok(flag) = it.cast::<PyBool>() {
            Ok(Seen::Flag(flag.is_true()))
        } else if it.is_instance_of::<PyInt>() {
            let whole = it.extract().map(Seen::Whole).or_else(|_| it.extract().map(Seen::Negative));
            Ok(whole.unwrap_or(Seen::Fraction(f64::INFINITY)))
        } else if let Ok(number) = it.cast::<PyFloat>() {
            Ok(Seen::Fraction(number.value()))
        } else if let Ok(list) = it.cast::<PyList>() {
            Ok(Seen::List(list.iter().map(|item| Value::new(item, self.with)).collect()))
        } else if let Ok(tuple) = it.cast::<PyTuple>() {
            Ok(Seen::List(tuple.iter().map(|item| Value::new(item, self.with)).collect()))
        } else {
            return None;
        })
    }

    /// Its class tells what it is; the value itself is not asked.
    fn of_class(&self) -> PyResult<Found<'_, 'py, 'w>> {
        let (py, known, class) = (self.it.py(), self.with.known, self.it.get_type());
        let is = |of: &Py<PyType>| class.is_subclass(of.bind(py));
        if is(&known.base)? {
            let fields = self.it.getattr(intern!(py, "__dict__"))?.cast_into::<PyDict>()?;
            // What is `None` in a dataclass was not given.
            let given = fields.iter().filter(|(_, value)| !value.is_none());
            return Ok(self.object(given, |name| name.trim_end_matches('_')));
        }
        if is(&known.decimal)? {
            return Ok(Ok(Seen::Decimal(self.it.str()?.to_str()?.to_owned())));
        }
        let plain = known.plain.bind(py).call1((&self.it,))?;
        Ok(self.basic(self.plain.get_or_init(|| plain)).unwrap_or(Ok(Seen::Foreign)))
    }

    fn object<'v>(
        &self,
        fields: impl Iterator<Item = (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
        name_of: impl Fn(&str) -> &str,
    ) -> Found<'v, 'py, 'w> {
        let field = |(name, value): (Bound<'py, PyAny>, _)| {
            let name = name.cast::<PyString>().map_err(|_| ProblemCode::Malformed)?;
            let name = name.to_str().map_err(|_| ProblemCode::Malformed)?;
            Ok((Cow::Owned(name_of(name).to_owned()), Value::new(value, self.with)))
        };
        fields.map(field).collect::<Result<_, _>>().map(Seen::Object)
    }
}
