//! Taking away what is listed: as a table, as map data, on paper, as a link.

use super::{
    download::download,
    words::{local, place_name, text, with_board},
};
use crate::{
    domain::{area::Place, board::OpenCase, time::Instant},
    report::{csv::csv, file_name::file_name, words::filter_words},
    store::{List, Page, Store},
};
use leptos::{html, prelude::*, task::spawn_local};
use std::sync::Arc;
use wasm_bindgen_futures::JsFuture;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// For spreadsheets.
    Csv,
    /// For maps.
    GeoJson,
}

/// Saves these matters as they are at `now`, and says under which name; nothing where the browser refuses.
pub(super) fn save(store: Store, kind: Kind, cases: &[Arc<OpenCase>], now: Instant) -> String {
    let lang = store.lang();
    let (extension, media_type) = match kind {
        Kind::Csv => ("csv", "text/csv;charset=utf-8"),
        Kind::GeoJson => ("geojson", "application/geo+json"),
    };
    let made = with_board(store, |board| {
        let locale = lang.locale();
        let place = match store.place().get_untracked() {
            place if place == Place::default() => locale.district.to_owned(),
            place => place_name(place, board, lang),
        };
        // The narrowest name is enough: those around it would only make the name long.
        let place = place.rsplit(" · ").next().unwrap_or_default();
        let filter = store.view().with_untracked(|view| filter_words(&view.filter, locale));
        let day = local(now, board).date_naive();
        let name = file_name(locale.report.file_prefix, place, &filter, day, extension);
        let text = match kind {
            Kind::Csv => csv(cases, board, now, lang),
            Kind::GeoJson => store.geojson(cases, now),
        };
        (name, text)
    });
    let Some((name, text)) = made else { return String::new() };
    match download(&name, media_type, &text) {
        Ok(()) => (lang.locale().report.saved)(&name),
        Err(_) => String::new(),
    }
}

/// The menu of what can be taken away.
#[component]
pub(super) fn TakeAway() -> impl IntoView {
    let store = Store::get();
    let (said, say) = signal(String::new());
    let save = move |kind| {
        let cases = store.listed().with_untracked(|listed| Arc::clone(&listed.0));
        say.set(untrack(|| save(store, kind, &cases, store.now().get().max(store.lit_at().get()))));
    };
    let is_open_list = Memo::new(move |_| store.view().with(|view| view.list == List::Open));
    view! {
        <details class="take-away">
            <summary>{store.say(|l| l.report.take_away)}</summary>
            <div class="take-away-body">
                // What is taken away is the list of open matters: not while another one is on the screen.
                <Show when=move || is_open_list.get()>
                    <button type="button" on:click=move |_| save(Kind::Csv)>{store.say(|l| l.report.csv)}</button>
                    <button type="button" on:click=move |_| save(Kind::GeoJson)>{store.say(|l| l.report.geojson)}</button>
                    <button type="button" on:click=move |_| store.show_page(Page::Sheet)>{store.say(|l| l.report.print)}</button>
                </Show>
                <button type="button" on:click=move |_| store.show_page(Page::Brief)>{store.say(|l| l.brief.open_page)}</button>
                <button type="button" on:click=move |_| store.show_page(Page::Assessment)>{store.say(|l| l.assessment.open_page)}</button>
                <CopyLink said=say />
                <p class="take-away-said" role="status">{said}</p>
            </div>
        </details>
    }
}

/// Copies the link to what is shown; where the browser does not allow that, selects it to be copied by hand.
#[component]
pub(super) fn CopyLink(
    /// Where it says what has come of it.
    said: WriteSignal<String>,
) -> impl IntoView {
    let store = Store::get();
    let by_hand = RwSignal::new(None::<String>);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            input.select();
        }
    });
    let copy = move |_| {
        let path = store.address_of(|_| {});
        let link = format!("{}{path}", window().location().origin().unwrap_or_default());
        by_hand.set(None);
        said.set(String::new());
        spawn_local(async move {
            let is_copied = match clipboard() {
                Some(clipboard) => JsFuture::from(clipboard.write_text(&link)).await.is_ok(),
                None => false,
            };
            let report = &store.locale().report;
            if is_copied {
                said.set(report.link_copied.into());
            } else {
                said.set(report.link_selected.into());
                by_hand.set(Some(link));
            }
        });
    };
    view! {
        <button type="button" on:click=copy>{store.say(|l| l.report.copy_link)}</button>
        <Show when=move || by_hand.with(Option::is_some)>
            <input
                class="link-by-hand"
                type="text"
                readonly
                node_ref=input
                aria-label=store.say(|l| l.report.link)
                prop:value=text(move || by_hand.get().unwrap_or_default())
            />
        </Show>
    }
}

/// The clipboard; a page that was not opened over a safe connection has none.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = window().navigator();
    let is_there = js_sys::Reflect::get(&navigator, &"clipboard".into());
    is_there.ok().filter(|clipboard| !clipboard.is_undefined()).map(|_| navigator.clipboard())
}
