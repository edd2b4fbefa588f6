//! An official's own area: set once by a link or by hand, and opened next time; and links that lead where nothing is.

use serde_json::json;

use crate::{find::Page, server::Site};

#[test]
fn a_link_sets_the_area_and_the_next_visit_opens_it() {
    let site = Site::demo();
    let page = Page::open(&site, "?mine=zone:Z001");
    page.expect_scope("zone:Z001");
    page.expect_words(".notices", &["我的辖区"]);
    assert_eq!(page.parameter("mine"), None, "a link passed on must not set somebody else's area");
    assert_eq!(page.parameter("zone").as_deref(), Some("Z001"));

    page.go("");
    page.wait_for_board();
    page.expect_scope("zone:Z001");
    page.go("?town=T05");
    page.wait_for_board();
    page.expect_scope("town:T05");
    page.go("?scope=district");
    page.wait_for_board();
    page.expect_scope("district");
    page.go("?face=wall");
    page.wait_for_board();
    page.expect_scope("district");
}

#[test]
fn by_hand_it_is_set_and_forgotten() {
    let site = Site::demo();
    let page = Page::open(&site, "?town=T05");
    page.click(".picker summary");
    page.click(".picker-body button");
    page.wait("it is kept", || {
        page.eval("return Object.values(localStorage)") == json!(["town:T05"])
    });
    page.go("");
    page.wait_for_board();
    page.expect_scope("town:T05");
    // All of the district is a link of its own, for whoever has an area.
    page.click(".path li:first-child button");
    page.expect_scope("district");
    assert_eq!(page.parameter("scope").as_deref(), Some("district"));
    page.click(".my-area > .link");
    page.expect_scope("town:T05");
    page.click(".picker summary");
    page.press_button("取消我的辖区");
    page.go("");
    page.wait_for_board();
    page.expect_scope("district");
}

#[test]
fn an_area_that_is_gone_leads_to_the_nearest_that_is_there() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    let check = |query: &str, said: &str, scope: &str| {
        page.go(query);
        page.wait_for_board();
        page.expect_words(".notices", &[said]);
        page.expect_scope(scope);
    };
    check("?town=T05&zone=Z001&grid=GONE", "grid=GONE", "zone:Z001");
    check("?town=T05&zone=GONE&grid=GONE", "grid=GONE", "town:T05");
    check("?town=GONE", "town=GONE", "district");
    page.eval("localStorage.setItem(`gridlight.area.${location.pathname}.`, 'zone:GONE')");
    check("", "zone:GONE", "district");
}
