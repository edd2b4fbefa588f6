//! A hamlet of two towns, three zones and four grids, small enough to see what each part of a life does.

use super::{
    Life, LifeError, LifeFiles,
    days::{DAY_MINUTES, Days, Minute, day, day_of, in_office, on_duty},
    draw::Draw,
    json,
    matter::{Act, Fact, Matter, Shape, Status},
    world::World,
};
use crate::domain::{calendar::Calendar, case::Route};
use chrono::{DateTime, FixedOffset, NaiveDate};

mod told;

const LIFE: &str = r#"{"seed": 7, "daily": 60, "weekend": 700, "holiday": 400,
 "hours": [0,0,0,0,0,0,0,0,1,1,1,1,1,0,1,1,1,1,0,0,0,0,0,0],
 "domains": [
  {"code": "urban_management", "share": 700, "referred": 300, "special": 50, "categories": [
   {"name": "道路破损", "weight": 5, "hard": true, "units": ["市政养护所", "{committee}"], "titles": ["{road}路面破损，车辆绕行", "r:{home}生产路被压坏"]},
   {"name": "路灯不亮", "weight": 5, "duty": true, "units": ["路灯所"], "titles": ["路灯{n}盏不亮，夜间出行难"]}]},
  {"code": "livelihood", "share": 300, "referred": 300, "special": 0, "categories": [
   {"name": "供暖不热", "weight": 9, "season": "900000000009", "units": ["供热公司"], "titles": ["{home}室温不达标"]},
   {"name": "停水", "weight": 1, "units": ["自来水公司"], "titles": ["{home}停水{n}小时未恢复"]}]}],
 "places": [
  {"key": "home", "u": ["{z}花园"], "r": ["{z}村"], "near_u": ["东门"], "near_r": ["村委会旁"]},
  {"key": "road", "u": ["{z}路"], "r": ["{t}路"], "near_u": ["中段"], "near_r": ["桥头"]},
  {"key": "committee", "u": ["{z}社区居委会"], "r": ["{home}委会"], "near_u": [""], "near_r": [""]},
  {"key": "n", "u": ["三"], "r": ["三"], "near_u": [""], "near_r": [""]}],
 "towns": [{"id": "T1", "name": "长江路街道", "stem": "长江路", "kind": "uc"}, {"id": "T2", "name": "藏南镇", "stem": "藏南", "kind": "r"}],
 "initials": {"Z1": "XJ", "Z2": "HH", "Z3": "XC"}, "today": []}"#;

const ZONES: &str = r#"{"features": [
 {"id": "Z1", "properties": {"name": "香江管区", "town_id": "T1"}},
 {"id": "Z2", "properties": {"name": "横河管区", "town_id": "T2"}},
 {"id": "Z3", "properties": {"name": "徐村管区", "town_id": "T2"}}]}"#;

const GRIDS: &str = r#"{"features": [
 {"id": "G1", "properties": {"zone_id": "Z1", "population": 3000}, "geometry": {"coordinates": [[[120.0,36.0],[120.1,36.0],[120.1,36.1],[120.0,36.1],[120.0,36.0]]]}},
 {"id": "G2", "properties": {"zone_id": "Z1", "population": 2000}, "geometry": {"coordinates": [[[120.1,36.0],[120.2,36.0],[120.2,36.1],[120.1,36.1],[120.1,36.0]]]}},
 {"id": "G3", "properties": {"zone_id": "Z2", "population": 900}, "geometry": {"coordinates": [[[119.7,35.7],[119.8,35.7],[119.7,35.8],[119.7,35.7]]]}},
 {"id": "G4", "properties": {"zone_id": "Z3", "population": 900}, "geometry": {"coordinates": [[[119.8,35.7],[119.9,35.7],[119.9,35.8],[119.8,35.7]]]}}]}"#;

const NOTHING: &str = r#"{"features": []}"#;

fn zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap()
}

fn days() -> Days {
    Days { calendar: Calendar::national(), zone: zone() }
}

/// 2026-09-`text` in the district's own minutes: `18T17:00`.
fn at(text: &str) -> Minute {
    days().parse(&format!("2026-09-{text}:00+08:00")).unwrap()
}

fn shown(at: Minute) -> String {
    let mut out = String::new();
    days().push(&mut out, at);
    out
}

fn begin(open_cases: &str, as_of: &str) -> Result<Life, LifeError> {
    let files = LifeFiles { life: LIFE, grids: GRIDS, zones: ZONES, open_cases, workload: NOTHING };
    let as_of = DateTime::parse_from_rfc3339(as_of).unwrap().to_utc();
    Life::begin(&files, &Calendar::national(), zone(), as_of)
}

fn world() -> World {
    let parse = |text| json::parse("test", text).unwrap();
    World::read(&parse(LIFE), &parse(ZONES), &parse(GRIDS), days()).unwrap()
}

/// The road in 藏南镇: dispatched on Monday the 7th, due on the 14th, and still open on the 18th.
const ROAD: &str = r#"{"features": [{"id": "HH-20260907-0142", "geometry": {"coordinates": [119.72, 35.72]}, "properties": {
 "title": "藏南路路面破损", "domain": "urban_management", "category": "道路破损", "status": "handling", "route": "referred", "grid_id": "G3",
 "reported_at": "2026-09-07T08:12:00+08:00", "dispatched_at": "2026-09-07T10:05:00+08:00", "contacted_at": "2026-09-08T09:20:00+08:00",
 "supervision": ["e_reminder", "overdue_notice"], "first_unit": "镇特色小镇办", "handling_unit": "镇特色小镇办", "updated_at": "2026-09-17T08:40:00+08:00"}}]}"#;

fn road() -> Matter {
    let rows = json::parse("test", ROAD).unwrap();
    let (id, row, geometry) = json::features(&rows).next().unwrap();
    Matter::read(id, row, geometry, &world()).unwrap()
}

#[test]
fn times_are_read_and_written_in_the_district_s_own_zone() {
    assert_eq!(shown(at("07T10:05")), "2026-09-07T10:05:00+08:00");
    let utc = days().parse("2026-09-07T02:05:59Z").unwrap();
    assert_eq!(shown(utc), "2026-09-07T10:05:00+08:00", "a minute is not rounded up");
    assert_eq!(days().instant(utc).to_rfc3339(), "2026-09-07T02:05:00+00:00");
    assert_eq!(days().parse("2026-09-07"), None);
}

#[test]
fn deadlines_are_the_end_of_the_nth_working_day() {
    // The road: start day excluded, a weekend between.
    assert_eq!(days().due(at("07T10:05"), 5), Some(at("14T00:00") + DAY_MINUTES));
    // Friday before the make-up Sunday: day 1 is that Sunday, day 5 the Thursday, day 10 after two holidays.
    assert_eq!(days().due(at("18T17:00"), 1), Some(at("21T00:00")));
    assert_eq!(days().due(at("18T17:00"), 5), Some(at("25T00:00")));
    let tenth = day(NaiveDate::from_ymd_opt(2026, 10, 9).unwrap());
    assert_eq!(days().due(at("18T17:00"), 10), Some((tenth + 1) * DAY_MINUTES));
    let december = days().parse("2026-12-28T10:00:00+08:00").unwrap();
    assert_eq!(days().due(december, 5), None, "no notice has announced 2027");
}

#[test]
fn office_time_runs_only_in_office_hours_of_working_days() {
    assert_eq!(shown(days().office_time(at("17T11:00"), 90, false)), shown(at("17T14:30")));
    assert_eq!(shown(days().office_time(at("17T23:00"), 0, false)), shown(at("18T08:00")));
    // Friday evening: Saturday is off, Sunday is worked.
    assert_eq!(shown(days().office_time(at("18T17:30"), 60, false)), shown(at("20T08:30")));
    assert_eq!(shown(days().office_time(at("18T17:30"), 60, true)), shown(at("19T08:30")));
    // Mid-autumn: three days off.
    assert_eq!(shown(days().office_time(at("24T17:50"), 20, false)), shown(at("28T08:10")));
    let mut draw = Draw::of(1, "x", 0);
    for _ in 0..200 {
        let minute = in_office(day_of(at("17T00:00")), &mut draw).rem_euclid(DAY_MINUTES);
        assert!((480..720).contains(&minute) || (840..1080).contains(&minute), "{minute}");
        let morning = on_duty(at("17T02:00"), &mut draw);
        assert!((at("17T07:30")..at("17T08:30")).contains(&morning), "{}", shown(morning));
        assert!(on_duty(at("17T22:30"), &mut draw) > at("18T07:00"));
        assert_eq!(on_duty(at("19T12:00"), &mut draw), at("19T12:00"), "on Saturdays too");
    }
}

#[test]
fn holidays_are_weekdays_off_and_the_weekends_that_touch_them() {
    let is_holiday = |month, of_month| {
        days().is_holiday(day(NaiveDate::from_ymd_opt(2026, month, of_month).unwrap()))
    };
    assert!(!is_holiday(9, 19), "an ordinary Saturday");
    assert!(!is_holiday(9, 20), "a Sunday that is worked");
    assert!(is_holiday(9, 25) && is_holiday(9, 26), "the festival and the Saturday after");
    assert!(is_holiday(10, 3) && is_holiday(10, 4) && is_holiday(10, 7));
    assert!(!is_holiday(10, 8) && !is_holiday(10, 11));
}

#[test]
fn draws_follow_from_seed_name_and_purpose_alone() {
    let draws = |seed, of: &str, purpose| {
        let mut draw = Draw::of(seed, of, purpose);
        (0..20).map(|_| draw.below(1000)).collect::<Vec<_>>()
    };
    assert_eq!(draws(7, "HH-20260907-0142", 3), draws(7, "HH-20260907-0142", 3));
    assert_ne!(draws(7, "HH-20260907-0142", 3), draws(8, "HH-20260907-0142", 3));
    assert_ne!(draws(7, "HH-20260907-0142", 3), draws(7, "HH-20260907-0143", 3));
    assert_ne!(draws(7, "HH-20260907-0142", 3), draws(7, "HH-20260907-0142", 4));
    // The very numbers: another generator would be another life.
    assert_eq!(draws(7, "HH-20260907-0142", 3)[..4], [266, 314, 320, 863]);
}

#[test]
fn draws_are_as_likely_as_their_weights() {
    let mut draw = Draw::of(7, "weights", 0);
    let mut drawn = [0; 4];
    let mut summed = [0; 3];
    for _ in 0..10_000 {
        drawn[draw.weighted(&[1, 0, 3, 6])] += 1;
        summed[draw.summed(&[1, 4, 10])] += 1;
        assert!((3..=5).contains(&draw.between(3, 5)));
    }
    assert_eq!(drawn[1], 0);
    assert!((900..1100).contains(&drawn[0]) && (5700..6300).contains(&drawn[3]), "{drawn:?}");
    assert!((900..1100).contains(&summed[0]) && (5700..6300).contains(&summed[2]), "{summed:?}");
    assert_eq!(draw.pick::<i32>(&[]), None);
}

#[test]
fn titles_and_addresses_name_the_place_where_the_matter_lies() {
    let world = world();
    let compose = |grid: usize, category| {
        let mut draw = Draw::of(7, "title", 0);
        let all = (0..40).map(|_| {
            world.words.compose(category, &world.ground.grids[grid], &world.ground, &mut draw)
        });
        let mut all: Vec<_> = all.map(|(title, address)| format!("{title}＠{address}")).collect();
        all.sort();
        all.dedup();
        all
    };
    assert_eq!(
        compose(0, 0),
        ["香江路路面破损，车辆绕行＠长江路街道香江路中段"],
        "no village in a town grid"
    );
    assert_eq!(
        compose(2, 0),
        ["横河村生产路被压坏＠藏南镇横河村村委会旁", "藏南路路面破损，车辆绕行＠藏南镇藏南路桥头"]
    );
    assert_eq!(compose(3, 3), ["徐村停水三小时未恢复＠藏南镇徐村村委会旁"], "not 徐村村");
    assert_eq!(
        compose(2, 1),
        ["路灯三盏不亮，夜间出行难＠藏南镇横河村村委会旁"],
        "at the homes of the grid"
    );
}

#[test]
fn categories_keep_their_season() {
    let world = world();
    let mut draw = Draw::of(7, "season", 0);
    let mut count = |month| {
        let grid = &world.ground.grids[0];
        let drawn = (0..500).map(|_| world.words.draw_category(grid, month, false, &mut draw));
        drawn.filter(|category| *category == 2).count()
    };
    assert_eq!(count(8), 0, "nobody is cold in September");
    assert!(count(0) > 100, "many are in January");
}

#[test]
fn points_lie_inside_their_grid() {
    let world = world();
    let mut draw = Draw::of(7, "point", 0);
    for _ in 0..300 {
        let [lon, lat] = world.ground.grids[2].draw_point(&mut draw);
        // The grid is the triangle below the diagonal.
        assert!(lon >= 11_970_000 && lat >= 3_570_000 && lon + lat <= 15_550_000, "{lon} {lat}");
    }
}

#[test]
fn a_matter_of_the_snapshot_is_planned_from_its_facts() {
    let now = at("18T17:00");
    for seed in 0..200 {
        let mut world = world();
        world.seed = seed;
        let mut matter = road();
        world.plan(&mut matter, now);
        let plan: Vec<_> = matter.plan.iter().rev().collect();
        assert!(plan.is_sorted(), "{plan:?}");
        assert!(plan.iter().all(|(at, _)| *at > now), "the past is over: {plan:?}");
        assert_eq!(plan.last().unwrap().1, Act::Closed);
        let acts: Vec<Act> = plan.iter().map(|(_, act)| *act).collect();
        assert!(!acts.contains(&Act::Dispatched) && !acts.contains(&Act::Contacted), "{acts:?}");
        // Two steps of supervision are taken; the third is due on the fifth working day overdue, 2026-09-20.
        let urged = plan.iter().find(|(_, act)| *act == Act::Supervised);
        assert!(urged.is_none_or(|(at, _)| *at > self::at("20T08:00")), "{plan:?}");
    }
}

#[test]
fn a_plan_does_not_forget_what_the_facts_lack() {
    let mut matter = road();
    matter.times[Fact::Dispatched as usize] = None;
    matter.times[Fact::Contacted as usize] = None;
    matter.status = Status::Triaged;
    world().plan(&mut matter, at("18T17:00"));
    let acts: Vec<Act> = matter.plan.iter().rev().map(|(_, act)| *act).collect();
    assert_eq!(acts.first(), Some(&Act::Dispatched), "{acts:?}");
    assert!(acts.contains(&Act::Contacted));
}

#[test]
fn the_rule_as_the_totals_understand_it() {
    let world = world();
    let mut matter = road();
    let due = at("14T00:00") + DAY_MINUTES;
    assert!(!world.is_overdue(&matter, due - 1) && world.is_overdue(&matter, due));
    assert!(world.is_contact_on_time(&matter, at("08T23:59")));
    assert!(!world.is_contact_on_time(&matter, at("09T00:00")));
    // Asked for in time: ten days, and none once progress is reported.
    matter.set(Fact::ExtensionRequested, at("14T23:59"));
    assert!(world.is_overdue(&matter, due), "not yet approved");
    matter.set(Fact::ExtensionApproved, at("15T09:00"));
    assert!(!world.is_overdue(&matter, due) && world.is_overdue(&matter, at("22T00:00")));
    matter.set(Fact::ProgressReported, at("17T09:00"));
    assert!(!world.is_overdue(&matter, at("28T00:00")));
    // Asked for too late: it stays red.
    matter.set(Fact::ExtensionRequested, due);
    assert!(world.is_overdue(&matter, due));
    matter.route = Route::Direct;
    matter.times[Fact::Reported as usize] = Some(at("18T09:00"));
    assert!(!world.is_overdue(&matter, due), "a direct one starts when it is reported");
}

#[test]
fn a_feature_is_written_as_it_was_read() {
    let compact = road().feature(&world(), Shape::Compact);
    let rows = format!("{{\"features\":[{compact}]}}");
    let rows = json::parse("test", &rows).unwrap();
    let (id, row, geometry) = json::features(&rows).next().unwrap();
    let again = Matter::read(id, row, geometry, &world()).unwrap();
    assert_eq!(again.feature(&world(), Shape::Compact), compact);
    assert!(compact.contains(r#""coordinates":[119.72000,35.72000]"#), "{compact}");
    assert!(compact.contains(r#""supervision":["e_reminder","overdue_notice"]"#));
    assert!(!compact.contains("platform"));
    assert!(road().feature(&world(), Shape::Whole).contains(r#""platform":"town""#));
}

#[test]
fn a_life_says_which_file_it_cannot_begin_from() {
    let fails =
        |open: &str| begin(open, "2026-09-18T17:00:00+08:00").err().map(|error| error.to_string());
    assert_eq!(fails(ROAD), None);
    assert_eq!(
        fails(&ROAD.replace("\"G3\"", "\"G9\"")).as_deref(),
        Some("open-cases: HH-20260907-0142: grid_id")
    );
    assert_eq!(
        fails(&ROAD.replace("handling\"", "asleep\"")).as_deref(),
        Some("open-cases: HH-20260907-0142: status")
    );
    assert!(fails("{").is_some_and(|error| error.starts_with("open-cases: ")));
}

#[test]
fn a_life_goes_on_the_same_in_small_steps_and_in_large_ones() {
    let start = DateTime::parse_from_rfc3339("2026-09-18T17:00:00+08:00").unwrap().to_utc();
    let end = start + chrono::TimeDelta::days(12);
    let mut whole = begin(ROAD, &start.to_rfc3339()).unwrap();
    let events = whole.advance(end);
    assert!(events.len() > 1000);
    for seed in 0..12 {
        let mut cuts = Draw::of(seed, "cuts", 0);
        let mut life = begin(ROAD, &start.to_rfc3339()).unwrap();
        let mut pieces = Vec::new();
        let mut now = start;
        while now < end {
            // From one second to a day; every fourth step goes just to the next event.
            now += chrono::TimeDelta::seconds(cuts.between(1, 86_400).into());
            if cuts.chance(250) {
                now = life.next_event_at().unwrap();
            }
            now = now.min(end);
            pieces.extend(life.advance(now));
        }
        assert_eq!(pieces, events);
        assert_eq!(life.workload(), whole.workload());
    }
}

#[test]
fn nothing_happens_before_the_next_event() {
    let mut life = begin(ROAD, "2026-09-18T17:00:00+08:00").unwrap();
    for _ in 0..500 {
        let next = life.next_event_at().unwrap();
        assert_eq!(life.advance(next - chrono::TimeDelta::seconds(1)), Vec::<String>::new());
        let is_midnight = next.with_timezone(&zone()).time() == chrono::NaiveTime::MIN;
        assert!(!life.advance(next).is_empty() || is_midnight);
        assert!(life.next_event_at().unwrap() > next);
    }
}
