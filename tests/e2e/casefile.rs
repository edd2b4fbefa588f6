//! An official opens a matter, and sees its whole course: from a folder, from a server, closed, unknown, in a hurry.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    accessible::check,
    act::Screen,
    backend::{
        Backend, Fault, Options,
        district::{case_id, district},
    },
    connected::connect,
    driver::Key,
    find::Page,
    server::{Plan, Site, collection, folder},
};

/// The matter that every picture of the design tells of.
const SHOWCASE: &str = "HH-20260907-0142";

/// The states of the stages, in the order of the loop.
fn states(page: &Page) -> Vec<String> {
    let class = |text: String| text.split("leg-").nth(1).unwrap_or_default().to_owned();
    page.attributes(".course > li", "class").into_iter().map(class).collect()
}

/// A small folder with parts: matters and steps of the zone `z`.
fn divided(cases: &[Value], all: &[Value], steps: Option<&str>, keys: &Value) -> Plan {
    let plan = folder(Plan::new().clock("2026-09-18T17:00:00+08:00"), &["a"], cases, 60);
    let mut source = json!({
        "landing": "small/landing.json", "poll_seconds": 60,
        "collections": {
            "cases": {"partition": "cases/{zone_id}.json"},
            "case-steps": {"partition": "steps/{zone_id}.json"},
        },
    });
    source.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
    let config = json!({"default_source": "small", "sources": {"small": source}});
    let plan = plan.config(&config).file("small/cases/z.json", &collection(all));
    match steps {
        Some(text) => plan.file("small/steps/z.json", text),
        None => plan,
    }
}

fn feature(id: &str, properties: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": null, "properties": properties})
}

fn matter(id: &str, changes: &Value) -> Value {
    let mut properties = json!({
        "title": format!("事项 {id}"), "domain": "livelihood", "status": "handling", "grid_id": "a",
        "reported_at": "2026-09-07T08:00:00+08:00", "dispatched_at": "2026-09-07T09:00:00+08:00",
        "contacted_at": "2026-09-08T10:00:00+08:00", "updated_at": "2026-09-11T10:00:00+08:00",
    });
    for (name, value) in changes.as_object().unwrap() {
        properties[name] = value.clone();
    }
    feature(id, properties)
}

fn closed(id: &str, closed_at: &str) -> Value {
    matter(id, &json!({"status": "closed", "closed_at": closed_at, "updated_at": closed_at}))
}

fn step(of: &str, seq: u32, kind: &str, at: &str) -> Value {
    let properties = json!({"case_id": of, "seq": seq, "kind": kind, "at": at, "unit": "环卫所"});
    feature(&format!("{of}.{seq}"), properties)
}

#[test]
fn a_link_to_the_showcase_matter_tells_its_whole_course() {
    let site = Site::demo();
    let page = Page::open(&site, &format!("?case={SHOWCASE}"));
    page.wait("the steps are there", || page.count(".steps li") > 0);
    assert_eq!(states(&page), ["done", "done", "done", "current", "to-come", "to-come", "to-come"]);
    page.expect_words(".course > li:nth-child(1)", &["发现报送", "9月7日", "08:12", "横河管区"]);
    page.expect_words(".course > li:nth-child(2)", &["研判", "09:40", "藏南镇社会治理中心"]);
    page.expect_words(".course > li:nth-child(3)", &["分办", "10:05", "交镇特色小镇办办理"]);
    page.expect_words(".course > li:nth-child(4)", &["处置", "进行中", "签收", "督办", "9月17日"]);
    page.expect_words(
        ".facts",
        &["1 日内 ✓", "未办结 · 应于 9月14日 24:00", "镇特色小镇办 · 首单"],
    );
    page.expect_words(".judgement-why", &["9月7日分办", "第 5 个工作日 9月14日 24:00 到期"]);
    assert_eq!(page.count(".rung"), 5);
    assert_eq!(page.texts(".rung-reached small"), ["9月15日", "9月17日"]);
    assert!(page.count(".why-clock[open] .day-over") >= 4, "four working days over");
    // What the board's short row leaves out comes from the matter's own.
    page.expect_words(".facts", &["路面坑槽长约二十米"]);
    page.wait("its photographs are there", || page.count(".photos img") == 3);
    page.picture("casefile-showcase");
}

#[test]
fn a_closed_matter_has_its_verdict_and_no_light() {
    let rows =
        [closed("OLD", "2026-09-16T10:00:00+08:00"), closed("GOOD", "2026-09-11T10:00:00+08:00")];
    let steps = [
        step("OLD", 1, "reported", "2026-09-07T08:00:00+08:00"),
        step("OLD", 2, "dispatched", "2026-09-07T09:00:00+08:00"),
        step("OLD", 3, "closed", "2026-09-16T10:00:00+08:00"),
    ];
    let plan = divided(&[matter("C1", &json!({}))], &rows, Some(&collection(&steps)), &json!({}));
    let site = plan.serve();
    let page = Page::open(&site, "?zone=z&case=OLD");
    page.expect_words(".case-panel .case-verdict", &["超期 2 个工作日办结"]);
    assert_eq!(page.attributes(".case-panel article", "data-verdict"), ["late"]);
    assert_eq!(page.attributes(".case-panel article", "data-light"), [""; 0]);
    page.wait("the steps are there", || !page.text(".course > li:nth-child(1)").is_empty());
    page.expect_words(".course", &["环卫所", "办结"]);
    page.go("?zone=z&list=closed");
    page.wait_for_board();
    page.wait("both are listed", || page.count(".closed-row") == 2);
    assert_eq!(page.attributes(".closed-row", "data-verdict"), ["late", "on-time"]);
    page.click(".closed-row:nth-child(2) button");
    page.expect_words(".case-panel .case-verdict", &["按期办结"]);
    assert_eq!(page.parameter("case").as_deref(), Some("GOOD"));
    page.picture("casefile-closed");
}

#[test]
fn an_unknown_matter_offers_the_nearest_level() {
    let plan = divided(&[matter("C1", &json!({}))], &[], None, &json!({}));
    let site = plan.serve();
    let page = Page::open(&site, "?zone=z&case=NOBODY");
    page.expect_words(".case-panel", &["NOBODY"]);
    page.wait("the way back is offered", || page.count(".no-file button") == 1);
    page.click(".no-file button");
    page.wait("the panel is gone", || page.count(".case-panel") == 0);
    page.expect_scope("zone:z");
}

#[test]
fn a_missing_part_means_no_steps_and_the_facts_tell_the_course() {
    let page_of = |steps: Option<&str>| {
        let site = divided(&[matter("C1", &json!({}))], &[], steps, &json!({})).serve();
        let page = Page::open(&site, "?case=C1");
        page.tolerate("small/steps/z.json");
        page.expect_words(".course-note", &["没有这一事项的办理过程"]);
        let expected = ["done", "not-said", "done", "current", "to-come", "to-come", "to-come"];
        assert_eq!(states(&page), expected);
    };
    page_of(None);
    page_of(Some("no json at all"));
    page_of(Some("<!doctype html><p>404"));
}

#[test]
fn photographs_are_shown_from_allowed_origins_only() {
    let photos = json!(["photos/a.svg", "https://img.example/b.jpg", "https://evil.example/c.jpg"]);
    let case = matter("C1", &json!({"photos": photos}));
    let keys = json!({"image_origins": ["https://img.example"]});
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'><rect width='4' height='3'/></svg>";
    let plan = divided(&[case], &[], Some(&collection(&[])), &keys);
    let site = plan.file("small/photos/a.svg", picture).serve();
    let page = Page::open(&site, "?case=C1");
    page.tolerate("img.example");
    page.wait("there are photographs", || page.count(".photos li") == 3);
    let shown = page.attributes(".photos img", "src");
    assert_eq!(shown, [site.address("small/photos/a.svg"), "https://img.example/b.jpg".into()]);
    assert_eq!(page.attributes(".photos img", "loading"), ["lazy", "lazy"]);
    assert_eq!(page.texts("li.photo-refused"), ["来源不在允许之列，未显示"]);
    page.eval("document.querySelector('.photos').scrollIntoView()");
    page.wait("the page's own picture is read", || {
        page.eval("return document.querySelector('.photos img').naturalWidth > 0") == true
    });
    assert!(page.take_requested().iter().all(|url| !url.contains("evil.example")));
}

#[test]
fn a_server_tells_the_steps_of_a_matter_and_a_closed_one_by_its_id() {
    let backend = Backend::start(Options::default(), district());
    let site = connect(&backend, json!({}));
    let page = Page::open(&site, &format!("?case={}", case_id(1)));
    page.expect_words(".course", &["网格中心"]);
    assert_eq!(states(&page)[..4], ["done", "not-said", "done", "current"]);
    let asked = |part: &str| backend.requests().iter().any(|seen| seen.path.contains(part));
    assert!(asked("case-steps/items?case_id=C001"));
    page.go(&format!("?case={}", case_id(31)));
    page.wait_for_board();
    page.expect_words(".case-panel .case-verdict", &["按期办结"]);
    assert!(asked("cases/items/C031"));
    page.expect_words(".course", &["办结", "网格中心"]);
    page.go("?case=C999");
    page.tolerate_failures_of(&backend);
    page.wait_for_board();
    page.expect_words(".no-file", &["C999"]);
    page.go("?zone=Z3&list=closed");
    page.wait_for_board();
    page.wait("the closed ones are listed", || page.count(".closed-row") > 0);
    let verdicts = page.attributes(".closed-row", "data-verdict");
    assert!(verdicts.iter().all(|verdict| verdict == "on-time"), "{verdicts:?}");
}

#[test]
fn the_newest_choice_wins_and_the_requests_of_the_others_end() {
    let backend = Backend::start(Options::default(), district());
    let site = connect(&backend, json!({}));
    let page = Page::open(&site, &format!("?case={}", case_id(9)));
    page.expect_words(".course", &["网格中心"]);
    backend.fault("case-steps", Fault::Drip(60, Duration::from_millis(120)));
    backend.take_requests();
    page.browser.log("performance");
    let step = "history.pushState(null, '', '?case=' + arguments[0]);
        dispatchEvent(new PopStateEvent('popstate'));";
    for number in 1..=5 {
        let id = case_id(number);
        page.browser.run(step, &[id.as_str().into()]);
        page.wait("its facts are there at once", || {
            page.attributes(".case-panel article", "data-case-id") == [id.clone()]
        });
        page.wait("its steps are asked for", || {
            let part = format!("case_id={id}");
            backend.requests().iter().any(|seen| seen.path.contains(&part))
                || page.count(".course-note[role=status]:empty") == 1
        });
    }
    page.wait("the last one's steps are there", || {
        page.text(".course-note").is_empty() && page.text(".course").contains("网格中心")
    });
    assert_eq!(page.attributes(".case-panel article", "data-case-id"), [case_id(5)]);
    let ended = page
        .browser
        .log("performance")
        .iter()
        .filter(|entry| {
            let text = entry["message"].as_str().unwrap_or_default();
            text.contains("Network.loadingFailed") && text.contains("\"canceled\":true")
        })
        .count();
    assert!(ended >= 3, "{ended} requests were ended");
}

#[test]
fn the_keyboard_goes_into_the_file_and_back() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    let focus = |selector: &str| {
        page.browser.run("return document.activeElement.matches(arguments[0])", &[selector.into()])
            == true
    };
    for _ in 0..120 {
        if focus(".table") {
            break;
        }
        page.keys(&[Key::Tab]);
    }
    assert!(focus(".table"), "the table can be reached");
    page.keys(&[Key::Down, Key::Enter]);
    page.wait("the file has the focus", || focus(".case-panel"));
    page.keys(&[Key::Escape]);
    page.wait("the file is closed", || page.count(".case-panel") == 0);
    page.wait("the table has the focus again", || focus(".table"));
}

#[test]
fn the_file_is_accessible_and_a_wall_shows_nothing_private() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    for lang in ["zh-CN", "en"] {
        for theme in ["dark", "light"] {
            let query = format!("?case={SHOWCASE}&lang={lang}&theme={theme}");
            page.go(&query);
            page.wait_for_board();
            page.wait("the steps are there", || page.count(".steps li") > 0);
            check(&query, &page);
            page.picture(&format!("casefile-{lang}-{theme}"));
        }
    }
    page.resize(Screen(1920, 1080));
    page.go(&format!("?face=wall&case={SHOWCASE}"));
    page.wait_for_board();
    page.wait("the matter is open", || page.count(".case-panel article") == 1);
    assert_eq!(page.count(".course, .photos, .ladder"), 0);
    assert!(!page.text(".case-panel").contains("大集路口"), "no address on a wall");
    page.picture("casefile-wall");
}
