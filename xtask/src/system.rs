//! What the tests need of the operating system: a browser, its driver, and a font for Chinese text.
//!
//! It installs by apt where it may, and otherwise says what to install. It does not know how the
//! browser is driven.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;

use crate::run::{self, Shell, finish, step};

/// Makes the browser, its driver and a font be there, by apt where there is apt and root.
pub(crate) fn packages(shell: &Shell) -> Result<(), String> {
    let mut missing = Vec::new();
    let mut look = |what: &'static str, package: &'static str, there: bool| {
        if there {
            println!("✓ {what} is there");
        } else {
            missing.push((what, package));
        }
    };
    look("Chromium", "chromium", chromium().is_some());
    look("chromedriver", "chromium-driver", chromedriver().is_some());
    look("a font for Chinese", "fonts-noto-cjk", cjk_font(shell));
    if missing.is_empty() {
        return Ok(());
    }
    let whats: Vec<_> = missing.iter().map(|(what, _)| *what).collect();
    let names: Vec<_> = missing.iter().map(|(_, package)| *package).collect();
    let root = shell.ask("id", &["-u"]).as_deref() == Some("0");
    if !root || shell.find(&["apt-get"]).is_none() {
        return Err(format!(
            "missing: {}. Only root with apt-get could install that from here. On Debian, type\n\n    \
             sudo apt-get update && sudo apt-get install --no-install-recommends {}\n\n\
             elsewhere put the same programs on the PATH; then start this again.",
            whats.join(", "),
            names.join(" ")
        ));
    }
    let about = "apt-get, 1 to 3 min";
    step(&format!("{} ({})", whats.join(", "), names.join(" ")), about, || apt(shell, &names))
}

/// Installs packages; the lists are fetched only where they are missing or out of date.
fn apt(shell: &Shell, names: &[&str]) -> Result<(), String> {
    let run = |arguments: &[&str]| {
        let mut command = shell.command("apt-get", arguments);
        // What apt says of its doings is long; what goes wrong it says on the other channel.
        finish(command.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))
    };
    let install = [&["install", "-y", "-q", "--no-install-recommends"], names].concat();
    let known = names.iter().all(|name| shell.ask("apt-cache", &["show", name]).is_some());
    if known && run(&install).is_ok() {
        return Ok(());
    }
    run(&["update", "-q"])?;
    run(&install)
}

/// Whether Chinese text will be drawn as text. Without fontconfig there is no font either.
fn cjk_font(shell: &Shell) -> bool {
    shell.ask("fc-list", &[":lang=zh-cn", "family"]).is_some_and(|fonts| !fonts.is_empty())
}

/// The Chromium (or Chrome) that tests drive: `CHROMIUM`, else the first on the path.
pub fn chromium() -> Option<PathBuf> {
    browser_part(
        "CHROMIUM",
        &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    )
}

/// The driver that tests talk to: `CHROMEDRIVER`, else the one on the path.
pub fn chromedriver() -> Option<PathBuf> {
    browser_part("CHROMEDRIVER", &["chromedriver"])
}

fn browser_part(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let chosen = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    chosen.or_else(|| run::find_in(&env::var_os("PATH")?, names))
}
