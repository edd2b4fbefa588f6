//! `cargo xtask test`: every check and every test, in the order in which they are cheap.
//!
//! It knows which commands prove what; it does not know what the tests test.

use std::env;
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::budget::budget;
use crate::build::build;
use crate::run::{Shell, finish, follow, seconds, shown};
use crate::system;
use crate::tools::{self, Need};

/// One kind of proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Format,
    Clippy,
    ClippyWasm,
    Host,
    Browser,
    Build,
    Budget,
    EndToEnd,
}

const STEPS: [(&str, Step); 8] = [
    ("format", Step::Format),
    ("clippy", Step::Clippy),
    ("clippy-wasm", Step::ClippyWasm),
    ("host", Step::Host),
    ("browser", Step::Browser),
    ("build", Step::Build),
    ("budget", Step::Budget),
    ("e2e", Step::EndToEnd),
];

/// Tests that ran, as the test programs counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
}

/// A step that was done.
struct Done {
    name: &'static str,
    counts: Counts,
    took: Duration,
    failed: bool,
}

/// Sets up, and runs the steps that are asked for; stops at the first that fails.
pub(crate) fn check(shell: &mut Shell, words: &[String]) -> Result<(), String> {
    let (steps, names) = plan(words);
    let started = Instant::now();
    tools::setup(shell, Need::Test)?;
    browser_variables(shell);
    let set_up = started.elapsed();
    let mut ahead = Ahead::begin(shell, &steps);
    let mut done: Vec<Done> = Vec::new();
    let mut fault = None;
    for (name, step) in steps {
        println!("\n▶ {name}");
        let begun = Instant::now();
        if step == Step::Build {
            ahead.end();
        }
        let mut counts = Counts::default();
        let result = perform(shell, step, &names, &mut counts);
        let took = begun.elapsed();
        done.push(Done { name, counts, took, failed: result.is_err() });
        if let Err(reason) = result {
            fault = Some(format!("{name} failed after {}: {reason}", seconds(took)));
            break;
        }
        println!("✓ {name}: {}", seconds(took));
    }
    println!("\n{}", summary(&done, set_up, started.elapsed()));
    let total = done.iter().fold(Counts::default(), |total, done| total.plus(done.counts));
    let Counts { passed, failed, .. } = total;
    match fault {
        // The count stands alone on its line, for machines.
        None => println!("{passed} passed, {failed} failed"),
        Some(_) if failed > 0 => println!("{passed} passed, {failed} failed"),
        Some(_) => println!("{passed} passed, then a step failed"),
    }
    fault.map_or(Ok(()), Err)
}

/// The build of `dist/`, begun while the host tests are compiled: the last part of it takes one core for minutes.
struct Ahead {
    build: Option<Child>,
    log: PathBuf,
}

impl Ahead {
    /// Begins, where there is something to be done beside it. One that cannot begin is made up for by the build itself.
    fn begin(shell: &Shell, steps: &[(&'static str, Step)]) -> Self {
        let log = shell.target().join("gridlight-ahead.log");
        let has = |wanted: Step| steps.iter().any(|(_, step)| *step == wanted);
        let build = (has(Step::Host) && has(Step::Build)).then(|| {
            let (out, program) = (File::create(&log).ok()?, env::current_exe().ok()?);
            let mut command = shell.command(program, &["build"]);
            command.env("CARGO_MANIFEST_DIR", shell.root().join("xtask"));
            command.stdin(Stdio::null()).stderr(out.try_clone().ok()?).stdout(out);
            println!("▶ dist/ is built meanwhile (its words: {})", log.display());
            command.spawn().ok()
        });
        Self { build: build.flatten(), log }
    }

    /// Waits for it. Whether it is good, the build that follows sees.
    fn end(&mut self) {
        if let Some(mut build) = self.build.take()
            && !build.wait().is_ok_and(|status| status.success())
        {
            println!("the build ahead came to nothing: {}", self.log.display());
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        if let Some(mut build) = self.build.take() {
            // After a step that failed nobody needs it.
            drop(build.kill());
            drop(build.wait());
        }
    }
}

/// Tells the tests which browser to drive, and how.
pub(crate) fn browser_variables(shell: &mut Shell) {
    if let Some(driver) = system::chromedriver() {
        shell.set("CHROMEDRIVER", driver);
    }
    if let Some(browser) = system::chromium() {
        shell.set("CHROMIUM", browser);
    }
    let flags = shell.root().join("tests/e2e/webdriver.json");
    shell.set("WASM_BINDGEN_TEST_WEBDRIVER_JSON", flags);
    shell.set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    // A cold browser on a busy machine needs longer than the runner's own 20 seconds.
    shell.set("WASM_BINDGEN_TEST_TIMEOUT", "120");
}

/// Which steps to run: those named; with other words the test steps; with none all. Other words
/// choose tests by name.
fn plan(words: &[String]) -> (Vec<(&'static str, Step)>, Vec<&str>) {
    let asked = |name: &str| words.iter().any(|word| word == name);
    let names: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !STEPS.iter().any(|(name, _)| name == word))
        .collect();
    let mut steps: Vec<_> = STEPS.into_iter().filter(|(name, _)| asked(name)).collect();
    if steps.is_empty() {
        let tests = [Step::Host, Step::Browser, Step::Build, Step::EndToEnd];
        let wanted = |step: &Step| names.is_empty() || tests.contains(step);
        steps = STEPS.into_iter().filter(|(_, step)| wanted(step)).collect();
    } else if asked("e2e") && !asked("build") {
        // These tests look at dist/; an old one would prove nothing.
        let place = steps.len() - 1;
        steps.insert(place, ("build", Step::Build));
    }
    (steps, names)
}

fn perform(shell: &Shell, step: Step, names: &[&str], counts: &mut Counts) -> Result<(), String> {
    let wasm = "--target=wasm32-unknown-unknown";
    let tests = |arguments: &[&str], counts: &mut Counts| {
        let separator: &[&str] = if names.is_empty() { &[] } else { &["--"] };
        let arguments = [&["test"], arguments, separator, names].concat();
        let mut command = shell.command("cargo", &arguments);
        println!("{}", shown(&command));
        follow(&mut command, |line| *counts = counts.plus(Counts::of(line).unwrap_or_default()))
    };
    let cargo = |arguments: &[&str]| {
        let mut command = shell.command("cargo", arguments);
        println!("{}", shown(&command));
        finish(&mut command)
    };
    let strict = ["--", "-D", "warnings"];
    match step {
        Step::Format => cargo(&["fmt", "--all", "--check"]),
        Step::Clippy => {
            let all = ["clippy", "--workspace", "--all-targets"];
            cargo(&[&all[..], &strict].concat())?;
            // Those that run only when named are of no `--all-targets`.
            let apart = [
                "clippy",
                "-p",
                "gridlight",
                "--test",
                "backends",
                "--test",
                "bench",
                "--test",
                "e2e",
                "--test",
                "soak",
            ];
            cargo(&[&apart[..], &strict].concat())
        }
        Step::ClippyWasm => {
            let all = ["clippy", "-p", "gridlight", "--lib", "--bins", "--test", "browser", wasm];
            cargo(&[&all[..], &strict].concat())
        }
        Step::Host => tests(&["--workspace", "--no-fail-fast"], counts),
        Step::Browser if !shell.root().join("tests/browser.rs").is_file() => {
            println!("there are no browser tests (tests/browser.rs)");
            Ok(())
        }
        Step::Browser => tests(&["-p", "gridlight", wasm, "--test", "browser"], counts),
        Step::Build => build(shell).map(drop),
        Step::Budget => budget(&shell.root().join("dist")),
        Step::EndToEnd => {
            let both = ["--test", "backends", "--test", "e2e"];
            let package = ["-p", "gridlight", "--no-fail-fast"];
            tests(&[&package[..], &both].concat(), counts)
        }
    }
}

impl Counts {
    /// The counts in a line `test result: ok. 3 passed; 0 failed; 0 ignored; …`.
    fn of(line: &str) -> Option<Self> {
        let (_, result) = line.split_once("test result: ")?;
        let count = |what: &str| {
            let words: Vec<&str> =
                result.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
            let pair = words.windows(2).find(|pair| pair.last() == Some(&what))?;
            pair.first()?.parse().ok()
        };
        let (passed, failed) = (count("passed")?, count("failed")?);
        Some(Self { passed, failed, ignored: count("ignored").unwrap_or_default() })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            ignored: self.ignored + other.ignored,
        }
    }
}

/// A line for each step, and the total time.
fn summary(done: &[Done], set_up: Duration, total: Duration) -> String {
    let mut lines = vec![format!("{:<12} {:>8}", "setup", seconds(set_up))];
    for Done { name, counts, took, failed: step_failed } in done {
        let Counts { passed, failed, ignored } = counts;
        let tests = match (passed + failed + ignored, ignored) {
            (0, _) => String::new(),
            (_, 0) => format!("  {passed} passed, {failed} failed"),
            _ => format!("  {passed} passed, {failed} failed, {ignored} ignored"),
        };
        let mark = if *step_failed { "  ✗" } else { "" };
        lines.push(format!("{name:<12} {:>8}{tests}{mark}", seconds(*took)));
    }
    lines.push(format!("{:<12} {:>8}", "total", seconds(total)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_result_lines() {
        let counts = |passed, failed, ignored| Some(Counts { passed, failed, ignored });
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                counts(12, 0, 1),
            ),
            ("test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 filtered out", counts(2, 3, 0)),
            ("test result: ok. 3 passed; 0 failed", counts(3, 0, 0)),
            ("test a ... ok", None),
            ("test result: aborted", None),
        ];
        for (line, expected) in cases {
            assert_eq!(Counts::of(line), expected, "{line}");
        }
    }

    #[test]
    fn words_choose_steps_and_tests() {
        let cases = [
            ("", "format clippy clippy-wasm host browser build budget e2e", ""),
            ("host", "host", ""),
            ("clippy format", "format clippy", ""),
            ("e2e", "build e2e", ""),
            ("drill", "host browser build e2e", "drill"),
            ("e2e drill wall", "build e2e", "drill wall"),
        ];
        for (line, steps, names) in cases {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            let (planned, chosen) = plan(&words);
            let planned: Vec<_> = planned.iter().map(|(name, _)| *name).collect();
            assert_eq!(
                (planned.join(" "), chosen.join(" ")),
                (steps.into(), names.into()),
                "{line:?}"
            );
        }
    }
}
