//! The wall endures: the soak of `cargo xtask soak`, as far as it goes in two minutes.

use std::time::Duration;

use serde_json::json;

use crate::{
    backend::{Backend, Fault, Options, district::district},
    connected::{DISTRICT, connect},
    find::{Page, text},
    server::{Plan as Overlay, collection, folder},
    soak::{plan::Plan, report, run::run},
};

/// What fails a third time is tried again after 90 seconds at most.
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn a_wall_lives_through_events_scenes_and_outages() {
    // Beside other tests a scene comes late, and a third outage adds the network to the server.
    let plan = Plan { scenes: 50, outages: 3, ..Plan::lasting(1.8) };
    let seen = run(plan, |_| {});
    let text = report::text(&plan, &seen);
    assert!(report::is_well(&plan, &seen), "{text}");
    eprintln!("{text}");
}

/// A part that does not come is tried again without being asked; another that was there and does not come again then, stays.
#[test]
fn what_was_read_once_is_kept_when_everything_is_read_anew() {
    let backend = Backend::start(Options::default(), district());
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    backend.fault("zones", Fault::Status(503));
    page.go("?lang=en");
    page.wait_for_board();
    page.expect_notice(&["zones/items", "503"]);
    let towns = page.figure("towns");
    assert!(towns > 0);
    backend.fault("towns", Fault::Status(503));
    backend.mend("zones");
    page.wait_longer_for("the zones come, and the towns do not", PATIENCE, || {
        let notice = page.texts(".notices .notice > span").concat();
        (notice.contains("towns/items") && !notice.contains("zones/items")).then_some(())
    });
    assert_eq!(page.figure("towns"), towns);
    page.expect_figures("with the towns of before", DISTRICT);
    backend.mend("towns");
    page.wait_longer_for("everything is there", PATIENCE, || {
        (page.count(".notices .notice") == 0).then_some(())
    });
    assert_eq!(page.figure("towns"), towns);
}

/// A file that is broken when everything is read anew does not take the place of the good one of before.
#[test]
fn a_broken_file_is_not_taken_for_the_one_of_before() {
    let portal = "<!doctype html><title>503</title>";
    let site =
        folder(Overlay::new(), &["a", "b"], &[], 3600).file("small/zones.json", portal).serve();
    let page = Page::open(&site, "?lang=en");
    page.expect_notice(&["small/zones.json"]);
    let towns = page.figure("towns");
    site.write("small-zones.json", &collection(&[]));
    site.write("small-towns.json", "{\"type\": \"FeatureColl");
    page.wait_longer_for("the zones come, and the towns are broken", PATIENCE, || {
        let is_told = page.eval("return document.querySelector('.defects')?.textContent ?? ''");
        (text(&is_told).contains("unreadable") && page.count(".notices .notice") == 0).then_some(())
    });
    assert_eq!((towns, page.figure("towns")), (1, 1));
}

/// Nobody presses a button on a wall: it opens as soon as there is something to open, whatever was wrong before.
#[test]
fn a_wall_that_found_nothing_opens_by_itself() {
    let backend = Backend::start(Options::default(), district());
    let site = connect(&backend, json!({"poll_seconds": 3600}));
    let page = Page::at_desk(&site);
    page.tolerate_failures_of(&backend);
    backend.fault("collections", Fault::Status(404));
    page.go("?face=wall");
    page.expect_hook("data-board", "failed");
    backend.mend("collections");
    page.wait_longer_for("the wall opens", PATIENCE, || {
        (page.hook("data-board") == "ready").then_some(())
    });
    assert_eq!(page.hook("data-feed"), "fresh");
}
