//! What the words of a search may mean: places and open matters, the best fit first.

use crate::demo::DEMO;
use gridlight::domain::{
    find::Initials,
    scope::Scope,
    suggest::{Suggestions, suggest},
};

/// A few readings, each a character and a letter, in the order of the pinyin.
fn initials() -> Initials {
    let readings = "藏c 藏z 横h 河h 黄h 岛d 南n 镇z".split(' ').map(|reading| {
        let mut pair = reading.chars();
        (pair.next().unwrap(), pair.next().unwrap())
    });
    Initials::new(readings)
}

fn places(found: &Suggestions) -> Vec<String> {
    found.places.iter().map(|(scope, _)| scope.code()).collect()
}

#[test]
fn places_are_found_by_name_initials_or_id_and_the_widest_come_first() {
    let table = initials();
    let town = |name: &str| {
        let town = DEMO.areas.towns().iter().find(|town| &*town.name == name).unwrap();
        Scope::Town(town.id.clone()).code()
    };
    let check = |words: &str, first: &str| {
        let found = suggest(&DEMO, words, Some(&table));
        assert_eq!(places(&found).first().map(String::as_str), Some(first), "{words}");
        assert!(
            found.places.len() <= 6 && found.cases.len() <= 6,
            "{words}: no more than can be read"
        );
    };
    check("藏南", &town("藏南镇"));
    check("znz", &town("藏南镇"));
    check("cn", &town("藏南镇"));
    check("hd", &town("黄岛街道"));
    check("Huangdao", &town("黄岛街道"));
    check("G0123", "grid:G0123");
    check("横河 03", places(&suggest(&DEMO, "横河03", None)).first().unwrap());
    for nothing in ["", "   ", "没有这个地方"] {
        let found = suggest(&DEMO, nothing, Some(&table));
        assert!(found.places.is_empty() && found.cases.is_empty(), "{nothing:?}");
    }
}

#[test]
fn matters_are_found_by_title_id_address_or_unit() {
    let check = |words: &str, first: &str| {
        let found = suggest(&DEMO, words, None);
        assert_eq!(found.cases.first().map(|open| open.case.id.as_str()), Some(first), "{words}");
    };
    check("藏南路路面破损", "HH-20260907-0142");
    check("hh-20260907-0142", "HH-20260907-0142");
    check("路面破损 藏南路", "HH-20260907-0142");
    // What begins with the words comes before what has them inside, and a title before a unit.
    let found = suggest(&DEMO, "供电所", None);
    assert!(!found.cases.is_empty());
    let is_of_unit =
        |case: &gridlight::domain::case::Case| case.handling_unit.as_deref() == Some("供电所");
    let titled = found.cases.iter().filter(|open| open.case.title.contains("供电所")).count();
    assert!(found.cases.iter().skip(titled).all(|open| is_of_unit(&open.case)));
}
