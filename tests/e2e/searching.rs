//! Somebody looks for a matter or a place by what they remember of it: a word, initials, an id.

use crate::{driver::Key, find::Page, server::Site};

/// The suggestions with their titles.
fn suggested(page: &Page) -> Vec<String> {
    page.texts("#suggestions:not([hidden]) .suggestion-title")
}

fn look_for(page: &Page, words: &str) {
    page.keys(&[Key::Letter('/')]);
    page.wait("the field has the keys", || {
        page.eval("return document.activeElement.type") == "search"
    });
    page.type_text(words);
}

#[test]
fn a_place_is_found_by_name_or_initials_and_shown() {
    let site = Site::demo();
    for words in ["藏南", "znz", "Zangnan"] {
        let page = Page::open(&site, if words == "Zangnan" { "?lang=en" } else { "" });
        page.pause();
        look_for(&page, words);
        page.wait(&format!("{words} is suggested"), || {
            suggested(&page)
                .first()
                .is_some_and(|title| title.starts_with("藏南镇") || title.starts_with("Zangnan"))
        });
        page.keys(&[Key::Enter]);
        page.expect_scope("town:T22");
        assert_eq!(page.count("#suggestions:not([hidden])"), 0, "the suggestions are gone");
    }
}

#[test]
fn a_matter_is_found_by_title_initials_or_id_and_opened_where_it_lies() {
    let site = Site::demo();
    let id = "HH-20260907-0142";
    for words in ["藏南路路面破损", "znllmps", "HH-20260907-0142"] {
        let page = Page::open(&site, "");
        page.pause();
        look_for(&page, words);
        page.wait(&format!("{words} is suggested"), || {
            suggested(&page).first().is_some_and(|title| title.starts_with("藏南路路面破损"))
        });
        page.keys(&[Key::Enter]);
        page.wait("its file is open", || {
            page.attributes(".case-panel [data-case-id]", "data-case-id") == [id]
        });
        assert!(page.scope().starts_with("grid:"), "{}", page.scope());
        assert_eq!(
            page.parameter("town").as_deref(),
            Some("T22"),
            "a link says the wider areas too"
        );
    }
}

#[test]
fn words_filter_the_list_and_nothing_else() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let figures = page.figures();
    look_for(&page, "漏水");
    page.wait("suggestions are there", || suggested(&page).len() > 1);
    let last = suggested(&page).len() - 1;
    page.keys(&vec![Key::Down; last]);
    page.keys(&[Key::Enter]);
    page.wait("the list is narrowed", || page.listed() < 200);
    assert_eq!(page.parameter("q").as_deref(), Some("漏水"));
    assert_eq!(page.figures(), figures, "the figures are those of the place");
    let rows = page.read_table();
    assert!(!rows.is_empty() && rows.len() == page.listed());
    page.click(".chosen .chip[aria-pressed=true]");
    page.wait("the chip takes the words off", || page.listed() as i64 == figures.open);

    look_for(&page, "没有这样的事项");
    page.wait("only the list is offered", || suggested(&page).len() == 1);
    page.keys(&[Key::Enter]);
    page.wait("nothing fits", || page.listed() == 0);
    page.expect_words(".table-empty", &["没有符合条件"]);
}
