//! What is published for whoever sets up a wall: its files are of one mind, and of the code's.

use crate::schema::text;
use std::collections::BTreeSet;
use xtask::headers::HeaderSet;

fn kiosk(name: &str) -> String {
    text(&format!("public/kiosk/{name}"))
}

/// The flags in a file, each without its value where that is a place of the system's own.
fn flags(text: &str) -> BTreeSet<String> {
    let lines = text.lines().map(str::trim_start);
    let said = lines.filter(|line| !line.starts_with('#') && !line.starts_with("rem "));
    let words = said.flat_map(|line| line.split_whitespace().map(|word| word.trim_matches('"')));
    let flags = words.filter(|word| word.starts_with("--"));
    let place = "--user-data-dir";
    flags.map(|flag| if flag.starts_with(place) { place } else { flag }.to_owned()).collect()
}

#[test]
fn a_wall_on_windows_starts_as_one_on_linux_does() {
    let [linux, windows] = ["gridlight-wall.service", "gridlight-wall.cmd"].map(kiosk);
    let of_linux = BTreeSet::from(["--password-store=basic".to_owned()]);
    let of_windows = BTreeSet::from(["--edge-kiosk-type=fullscreen".to_owned()]);
    let common = &flags(&linux) - &of_linux;
    assert!(common.len() > 12, "{common:?}");
    assert_eq!(common, &flags(&windows) - &of_windows);
    // A label is not found where the lines of a batch file end otherwise.
    assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count());
    let port = "--remote-debugging-port=9222";
    assert!(common.contains(port) && kiosk("gridlight-watchdog.py").contains("default=9222"));
}

#[test]
fn no_unit_of_a_wall_waits_for_itself() {
    // What a target wants comes before it, unless that says that it comes after; and the wall says so.
    let target = "graphical-session.target";
    let after = |name: &str| -> BTreeSet<String> {
        let unit = kiosk(name);
        assert!(unit.contains(&format!("WantedBy={target}")), "{name}");
        let lines = unit.lines().filter_map(|line| line.strip_prefix("After="));
        lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
    };
    assert_eq!(after("gridlight-wall.service"), BTreeSet::from([target.to_owned()]));
    let both = [target, "gridlight-wall.service"].map(str::to_owned);
    assert_eq!(after("gridlight-watchdog.service"), BTreeSet::from(both));
}

#[test]
fn the_headers_for_nginx_are_those_that_are_printed() {
    let headers = HeaderSet::for_config_text(&text("public/config.json")).unwrap();
    let nginx = kiosk("nginx.conf");
    for (name, value) in headers.iter() {
        let line = format!("add_header {name} \"{value}\" always;");
        assert!(nginx.contains(&line), "{line}");
    }
}
