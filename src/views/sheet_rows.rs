//! The rows of the sheet, built once as plain elements: twenty thousand rows that nothing follows need no signals.

use crate::{
    domain::{
        board::{Board, OpenCase},
        light::Light,
        time::Instant,
    },
    locales::{Lang, Locale},
    report::row::Field,
};
use leptos::prelude::document;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// The columns, and the fields that stand below each other in each.
pub(super) const COLUMNS: [&[Field]; 7] = [
    &[Field::Light, Field::Verdict, Field::Remarks],
    &[Field::Title, Field::Id],
    &[Field::Place, Field::Address],
    &[Field::Domain, Field::Category],
    &[Field::Due],
    &[Field::Unit],
    &[Field::Status],
];

/// The names over a column.
pub(super) fn column_name(fields: &[Field], locale: &Locale) -> String {
    let names = fields.iter().map(|field| field.name(locale));
    names.collect::<Vec<_>>().join(" · ")
}

/// The name of a field in the page's hooks.
fn code(field: Field) -> &'static str {
    match field {
        Field::Light => "light",
        Field::Verdict => "verdict",
        Field::Remarks => "remarks",
        Field::Title => "title",
        Field::Id => "id",
        Field::Place => "place",
        Field::Address => "address",
        Field::Domain => "domain",
        Field::Category => "category",
        Field::Due => "due",
        Field::Unit => "unit",
        _ => "status",
    }
}

/// The sign of a light as a letter: backgrounds are not printed, letters are.
pub(super) fn sign(light: Light) -> &'static str {
    match light {
        Light::Red => "▲",
        Light::DueSoon => "◯",
        Light::Unknown => "?",
        Light::Normal => "■",
    }
}

/// Fills the body of a table with a row for each matter, in their order.
///
/// # Errors
/// Where the browser makes no elements.
pub(super) fn fill(
    body: &Element,
    cases: &[Arc<OpenCase>],
    board: &Board,
    now: Instant,
    lang: Lang,
) -> Result<(), JsValue> {
    body.set_text_content(None);
    let pattern = pattern()?;
    let provisional = lang.locale().report.provisional;
    let fragment = document().create_document_fragment();
    for open in cases {
        let row = pattern.clone_node_with_deep(true)?;
        fill_row(&row, open, board, now, lang, provisional);
        fragment.append_child(&row)?;
    }
    body.append_child(&fragment)?;
    Ok(())
}

/// A row without words: cells of the columns, a span for each field.
fn pattern() -> Result<Element, JsValue> {
    let document = document();
    let row = document.create_element("tr")?;
    for fields in COLUMNS {
        // The matter is what the row is about.
        let is_head = fields.first() == Some(&Field::Title);
        let cell = document.create_element(if is_head { "th" } else { "td" })?;
        if is_head {
            cell.set_attribute("scope", "row")?;
        }
        if fields.first() == Some(&Field::Light) {
            let sign = document.create_element("i")?;
            sign.set_attribute("aria-hidden", "true")?;
            cell.append_child(&sign)?;
        }
        for field in fields {
            let span = document.create_element("span")?;
            span.set_attribute("data-field", code(*field))?;
            cell.append_child(&span)?;
        }
        if fields.first() == Some(&Field::Due) {
            cell.append_child(&document.create_element("em")?.into())?;
        }
        row.append_child(&cell)?;
    }
    Ok(row)
}

/// Puts the words in, by the order of the elements: looking each up by a selector would cost as much as all the rest.
fn fill_row(
    row: &Node,
    open: &OpenCase,
    board: &Board,
    now: Instant,
    lang: Lang,
    provisional: &str,
) {
    let light = open.clock.light(now);
    if let Some(row) = row.dyn_ref::<Element>() {
        let due = open.clock.due().map(|due| due.due_at.to_rfc3339()).unwrap_or_default();
        let hooks = [
            ("data-case-id", open.case.id.as_str()),
            ("data-light", light.code()),
            ("data-due-at", &due),
        ];
        for (name, value) in hooks.into_iter().filter(|(_, value)| !value.is_empty()) {
            // A name that every browser knows cannot be refused.
            let _set = row.set_attribute(name, value);
        }
    }
    let mut cell = row.first_child();
    for fields in COLUMNS {
        let Some(of) = cell else { return };
        let mut part = of.first_child();
        if fields.first() == Some(&Field::Light) {
            set(part.as_ref(), sign(light));
            part = part.and_then(|part| part.next_sibling());
        }
        for field in fields {
            set(part.as_ref(), &field.text(open, board, now, lang));
            part = part.and_then(|part| part.next_sibling());
        }
        if open.clock.due().is_some_and(|due| due.is_provisional) {
            set(part.as_ref(), provisional);
        }
        cell = of.next_sibling();
    }
}

fn set(part: Option<&Node>, words: &str) {
    if let Some(part) = part.filter(|_| !words.is_empty()) {
        part.set_text_content(Some(words));
    }
}
