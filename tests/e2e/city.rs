//! A city with an endpoint of Open311 and nothing else: matters, figures and a list, without a map.

use serde_json::json;

use crate::{
    accessible,
    find::{CELLS, Figures, Page},
    server::{Plan, fixture},
};

#[test]
fn service_requests_are_matters_and_no_deadline_is_never_green() {
    let config = json!({"default_source": "city", "sources": {
        "city": {"kind": "open311", "landing": "city/open311/v2", "utc_offset": "+08:00"},
    }});
    let site = Plan::new()
        .config(&config)
        .mount("city/open311/v2/requests.json", fixture("open311/district.json"))
        .clock("2026-09-18T09:00:00Z")
        .serve();
    let page = Page::open(&site, "?lang=en");
    let expected = Figures { open: 9, red: 1, due_soon: 2, due_today: 1, normal: 3, unknown: 3 };
    assert_eq!(page.figures(), expected);
    page.expect_lights_to_add_up();
    // One has its coordinates exchanged, one no id yet.
    assert_eq!((page.figure("defects"), page.count(CELLS), page.figure("grids")), (2, 0, 0));
    page.expect_words(".no-areas", &["no areas"]);
    page.expect_words(".notices", &["90 days"]);
    page.wait("the list is there", || page.count(".case-row") == 9);
    assert_eq!(page.attributes(".case-row", "data-light")[0], "red");
    page.click("[data-case-id=\"26-104534\"] button, [data-case-id=\"26-104534\"]");
    page.expect_words(".case-panel", &["噪声扰民"]);
    accessible::check("a city without areas", &page);
    page.picture("open311");
    let asked = site.take_requests();
    let question = asked.iter().rfind(|path| path.contains("requests.json")).unwrap();
    // The device's clock is months off; the server's decides what the last 90 days are.
    for part in ["status=open", "start_date=2026-06-20T09", "end_date=2026-09-18T09"] {
        assert!(question.contains(part), "{question}");
    }
}
