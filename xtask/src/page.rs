//! Moves inline scripts out of a built page into files of their own, so that a policy without
//! `'unsafe-inline'` holds; and says what else in a page would break that policy or a sub-path.
//!
//! It reads just enough HTML to find script elements. It does not know what a script does.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// Rewrites `index.html` in a folder that Trunk is about to publish.
pub(crate) fn externalise_in(dir: &Path) -> Result<(), String> {
    let page = dir.join("index.html");
    let html = fs::read_to_string(&page)
        .map_err(|error| format!("{} cannot be read: {error}", page.display()))?;
    let (html, scripts) = externalise(&html);
    // The scripts go first: a page must never name a file that is not there.
    for script in &scripts {
        write(&dir.join(&script.name), &script.body)?;
    }
    write(&page, &html)
}

/// An inline script that became a file.
#[derive(Debug, PartialEq, Eq)]
struct Script {
    name: String,
    body: String,
}

/// Replaces each inline script by a reference. The file lies beside the page, so relative imports
/// and addresses in it mean what they meant.
fn externalise(html: &str) -> (String, Vec<Script>) {
    let mut out = String::with_capacity(html.len());
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((before, element)) = next_script(rest) {
        out.push_str(before);
        rest = element.after;
        let body = element.body.trim();
        if body.is_empty() || !is_code(element.attributes) || has(element.attributes, "src") {
            out.push_str(element.whole);
            continue;
        }
        let name = format!("start-{:016x}.js", hash(body.as_bytes()));
        out.push_str("<script");
        out.push_str(element.attributes.trim_end());
        out.push_str(" src=\"./");
        out.push_str(&name);
        out.push_str("\"></script>");
        scripts.push(Script { name, body: format!("{body}\n") });
    }
    out.push_str(rest);
    (out, scripts)
}

/// What in a built page breaks the rules: relative addresses only, nothing inline.
pub(crate) fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for name in ["href", "src"] {
        for address in values(html, name) {
            let absolute = address.starts_with('/') || address.contains("://");
            if absolute && !address.starts_with("data:") {
                faults.push(format!("{name}=\"{address}\" is no relative address"));
            }
        }
    }
    if !externalise(html).1.is_empty() {
        faults.push("an inline script is left".to_owned());
    }
    if html.contains("<style") || !values(html, "style").is_empty() {
        faults.push("an inline style is left".to_owned());
    }
    faults
}

struct Element<'a> {
    whole: &'a str,
    attributes: &'a str,
    body: &'a str,
    after: &'a str,
}

/// The text before the next script element, and that element. Comments are stepped over.
fn next_script(html: &str) -> Option<(&str, Element<'_>)> {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let start = from + lower.get(from..)?.find('<')?;
        let tail = lower.get(start..)?;
        if tail.starts_with("<!--") {
            from = start + tail.find("-->")?;
            continue;
        }
        let Some(inner) = tail.strip_prefix("<script") else {
            from = start + 1;
            continue;
        };
        if !inner.starts_with(|letter: char| letter == '>' || letter.is_ascii_whitespace()) {
            from = start + 1;
            continue;
        }
        let attributes = start + "<script".len();
        let body = attributes + tag_end(inner)? + 1;
        let close = body + lower.get(body..)?.find("</script")?;
        let end = close + lower.get(close..)?.find('>')? + 1;
        let element = Element {
            whole: html.get(start..end)?,
            attributes: html.get(attributes..body - 1)?,
            body: html.get(body..close)?,
            after: html.get(end..)?,
        };
        return Some((html.get(..start)?, element));
    }
}

/// Where the tag ends: the first `>` outside quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in tag.char_indices() {
        match quote {
            Some(open) if open == letter => quote = None,
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '>' => return Some(at),
            _ => {}
        }
    }
    None
}

/// Data blocks (`type="application/json"`) are no code and need no permission.
fn is_code(attributes: &str) -> bool {
    let kind = values(attributes, "type").into_iter().next().unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.ends_with("javascript")
}

fn has(attributes: &str, name: &str) -> bool {
    !values(attributes, name).is_empty()
}

/// The values of an attribute wherever it occurs in a piece of HTML.
pub(crate) fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(name) {
        let (before, after) = rest.split_at(at);
        let after = after.get(name.len()..).unwrap_or_default();
        rest = after;
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            continue;
        };
        if !before.ends_with(|letter: char| letter.is_ascii_whitespace()) {
            continue;
        }
        let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let value = match quote {
            Some(quote) => value.get(1..).and_then(|value| value.split(quote).next()),
            None => {
                value.split(|letter: char| letter.is_ascii_whitespace() || letter == '>').next()
            }
        };
        found.push(value.unwrap_or_default());
    }
    found
}

pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_code_becomes_a_file() {
        let kept = [
            "<p>no script</p>",
            "<script src=\"a.js\"></script>",
            "<script defer src='a.js'>ignored by browsers</script>",
            "<script type=\"application/json\">{}</script>",
            "<script></script>",
            "<scripture>x</scripture>",
            "<!-- <script>x()</script> --><p>1 < 2</p>",
            "<script>never closed",
        ];
        for html in kept {
            assert_eq!(externalise(html), (html.to_owned(), Vec::new()), "{html}");
        }
        let moved = [
            ("<script>x()</script>", "<script", "x()\n"),
            ("<SCRIPT>x()</SCRIPT >", "<script", "x()\n"),
            ("<script type=\"module\">\n a > b\n</script>", "<script type=\"module\"", "a > b\n"),
            ("<script data-x='>'>x()</script>", "<script data-x='>'", "x()\n"),
            ("<script data-src=\"a\">x()</script>", "<script data-src=\"a\"", "x()\n"),
        ];
        for (html, tag, body) in moved {
            let page = format!("<head>{html}</head>");
            let (out, scripts) = externalise(&page);
            let [script] = scripts.as_slice() else { panic!("{html}: {scripts:?}") };
            assert_eq!(script.body, body, "{html}");
            let expected = format!("<head>{tag} src=\"./{}\"></script></head>", script.name);
            assert_eq!(out, expected, "{html}");
            assert_eq!(externalise(&out), (out.clone(), Vec::new()), "twice changes nothing");
        }
    }

    #[test]
    fn the_file_s_name_follows_its_content() {
        let name = |body: &str| externalise(&format!("<script>{body}</script>")).1.remove(0).name;
        assert_eq!(name("a()"), name(" a()\n"));
        assert_ne!(name("a()"), name("b()"));
    }

    #[test]
    fn faults_are_found() {
        let cases = [
            ("<link href=\"./a.css\"><script src=\"a.js\"></script>", 0),
            ("<link rel=icon href=\"data:image/svg+xml,%3Csvg xmlns='http://w3'%3E\">", 0),
            ("<link href=\"/a.css\">", 1),
            ("<link href=\"https://cdn.example/a.css\"><script src='//b'></script>", 2),
            ("<script>x()</script>", 1),
            ("<p style=\"color:red\">", 1),
            ("<style>p{}</style>", 1),
        ];
        for (html, count) in cases {
            assert_eq!(faults(html).len(), count, "{html}: {:?}", faults(html));
        }
    }
}
