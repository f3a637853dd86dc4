//! A panic ends here, once, as an error like any other.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use loyalty_engine::Error;

/// The same work, whose panic is an error.
pub(crate) async fn calm<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let mut work = pin!(work);
    std::future::poll_fn(move |context| poll(work.as_mut(), context)).await
}

fn poll<T>(
    work: Pin<&mut impl Future<Output = Result<T, Error>>>,
    context: &mut Context<'_>,
) -> Poll<Result<T, Error>> {
    catch_unwind(AssertUnwindSafe(|| work.poll(context)))
        .unwrap_or_else(|panic| Poll::Ready(Err(Error::Broken(words(panic.as_ref())))))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("a bug of the engine's own: {}", text.unwrap_or_else(|| "it panicked".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_like_any_other() {
        let panics = async { if std::hint::black_box(true) { panic!("{} wrong", "all") } else { Ok(()) } };
        let said = pollster::block_on(calm(panics));
        assert_eq!(said, Err(Error::Broken("a bug of the engine's own: all wrong".to_owned())));
    }
}
