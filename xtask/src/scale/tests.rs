//! The folder keeps the contract, at any size: the program's own decoder reads it without a defect.

use super::{Size, files, mesh};
use chrono::{DateTime, Utc};
use gridlight::{
    contract::config::Config,
    domain::{area::Place, border::Borders, defect::Collection, filter::Filter, lit::LitBoard},
    source::assemble::{Texts, assemble},
};

fn texts(size: Size) -> (Config, Texts, Vec<(String, String)>) {
    let files = files(&mesh::build(super::SEED, size.grids), size);
    let file = |name: &str| files.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let (config, unknown_keys) = Config::read(&file("config.json")).unwrap();
    assert!(unknown_keys.is_empty(), "{unknown_keys:?}");
    let mut texts = Texts::default();
    for collection in Collection::ALL {
        let name = format!("{}.json", collection.id());
        if files.iter().any(|(known, _)| *known == name) {
            texts.0.insert(collection, vec![file(&name)]);
        }
    }
    (config, texts, files)
}

#[test]
fn a_district_of_any_size_has_every_light_and_no_defect() {
    let check = |size: Size, zones: usize, towns: usize| {
        let (config, texts, _) = texts(size);
        let source = &config.sources["scale"];
        let board = assemble(&config, source, &texts).unwrap();
        assert_eq!(board.defects().next(), None, "{size:?}");
        assert_eq!(board.cases().count(), size.cases, "{size:?}");
        let areas = &board.areas;
        let counts = (areas.grids().len(), areas.zones().len(), areas.towns().len());
        assert_eq!(counts, (size.grids, zones, towns), "{size:?}");
        for (zone, town) in areas.places().iter().map(|place| (place.zone, place.town)) {
            assert!(zone.is_some() && town.is_some(), "{size:?}");
        }
        let now: DateTime<Utc> = super::AS_OF.parse().unwrap();
        let lit = LitBoard::of(&board, &Filter::default(), now).district;
        let share = |count: u32| f64::from(count) / f64::from(lit.open());
        assert!((0.03..0.10).contains(&share(lit.red)), "{lit:?}");
        assert!((0.03..0.12).contains(&share(lit.due_soon)), "{lit:?}");
        assert!((0.005..0.05).contains(&share(lit.unknown)), "{lit:?}");
        assert!(share(lit.normal) > 0.7, "{lit:?}");
    };
    check(Size { grids: 60, cases: 900 }, 7, 1);
    check(Size { grids: 1_333, cases: 2_000 }, 161, 22);
    check(Size { grids: 3_000, cases: 1_000 }, 362, 49);
}

#[test]
fn grids_share_their_borders_point_by_point() {
    let size = Size { grids: 1_500, cases: 0 };
    let (config, texts, _) = texts(size);
    let board = assemble(&config, &config.sources["scale"], &texts).unwrap();
    let borders = Borders::of(&board.areas);
    let neighbours = borders.neighbours(size.grids);
    let of_six = neighbours.iter().filter(|list| list.len() == 6).count();
    assert!(of_six > size.grids * 8 / 10, "{of_six} grids of {size:?} have six neighbours");
    assert!(neighbours.iter().all(|list| !list.is_empty()), "no grid is an island");
    let outline = borders.outline(Place::default());
    assert_eq!(outline.len(), 1, "one district without a hole");
    for grid in board.areas.grids() {
        let ring = &grid.shape.as_ref().unwrap().0[0][0];
        assert!((13..=19).contains(&ring.len()), "{} has {} points", grid.id, ring.len());
    }
}

#[test]
fn the_same_size_gives_the_same_bytes() {
    let size = Size { grids: 200, cases: 300 };
    assert!(texts(size).2 == texts(size).2);
}
