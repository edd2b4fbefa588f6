//! A task of which only the newest counts: beginning another ends the one before, and with it its requests.

use futures::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;

/// The place of such a task. It ends with the reactive owner in which it was made.
#[derive(Clone, Copy)]
pub(super) struct Latest(StoredValue<Option<AbortHandle>, LocalStorage>);

impl Latest {
    /// A place where nothing runs.
    pub(super) fn new() -> Self {
        let latest = Self(StoredValue::new_local(None));
        on_cleanup(move || latest.stop());
        latest
    }

    /// Begins a task in place of the one that runs. What a task that was ended waits for is dropped, and lets its request go.
    pub(super) fn start(self, task: Pin<Box<dyn Future<Output = ()>>>) {
        let (task, handle) = abortable(task);
        let before = self.0.try_update_value(|running| running.replace(handle));
        if let Some(before) = before.flatten() {
            before.abort();
        }
        // Ended or done, there is nothing left to do.
        spawn_local(async move {
            let _done = task.await;
        });
    }

    /// Ends the task that runs.
    pub(super) fn stop(self) {
        if let Some(running) = self.0.try_update_value(Option::take).flatten() {
            running.abort();
        }
    }
}
