//! Somebody opens a link that a colleague has sent, a wrong one, or a wicked one.

use crate::{find::Page, server::Site};

#[test]
fn a_link_restores_the_view() {
    let site = Site::demo();
    let page = Page::open(&site, "?town=T05&lang=en&theme=dark&domain=work_safety&light=red");
    page.pause();
    page.expect_scope("town:T05");
    assert_eq!(page.hook("lang"), "en");
    assert_eq!(page.hook("data-theme"), "dark");
    assert_eq!(page.texts(".domain[aria-pressed=true] .domain-name"), ["Work safety"]);
    assert!(page.text(".chip[aria-pressed=true]").starts_with("Red"));
    let lights = page.attributes(".case-row", "data-light");
    assert!(lights.iter().all(|light| light == "red"), "{lights:?}");
    // The figures are of that town and that domain, and the list of the red ones is as long as they say.
    page.expect_lights_to_add_up();
    assert_eq!(lights.len().to_string(), page.figures().red.to_string());
    assert_eq!(page.notices(), "");
}

#[test]
fn a_link_to_a_matter_opens_it() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    let id = page.attributes(".case-row", "data-case-id")[0].clone();
    let title = page.text(".case-row .case-title");
    page.go(&format!("?case={id}"));
    page.wait_for_board();
    assert_eq!(page.attributes(".case-panel [data-case-id]", "data-case-id"), [id]);
    assert_eq!(page.text(".case-panel h2"), title);

    page.go("?case=NO-SUCH-MATTER");
    page.wait_for_board();
    page.expect_words(".case-panel", &["NO-SUCH-MATTER"]);
    assert_eq!(page.count(".case-panel article"), 0);
}

#[test]
fn what_a_link_says_wrongly_is_said_and_not_obeyed() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    let cases = [
        ("?town=NOPE", "town=NOPE"),
        ("?zone=NOPE", "zone=NOPE"),
        ("?grid=NOPE", "grid=NOPE"),
        ("?lang=fr", "lang=fr"),
        ("?theme=pink", "theme=pink"),
        ("?face=phone", "face=phone"),
        ("?light=green", "light=green"),
        ("?domain=sports", "domain=sports"),
        ("?sort=price", "sort=price"),
        ("?due=never", "due=never"),
        ("?layers=spies", "layers=spies"),
        ("?mine=street:1", "mine=street:1"),
        ("?window=31", "window=31"),
        ("?foo=1", "foo=1"),
        ("?source=evil", "source=evil"),
    ];
    // One link may be wrong in many ways; each of them is said. Areas exclude each other and go alone.
    let (areas, others) = cases.split_at(3);
    let together: Vec<_> = others.iter().map(|(query, _)| query.trim_start_matches('?')).collect();
    let queries = areas.iter().map(|(query, said)| ((*query).to_owned(), vec![*said]));
    let all = (format!("?{}", together.join("&")), others.iter().map(|(_, said)| *said).collect());
    for (query, said) in queries.chain([all]) {
        page.go(&query);
        page.wait_for_board();
        page.expect_words(".notices", &said);
        page.expect_scope("district");
        assert_eq!(page.hook("lang"), "zh-CN", "{query}");
        assert_eq!(page.hook("data-theme"), "dark", "{query}: as the system has it");
        assert_eq!(page.hook("data-face"), "desk", "{query}");
        assert_eq!(page.figure("grids"), 1333, "{query}: the default source");
        assert_eq!(page.count(".chips [aria-pressed=true]"), 0, "{query}: nothing is filtered");
        assert_eq!(page.count(".domain[aria-pressed=true]"), 0, "{query}");
    }
}

#[test]
fn a_link_cannot_make_the_page_ask_a_stranger() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    let strangers =
        ["https://evil.example/", "//evil.example/landing.json", "../../evil/landing.json"];
    for stranger in strangers {
        page.go(&format!("?source={stranger}&lang=en"));
        page.wait_for_board();
        page.expect_words(".notices", &[&format!("source={stranger}")]);
        assert_eq!(page.figure("grids"), 1333);
        let asked = page.take_requested();
        // The page's own address holds the word; nothing else may.
        let page_itself = format!("{}?", site.address(""));
        let evil = |url: &&String| url.contains("evil") && !url.starts_with(&page_itself);
        let evil: Vec<_> = asked.iter().filter(evil).collect();
        assert!(evil.is_empty(), "{evil:?}");
    }
}
