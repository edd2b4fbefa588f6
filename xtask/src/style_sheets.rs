//! Joins the style sheets of a built page into one: six requests at once are all that a browser makes of a plain host,
//! and the data should not have to wait for the sixth sheet.
//!
//! It does not know what a style says; order and text stay as they were.

use std::{fs, path::Path};

use crate::page::{hash, values, write};

/// Joins the sheets of `index.html` in a folder that Trunk is about to publish. A sheet that Trunk made is taken away;
/// a vendored one stays where it is.
pub(crate) fn join_in(dir: &Path) -> Result<(), String> {
    let page = dir.join("index.html");
    let read = |path: &Path| {
        fs::read_to_string(path)
            .map_err(|error| format!("{} cannot be read: {error}", path.display()))
    };
    let html = read(&page)?;
    let links = sheets(&html);
    if links.len() < 2 {
        return Ok(());
    }
    let mut joined = String::new();
    for link in &links {
        let text = read(&dir.join(link.href))?;
        if let Some(address) = foreign_address(&text) {
            return Err(format!("{}: url({address}) means something else elsewhere", link.href));
        }
        joined.push_str(text.trim_end());
        joined.push('\n');
    }
    let name = format!("style-{:016x}.css", hash(joined.as_bytes()));
    // The sheet goes first: a page must never name a file that is not there.
    write(&dir.join(&name), &joined)?;
    write(&page, &one_link(&html, &links, &name))?;
    for own in links.iter().filter(|link| !link.href.trim_start_matches("./").contains('/')) {
        let path = dir.join(own.href);
        fs::remove_file(&path)
            .map_err(|error| format!("{} cannot be removed: {error}", path.display()))?;
    }
    Ok(())
}

/// A link to a style sheet, as it stands in the page.
#[derive(Debug, PartialEq, Eq)]
struct Link<'a> {
    whole: &'a str,
    href: &'a str,
}

/// The page's style sheets, in order.
fn sheets(html: &str) -> Vec<Link<'_>> {
    let tags = html.match_indices("<link").filter_map(|(at, _)| {
        let tail = html.get(at..)?;
        tail.get(..=tail.find('>')?)
    });
    let sheets = tags.filter(|tag| values(tag, "rel") == ["stylesheet"]);
    let link = |whole| Some(Link { whole, href: values(whole, "href").into_iter().next()? });
    sheets.filter_map(link).collect()
}

/// The page with the first link naming the joined sheet, and without the others.
fn one_link(html: &str, links: &[Link<'_>], name: &str) -> String {
    let mut html = html.to_owned();
    for (at, link) in links.iter().enumerate() {
        let with = if at == 0 {
            format!("<link rel=\"stylesheet\" href=\"./{name}\" />")
        } else {
            String::new()
        };
        html = html.replacen(link.whole, &with, 1);
    }
    html
}

/// The first address in a sheet that is relative to the sheet's own place.
fn foreign_address(css: &str) -> Option<&str> {
    let mut addresses = css.split("url(").skip(1).filter_map(|tail| tail.split(')').next());
    addresses.find(|address| {
        let address = address.trim_matches(['"', '\'']);
        !address.starts_with('#') && !address.starts_with("data:")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_become_one_in_their_order() {
        let check = |html: &str, expected: &str| {
            assert_eq!(one_link(html, &sheets(html), "s.css"), expected, "{html}");
        };
        check("<p>", "<p>");
        check(
            "<link rel=\"icon\" href=\"a.svg\"><link rel=\"stylesheet\" href=\"a.css\" integrity=\"x\"/>\
             <p><link rel=\"stylesheet\" href=\"./b.css\">",
            "<link rel=\"icon\" href=\"a.svg\"><link rel=\"stylesheet\" href=\"./s.css\" /><p>",
        );
    }

    #[test]
    fn an_address_that_would_lead_elsewhere_is_found() {
        let check = |css, expected| assert_eq!(foreign_address(css), expected, "{css}");
        check("a{color:red}", None);
        check("a{behavior:url(#default#VML);b:url(\"data:image/png;base64,x\")}", None);
        check("a{b:url(#x);background:url(images/a.png)}", Some("images/a.png"));
        check("a{background:url('/a.png')}", Some("'/a.png'"));
    }

    #[test]
    fn a_folder_keeps_what_is_vendored() {
        let dir = std::env::temp_dir().join(format!("gridlight-sheets-{}", std::process::id()));
        fs::create_dir_all(dir.join("vendor")).unwrap();
        let page = "<link rel=\"stylesheet\" href=\"vendor/v.css\"/><link rel=\"stylesheet\" href=\"./o.css\"/>";
        for (name, text) in [("index.html", page), ("vendor/v.css", "v{}"), ("o.css", "o{}\n")] {
            fs::write(dir.join(name), text).unwrap();
        }
        join_in(&dir).unwrap();
        let html = fs::read_to_string(dir.join("index.html")).unwrap();
        let [Link { href, .. }] = sheets(&html)[..] else { panic!("{html}") };
        assert_eq!(fs::read_to_string(dir.join(href)).unwrap(), "v{}\no{}\n");
        assert!(dir.join("vendor/v.css").is_file() && !dir.join("o.css").exists());
        fs::remove_dir_all(dir).unwrap();
    }
}
