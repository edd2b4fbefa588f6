//! The demo district as it lies in `public/demo`, read as the page reads it.

use crate::small::at;
use gridlight::{
    contract::config::Config,
    domain::{
        area::Place,
        board::Board,
        count::LightCount,
        defect::Collection,
        filter::Filter,
        light::Light,
        lit::{LitBoard, count_domains},
    },
    source::assemble::assemble,
};
use std::{fs, path::Path, sync::LazyLock};

/// The board at the moment the folder was taken: Friday 2026-09-18, 17:00.
pub(crate) static DEMO: LazyLock<Board> = LazyLock::new(|| {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let read = |name: &str| fs::read_to_string(public.join(name)).ok();
    let (config, unknown) = Config::read(&read("config.json").unwrap()).unwrap();
    assert_eq!(unknown, [""; 0]);
    let text = |of: Collection| Some((of, read(&format!("demo/{}.json", of.id()))?));
    let texts = Collection::BOARD.into_iter().filter_map(text).collect();
    assemble(&config, &config.sources["demo"], &texts).unwrap()
});

fn sum(counts: &[LightCount]) -> [u32; 5] {
    let mut sum = [0; 5];
    for count in counts {
        let numbers = [count.red, count.due_soon, count.unknown, count.normal, count.due_today];
        for (total, number) in sum.iter_mut().zip(numbers) {
            *total += number;
        }
    }
    sum
}

#[test]
fn the_demo_is_read_without_a_defect() {
    let areas = &DEMO.areas;
    let counts = (areas.towns().len(), areas.zones().len(), areas.grids().len());
    assert_eq!(counts, (22, 161, 1333));
    assert_eq!(DEMO.defects().collect::<Vec<_>>(), Vec::<&_>::new());
    assert!(DEMO.cases().all(|open| open.place.grid.is_some()), "every matter lies in a grid");
}

#[test]
fn in_every_scope_the_lights_add_up_to_the_open_matters() {
    let lit = LitBoard::of(&DEMO, &Filter::default(), at("2026-09-18 17:00"));
    let places = DEMO.areas.places();
    let towns = (0..22).map(|at| Place { town: Some(at), ..Place::default() });
    let zones = DEMO.areas.zones().iter().map(|zone| DEMO.areas.place_of_zone(&zone.id).unwrap());
    let scopes = [Place::default()].into_iter().chain(towns).chain(zones);
    let mut checked = 0;
    for place in scopes.chain(places.iter().copied()) {
        let count = lit.count(place);
        let inside: Vec<_> = DEMO.cases().filter(|open| open.place.is_within(place)).collect();
        assert_eq!(count.open() as usize, inside.len(), "{place:?}");
        let by_light: u32 = Light::ALL.iter().map(|light| count.of(*light)).sum();
        assert_eq!(by_light, count.open(), "{place:?}");
        assert!(count.due_today <= count.due_soon, "due today is a part of due soon: {place:?}");
        checked += 1;
    }
    assert_eq!(checked, 1 + 22 + 161 + 1333);
}

#[test]
fn each_level_sums_to_the_one_above() {
    // At the snapshot, in the night when deadlines pass, and on a holiday.
    for moment in ["2026-09-18 17:00", "2026-09-20 00:00", "2026-10-03 12:00"] {
        let lit = LitBoard::of(&DEMO, &Filter::default(), at(moment));
        let district = sum(&[lit.district]);
        assert_eq!(sum(&[&lit.towns[..], &[lit.unplaced]].concat()), district, "{moment}");
        assert_eq!(sum(&lit.zones), district, "{moment}");
        assert_eq!(sum(&lit.grids), district, "{moment}");
        for (at, town) in lit.towns.iter().enumerate() {
            let of_town = |place: &Place| place.town == Some(at);
            let zones = lit.zones.iter().zip(DEMO.areas.zones());
            let zones: Vec<_> = zones
                .filter(|(_, zone)| of_town(&DEMO.areas.place_of_zone(&zone.id).unwrap()))
                .map(|(count, _)| *count)
                .collect();
            assert_eq!(sum(&zones), sum(&[*town]), "{moment}, town {at}");
        }
    }
}

#[test]
fn the_six_domains_add_up_to_each_scope() {
    let now = at("2026-09-18 17:00");
    let all = LitBoard::of(&DEMO, &Filter::default(), now);
    for place in
        [Place::default(), Place { town: Some(3), ..Place::default() }, DEMO.areas.places()[7]]
    {
        let domains = count_domains(&DEMO, place, &Filter::default(), now);
        assert_eq!(domains.len(), 7);
        let counts: Vec<_> = domains.iter().map(|(_, count)| *count).collect();
        assert_eq!(sum(&counts), sum(&[all.count(place)]), "{place:?}");
        for (domain, count) in domains {
            let filter = Filter { domain: Some(domain), ..Filter::default() };
            assert_eq!(LitBoard::of(&DEMO, &filter, now).count(place), count, "{domain:?}");
        }
    }
}

#[test]
fn the_district_looks_like_one() {
    let count = LitBoard::of(&DEMO, &Filter::default(), at("2026-09-18 17:00")).district;
    assert!((1_500..=2_500).contains(&count.open()), "{count:?}");
    assert!((50..=150).contains(&count.red), "{count:?}");
    assert!(Light::ALL.iter().all(|light| count.of(*light) > 0), "every light is there: {count:?}");
}
