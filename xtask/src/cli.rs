//! The words of `cargo xtask …`, and what each of them does.
//!
//! It knows the order of the work; how each part is done stands in the module of that name.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use crate::build::build;
use crate::headers::HeaderSet;
use crate::run::{Shell, finish};
use crate::scale::{self, Size};
use crate::tools::{self, Need};
use crate::{
    backends, budget, check, conformance, contract_page, initials, page, serve, snapshot,
    style_sheets,
};

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]      set up, build, and serve the demo on 127.0.0.1 (8080, or the next free port)
  test [step…] [name…]  set up, and run all checks and tests: format, clippy, host and browser tests,
                        build, byte budget, end to end; or only these steps, or tests with these names
  build                 set up, and build dist/, which any static host can serve under any path
  budget                bytes of dist/, part by part, against the budget
  headers [config]      the response headers a host should send for a config (public/config.json)
  conformance <what>    hold a backend against the contract: the address of its landing document, or a
                        config.json, with #name for a source other than its default
  setup [serve|test]    only fetch what is missing
  backends [--cases N]  set up as for tests, and serve the demo district from PostgreSQL by tipg, pygeoapi and
                        nginx, with the source of each for config.json; with N closed matters more
  demo                  write the demo district (public/demo) anew
  pinyin                write the table of pinyin initials (public/pinyin.txt) anew
  contract              write the tables of the page for implementers (public/contract) anew
  scale [dir] [--grids N] [--cases N]
                        write a synthetic district of 20,000 grids and 50,000 open matters, or as many
                        as asked for, with its config.json, to a folder (target/scale)
  bench [argument…]     set up, build, and measure against a plain Leaflet page (--rounds N)
  bench scale […]       the page with a district of 20,000 grids, or as many as asked for
  bench desk [argument…]     a table of 20,000 matters, or --cases N, against a plain one; ways to a matter (--rounds N)
  bench workload [argument…]  a press on a town, and a second of the demo's life, with all charts and without (--rounds N)
  bench wall [argument…]  main-thread time a minute of an idle wall and of a busy one (--rounds N)
  bench servers [argument…]  the page with real servers (--rounds N), or with tipg and N closed matters more (--cases N)
  soak [argument…]      set up, build, and let a wall live through 64,000 events, a thousand scene changes and 24 outages
                        in twenty minutes, and judge what that leaves behind (--minutes N, --events N, --outages N)

The first start takes about 10 minutes, nearly all of it compiling Trunk; later ones take seconds.
Tools go to GRIDLIGHT_TOOLS, else to gridlight/tools in XDG_CACHE_HOME or ~/.cache.
";

/// A command with its arguments.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    Setup(Need),
    Build,
    Budget,
    Serve { port: Option<u16> },
    Headers { config: Option<PathBuf> },
    Conformance { target: String },
    Demo,
    Pinyin,
    Contract,
    Scale { dir: Option<PathBuf>, size: Size },
    Test { words: Vec<String> },
    Bench { arguments: Vec<String> },
    Soak { arguments: Vec<String> },
    Backends { cases: Option<u32> },
    FinishPage { dir: Option<PathBuf> },
}

/// Does what the command line asks for: exit code 0 for done, 1 for failed, 2 for not understood.
pub fn main() -> ExitCode {
    let words: Vec<String> =
        env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let command = match parse(&words) {
        Ok(command) => command,
        Err(reason) => {
            eprintln!("{reason}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("✗ {reason}");
            ExitCode::FAILURE
        }
    }
}

fn parse(words: &[String]) -> Result<Command, String> {
    let Some((name, rest)) = words.split_first() else { return Ok(Command::Help) };
    let only = |command| match rest {
        [] => Ok(command),
        [word, ..] => Err(format!("`{name}` takes no {word:?}")),
    };
    let one_path = || match rest {
        [] => Ok(None),
        [path] => Ok(Some(PathBuf::from(path))),
        _ => Err(format!("`{name}` takes one path")),
    };
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "setup" => match rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            [] | ["test"] => Ok(Command::Setup(Need::Test)),
            ["serve"] => Ok(Command::Setup(Need::Serve)),
            _ => Err("`setup` takes `serve` or `test`".to_owned()),
        },
        "build" => only(Command::Build),
        "budget" => only(Command::Budget),
        "demo" => only(Command::Demo),
        "pinyin" => only(Command::Pinyin),
        "contract" => only(Command::Contract),
        "serve" => Ok(Command::Serve {
            port: number(rest, "--port", "`serve` takes `--port` and a number up to 65535")?,
        }),
        "backends" => Ok(Command::Backends {
            cases: number(rest, "--cases", "`backends` takes `--cases` and a number")?,
        }),
        "scale" => scale_of(rest),
        "headers" => Ok(Command::Headers { config: one_path()? }),
        "conformance" => match rest {
            [target] => Ok(Command::Conformance { target: target.clone() }),
            _ => Err(conformance::USAGE.to_owned()),
        },
        "finish-page" => Ok(Command::FinishPage { dir: one_path()? }),
        "test" => Ok(Command::Test { words: rest.to_vec() }),
        "bench" => Ok(Command::Bench { arguments: rest.to_vec() }),
        "soak" => Ok(Command::Soak { arguments: rest.to_vec() }),
        _ => Err(format!("there is no command {name:?}")),
    }
}

fn scale_of(words: &[String]) -> Result<Command, String> {
    let (mut dir, mut size) = (None, Size::default());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let count = match word.as_str() {
            "--grids" => &mut size.grids,
            "--cases" => &mut size.cases,
            flag if flag.starts_with('-') || dir.is_some() => {
                return Err(format!(
                    "`scale` takes a folder, --grids and --cases, and no {flag:?}"
                ));
            }
            path => {
                dir = Some(PathBuf::from(path));
                continue;
            }
        };
        let number = words.next().and_then(|text| text.parse().ok()).filter(|number| *number > 0);
        *count = number.ok_or_else(|| format!("`{word}` takes a number from 1 on"))?;
    }
    Ok(Command::Scale { dir, size })
}

/// The number after a flag, which may be left out with it.
fn number<T: FromStr>(words: &[String], flag: &str, otherwise: &str) -> Result<Option<T>, String> {
    let text = match words {
        [] => return Ok(None),
        [word, text] if word == flag => text.as_str(),
        [word] => {
            word.strip_prefix(flag).and_then(|rest| rest.strip_prefix('=')).unwrap_or_default()
        }
        _ => "",
    };
    text.parse().ok().map(Some).ok_or_else(|| otherwise.to_owned())
}

fn run(command: Command) -> Result<(), String> {
    let mut shell = Shell::new();
    match command {
        Command::Help => print!("{HELP}"),
        Command::Setup(need) => tools::setup(&mut shell, need)?,
        Command::Build => drop(set_up_and_build(&mut shell, Need::Serve)?),
        Command::Budget => budget::budget(&shell.root().join("dist"))?,
        Command::Serve { port } => {
            let dist = set_up_and_build(&mut shell, Need::Serve)?;
            serve::serve(&dist, port)?;
        }
        Command::Headers { config } => {
            let config = config.unwrap_or_else(|| shell.root().join("public/config.json"));
            print!("{}", headers_of(&config)?);
        }
        Command::Conformance { target } => conformance::conformance(&target)?,
        Command::Backends { cases } => {
            tools::setup(&mut shell, Need::Test)?;
            backends::show(&shell, cases)?;
        }
        Command::Demo => demo(&shell.root().join("public/demo"))?,
        Command::Pinyin => initials::write_to(&shell.root().join("public/pinyin.txt"))?,
        Command::Contract => contract_page::write_in(&shell.root().join("public/contract"))?,
        Command::Scale { dir, size } => {
            let dir = dir.unwrap_or_else(|| shell.target().join("scale"));
            write_scale(&dir, size)?;
        }
        Command::Test { words } => check::check(&mut shell, &words)?,
        Command::Bench { arguments } => {
            // A word names one part of the benchmark; flags alone are for all of it that there is without a server.
            let is_part = arguments.first().is_some_and(|word| !word.starts_with('-'));
            measure(&mut shell, "bench", &arguments)?;
            if is_part {
                return Ok(());
            }
            // Lights in the browser as they are shipped, and natively as fast as they go.
            let lights = ["-p", "gridlight", "--test", "lights"];
            let wasm = ["test", "--release", "--target", "wasm32-unknown-unknown"];
            let shown = ["--", "--nocapture"];
            finish(&mut shell.command("cargo", &[&wasm[..], &lights, &shown].concat()))?;
            let native = ["test", "--profile", "bench"];
            let ignored = ["--", "--ignored", "--nocapture"];
            finish(&mut shell.command("cargo", &[&native[..], &lights, &ignored].concat()))?;
        }
        Command::Soak { arguments } => measure(&mut shell, "soak", &arguments)?,
        Command::FinishPage { dir } => {
            // Trunk names the folder it is about to publish; a person names any.
            let dir = dir.or_else(|| env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from));
            let dir = dir.ok_or("`finish-page` takes the folder of a built index.html")?;
            style_sheets::join_in(&dir)?;
            page::externalise_in(&dir)?;
        }
    }
    Ok(())
}

fn set_up_and_build(shell: &mut Shell, need: Need) -> Result<PathBuf, String> {
    tools::setup(shell, need)?;
    build(shell)
}

/// Runs a program of `tests/` that looks at the built page in a browser, and judges or prints by itself.
fn measure(shell: &mut Shell, program: &str, arguments: &[String]) -> Result<(), String> {
    set_up_and_build(shell, Need::Test)?;
    check::browser_variables(shell);
    let cargo = ["test", "-p", "gridlight", "--test", program, "--"];
    finish(shell.command("cargo", &cargo).args(arguments))
}

/// The headers for the config in a file.
pub(crate) fn headers_of(config: &Path) -> Result<HeaderSet, String> {
    let text = fs::read_to_string(config)
        .map_err(|error| format!("{} cannot be read: {error}", config.display()))?;
    HeaderSet::for_config_text(&text).map_err(|error| format!("{}: {error}", config.display()))
}

/// Writes the demo district.
fn demo(dir: &Path) -> Result<(), String> {
    println!("▶ writing the demo district (about 10 s)");
    let written = snapshot::write(dir)?;
    println!(
        "✓ {}: {} files, {} kB raw, {} kB gzipped ({} kB before the first map); {} open, {} closed",
        dir.display(),
        written.files,
        written.raw_bytes / 1000,
        written.gzip_bytes / 1000,
        written.first_paint_gzip_bytes / 1000,
        written.open,
        written.closed,
    );
    Ok(())
}

/// Writes a large district.
fn write_scale(dir: &Path, size: Size) -> Result<(), String> {
    let scale::Summary { towns, zones, bytes } = scale::write(dir, size)?;
    let Size { grids, cases } = size;
    println!(
        "✓ {}: {towns} towns, {zones} zones, {grids} grids, {cases} open matters, {} kB; config.json names it `scale`",
        dir.display(),
        bytes / 1000,
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood_or_refused() {
        let scale = |dir: Option<&str>, grids, cases| {
            let dir = dir.map(PathBuf::from);
            Some(Command::Scale { dir, size: Size { grids, cases } })
        };
        let soak = |words: &[&str]| {
            let arguments = words.iter().copied().map(str::to_owned).collect();
            Some(Command::Soak { arguments })
        };
        let cases: [(&str, Option<Command>); 28] = [
            ("", Some(Command::Help)),
            ("--help", Some(Command::Help)),
            ("setup", Some(Command::Setup(Need::Test))),
            ("setup serve", Some(Command::Setup(Need::Serve))),
            ("setup all", None),
            ("serve", Some(Command::Serve { port: None })),
            ("serve --port 9000", Some(Command::Serve { port: Some(9000) })),
            ("serve --port=9000", Some(Command::Serve { port: Some(9000) })),
            ("serve --port", None),
            ("serve 9000", None),
            ("serve --port 90000", None),
            ("backends", Some(Command::Backends { cases: None })),
            ("backends --cases 2300000", Some(Command::Backends { cases: Some(2_300_000) })),
            ("backends --cases many", None),
            ("backends --port 9000", None),
            ("build now", None),
            ("headers a.json", Some(Command::Headers { config: Some("a.json".into()) })),
            ("conformance a", Some(Command::Conformance { target: "a".into() })),
            ("conformance", None),
            ("soak", soak(&[])),
            ("soak --minutes 5", soak(&["--minutes", "5"])),
            ("scale", scale(None, 20_000, 50_000)),
            ("scale big --grids 3000", scale(Some("big"), 3_000, 50_000)),
            ("scale --cases 9 big --grids 3", scale(Some("big"), 3, 9)),
            ("scale --grids none", None),
            ("scale --grids 0", None),
            ("scale big bigger", None),
            ("destroy", None),
        ];
        for (line, expected) in cases {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            assert_eq!(parse(&words).ok(), expected, "{line:?}");
        }
    }
}
