use gridlight::domain::remark::Remark;

use super::*;
use crate::server::{Options, StaticServer};

fn public() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../public")
}

#[test]
fn the_demo_keeps_the_contract_on_the_disk_and_over_the_line() {
    let site = StaticServer::start(Options::new(public())).unwrap();
    let on_disk = public().join("config.json").to_string_lossy().into_owned();
    let targets = [
        on_disk.clone(),
        format!("{on_disk}#demo"),
        format!("{}demo/landing.json", site.url()),
        format!("{}config.json#demo", site.url()),
    ];
    for target in targets {
        assert_eq!(conformance(&target), Ok(()), "{target}");
    }
}

#[test]
fn what_is_no_backend_is_not_usable() {
    let site = StaticServer::start(Options::new(public())).unwrap();
    site.fail("demo/open-cases.json", Some(500));
    let cases = [
        (format!("{}demo/landing.json", site.url()), "there is no board"),
        (format!("{}nothing/landing.json", site.url()), "there is no board"),
        (format!("{}config.json#other", site.url()), "no source"),
        ("nowhere/config.json".to_owned(), "nowhere/config.json"),
        ("ftp://gov.example/".to_owned(), "neither an address nor a config.json"),
    ];
    for (target, why) in cases {
        let error = conformance(&target).unwrap_err();
        assert!(error.contains(why), "{target}: {error}");
    }
}

#[test]
fn what_no_page_can_show_is_not_usable() {
    let check = |name: &str, grid: &str, time: &str, expected: Result<(), &str>| {
        let folder = std::env::temp_dir()
            .join(format!("gridlight-conformance-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let rows = |row: &str| format!(r#"{{"type": "FeatureCollection", "features": [{row}]}}"#);
        let link = |id: &str| {
            format!(r#"{{"id": "{id}", "links": [{{"rel": "items", "href": "{id}.json"}}]}}"#)
        };
        let case = format!(
            r#"{{"type": "Feature", "id": "M1", "geometry": null, "properties": {{"title": "t", "domain": "livelihood",
            "status": "handling", "grid_id": "G1", "updated_at": "{time}", "dispatched_at": "{time}"}}}}"#
        );
        let files = [
            ("config.json", r#"{"sources": {"s": {"landing": "landing.json"}}}"#.to_owned()),
            ("landing.json", r#"{"links": []}"#.to_owned()),
            (
                "collections.json",
                format!(r#"{{"collections": [{}, {}]}}"#, link("grids"), link("open-cases")),
            ),
            ("grids.json", rows(grid)),
            ("open-cases.json", rows(&case)),
        ];
        for (file, text) in files {
            fs::write(folder.join(file), text).unwrap();
        }
        let found = conformance(&folder.join("config.json").to_string_lossy());
        fs::remove_dir_all(&folder).unwrap();
        match (found, expected) {
            (Ok(()), Ok(())) => {}
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{name}: {found}"),
            (found, _) => panic!("{name}: {found:?}"),
        }
    };
    let grid = r#"{"type": "Feature", "id": "G1", "geometry": null, "properties": {"name": "网格一", "zone_id": "Z1"}}"#;
    let zoned = "2026-09-16T02:00:00Z";
    check("good", grid, zoned, Ok(()));
    check("no-id", &grid.replace(r#""id": "G1","#, ""), zoned, Err("no row of grids"));
    check("no-zone", grid, "2026-09-16T02:00:00", Err("given a light"));
}

#[test]
fn a_report_says_what_stands_in_the_way() {
    let report = |remarks: &[Remark]| gridlight::source::conformance::Report {
        remarks: remarks.to_vec(),
        ..Default::default()
    };
    let of = gridlight::domain::defect::Collection::OpenCases;
    let check = |remarks: &[Remark], expected: usize| {
        // Without a board there is one obstacle in any case.
        assert_eq!(report(remarks).obstacles().len(), 1 + expected, "{remarks:?}");
    };
    check(&[], 0);
    check(&[Remark::OnlyRecent(90)], 0);
    check(&[Remark::TimesMislabelled], 1);
    check(&[Remark::CutOff(of, 1_000), Remark::RepeatedPages(of)], 1);
}
