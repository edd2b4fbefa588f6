//! What each layout makes of a few numbers.

use crate::make;
use gridlight::charts::{
    bars::bars,
    columns::columns,
    days::days,
    multiples::multiples,
    picture::{Picture, Role, Shape, Space},
    ranking::{Base, ranking},
};

const DESK: Space = Space { width: 900.0, text: 13.0 };
const PHONE: Space = Space { width: 280.0, text: 13.0 };

/// The boxes of the marks of a class.
fn of_class(picture: &Picture, class: &str) -> Vec<[f64; 4]> {
    picture
        .marks
        .iter()
        .filter(|mark| mark.class == class)
        .map(|mark| mark.shape.bounds())
        .collect()
}

fn texts(picture: &Picture) -> Vec<&str> {
    let text =
        |mark: &'_ gridlight::charts::picture::Mark| matches!(mark.shape, Shape::Text { .. });
    let texts = picture.marks.iter().filter(|mark| text(mark));
    texts
        .map(|mark| match &mark.shape {
            Shape::Text { text, .. } => text.as_str(),
            _ => unreachable!(),
        })
        .collect()
}

#[test]
fn bars_share_a_scale_and_part_in_order() {
    let input = make::bars(&[("灵珠山", [80.0, 10.0, 10.0]), ("王台", [25.0, 0.0, 0.0])]);
    for space in [DESK, PHONE] {
        let picture = bars(&input, space);
        let [normal, soon, red] =
            ["light-normal", "light-due-soon", "light-red"].map(|class| of_class(&picture, class));
        assert!(normal[0][2] == soon[0][0] && soon[0][2] == red[0][0], "one after the other");
        let [long, short] = [normal[0][2] - normal[0][0], normal[1][2] - normal[1][0]];
        assert!((long / short - 80.0 / 25.0).abs() < 1e-6, "one scale: {long} and {short}");
        assert!(texts(&picture).contains(&"100") && texts(&picture).contains(&"25"));
        assert!(picture.targets.iter().all(|target| target.height >= 24.0));
        assert!(picture.targets[0].is_chosen);
    }
    // A change of one row's red changes the marks of that row only.
    let other = make::bars(&[("灵珠山", [80.0, 10.0, 10.0]), ("王台", [25.0, 0.0, 1.0])]);
    let (before, after) = (bars(&input, DESK), bars(&other, DESK));
    assert_eq!(before.marks.len(), after.marks.len());
    let changed = before.marks.iter().zip(&after.marks).filter(|(a, b)| a != b).count();
    assert!((1..=4).contains(&changed), "{changed} marks");
}

#[test]
fn days_off_are_gaps_between_columns() {
    let input = make::columns(&[
        ("今", 112.0),
        ("20", 74.0),
        ("21", 318.0),
        ("中秋 25–27", -1.0),
        ("28", 31.0),
        ("", f64::NAN),
        ("30", 25.0),
    ]);
    let picture = columns(&input, DESK);
    assert_eq!(picture.targets.len(), 7);
    let notes: Vec<usize> = (0..7).filter(|at| picture.targets[*at].role == Role::Note).collect();
    assert_eq!(notes, [3, 5]);
    assert!(picture.targets[3].width < picture.targets[2].width);
    assert_eq!(of_class(&picture, "light-normal").len(), 5, "no column for a day off");
    let [gap] = of_class(&picture, "chart-gap")[..] else { panic!("one dashed line") };
    let holiday = &picture.targets[3];
    assert!(holiday.x < gap[0] && gap[0] < holiday.x + holiday.width);
    assert_eq!(of_class(&picture, "chart-off").len(), 1);
    let texts = texts(&picture);
    for text in ["中秋 25–27", "20*", "318", "* 周日调休上班"] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
    // Red stands on due soon, and that on what is normal.
    let [normal, soon, red] =
        ["light-normal", "light-due-soon", "light-red"].map(|class| of_class(&picture, class)[0]);
    assert!((normal[1] - soon[3]).abs() < 1e-6 && (soon[1] - red[3]).abs() < 1e-6);
    let foot = of_class(&picture, "light-normal")[0][3];
    assert!(
        of_class(&picture, "light-normal").iter().all(|column| (column[3] - foot).abs() < 1e-6)
    );
}

#[test]
fn labels_of_columns_are_whole_broken_thinned_or_rows() {
    let towns: Vec<(&str, f64)> = vec![("灵珠山", 164.0); 22];
    let ages: Vec<(&str, f64)> = vec![("100–109", 4.0); 30];
    let check = |what: &str, items: &[(&str, f64)], width: f64, expected: &str, count: usize| {
        let picture = columns(&make::columns(items), Space { width, text: 13.0 });
        let found = texts(&picture).into_iter().filter(|text| *text == expected).count();
        assert_eq!(found, count, "{what}: {:?}", texts(&picture));
        assert_eq!(picture.targets.len(), items.len(), "{what}");
    };
    check("whole", &towns, 1300.0, "灵珠山", 22);
    check("broken", &towns, 800.0, "灵珠", 22);
    check("rows", &towns, 280.0, "灵珠山", 22);
    check("thinned", &ages, 1300.0, "100–109", 15);
}

#[test]
fn a_day_that_is_not_known_is_a_gap() {
    let mut values = vec![Some(20.0); 30];
    values[3] = Some(0.0);
    let full = days(&make::days(&values), DESK);
    values[10] = None;
    let with_gap = days(&make::days(&values), DESK);
    let check = |class: &str, whole: usize, parted: usize| {
        assert_eq!(of_class(&full, class).len(), whole, "{class}");
        assert_eq!(of_class(&with_gap, class).len(), parted, "{class}");
    };
    // Each of the two has a square in the legend too.
    check("received", 31, 30);
    check("light-unknown", 0, 2);
    check("backlog-line", 1, 2);
    check("overdue-line", 1, 2);
    check("chart-band", 8, 8);
    let narrow = days(&make::days(&vec![Some(7.0); 90]), PHONE);
    assert_eq!(of_class(&narrow, "received-line").len(), 1, "lines where bars have no room");
    assert_eq!(narrow.targets.len(), 90);
}

#[test]
fn first_last_and_largest_are_written() {
    let mut values = vec![Some(20.0); 30];
    (values[0], values[15], values[29]) = (Some(11.0), Some(44.0), Some(13.0));
    let picture = days(&make::days(&values), DESK);
    let texts = texts(&picture);
    for text in ["110", "440", "130", "44"] {
        assert!(texts.contains(&text), "{text} in {texts:?}");
    }
}

#[test]
fn all_panels_have_one_scale() {
    let (high, low) = (vec![Some(0.0), Some(40.0)], vec![Some(0.0), Some(10.0)]);
    let input = make::multiples(&[("灵珠山", high), ("王台", low), ("六汪", vec![None, None])]);
    for space in [DESK, PHONE] {
        let picture = multiples(&input, space);
        let lines = of_class(&picture, "received-line");
        let [high, low] = [0, 1].map(|at| lines[at][3] - lines[at][1]);
        assert!((high / low - 4.0).abs() < 1e-6, "{high} and {low}");
        assert_eq!(lines.len(), 2, "nothing known, nothing drawn");
        assert_eq!(picture.targets.len(), 3);
        assert!(texts(&picture).contains(&"40") && texts(&picture).contains(&"10"));
    }
    let tops = |space| {
        let picture = multiples(&input, space);
        picture.targets.iter().map(|target| target.y as i64).collect::<Vec<_>>()
    };
    assert_eq!(tops(DESK), [0, 0, 0]);
    assert!(tops(PHONE)[2] > tops(PHONE)[0], "wrapped");
}

#[test]
fn a_ranking_says_place_movement_value_and_what_does_not_rank() {
    let rows = [("灵珠山", 99.0), ("珠海", 97.0), ("薛家岛", 90.0), ("大村", 81.0), ("王台", -1.0)];
    for space in [DESK, PHONE] {
        let picture = ranking(&make::ranking(&rows, Base::Zero), space);
        let texts = texts(&picture);
        for text in ["1", "▲2", "▼1", "–", "99%", "全区 96.8%", "n = 123"] {
            assert!(texts.contains(&text), "{text} in {texts:?}");
        }
        assert!(texts.iter().any(|text| text.starts_with("不足")), "{texts:?}");
        let bars = of_class(&picture, "rank-bar");
        assert_eq!(bars.len(), 4);
        assert!(((bars[0][2] - bars[0][0]) / (bars[3][2] - bars[3][0]) - 99.0 / 81.0).abs() < 1e-6);
        let [line] = of_class(&picture, "chart-reference")[..] else { panic!("one line") };
        assert!(bars[2][2] < line[0] && line[0] < bars[1][2]);
        assert!(line[3] <= picture.targets[4].y + 1e-6, "it ends where the ranking ends");
        assert!(picture.targets[1].is_chosen);
    }
    let base = Base::At { value: 80.0, label: "自 80% 起".into() };
    let picture = ranking(&make::ranking(&rows, base), DESK);
    let bars = of_class(&picture, "rank-bar");
    assert!(((bars[0][2] - bars[0][0]) / (bars[3][2] - bars[3][0]) - 19.0).abs() < 1e-6);
    assert!(texts(&picture).contains(&"自 80% 起"));
}
