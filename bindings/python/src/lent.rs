//! The engine on a connection that the host lends, such as Django's: statements go through a callback of Python's.

use std::sync::{Arc, Mutex, PoisonError};

use loyalty_border::{Asked, Rows, SqlError, SqlValue, at_once, make, rows_of};
use pyo3::prelude::*;

use crate::_native::{answered, raised};
use crate::known::Known;
use crate::read::read;
use crate::write::Maker;

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
    fn wait(&self, py: Python<'_>, kind: &str, values: Bound<'_, PyAny>, query: Py<PyAny>) -> PyResult<Py<PyAny>> {
        // What Python raised in the middle of it.
        let interrupted = Arc::new(Mutex::new(None));
        let raised = Arc::clone(&interrupted);
        let connection = at_once(move |sql, values| {
            Python::attach(|py| rows(query.bind(py), sql, values)).unwrap_or_else(|error| {
                let message = error.to_string();
                raised.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                Err(SqlError { code: None, message })
            })
        });
        let reply = read(values, |values| Asked::read(kind, values))?.and_then(|asked| self.0.wait(connection, asked));
        let interrupted = interrupted.lock().unwrap_or_else(PoisonError::into_inner).take();
        interrupted.map_or_else(|| answered(py, reply).map(Bound::unbind), Err)
    }
}

fn rows(query: &Bound<'_, PyAny>, sql: &str, values: &[SqlValue]) -> PyResult<Rows> {
    let given = make(Maker(query.py(), Known::get(query.py())?), &values)?;
    read(query.call1((sql, given))?, |said| rows_of(said))
}
