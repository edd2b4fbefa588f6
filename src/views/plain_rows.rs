//! Rows of texts built as plain elements: hundreds of rows that nothing follows need no signals.

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::{Element, Node};

/// A row: its texts, and where one of them leads.
pub(super) struct PlainRow {
    /// The texts, a cell each.
    pub cells: Vec<String>,
    /// The cell that is a link, its address, and the matter it leads to.
    pub link: Option<(usize, String, String)>,
    /// The class of the row.
    pub class: &'static str,
}

/// Fills the body of a table.
///
/// # Errors
/// Where the browser makes no elements.
pub(super) fn fill(body: &Element, rows: &[PlainRow]) -> Result<(), JsValue> {
    body.set_text_content(None);
    let fragment = document().create_document_fragment();
    for row in rows {
        let element = document().create_element("tr")?;
        element.set_class_name(row.class);
        for (at, text) in row.cells.iter().enumerate() {
            let cell: Node = document().create_element("td")?.into();
            match &row.link {
                Some((column, address, id)) if *column == at => {
                    let link = document().create_element("a")?;
                    link.set_attribute("href", address)?;
                    link.set_attribute("data-case-id", id)?;
                    link.set_text_content(Some(text));
                    cell.append_child(&link)?;
                }
                _ => cell.set_text_content(Some(text)),
            }
            element.append_child(&cell)?;
        }
        fragment.append_child(&element)?;
    }
    body.append_child(&fragment)?;
    Ok(())
}
