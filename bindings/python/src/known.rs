//! What Rust has to know of the package's Python.

use foldhash::HashMap;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyType};

/// The names of `loyalty_engine._border`.
#[derive(FromPyObject)]
pub struct Known {
    /// Every field's name, as its attribute is called.
    pub names: HashMap<String, Py<PyString>>,
    /// Classes by the names of the engine's types.
    pub data: HashMap<String, Py<PyAny>>,
    /// The same of facts: one for each word that tells them apart.
    pub facts: HashMap<String, HashMap<String, Py<PyAny>>>,
    /// The base of every such class.
    pub base: Py<PyType>,
    /// `Decimal`.
    pub decimal: Py<PyType>,
    /// Makes an object of a class, without its fields.
    pub new: Py<PyAny>,
    /// Makes a value of any class one of none.
    pub plain: Py<PyAny>,
    /// Makes an exception.
    pub error: Py<PyAny>,
}

impl Known {
    /// Read once for each interpreter.
    pub fn get(py: Python<'_>) -> PyResult<&Known> {
        static KNOWN: PyOnceLock<Known> = PyOnceLock::new();
        KNOWN.get_or_try_init(py, || py.import("loyalty_engine._border")?.extract())
    }
}
