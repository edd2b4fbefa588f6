//! Text and tables as HTML.

use std::fmt::Write as _;

use serde_json::Value;

/// A table with a caption; the first cell of a row names it.
pub(super) fn table<const N: usize>(
    out: &mut String,
    caption: &str,
    heads: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    // A table may be wider than the page: the region around it scrolls, also by keyboard.
    line(
        out,
        &format!(
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\"><table>"
        ),
    );
    line(out, &format!("<caption>{caption}</caption>"));
    let heads = heads.map(|head| format!("<th scope=\"col\">{head}</th>"));
    line(out, &format!("<thead><tr>{}</tr></thead><tbody>", heads.concat()));
    for row in rows {
        let mut cells = row.iter();
        let first = cells.next().map(|cell| format!("<th scope=\"row\">{cell}</th>"));
        let others: String = cells.map(|cell| ["<td>", cell, "</td>"].concat()).collect();
        line(out, &format!("<tr>{}{others}</tr>", first.unwrap_or_default()));
    }
    line(out, "</tbody></table></div>");
}

/// Adds a line.
pub(super) fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    writeln!(out, "{text}").unwrap_or_default();
}

/// A value as it is written in JSON.
pub(super) fn code(value: &Value) -> String {
    format!("<code>{}</code>", escape(&value.to_string()))
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

/// The text as HTML has it.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Prose with its words in backticks as code.
pub(super) fn prose(text: &str) -> String {
    let parts = escape(text);
    let parts = parts.split('`').enumerate().map(|(place, part)| match place % 2 {
        0 => part.to_owned(),
        _ => format!("<code>{part}</code>"),
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_text_with_code_in_it() {
        let check = |text, expected| assert_eq!(prose(text), expected, "{text}");
        check("a < b & c", "a &lt; b &amp; c");
        check("either `null` or `\"\"`.", "either <code>null</code> or <code>\"\"</code>.");
    }
}
