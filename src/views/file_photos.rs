//! The photographs of a matter, read when they come into view, and only from origins that the config allows.

use super::words::text;
use crate::{domain::board::OpenCase, store::Store};
use leptos::prelude::*;
use std::sync::Arc;

/// The photographs; nothing where the source gives none.
#[component]
pub(super) fn Photos(matter: Arc<OpenCase>) -> impl IntoView {
    let store = Store::get();
    let photos = matter.case.photos.clone();
    if photos.is_empty() {
        return ().into_any();
    }
    let photo = move |(number, href): (usize, &str)| {
        let Some(url) = store.picture(href) else {
            let refused = store.say(|l| l.file.photo_refused);
            return view! { <li class="photo-refused">{refused}</li> }.into_any();
        };
        let link = url.clone();
        let title = matter.case.title.to_string();
        let alt = text(move || (store.locale().file.photo)(number, &title));
        let (is_broken, set_broken) = signal(false);
        view! {
            <li>
                <a href=link target="_blank" rel="noopener noreferrer">
                    <img src=url loading="lazy" decoding="async" alt=alt on:error=move |_| set_broken.set(true) />
                </a>
                <span class="photo-refused">{text(move || if is_broken.get() {
                    store.locale().file.photo_unreachable.into()
                } else {
                    String::new()
                })}</span>
            </li>
        }
        .into_any()
    };
    let photos: Vec<_> = (1..).zip(photos.iter().map(|href| &**href)).map(photo).collect();
    view! {
        <section class="file-part">
            <h3>{store.say(|l| l.file.photos)}</h3>
            <ul class="photos">{photos}</ul>
        </section>
    }
    .into_any()
}
