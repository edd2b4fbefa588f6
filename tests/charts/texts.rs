//! What fits, what is cut, how it is broken; and runs of what is known.

use gridlight::charts::{
    series::{Run, runs},
    text::{ems, fit, lines},
};
use proptest::prelude::*;

#[test]
fn a_text_is_cut_where_its_room_ends() {
    let check = |text: &str, room: f64, expected: &str| assert_eq!(fit(text, room), expected);
    check("灵珠山", 3.0, "灵珠山");
    check("灵珠山", 2.9, "灵…");
    check("灵珠山", 2.0, "灵…");
    check("灵珠山", 1.9, "");
    check("灵珠山", 0.0, "");
    check("灵珠山", -4.0, "");
    check("灵珠山", f64::NAN, "");
    check("Xin'an", 3.36, "Xin'an");
    check("Xin'an", 3.0, "Xin…");
    check("Xin an", 3.3, "Xin…");
    check("", 0.0, "");
}

#[test]
fn a_chinese_name_is_broken_a_latin_one_is_cut() {
    let check = |text: &str, room: f64, most: usize, expected: &[&str]| {
        assert_eq!(lines(text, room, most), expected, "{text} in {room}");
    };
    check("灵珠山", 3.0, 3, &["灵珠山"]);
    check("灵珠山", 2.0, 3, &["灵珠", "山"]);
    check("灵珠山", 1.2, 3, &["灵", "珠", "山"]);
    check("青岛西海岸新区", 3.2, 3, &["青岛西", "海岸新", "区"]);
    check("青岛西海岸新区", 1.0, 3, &["青", "岛", "…"]);
    check("灵珠山", 0.8, 3, &[""]);
    check("Xin'an", 2.3, 3, &["Xin'", "an"]);
    check("Xin'an", 1.6, 3, &["X…"]);
    check("Changjianglu", 4.5, 4, &["Changj-", "ianglu"]);
    check("Lingshanwei", 2.9, 4, &["Ling-", "shan-", "wei"]);
    check("Baoshan", 1.0, 4, &[""]);
    check("20日*", 2.0, 3, &["2…"]);
}

#[test]
fn days_that_are_not_known_part_the_line() {
    let check = |values: &[Option<f64>], expected: &[(usize, &[f64])]| {
        let expected: Vec<Run> = expected
            .iter()
            .map(|(first, values)| Run { first: *first, values: values.to_vec() })
            .collect();
        assert_eq!(runs(values), expected, "{values:?}");
    };
    check(&[], &[]);
    check(&[None, None], &[]);
    check(&[Some(1.0), Some(0.0)], &[(0, &[1.0, 0.0])]);
    check(&[Some(1.0), None, Some(0.0), Some(2.0)], &[(0, &[1.0]), (2, &[0.0, 2.0])]);
    check(&[None, Some(-3.0), Some(f64::NAN), Some(4.0)], &[(1, &[0.0]), (3, &[4.0])]);
}

proptest! {
    #[test]
    fn what_is_cut_fits(text in "[灵珠山路A-Za-z0-9 '，]{0,20}", room in 0.0..20.0_f64) {
        prop_assert!(ems(&fit(&text, room)) <= room + 1e-5);
        for line in lines(&text, room, 3) {
            prop_assert!(ems(&line) <= room + 1e-5, "{line:?} of {text:?} in {room}");
        }
        prop_assert!(lines(&text, room, 3).len() <= 3);
    }
}
