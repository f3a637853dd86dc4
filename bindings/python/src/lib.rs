//! The engine as Python's `loyalty_engine._native`: three functions over values. The rest of the package is Python.

mod known;
mod lent;
mod read;
mod write;

/// The functions beneath `loyalty_engine`.
#[pyo3::pymodule]
mod _native {
    use loyalty_border::{Asked, Error, Loyalty, Reply, make};
    use pyo3::prelude::*;

    use crate::known::Known;
    #[pymodule_export]
    use crate::lent::Lent;
    use crate::read::read;
    use crate::write::{Any, Maker, exception};

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// An engine on a store.
    #[pyclass(frozen, module = "loyalty_engine._native")]
    struct Native(Loyalty);

    #[pymethods]
    impl Native {
        #[new]
        fn new(py: Python<'_>, url: &str, seed: Option<u64>) -> PyResult<Native> {
            Loyalty::open(url, seed).map(Native).map_err(|error| raised(py, &error))
        }

        /// Where it is, without what opens it.
        fn place(&self) -> String {
            self.0.place()
        }

        /// Asks, and waits for the answer without holding the interpreter.
        #[pyo3(signature = (kind, values, /))]
        fn wait<'py>(&self, py: Python<'py>, kind: &str, values: Any<'py>) -> PyResult<Any<'py>> {
            let asked = read(values, |values| Asked::read(kind, values))?;
            answered(py, asked.and_then(|asked| py.detach(|| self.0.wait(asked))))
        }

        /// Asks, and calls `done(answer, error)` from whichever thread has it.
        #[pyo3(signature = (kind, values, done, /))]
        fn begin(&self, py: Python<'_>, kind: &str, values: Any<'_>, done: Py<PyAny>) -> PyResult<()> {
            let asked = read(values, |values| Asked::read(kind, values))?.map_err(|error| raised(py, &error))?;
            py.detach(|| self.0.begin(asked, move |reply| hand_over(&done, reply)));
            Ok(())
        }
    }

    /// Rules without a store.
    #[pyclass(frozen, module = "loyalty_engine._native")]
    struct Compiled(loyalty_border::Compiled);

    #[pymethods]
    impl Compiled {
        #[new]
        fn new(py: Python<'_>, documents: Vec<String>, seed: Option<u64>) -> PyResult<Compiled> {
            loyalty_border::Compiled::check(&documents, seed).map(Compiled).map_err(|error| raised(py, &error))
        }

        /// Decides a call; `known` is JSON of what is known of the rows it needs.
        fn decide<'py>(&self, py: Python<'py>, known: &str, call: Any<'py>) -> PyResult<Any<'py>> {
            answered(py, read(call, |call| self.0.decide(known, call))?)
        }
    }

    /// Waits until nobody is where a fork would do harm, and keeps everybody out.
    #[pyfunction]
    fn before_fork(py: Python<'_>) {
        py.detach(loyalty_border::before_fork);
    }

    /// Lets them in again.
    #[pyfunction]
    fn after_fork() {
        loyalty_border::after_fork();
    }

    /// Waits until nobody is being told an answer, after which nobody is told any more.
    #[pyfunction]
    fn before_exit(py: Python<'_>) {
        py.detach(loyalty_border::before_exit);
    }

    /// Nobody is told when the interpreter is going down.
    fn hand_over(done: &Py<PyAny>, reply: Result<Reply, Error>) {
        Python::try_attach(|py| {
            let told = match answered(py, reply) {
                Ok(answer) => done.call1(py, (answer, py.None())),
                Err(error) => done.call1(py, (py.None(), error.into_value(py))),
            };
            told.map_or_else(|error| error.write_unraisable(py, None), drop);
        });
    }

    pub(crate) fn answered(py: Python<'_>, reply: Result<Reply, Error>) -> PyResult<Any<'_>> {
        make(Maker(py, Known::get(py)?), &reply.map_err(|error| raised(py, &error))?)
    }

    pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
        exception(py, error).unwrap_or_else(|error| error)
    }
}
