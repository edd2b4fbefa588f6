//! A small district at a fixed moment, with every light in it.
//!
//! ```text
//!   G09 G10 G11 G12      Z3 Z3 Z3 Z3      T2
//!   G05 G06 G07 G08      Z2 Z2 Z2 Z2      T1
//!   G01 G02 G03 G04      Z1 Z1 Z1 Z1      T1
//! ```

use serde_json::{Value, json};

use super::rows::{Rows, feature};

/// A Friday, 17:00 in the district.
pub(crate) const MOMENT: &str = "2026-09-18T17:00:00+08:00";

/// The lights of the open matters at that moment by the 1-5-10 rule: the day of September on which a matter was
/// dispatched (none if it is not dispatched yet), whether it is extended, and how many there are of the kind. Until the
/// 10th five working days are over, and from the 15th there are two or more left; the Sunday of the 20th is worked.
const OPEN: [(Option<u32>, bool, usize); 8] = [
    (Some(7), false, 4),  // red for four working days
    (Some(10), false, 4), // red for one
    (Some(11), false, 4), // due today
    (Some(14), false, 3), // due on the Sunday
    (Some(7), true, 1),   // due on the Sunday too: the tenth day
    (Some(15), false, 6), // due on Monday
    (Some(17), false, 4), // due on Wednesday
    (None, false, 4),     // unknown
];

/// What a page should count in `district()` at its moment.
pub(crate) mod figures {
    pub(crate) const OPEN: i64 = 30;
    pub(crate) const RED: i64 = 8;
    pub(crate) const DUE_SOON: i64 = 8;
    pub(crate) const DUE_TODAY: i64 = 4;
    pub(crate) const NORMAL: i64 = 10;
    pub(crate) const UNKNOWN: i64 = 4;
}

/// Grids of the district.
pub(crate) const GRIDS: usize = 12;
/// Closed matters of the district.
pub(crate) const CLOSED: usize = 6;

const DOMAINS: [&str; 6] =
    ["urban_management", "work_safety", "public_order", "petitions", "mediation", "livelihood"];

/// Two towns, three zones, twelve square grids, thirty open matters, six closed ones, the steps of all of them, and the
/// layers.
pub(crate) fn district() -> Rows {
    let name = |name: &str| json!({"name": name});
    let towns = vec![
        feature("T1", Value::Null, name("东镇街")),
        feature("T2", Value::Null, name("西镇街")),
    ];
    let zone = |id: &str, town: &str| {
        feature(id, Value::Null, json!({"name": format!("{id} 管区"), "town_id": town}))
    };
    let zones = vec![zone("Z1", "T1"), zone("Z2", "T1"), zone("Z3", "T2")];
    let grids = (0..GRIDS).map(|place| {
        let properties = json!({
            "name": format!("第 {} 网格", place + 1),
            "zone_id": zone_of(place),
        });
        feature(&grid_id(place), square(place), properties)
    });
    let kinds = OPEN.iter().flat_map(|kind| std::iter::repeat_n(kind, kind.2));
    let open: Vec<Value> =
        (1..).zip(kinds).map(|(n, (day, extended, _))| open_case(n, *day, *extended)).collect();
    let closed = (1..=CLOSED).map(|n| closed_case(open.len() + n));
    let cases: Vec<Value> = open.iter().cloned().chain(closed).collect();
    let steps = cases.iter().flat_map(steps).collect();
    Rows::default()
        .with("towns", towns)
        .with("zones", zones)
        .with("grids", grids.collect())
        .with("open-cases", open)
        .with("cases", cases)
        .with("case-steps", steps)
        .with("workers", (0..GRIDS).map(worker).collect())
        .with("cameras", (0..GRIDS).map(camera).collect())
        .with("alerts", vec![alert()])
}

/// A normal matter in a grid, dispatched on the 17th and last touched at this time of the 18th ("16:30:00").
pub(crate) fn normal_case(id: &str, grid: &str, time: &str) -> Value {
    let mut case = open_case(1, Some(17), false);
    case["id"] = id.into();
    case["properties"]["title"] = format!("事项 {id}").into();
    case["properties"]["grid_id"] = grid.into();
    case["properties"]["updated_at"] = format!("2026-09-18T{time}+08:00").into();
    case
}

/// The id of the matter of this number, from 1: the open ones come first, in the order of their kinds.
pub(crate) fn case_id(number: usize) -> String {
    format!("C{number:03}")
}

fn grid_id(place: usize) -> String {
    format!("G{:02}", place + 1)
}

fn zone_of(place: usize) -> String {
    format!("Z{}", place / 4 + 1)
}

fn town_of(place: usize) -> &'static str {
    if place < 8 { "T1" } else { "T2" }
}

/// The corner of a grid, in hundredths of a degree from 120° E, 36° N.
#[expect(clippy::cast_precision_loss, reason = "twelve places")]
fn corner(place: usize) -> (f64, f64) {
    (120.0 + (place % 4) as f64 / 100.0, 36.0 + (place / 4) as f64 / 100.0)
}

fn square(place: usize) -> Value {
    let (west, south) = corner(place);
    let round = |degrees: f64| (degrees * 100.0).round() / 100.0;
    let (east, north) = (round(west + 0.01), round(south + 0.01));
    let (west, south) = (round(west), round(south));
    let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
    json!({"type": "Polygon", "coordinates": [ring]})
}

fn centre(place: usize) -> Value {
    let (west, south) = corner(place);
    json!({"type": "Point", "coordinates": [west + 0.005, south + 0.005]})
}

fn september(day: u32, time: &str) -> Value {
    format!("2026-09-{day:02}T{time}+08:00").into()
}

fn open_case(number: usize, dispatched_on: Option<u32>, extended: bool) -> Value {
    let place = (number - 1) % GRIDS;
    let minute = |hour: u32| format!("{hour:02}:{:02}:00", number % 60);
    let reported = september(dispatched_on.unwrap_or(18), &minute(9));
    let mut properties = json!({
        "title": format!("事项 {number}"), "domain": DOMAINS[number % DOMAINS.len()],
        "status": if dispatched_on.is_some() { "handling" } else { "reported" },
        "grid_id": grid_id(place), "zone_id": zone_of(place), "town_id": town_of(place),
        "reported_at": reported, "updated_at": september(18, &minute(15)),
    });
    if let Some(day) = dispatched_on {
        properties["dispatched_at"] = september(day, &minute(10));
        properties["contacted_at"] = september(day, &minute(11));
    }
    if extended {
        properties["extension_requested_at"] = september(9, &minute(10));
        properties["extension_approved_at"] = september(9, &minute(11));
    }
    feature(&case_id(number), centre(place), properties)
}

/// A worker in each grid, of whom every third is off duty.
fn worker(place: usize) -> Value {
    let properties = json!({"grid_id": grid_id(place), "on_duty": place % 3 != 2, "seen_at": september(18, "16:58:00")});
    feature(&format!("W{:02}", place + 1), centre(place), properties)
}

/// A camera in each grid: the four kinds of the contract, and the source's own words where none is meant.
fn camera(place: usize) -> Value {
    let kinds = ["public_order", "work_safety", "森林防火", "flood_control", "高空瞭望"];
    let properties = json!({"kind": kinds[place % kinds.len()], "online": place != 0});
    feature(&format!("K{:02}", place + 1), centre(place), properties)
}

/// A warning for the first grid.
fn alert() -> Value {
    let properties = json!({"title": "大风蓝色预警", "level": "blue",
        "from": september(18, "12:00:00"), "to": september(19, "20:00:00")});
    feature("A1", square(0), properties)
}

fn closed_case(number: usize) -> Value {
    let mut case = open_case(number, Some(8), false);
    case["properties"]["status"] = "closed".into();
    case["properties"]["answered_at"] = september(11, "15:00:00");
    case["properties"]["closed_at"] = september(11, "16:00:00");
    case["properties"]["updated_at"] = september(11, "16:00:00");
    case
}

/// The steps of a matter, as its times tell them.
fn steps(case: &Value) -> Vec<Value> {
    let id = case["id"].as_str().unwrap();
    let kinds = [
        "reported",
        "dispatched",
        "contacted",
        "extension_requested",
        "extension_approved",
        "answered",
        "closed",
    ];
    let taken = kinds.iter().filter_map(|kind| {
        let at = &case["properties"][format!("{kind}_at")];
        (!at.is_null()).then_some((kind, at))
    });
    let step = |(seq, (kind, at)): (usize, (&&str, &Value))| {
        let properties =
            json!({"case_id": id, "seq": seq, "kind": kind, "at": at, "unit": "网格中心"});
        feature(&format!("{id}-{seq}"), Value::Null, properties)
    };
    (1..).zip(taken).map(step).collect()
}
