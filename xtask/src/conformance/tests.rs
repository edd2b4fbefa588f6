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
