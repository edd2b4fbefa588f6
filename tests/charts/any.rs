//! Whatever is given: a picture lies within its width, no text over another, a target for each item, no panic.

use crate::make;
use gridlight::charts::{
    bars::bars,
    columns::columns,
    days::days,
    multiples::multiples,
    picture::{Picture, Shape, Space},
    ranking::{Base, ranking},
};
use proptest::prelude::*;

const NAMES: [&str; 8] = [
    "灵珠山",
    "大村",
    "Lingzhushan Subdistrict",
    "青岛西海岸新区灵山卫街道",
    "20",
    "100–109",
    "",
    "中秋 25–27",
];

/// All pictures of some values.
fn pictures(items: &[(usize, f64)], space: Space) -> Vec<(&'static str, Picture)> {
    let named: Vec<(&str, f64)> =
        items.iter().map(|(name, value)| (NAMES[name % 8], *value)).collect();
    let rows: Vec<(&str, [f64; 3])> =
        named.iter().map(|(name, value)| (*name, [*value, value / 7.0, value / 30.0])).collect();
    let optional: Vec<Option<f64>> =
        items.iter().map(|(name, value)| (*name != 3).then_some(*value)).collect();
    let panels: Vec<_> = named.iter().map(|(name, _)| (*name, optional.clone())).collect();
    let base = Base::At { value: 80.0, label: "自 80% 起".into() };
    vec![
        ("bars", bars(&make::bars(&rows), space)),
        ("columns", columns(&make::columns(&named), space)),
        ("days", days(&make::days(&optional), space)),
        ("multiples", multiples(&make::multiples(&panels), space)),
        ("ranking", ranking(&make::ranking(&named, Base::Zero), space)),
        ("ranking from a base", ranking(&make::ranking(&named, base), space)),
    ]
}

fn check_sound(what: &str, picture: &Picture, items: usize) {
    assert_eq!(picture.targets.len(), items, "{what}: a target for each item");
    let inside = |[left, top, right, bottom]: [f64; 4]| {
        let all = [left, top, right, bottom];
        all.iter().all(|edge| edge.is_finite())
            && left >= -0.6
            && top >= -0.6
            && right <= picture.width + 0.6
            && bottom <= picture.height + 0.6
    };
    for mark in &picture.marks {
        let bounds = mark.shape.bounds();
        assert!(inside(bounds), "{what} {}×{}: {mark:?}", picture.width, picture.height);
    }
    for target in &picture.targets {
        let bounds = [target.x, target.y, target.x + target.width, target.y + target.height];
        assert!(inside(bounds), "{what}: {target:?}");
        assert!(target.height >= 24.0 || target.height == picture.height, "{what}: {target:?}");
    }
}

fn check_apart(what: &str, picture: &Picture) {
    let texts: Vec<_> = picture
        .marks
        .iter()
        .filter(|mark| matches!(&mark.shape, Shape::Text { text, .. } if !text.is_empty()))
        .collect();
    for (at, a) in texts.iter().enumerate() {
        for b in &texts[at + 1..] {
            let (x, y) = (a.shape.bounds(), b.shape.bounds());
            // A hair of each line's leading may be shared.
            let hair = (x[3] - x[1]).min(y[3] - y[1]) * 0.15;
            let meets =
                x[0] + 0.6 < y[2] && y[0] + 0.6 < x[2] && x[1] + hair < y[3] && y[1] + hair < x[3];
            assert!(!meets, "{what} {}×{}: {a:?} over {b:?}", picture.width, picture.height);
        }
    }
}

#[test]
fn hostile_values_are_drawn_as_nothing() {
    let hostile = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MAX,
        f64::MIN,
        -0.0,
        1e300,
        f64::MIN_POSITIVE,
    ];
    let spaces = [
        Space { width: 640.0, text: 13.0 },
        Space { width: f64::NAN, text: f64::INFINITY },
        Space { width: 0.0, text: 0.0 },
        Space { width: -5.0, text: 1e9 },
        Space { width: f64::MAX, text: f64::NAN },
    ];
    for space in spaces {
        for (what, picture) in pictures(&[], space) {
            check_sound(what, &picture, 0);
        }
        for value in hostile {
            let items: Vec<_> = (0..8).map(|name| (name, value)).chain([(0, 3.0)]).collect();
            for (what, picture) in pictures(&items, space) {
                check_sound(what, &picture, items.len());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_picture_lies_within_its_width_with_no_text_over_another(
        items in prop::collection::vec((0..8_usize, prop_oneof![0.0..9.0_f64, 0.0..2_000.0_f64, Just(-1.0), Just(0.0)]), 0..34),
        width in 280.0..3800.0_f64, text in 10.0..40.0_f64,
    ) {
        for (what, picture) in pictures(&items, Space { width, text }) {
            check_sound(what, &picture, items.len());
            check_apart(what, &picture);
        }
    }
}
