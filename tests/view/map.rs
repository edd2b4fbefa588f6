//! What fits on the map, and where the arrow keys lead.

use gridlight::{
    domain::{geometry::LonLat, light::Light},
    map::{
        layout::{Layout, NameStyle, NameWish, SignWish, layout},
        steer::{Direction, next_cell},
    },
};
use proptest::prelude::*;

/// The height of a sign in pixels.
const UNIT: f64 = 14.0;

fn sign(cell: usize, light: Light, count: u32, x: f64, y: f64) -> SignWish {
    SignWish { cell, light, count, x, y }
}

fn name(text: &str, style: NameStyle, x: f64, y: f64, room: f64) -> NameWish {
    NameWish { text: text.into(), style, x, y, room }
}

/// The cells whose signs stand, in order; those that are hatched; those that show their count; the names.
fn check(
    what: &str,
    layout: &Layout,
    stand: &[usize],
    hatched: &[usize],
    counted: &[usize],
    names: &[&str],
) {
    let mut cells: Vec<_> = layout.signs.iter().map(|sign| sign.wish.cell).collect();
    cells.sort_unstable();
    assert_eq!(cells, stand, "{what}: signs");
    assert_eq!(layout.hatched, hatched, "{what}: hatched");
    let shown = layout.signs.iter().filter(|sign| sign.shows_count);
    assert_eq!(shown.map(|sign| sign.wish.cell).collect::<Vec<_>>(), counted, "{what}: counts");
    let texts: Vec<_> = layout.names.iter().map(|(text, ..)| text.as_str()).collect();
    assert_eq!(texts, names, "{what}: names");
}

#[test]
fn red_stands_amber_gives_way_and_names_find_room() {
    use Light::{DueSoon, Red, Unknown};
    let lay = |signs: &[SignWish], names: &[NameWish]| layout(signs, names, UNIT);
    let (town, zone) = (NameStyle::Town, NameStyle::Zone);

    let apart = [sign(0, Red, 1, 0.0, 0.0), sign(1, DueSoon, 1, 100.0, 0.0)];
    check("far apart", &lay(&apart, &[]), &[0, 1], &[], &[], &[]);
    let close = [sign(0, DueSoon, 9, 0.0, 0.0), sign(1, Red, 1, 5.0, 5.0)];
    check("amber beside red", &lay(&close, &[]), &[1], &[0], &[], &[]);
    let crowd = [sign(0, Red, 1, 0.0, 0.0), sign(1, Red, 1, 1.0, 1.0), sign(2, Red, 1, 0.0, 0.0)];
    check("red on red", &lay(&crowd, &[]), &[0, 1, 2], &[], &[], &[]);
    let amber = [sign(0, DueSoon, 1, 0.0, 0.0), sign(1, Unknown, 1, 5.0, 0.0)];
    check("the first of two ambers", &lay(&amber, &[]), &[0], &[1], &[], &[]);

    check("a count", &lay(&[sign(0, Red, 2, 0.0, 0.0)], &[]), &[0], &[], &[0], &[]);
    check("of one there is none", &lay(&[sign(0, Red, 1, 0.0, 0.0)], &[]), &[0], &[], &[], &[]);
    let beside = [sign(0, Red, 5, 0.0, 0.0), sign(1, Red, 1, 14.0, 0.0)];
    check("no room for a count", &lay(&beside, &[]), &[0, 1], &[], &[], &[]);
    let one_room = [sign(0, Red, 5, 0.0, 0.0), sign(1, Red, 5, 0.0, 3.0)];
    check("room for one count", &lay(&one_room, &[]), &[0, 1], &[], &[0], &[]);

    let here = |text: &str, style, room| name(text, style, 0.0, 0.0, room);
    check("a name", &lay(&[], &[here("辛安", town, 60.0)]), &[], &[], &[], &["辛安"]);
    check("no room for a name", &lay(&[], &[here("辛安", town, 20.0)]), &[], &[], &[], &[]);
    let both = [here("徐戈庄", zone, 99.0), here("黄岛", town, 99.0)];
    check("towns come first", &lay(&[], &both), &[], &[], &[], &["黄岛", "徐戈庄"]);
    let under = [sign(0, DueSoon, 1, 0.0, 0.0)];
    let named = lay(&under, &[here("黄岛", town, 99.0)]);
    check("amber under a town's name", &named, &[], &[0], &[], &["黄岛"]);
    let moved = lay(&[sign(0, Red, 1, 0.0, 0.0)], &[here("黄岛", town, 99.0)]);
    check("a name beside red", &moved, &[0], &[], &[], &["黄岛"]);
    assert!(moved.names[0].3.abs() > UNIT * 0.9, "it steps aside: {:?}", moved.names[0]);
}

#[test]
fn a_sign_in_front_is_drawn_over_the_one_behind() {
    let red = |cell, y| sign(cell, Light::Red, 1, 0.0, y);
    let laid = layout(&[red(0, 9.0), red(1, 3.0), red(2, 6.0)], &[], UNIT);
    let drawn: Vec<_> = laid.signs.iter().map(|sign| sign.wish.cell).collect();
    assert_eq!(drawn, [1, 2, 0], "from the back to the front");
}

/// Half the width and height that a name takes, as letters are wide.
fn half_size(text: &str, style: NameStyle) -> (f64, f64) {
    let letters: f64 = text.chars().map(|c| if c.is_ascii() { 0.56 } else { 1.0 }).sum();
    let size = UNIT * style.scale();
    (letters * size * 0.5, size * 0.55)
}

fn any_sign() -> impl Strategy<Value = SignWish> {
    let light = prop::sample::select(vec![Light::Red, Light::DueSoon, Light::Unknown]);
    (light, 1..9_u32, 0.0..300.0, 0.0..200.0)
        .prop_map(|(light, count, x, y)| sign(0, light, count, x, y))
}

fn any_name() -> impl Strategy<Value = NameWish> {
    let style = prop::sample::select(vec![NameStyle::Town, NameStyle::Zone, NameStyle::Grid]);
    let text = prop::sample::select(vec!["黄岛", "灵山卫", "Xin'an", "徐戈庄01网格", "Z"]);
    (text, style, 0.0..300.0, 0.0..200.0, 10.0..200.0)
        .prop_map(|(text, style, x, y, room)| name(text, style, x, y, room))
}

proptest! {
    #[test]
    fn every_sign_stands_or_is_hatched_and_no_name_lies_on_another_or_on_a_sign(
        mut signs in prop::collection::vec(any_sign(), 0..60),
        names in prop::collection::vec(any_name(), 0..30),
    ) {
        signs.iter_mut().enumerate().for_each(|(cell, wish)| wish.cell = cell);
        let laid = layout(&signs, &names, UNIT);
        let mut cells: Vec<usize> = laid.signs.iter().map(|sign| sign.wish.cell).collect();
        cells.extend(&laid.hatched);
        cells.sort_unstable();
        prop_assert_eq!(cells, (0..signs.len()).collect::<Vec<_>>(), "each once");
        for cell in &laid.hatched {
            prop_assert_ne!(signs[*cell].light, Light::Red, "a red sign always stands");
        }
        for sign in laid.signs.iter().filter(|sign| sign.shows_count) {
            prop_assert!(sign.wish.light == Light::Red && sign.wish.count > 1);
        }
        let sign_boxes = laid.signs.iter().map(|sign| (sign.wish.x, sign.wish.y, UNIT / 2.0, UNIT / 2.0));
        let name_boxes = laid.names.iter().map(|(text, style, x, y)| {
            let (half_width, half_height) = half_size(text, *style);
            (*x, *y, half_width, half_height)
        });
        let name_boxes: Vec<_> = name_boxes.collect();
        let others = || sign_boxes.clone().chain(name_boxes.iter().copied()).enumerate();
        for (at, a) in name_boxes.iter().enumerate() {
            for (other, b) in others().filter(|(other, _)| *other != laid.signs.len() + at) {
                let meet = (a.0 - b.0).abs() < a.2 + b.2 && (a.1 - b.1).abs() < a.3 + b.3;
                prop_assert!(!meet, "{:?} lies on number {} {:?}", laid.names[at], other, b);
            }
        }
    }
}

/// Cells whose middles stand where the digits do; `.` is sea. Neighbours are those next to each other.
fn mesh(picture: &[&str]) -> (Vec<Option<LonLat>>, Vec<Vec<usize>>) {
    let mut cells = Vec::new();
    for (row, line) in picture.iter().enumerate() {
        for (column, c) in line.chars().enumerate() {
            if let Some(cell) = c.to_digit(36) {
                cells.push((cell as usize, column, row));
            }
        }
    }
    cells.sort_unstable();
    let degrees = |n: usize| f64::from(u32::try_from(n).unwrap()) / 100.0;
    let centre = |(_, column, row): &(usize, usize, usize)| {
        // A degree of longitude is shorter here: on the screen the cells are as wide as high.
        let lon = 120.0 + degrees(*column) / 36.0_f64.to_radians().cos();
        Some(LonLat { lon, lat: 36.0 - degrees(*row) })
    };
    let beside = |a: &(usize, usize, usize)| {
        let is_beside = |b: &&(usize, usize, usize)| a.1.abs_diff(b.1) + a.2.abs_diff(b.2) == 1;
        cells.iter().filter(is_beside).map(|(cell, ..)| *cell).collect()
    };
    (cells.iter().map(centre).collect(), cells.iter().map(beside).collect())
}

#[test]
fn an_arrow_leads_to_the_neighbour_in_its_direction() {
    use Direction::{East, North, South, West};
    let (centres, neighbours) = mesh(&["012", "345", "678"]);
    let check = |from: usize, expected: [Option<usize>; 4]| {
        let reached = [North, South, East, West]
            .map(|direction| next_cell(from, direction, &centres, &neighbours));
        assert_eq!(reached, expected, "from {from}");
    };
    check(4, [Some(1), Some(7), Some(5), Some(3)]);
    check(0, [None, Some(3), Some(1), None]);
    check(8, [Some(5), None, None, Some(7)]);
}

#[test]
fn a_bay_or_an_island_stops_nobody() {
    use Direction::{East, North, South, West};
    let picture = ["0...1", "2...3", "4...5", "6789a", ".....", "....b"];
    let (centres, neighbours) = mesh(&picture);
    let check = |from: usize, direction, expected: Option<usize>| {
        let reached = next_cell(from, direction, &centres, &neighbours);
        assert_eq!(reached, expected, "{direction:?} from {from}");
    };
    check(0, East, Some(1));
    check(1, West, Some(0));
    check(2, East, Some(3));
    check(10, South, Some(11));
    check(11, North, Some(10));
    // Aside, but more ahead than aside.
    check(9, South, Some(11));
    // Nothing lies ahead: the map ends.
    check(6, South, None);
    check(11, East, None);
    check(11, South, None);
}

#[test]
fn a_cell_without_a_shape_is_neither_left_nor_reached() {
    let (mut centres, neighbours) = mesh(&["012"]);
    centres[1] = None;
    assert_eq!(next_cell(0, Direction::East, &centres, &neighbours), Some(2));
    assert_eq!(next_cell(1, Direction::East, &centres, &neighbours), None);
    assert_eq!(next_cell(9, Direction::East, &centres, &neighbours), None);
}
