//! Somebody asks why a light is what it is, and by whose clock.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    find::Page,
    server::{Plan, Site, folder},
};

/// A matter of Friday 2026-09-11, so due at the end of Friday the 18th.
fn matter(id: &str, changes: &Value) -> Value {
    let mut properties = json!({
        "title": format!("事项 {id}"), "domain": "livelihood", "status": "handling", "grid_id": "a",
        "reported_at": "2026-09-11T08:00:00+08:00", "dispatched_at": "2026-09-11T09:00:00+08:00",
        "contacted_at": "2026-09-11T10:00:00+08:00", "updated_at": "2026-09-11T10:00:00+08:00",
    });
    for (name, value) in changes.as_object().unwrap() {
        properties[name] = value.clone();
    }
    json!({"type": "Feature", "id": id, "geometry": null, "properties": properties})
}

fn site(cases: &[Value], clock: &str) -> Site {
    folder(Plan::new().clock(clock), &["a"], cases, 5).serve()
}

/// The days of the clock that stands open, as they are read aloud.
fn days(page: &Page) -> Vec<String> {
    page.texts(".why-clock[open] .day .visually-hidden")
}

#[test]
fn every_day_of_a_deadline_is_told_in_both_languages() {
    let case =
        matter("C1", &json!({"dispatched_at": "2026-09-18T09:00:00+08:00", "contacted_at": null}));
    let site = site(&[case], "2026-09-21T10:00:00+08:00");
    let page = Page::open(&site, "?case=C1");
    page.wait("the explanation is there", || !days(&page).is_empty());
    let expected = [
        "9月18日 周五 起算日，不计",
        "9月19日 周六 周末，不计",
        "9月20日 周日 调休上班，第 1 日",
        "9月21日 周一 第 2 日",
        "9月22日 周二 第 3 日",
        "9月23日 周三 第 4 日",
        "9月24日 周四 第 5 日",
    ];
    assert_eq!(days(&page), expected);
    page.expect_words(".why-clock[open]", &["办结并答复", "5 个工作日", "9月24日 24:00"]);
    page.expect_words(".why-basis", &["第二百零一条", "第二百零三条", "2025-11-04"]);
    page.expect_words(".case-panel .case-verdict", &["剩 3 日"]);
    page.press_button("English");
    page.wait("it speaks English", || {
        days(&page).iter().any(|day| day.contains("make-up day, day 1"))
    });
    page.expect_words(".why-basis", &["art. 201", "2025-11-04"]);
}

#[test]
fn a_deadline_of_the_backend_s_that_the_rule_does_not_give_is_shown_and_counted() {
    let stated = json!({"due_at": "2026-09-16T16:00:00Z"});
    let cases = [matter("C1", &stated), matter("C2", &json!({}))];
    let site = site(&cases, "2026-09-17T10:00:00+08:00");
    let page = Page::open(&site, "?case=C1");
    page.expect_words(".case-panel", &["本页按规则算得 9月18日 24:00"]);
    assert_eq!(page.attributes(".case-panel [data-case-id]", "data-light"), ["red"]);
    page.click(".defects summary");
    assert_eq!(page.attributes("[data-figure=disagreements]", "data-value"), ["1"]);
    assert_eq!(page.figure("defects"), 0, "a disagreement is no defect");
}

#[test]
fn a_device_whose_own_clock_is_wrong_shows_the_lights_of_the_server_s_time() {
    // The device's clock is the machine's, months away; the server's says a minute before the deadline, and runs.
    let site = site(&[matter("C1", &json!({}))], "2026-09-18T23:59:30+08:00");
    let page = Page::open(&site, "");
    assert_eq!((page.figure("red"), page.figure("due-soon")), (0, 1), "too slow to see it turn");
    page.expect_words(".clock time", &["9月18日", "23:59"]);
    page.expect_words(".skew", &["本机时钟", "服务器时间"]);
    page.wait_longer_for("it turns red by the server's time", Duration::from_secs(60), || {
        (page.figure("red") == 1).then_some(())
    });
    page.expect_words(".clock time", &["9月19日", "00:00"]);
}

#[test]
fn facts_in_doubt_are_never_in_order() {
    let early = matter("C1", &json!({"contacted_at": "2026-09-11T08:59:00+08:00"}));
    let far =
        matter("C2", &json!({"dispatched_at": "2099-09-11T09:00:00+08:00", "contacted_at": null}));
    let site = site(&[early, far], "2026-09-14T10:00:00+08:00");
    let page = Page::open(&site, "?case=C1");
    page.expect_words(".case-panel .case-verdict", &["未知", "时间存疑（联系时间）"]);
    assert_eq!((page.figure("unknown"), page.figure("normal"), page.figure("defects")), (2, 0, 2));
    page.click(".defects summary");
    page.expect_words(".defects", &["C1", "contacted_at", "C2", "dispatched_at"]);
}
