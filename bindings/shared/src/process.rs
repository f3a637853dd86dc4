//! What belongs to one process: a forked child makes its own and leaves its parent's alone.
//!
//! After a fork the parent's threads are gone, its sockets are still the parent's, and a lock that one of its threads
//! held is held for ever. So nothing here locks, and nothing of a parent's is used, closed or dropped in a child.

use std::mem::ManuallyDrop;
use std::sync::OnceLock;

/// One value for each process, made when it is first wanted.
pub(crate) struct PerProcess<T> {
    first: Link<T>,
}

/// A chain that only grows: one link for each generation of processes.
type Link<T> = OnceLock<Box<Node<T>>>;

struct Node<T> {
    process: u32,
    value: ManuallyDrop<T>,
    next: Link<T>,
}

impl<T> PerProcess<T> {
    pub(crate) const fn new() -> PerProcess<T> {
        PerProcess { first: OnceLock::new() }
    }

    /// This process's own value.
    pub(crate) fn get(&self, mut make: impl FnMut() -> T) -> &T {
        let process = std::process::id();
        let mut link = &self.first;
        loop {
            if let Some(node) = link.get() {
                if node.process == process {
                    return &node.value;
                }
                link = &node.next;
            } else {
                // Made first and then put in its place: a fork in between finds the place empty, never half-taken.
                let node = Node { process, value: ManuallyDrop::new(make()), next: OnceLock::new() };
                if let Err(lost) = link.set(Box::new(node)) {
                    drop(ManuallyDrop::into_inner(lost.value));
                }
            }
        }
    }
}

impl<T> Drop for PerProcess<T> {
    fn drop(&mut self) {
        let process = std::process::id();
        let mut link = self.first.take();
        while let Some(node) = link {
            let Node { process: maker, value, mut next } = *node;
            if maker == process {
                drop(ManuallyDrop::into_inner(value));
            }
            link = next.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_makes_its_value_once() {
        let own = PerProcess::new();
        let mut made = 0;
        for _ in 0..3 {
            assert_eq!(
                *own.get(|| {
                    made += 1;
                    made
                }),
                1
            );
        }
    }

    #[test]
    fn what_another_process_made_is_neither_used_nor_dropped() {
        let foreign = Node { process: 0, value: ManuallyDrop::new(Loud), next: OnceLock::new() };
        let own: PerProcess<Loud> = PerProcess { first: OnceLock::from(Box::new(foreign)) };
        let mut made = 0;
        own.get(|| {
            made += 1;
            Loud
        });
        assert_eq!(made, 1);
        let ours = own.first.get().and_then(|node| node.next.get()).unwrap();
        assert_eq!(ours.process, std::process::id());
    }

    struct Loud;
    impl Drop for Loud {
        fn drop(&mut self) {
            assert!(DROPPED.set(()).is_ok(), "only this process's own is dropped");
        }
    }
    static DROPPED: OnceLock<()> = OnceLock::new();
}
