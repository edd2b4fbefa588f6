//! A table of texts, unfolded: behind a chart, and of the definitions.

use crate::charts::data_table::Table;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// The table; the first cell of each row is its title.
pub(super) fn data_table(table: Table, caption: Signal<String>) -> AnyView {
    let Table { columns, rows } = table;
    let row = |row: Vec<String>| {
        let cell = |(at, text): (usize, String)| match at {
            0 => view! { <th scope="row">{text}</th> }.into_any(),
            _ => view! { <td>{text}</td> }.into_any(),
        };
        view! { <tr>{row.into_iter().enumerate().map(cell).collect_view()}</tr> }
    };
    view! {
        <table>
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>{columns.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Whether the details that an event is about are unfolded.
pub(super) fn is_open_now(event: &Event) -> bool {
    let element: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    element.is_some_and(|element| element.has_attribute("open"))
}
