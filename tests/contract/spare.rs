//! A collection that comes broken when everything is read anew, and one of before that may take its place.

use crate::folder::{collection, feature, plain_source, small_folder, texts};
use gridlight::{
    contract::config::Config,
    domain::defect::Collection,
    source::assemble::{Texts, assemble_with_spare},
};
use serde_json::json;

#[test]
fn what_comes_broken_does_not_take_the_place_of_what_was_good() {
    const BROKEN: &str = "{\"type\": \"FeatureColl";
    let check =
        |what: &str, zones: &str, before: Option<&str>, zone_count: usize, is_told: bool| {
            let mut now = texts(&small_folder());
            now.0.insert(Collection::Zones, vec![zones.to_owned()]);
            let before = before.map(str::to_owned);
            let spare: Texts =
                before.iter().map(|text| (Collection::Zones, text.clone())).collect();
            let config = Config::default();
            let board = assemble_with_spare(&config, &plain_source(), &mut now, &spare).unwrap();
            assert_eq!(board.areas.zones().len(), zone_count, "{what}");
            let broken = board.defects().filter(|of| of.is_of_whole_collection()).count();
            assert_eq!(broken, usize::from(is_told), "{what}");
            // What is kept for the next time is what was used.
            let used = before.filter(|_| is_told).unwrap_or(zones.to_owned());
            assert_eq!(now.0[&Collection::Zones].concat(), used, "{what}");
        };
    let zone = |id: &str| feature(id, json!({ "name": "管区", "town_id": "T1" }));
    let (one, two) = (collection(&[zone("Z1")]), collection(&[zone("Z1"), zone("Z2")]));
    check("good now and before", &two, Some(&one), 2, false);
    check("broken now, good before", BROKEN, Some(&one), 1, true);
    check("broken now, nothing before", BROKEN, None, 0, true);
    check("broken now and before", BROKEN, Some(BROKEN), 0, true);
}
