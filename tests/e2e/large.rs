//! A district of more cells than SVG is for: it is drawn on a canvas, and nothing else about the map is different.
//!
//! The district is a square of square grids, so that a test can say where on the screen each of them must be.

use serde_json::{Value, json};

use crate::{
    act::Screen,
    driver::Key,
    find::{CELLS, Page, palette},
    server::{Plan, Site, collection},
};

/// Grids to a side: 3,600 in all.
const SIDE: usize = 60;

/// Grids whose matters the tests know, each with other lights around it.
const RED: usize = 20 * SIDE + 30;
const DUE_SOON: usize = 40 * SIDE + 15;
const UNKNOWN: usize = 10 * SIDE + 50;
const NORMAL: usize = 50 * SIDE + 50;
/// Beside a red one, whose sign takes its room.
const CROWDED: usize = RED + 1;
/// Nothing is open in it.
const EMPTY: usize = 5 * SIDE + 5;

fn id(grid: usize) -> String {
    format!("G{grid:04}")
}

fn row(id: &str, properties: Value, geometry: Value) -> Value {
    json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})
}

/// A matter that was dispatched at this time, which decides its light on Friday 2026-09-18 at 17:00.
fn matter(id: &str, grid: usize, dispatched_at: Option<&str>) -> Value {
    let status = if dispatched_at.is_some() { "handling" } else { "triaged" };
    let properties = json!({
        "title": format!("事项 {id}"), "domain": "livelihood", "status": status, "grid_id": self::id(grid),
        "dispatched_at": dispatched_at, "updated_at": "2026-09-18T10:00:00+08:00",
    });
    row(id, properties, Value::Null)
}

fn matters() -> Vec<Value> {
    let (old, ripe, fresh) =
        ("2026-09-01T10:00:00+08:00", "2026-09-11T10:00:00+08:00", "2026-09-18T10:00:00+08:00");
    vec![
        matter("1", RED, Some(old)),
        matter("2", DUE_SOON, Some(ripe)),
        matter("3", UNKNOWN, None),
        matter("4", NORMAL, Some(fresh)),
        matter("5", CROWDED, Some(ripe)),
    ]
}

fn site() -> Site {
    let source = json!({"landing": "large/landing.json", "poll_seconds": 5});
    let config = json!({"default_source": "large", "sources": {"large": source}});
    let ids = ["towns", "zones", "grids", "open-cases"];
    let item =
        |id: &str| json!({"id": id, "links": [{"rel": "items", "href": format!("{id}.json")}]});
    let landing = json!({
        "as_of": "2026-09-18T17:00:00+08:00",
        "links": [{"rel": "data", "href": "collections.json"}],
    });
    let grid = |at: usize| {
        let degrees = |from: u32, steps: usize| f64::from(from * 100 + steps as u32) / 100.0;
        let (west, east) = (degrees(120, at % SIDE), degrees(120, at % SIDE + 1));
        let (south, north) = (degrees(36, at / SIDE), degrees(36, at / SIDE + 1));
        let ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
        let geometry = json!({"type": "Polygon", "coordinates": [ring]});
        // A zone to each row.
        let zone = format!("Z{}", at / SIDE);
        row(&id(at), json!({"name": format!("网格{at}"), "zone_id": zone}), geometry)
    };
    let zone = |at: usize| {
        let name = format!("管区{at}");
        row(&format!("Z{at}"), json!({"name": name, "town_id": "T"}), Value::Null)
    };
    let grids: Vec<Value> = (0..SIDE * SIDE).map(grid).collect();
    let zones: Vec<Value> = (0..SIDE).map(zone).collect();
    Plan::new()
        .file("config.json", &config.to_string())
        .file("large/landing.json", &landing.to_string())
        .file("large/collections.json", &json!({"collections": ids.map(item)}).to_string())
        .file("large/towns.json", &collection(&[row("T", json!({"name": "大镇"}), Value::Null)]))
        .file("large/zones.json", &collection(&zones))
        .file("large/grids.json", &collection(&grids))
        .file("large/open-cases.json", &collection(&matters()))
        .serve()
}

/// What the canvas shows of each grid, in the order of the grids.
struct Seen {
    /// The colour in the middle of each.
    colours: Vec<String>,
    /// How many colours there are around the middle.
    variety: Vec<u64>,
    /// Where each is in the window.
    points: Vec<(i64, i64)>,
}

/// Looks at a copy of the canvas. Whatever is drawn on it must be the whole district, which is a square of the earth.
fn look(page: &Page<'_>) -> Seen {
    let body = "
        const [side] = arguments;
        const canvas = document.querySelector('.map-surface canvas');
        const { width, height } = canvas;
        const copy = Object.assign(document.createElement('canvas'), { width, height });
        const context = copy.getContext('2d', { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        const { data } = context.getImageData(0, 0, width, height);
        let [left, top, right, bottom] = [width, height, 0, 0];
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
            if (data[4 * (y * width + x) + 3] === 0) continue;
            [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
            [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
        }
        const mercator = lat => Math.atanh(Math.sin(lat * Math.PI / 180));
        const [south, north] = [mercator(36), mercator(36 + side / 100)];
        const box = canvas.getBoundingClientRect();
        const hex = (x, y) => '#' + [0, 1, 2].map(part =>
            data[4 * (y * width + x) + part].toString(16).padStart(2, '0')).join('');
        const seen = { colours: [], variety: [], points: [] };
        for (let row = 0; row < side; row++) for (let column = 0; column < side; column++) {
            const up = (mercator(36 + (row + 0.5) / 100) - south) / (north - south);
            const x = Math.floor(left + (column + 0.5) / side * (right - left));
            const y = Math.floor(bottom - up * (bottom - top));
            seen.colours.push(hex(x, y));
            const around = [-2, -1, 0, 1, 2].flatMap(a => [-2, -1, 0, 1, 2].map(b => hex(x + a, y + b)));
            seen.variety.push(new Set(around).size);
            seen.points.push([
                Math.round(box.x + (x + 0.5) * box.width / width),
                Math.round(box.y + (y + 0.5) * box.height / height),
            ]);
        }
        return seen;";
    let seen = page.browser.run(body, &[SIDE.into()]);
    let read = |name: &str| seen[name].as_array().unwrap().clone();
    let point = |at: &Value| (at[0].as_i64().unwrap(), at[1].as_i64().unwrap());
    Seen {
        colours: read("colours").iter().map(crate::find::text).collect(),
        variety: read("variety").iter().map(|number| number.as_u64().unwrap()).collect(),
        points: read("points").iter().map(point).collect(),
    }
}

#[test]
fn thousands_of_cells_have_their_lights() {
    let site = site();
    let page = Page::at_desk(&site);
    // Sixty cells side by side want a wide map, so that each is wider than the pixels that are looked at.
    page.resize(Screen(1920, 1080));
    page.go("?theme=dark");
    page.wait_for_board();
    page.expect_lights_to_add_up();
    assert_eq!(page.figure("grids"), 3600);
    assert_eq!((page.count(CELLS), page.count(".map-surface canvas")), (0, 1));
    let seen = look(&page);
    let dark = palette("dark");
    let check = |grid: usize, colour: &str| {
        assert_eq!(seen.colours[grid], colour, "grid {grid}");
        assert_eq!(seen.variety[grid], 1, "grid {grid} is of one colour");
    };
    check(RED, dark.red_cell);
    check(DUE_SOON, dark.amber_cell);
    check(UNKNOWN, dark.land);
    check(NORMAL, dark.normal_cells[0]);
    check(EMPTY, dark.land);
    assert!(seen.variety[CROWDED] > 1, "without room for its sign a cell is hatched");
    let others = (0..SIDE * SIDE).filter(|at| ![RED, DUE_SOON, NORMAL, CROWDED].contains(at));
    for at in others {
        assert_eq!(seen.colours[at], dark.land, "nothing is open in grid {at}");
    }
    // Colour never stands alone: a sign for each of these cells, and none for the hatched one.
    for (class, count) in [(".sign-red", 1), (".sign-due-soon", 1), (".sign-unknown", 1)] {
        assert_eq!(page.count(&format!(".signs {class}")), count, "{class}");
    }
}

#[test]
fn a_click_hits_the_cell_under_it_before_and_after_a_drag() {
    let site = site();
    let page = Page::open(&site, "?theme=dark");
    page.browser.point_at(look(&page).points[NORMAL]);
    page.expect_words(".cell-card-name", &["大镇 · 管区50 · 网格3050"]);

    let (x, y) = look(&page).points[EMPTY];
    for (kind, x, y) in
        [("mousePressed", x, y), ("mouseMoved", x + 40, y - 30), ("mouseReleased", x + 40, y - 30)]
    {
        let event =
            json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1});
        page.browser.devtools("Input.dispatchMouseEvent", &event);
    }
    page.wait("the map has moved", || look(&page).points[EMPTY] != (x, y));
    assert_eq!(page.scope(), "district", "a drag is no click");
    // What is left of the movement dies away.
    let mut last = look(&page).points;
    page.wait("the map rests", || {
        let now = look(&page).points;
        std::mem::replace(&mut last, now.clone()) == now
    });
    page.browser.click_at(look(&page).points[RED]);
    page.expect_scope(&format!("grid:{}", id(RED)));
    assert_eq!(page.parameter("grid"), Some(id(RED)));
    page.expect_lights_to_add_up();
    assert_eq!(page.figures().red, 1);
}

#[test]
fn the_keyboard_moves_among_thousands_of_cells() {
    let site = site();
    let page = Page::open(&site, &format!("?theme=dark&grid={}", id(RED)));
    page.tab_to_map();
    page.keys(&[Key::Down]);
    page.expect_words(".cell-card-name", &[&format!("网格{RED}")]);
    page.keys(&[Key::Down]);
    page.expect_words(".cell-card-name", &[&format!("网格{}", RED - SIDE)]);
    page.keys(&[Key::Left]);
    page.expect_words(".cell-card-name", &[&format!("网格{}", RED - SIDE - 1)]);
    page.keys(&[Key::Enter]);
    page.expect_scope(&format!("grid:{}", id(RED - SIDE - 1)));
}

#[test]
fn a_changed_matter_changes_one_cell() {
    let site = site();
    let page = Page::open(&site, "?theme=dark");
    let before = look(&page).colours;
    let mut more = matters();
    more.push(matter("6", EMPTY, Some("2026-09-01T10:00:00+08:00")));
    site.write("large-open-cases.json", &collection(&more));
    page.wait("it is on the board", || page.figures().red == 2);
    let after = page.wait_for("it is on the map", || {
        Some(look(&page).colours).filter(|colours| *colours != before)
    });
    let changed: Vec<usize> = (0..SIDE * SIDE).filter(|at| before[*at] != after[*at]).collect();
    assert_eq!(changed, [EMPTY]);
    assert_eq!(after[EMPTY], palette("dark").red_cell);

    page.press_button("浅色");
    let light = palette("light");
    page.wait("everything has the colours of the other theme", || {
        let colours = look(&page).colours;
        colours[EMPTY] == light.red_cell && colours[0] == light.land
    });
}
