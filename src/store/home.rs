//! The reader's own area: set once, by a link or by hand, kept in this device's browser, and opened next time.

use super::{
    shown::Notice,
    state::Store,
    view::{Face, View},
};
use crate::domain::scope::Scope;
use leptos::prelude::*;

/// The parameter of a link that sets the reader's area. It is an order and not a part of the view: a link that is passed
/// on must not change what is somebody else's own.
pub(super) const PARAMETER: &str = "mine";

/// The area that a reader of this source has kept, if there is one.
pub(super) fn kept(view: &View) -> Option<Scope> {
    let text = storage()?.get_item(&key(view)).ok().flatten()?;
    Scope::from_code(&text)
}

/// Opens the reader's own area where a link says nothing of where to look.
pub(super) fn go_home(view: &mut View, home: Option<&Scope>) {
    let says_nothing = view.scope.is_none() && view.case.is_none();
    if says_nothing && view.face == Face::Desk {
        view.scope = home.cloned();
    }
}

impl Store {
    /// The reader's own area.
    pub fn my_area(self) -> Signal<Option<Scope>> {
        self.my_area.into()
    }

    /// Makes this the reader's own area, or forgets it.
    pub fn set_my_area(self, area: Option<Scope>) {
        let view = self.view.get_untracked();
        if let Some(storage) = storage() {
            let key = key(&view);
            let kept = match &area {
                Some(area) => storage.set_item(&key, &area.code()),
                None => storage.remove_item(&key),
            };
            // A browser that keeps nothing still shows the area for as long as the page is there.
            if kept.is_err() {
                leptos::logging::warn!("the area could not be kept");
            }
        }
        self.forget(|notice| matches!(notice, Notice::AreaSet(_) | Notice::UnknownOwnArea(_)));
        self.my_area.set(area);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Areas of one source mean nothing to another, nor do those of another page of the same host.
fn key(view: &View) -> String {
    let path = window().location().pathname().unwrap_or_default();
    format!("gridlight.area.{path}.{}", view.source.as_deref().unwrap_or_default())
}
