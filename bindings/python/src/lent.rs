//! The engine on a connection that the host lends, such as Django's: statements go through a callback of Python's.

use std::sync::{Arc, Mutex, PoisonError};

use loyalty_border::{HostConnection, Rows, SqlError, SqlValue, at_once};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

use crate::_native::{answered, raised};
use crate::read::read;

/// An engine on connections of the host's.
#[pyclass(frozen, module = "loyalty_engine._native")]
pub struct Lent(loyalty_border::Lent);

#[pymethods]
impl Lent {
    #[new]
    #[pyo3(signature = (dialect, seed=None))]
    fn new(py: Python<'_>, dialect: &str, seed: Option<u64>) -> PyResult<Lent> {
        loyalty_border::Lent::open(dialect, seed).map(Lent).map_err(|error| raised(py, &error))
    }

    /// Asks on this thread. `query(sql, values)` gives rows, or a code and a message when the database refuses.
    #[pyo3(signature = (kind, values, query, /))]
    fn wait<'py>(
        &self,
        py: Python<'py>,
        kind: &str,
        values: Bound<'py, PyAny>,
        query: Py<PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let interrupted = Arc::new(Mutex::new(None));
        let reply = read(kind, values)?.and_then(|asked| self.0.wait(connection(query, &interrupted), asked));
        match interrupted.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(error) => Err(error),
            None => answered(py, reply),
        }
    }
}

/// What Python raised in the middle of it.
type Interrupted = Arc<Mutex<Option<PyErr>>>;

fn connection(query: Py<PyAny>, interrupted: &Interrupted) -> Arc<dyn HostConnection> {
    let interrupted = Arc::clone(interrupted);
    at_once(move |sql, values| {
        Python::attach(|py| {
            rows(query.bind(py), sql, values).unwrap_or_else(|error| {
                let message = error.to_string();
                interrupted.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                Err(SqlError { code: None, message })
            })
        })
    })
}

fn rows(query: &Bound<'_, PyAny>, sql: &str, values: &[SqlValue]) -> PyResult<Rows> {
    let py = query.py();
    let given = values.iter().map(|value| match value {
        SqlValue::Null => Ok(py.None()),
        SqlValue::Whole(number) => Ok(number.into_pyobject(py)?.into_any().unbind()),
        SqlValue::Text(text) => Ok(PyString::new(py, text).into_any().unbind()),
    });
    let answer = query.call1((sql, PyList::new(py, given.collect::<PyResult<Vec<_>>>()?)?))?;
    let Ok(rows) = answer.cast::<PyList>() else {
        let (code, message) = answer.extract()?;
        return Ok(Err(SqlError { code, message }));
    };
    let row = |row: Bound<'_, PyAny>| row.try_iter()?.map(|value| column(&value?)).collect::<PyResult<Vec<_>>>();
    rows.iter().map(row).collect::<PyResult<Vec<_>>>().map(Ok)
}

fn column(value: &Bound<'_, PyAny>) -> PyResult<SqlValue> {
    Ok(match value.cast::<PyString>() {
        Ok(text) => SqlValue::Text(text.to_str()?.to_owned()),
        Err(_) if value.is_none() => SqlValue::Null,
        Err(_) => SqlValue::Whole(value.extract()?),
    })
}
