//! The engine on a connection that the host lends, such as Django's: statements go through a callback of Python's.

use loyalty_border::{Asked, Rows, SqlError, SqlValue, at_once, make, rows_of};
use pyo3::prelude::*;

use crate::_native::{answered, raised};
use crate::known::Known;
use crate::read::read;
use crate::write::{Any, Maker};

/// An engine on connections of the host's.
#[pyclass(frozen, module = "loyalty_engine._native")]
pub struct Lent(loyalty_border::Lent);

#[pymethods]
impl Lent {
    #[new]
    fn new(py: Python<'_>, dialect: &str, seed: Option<u64>) -> PyResult<Lent> {
        loyalty_border::Lent::open(dialect, seed).map(Lent).map_err(|error| raised(py, &error))
    }

    /// Asks, and waits for the answer without holding the interpreter. `query(sql, values)` gives rows, or a code and a
    /// message when the database refuses.
    #[pyo3(signature = (kind, values, query, /))]
    fn wait<'py>(&self, py: Python<'py>, kind: &str, values: Any<'py>, query: Py<PyAny>) -> PyResult<Any<'py>> {
        let connection = at_once(move |sql, values| {
            let said = Python::attach(|py| rows(query.bind(py), sql, values));
            said.unwrap_or_else(|error| Err(SqlError { code: None, message: error.to_string() }))
        });
        let asked = read(values, |values| Asked::read(kind, values))?;
        answered(py, asked.and_then(|asked| py.detach(|| self.0.wait(connection, asked))))
    }
}

fn rows(query: &Any<'_>, sql: &str, values: &[SqlValue]) -> PyResult<Rows> {
    let given = make(Maker(query.py(), Known::get(query.py())?), &values)?;
    read(query.call1((sql, given))?, |said| rows_of(said))
}
