//! Looking for words: in Chinese, by pinyin initials, mixed; with the published table and without one.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking, and is read rather than called"
)]

use gridlight::{
    contract::initials::initials,
    domain::find::{Initials, Needle},
};
use proptest::prelude::*;
use std::{fs, path::Path, sync::LazyLock};

/// The published table.
static TABLE: LazyLock<Initials> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/pinyin.txt");
    initials(&fs::read_to_string(path).unwrap())
});

const TITLE: &str = "藏南路路面破损，大集日车辆绕行拥堵";
const ID: &str = "HH-20260907-0142";

/// Whether these words find the matter, with the table and without.
fn check(words: &str, with_table: bool, without: bool) {
    let needle = Needle::new(words);
    let texts = [ID, TITLE, "藏南镇藏南路大集路口"];
    assert_eq!(needle.is_in(&texts, Some(&TABLE)), with_table, "{words:?} with the table");
    assert_eq!(needle.is_in(&texts, None), without, "{words:?} without a table");
}

#[test]
fn a_matter_is_found_by_its_words_and_by_their_initials() {
    check("路面", true, true);
    check("znl", true, false);
    // 藏 is read in two ways.
    check("cnl", true, false);
    check("lm", true, false);
    check("lmps", true, false);
    check("藏南l", true, false);
    check("z南路", true, false);
    check("xyz", false, false);
    check("路面积水", false, false);
}

#[test]
fn case_and_width_make_no_difference() {
    check("ZNL", true, false);
    check("ｚｎｌ", true, false);
    check("ＺＮＬ", true, false);
    check("hh-2026", true, true);
    check("HH-2026", true, true);
    check("ＨＨ－２０２６", true, true);
    check("0142", true, true);
    check("HH-2027", false, false);
}

#[test]
fn all_words_are_needed_wherever_they_stand() {
    check("", true, true);
    check(" \u{3000} ", true, true);
    check("路面 藏南镇", true, true);
    check("拥堵\u{3000}HH", true, true);
    check("znl hh dj", true, false);
    check("路面 王台", false, false);
    // One word does not go from one text into the next.
    check("拥堵藏南镇", false, false);
}

#[test]
fn a_name_that_begins_with_the_word_fits_best() {
    let check = |words: &str, name: &str, expected: Option<u8>| {
        assert_eq!(Needle::new(words).rank_in(name, Some(&TABLE)), expected, "{words:?} in {name}");
    };
    check("hh", "横河管区", Some(0));
    check("横河", "横河管区", Some(0));
    check("gq", "横河管区", Some(1));
    check("管区", "横河管区", Some(1));
    check("hh gq", "横河管区", Some(0));
    check("hh zj", "横河管区", None);
    check("cql", "重庆路", Some(0));
    check("cjl", "长江路街道", Some(0));
    check("zjl", "张家楼镇", Some(0));
}

#[test]
fn names_stand_in_the_order_of_their_pinyin() {
    let mut names = ["藏南镇", "辛安街道", "滨海街道", "宝山镇", "大村镇", "1号网格", "大场镇"];
    names.sort_by_key(|name| name.chars().map(|at| TABLE.rank(at)).collect::<Vec<_>>());
    let expected = ["1号网格", "宝山镇", "滨海街道", "藏南镇", "大场镇", "大村镇", "辛安街道"];
    assert_eq!(names, expected);
}

#[test]
fn a_table_is_read_as_far_as_it_can_be() {
    let check = |text: &str, letter: &str, character: &str, expected: bool| {
        let table = initials(text);
        assert_eq!(Needle::new(letter).is_in(&[character], Some(&table)), expected, "{text:?}");
    };
    check("c:藏z南", "c", "藏", true);
    check("c:藏z南", "z", "藏", true);
    check("c:藏z南", "z", "南", false);
    check("# c:藏", "c", "藏", false);
    check("cz:藏", "c", "藏", false);
    check("藏", "c", "藏", false);
    check("c:z藏", "z", "藏", false);
    check("7:藏", "7", "藏", false);
    check("C:藏", "c", "藏", false);
    check("c:藏\r\nn:南\r\n", "n", "南", true);
    check("c:😀藏", "c", "藏", true);
    check("", "c", "藏", false);
    let endless = format!("c:{}", "藏".repeat(200_000));
    check(&endless, "c", "藏", true);
}

proptest! {
    #[test]
    fn whatever_is_part_of_a_text_is_found_in_it(
        text in "[藏南路面破损大集日a-zA-Z0-9 ，\u{3000}Ａ-Ｚé😀-]{0,24}", from in 0..24_usize, count in 0..24_usize,
    ) {
        let part: String = text.chars().skip(from).take(count).collect();
        for table in [None, Some(&*TABLE)] {
            let needle = Needle::new(&part);
            prop_assert!(needle.is_in(&[&text], table), "{part:?} in {text:?}");
            prop_assert!(needle.rank_in(&text, table).is_some(), "{part:?} in {text:?}");
        }
    }

    #[test]
    fn no_table_and_no_word_makes_it_panic(table in any::<String>(), word in any::<String>(), text in any::<String>()) {
        let table = initials(&table);
        Needle::new(&word).is_in(&[&text], Some(&table));
        prop_assert!(text.chars().all(|at| table.rank(at).1 == at));
    }
}
