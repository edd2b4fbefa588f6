//! What the tests need of the operating system: a browser, its driver, a font for Chinese text, and real servers.
//!
//! It installs by apt where it may, and otherwise says what to install. It does not know how the
//! browser is driven, nor how the servers are set up.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::{self, Shell, finish, step};

/// What Debian starts by itself when it is installed: servers of the tests run beside that, and need none of it.
const SERVICES: [&str; 2] = ["nginx", "postgresql"];

/// Makes browser, font and servers be there, by apt where there is apt and root.
pub(crate) fn packages(shell: &Shell) -> Result<(), String> {
    let mut missing = Vec::new();
    let mut look = |what: &'static str, packages: &'static [&'static str], there: bool| {
        if there {
            println!("✓ {what} is there");
        } else {
            missing.push((what, packages));
        }
    };
    look("Chromium", &["chromium"], chromium().is_some());
    look("chromedriver", &["chromium-driver"], chromedriver().is_some());
    look("a font for Chinese", &["fonts-noto-cjk"], cjk_font(shell));
    let with_postgis = &["postgresql", "postgresql-postgis"];
    look("PostgreSQL with PostGIS", with_postgis, postgres().is_some());
    look("nginx", &["nginx"], nginx().is_some());
    look("Python's venv", &["python3-venv"], python_venv(shell));
    if missing.is_empty() {
        return Ok(());
    }
    let whats: Vec<_> = missing.iter().map(|(what, _)| *what).collect();
    let names: Vec<_> = missing.iter().flat_map(|(_, packages)| packages.iter().copied()).collect();
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
    step(&format!("{} ({})", whats.join(", "), names.join(" ")), about, || apt(shell, &names))?;
    SERVICES.iter().filter(|service| names.contains(service)).for_each(|name| stop(shell, name));
    Ok(())
}

/// Stops what apt has just started, and keeps it from starting with the machine.
fn stop(shell: &Shell, service: &str) {
    let stopped = if Path::new("/run/systemd/system").is_dir() {
        shell.ask("systemctl", &["disable", "--now", service])
    } else {
        shell.ask("service", &[service, "stop"])
    };
    if stopped.is_none() {
        println!("! the service {service} may be running; Gridlight does not need it");
    }
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

/// The folder of Postgres's server programs: Debian's newest that has PostGIS, else the one on the path.
pub(crate) fn postgres() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let with_postgis = versions.filter_map(|version| {
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        let control = format!("/usr/share/postgresql/{number}/extension/postgis.control");
        Path::new(&control).is_file().then(|| (number, version.path().join("bin")))
    });
    let newest = with_postgis.filter(|(_, bin)| bin.join("initdb").is_file()).max();
    newest.map(|(_, bin)| bin).or_else(|| {
        // Elsewhere it lies beside `pg_config`, which knows where its extensions are.
        let bin = run::find_in(&env::var_os("PATH")?, &["pg_config"])?;
        let asked = Command::new(&bin).arg("--sharedir").output().ok()?;
        let share = PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim());
        let bin = bin.parent()?;
        let there = share.join("extension/postgis.control").is_file();
        (there && bin.join("initdb").is_file()).then(|| bin.to_path_buf())
    })
}

/// nginx, which Debian keeps from the path of those who are not root.
pub(crate) fn nginx() -> Option<PathBuf> {
    let found = run::find_in(&env::var_os("PATH")?, &["nginx"]);
    found.or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|path| path.is_file()))
}

/// Whom Postgres is to run as: it refuses root. `None` for whoever we are.
pub(crate) fn server_user() -> Result<Option<(u32, u32)>, String> {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8_lossy(&output.stdout).trim().parse::<u32>().ok()
    };
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    let both = id(&["-u", "postgres"]).zip(id(&["-g", "postgres"]));
    both.map(Some)
        .ok_or_else(|| "PostgreSQL refuses root, and there is no user postgres".to_owned())
}

/// Whether environments can be made: Debian packs a part of that by itself.
fn python_venv(shell: &Shell) -> bool {
    shell.ask("python3", &["-c", "import ensurepip, venv"]).is_some()
}

fn browser_part(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let chosen = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    chosen.or_else(|| run::find_in(&env::var_os("PATH")?, names))
}
