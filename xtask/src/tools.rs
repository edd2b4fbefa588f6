//! What a fresh machine lacks: looks what is there, fetches the rest, says what it does and for how long.
//!
//! Tools go into a folder of Gridlight's own, so that no other project's are replaced. It does not
//! know what they are used for, nor how the system's packages are installed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::backends;
use crate::run::{Shell, finish, step};
use crate::system;

/// What the tools are wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building and serving.
    Serve,
    /// That, and running every test.
    Test,
}

const TRUNK: &str = "0.21.14";

const BINARYEN: &str = "132";

const AXE_CORE: &str = "4.14.1";

/// A tool that must be of one very version.
struct Tool<'a> {
    from: From,
    /// The crate or package.
    name: &'a str,
    programs: &'a [&'a str],
    version: &'a str,
    about: &'a str,
}

/// Who has a tool, and how it gets here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    /// `cargo install` compiles it.
    Cargo,
    /// `npm install` fetches it.
    Npm,
}

/// Makes everything there that is needed, and puts it on the shell's path.
pub(crate) fn setup(shell: &mut Shell, need: Need) -> Result<(), String> {
    let lock = shell.root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock)
        .map_err(|error| format!("{} cannot be read: {error}", lock.display()))?;
    let bindgen = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    if need == Need::Test {
        // First, since only this can fail for want of rights: better now than after ten minutes.
        system::packages(shell)?;
    }
    rust_parts(shell, need)?;
    let tools = [
        Tool {
            from: From::Npm,
            // Debian's version 108 exports the wrong table, and the page then never starts.
            name: "binaryen",
            programs: &["wasm-opt"],
            version: BINARYEN,
            about: "wasm-opt by npm, 100 MB on disk, less than 1 min",
        },
        Tool {
            from: From::Cargo,
            name: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version: &bindgen,
            about: "compiling it takes about 2 min on 2 cores",
        },
        Tool {
            from: From::Cargo,
            name: "trunk",
            programs: &["trunk"],
            version: TRUNK,
            about: "compiling it takes about 6 min on 2 cores",
        },
    ];
    tools.iter().try_for_each(|tool| install(shell, tool))?;
    if need == Need::Test {
        axe(shell)?;
        backends::TIPG.install(shell)?;
        backends::PYGEOAPI.install(shell)?;
    }
    Ok(())
}

/// The checker of accessibility is no program, but a script that the tests put into the page.
fn axe(shell: &mut Shell) -> Result<(), String> {
    let home = tools_dir()?.join(format!("axe-core-{AXE_CORE}"));
    let script = home.join("node_modules/axe-core/axe.min.js");
    if script.is_file() {
        println!("✓ axe-core {AXE_CORE} is there");
    } else {
        let about = "by npm, 3 MB, some seconds";
        step(&format!("axe-core {AXE_CORE}"), about, || npm(shell, "axe-core", AXE_CORE, &home))?;
    }
    shell.set("AXE_CORE", script);
    Ok(())
}

/// The wasm target, and for the tests the formatter and the linter.
fn rust_parts(shell: &Shell, need: Need) -> Result<(), String> {
    let target = "wasm32-unknown-unknown";
    let libraries = shell.ask("rustc", &["--print", "target-libdir", "--target", target]);
    if libraries.is_some_and(|dir| Path::new(&dir).is_dir()) {
        println!("✓ Rust's {target} target is there");
    } else {
        let mut add = shell.command("rustup", &["target", "add", target]);
        step(&format!("Rust's {target} target"), "some 20 MB, less than 1 min", || {
            finish(&mut add).map_err(|error| {
                format!("{error}\nWithout rustup, install the {target} target of your rustc.")
            })
        })?;
    }
    if need == Need::Test {
        for part in ["fmt", "clippy"] {
            if shell.ask("cargo", &[part, "--version"]).is_none() {
                let name = if part == "fmt" { "rustfmt" } else { part };
                let mut add = shell.command("rustup", &["component", "add", name]);
                step(name, "less than 1 min", || finish(&mut add))?;
            }
        }
    }
    Ok(())
}

/// Fetches a tool, unless the very version is there, on the path or from an earlier start.
fn install(shell: &mut Shell, tool: &Tool) -> Result<(), String> {
    let Tool { from, name, programs, version, about } = *tool;
    let there = |shell: &Shell, dir: &Path| {
        programs.iter().all(|program| answers(shell, &dir.join(program), version))
    };
    if there(shell, Path::new("")) {
        println!("✓ {name} {version} is there");
        return Ok(());
    }
    let home = tools_dir()?.join(format!("{name}-{version}"));
    let bin = home.join(match from {
        From::Cargo => "bin",
        From::Npm => "node_modules/.bin",
    });
    shell.prefer(&bin);
    if there(shell, &bin) {
        println!("✓ {name} {version} is there");
    } else {
        step(&format!("{name} {version}"), about, || match from {
            From::Cargo => compile(shell, tool, &home),
            From::Npm => npm(shell, name, version, &home),
        })?;
        if !there(shell, &bin) {
            return Err(format!(
                "{name} {version} was installed in {}, but does not run there; remove that folder, \
                 and start this again",
                home.display()
            ));
        }
    }
    Ok(())
}

/// Compiles a tool in a folder that stays, so that what was interrupted goes on where it stopped.
fn compile(shell: &Shell, tool: &Tool, home: &Path) -> Result<(), String> {
    let work = home.join("build");
    let (root, work_dir) = (home.to_string_lossy(), work.to_string_lossy());
    let arguments = [
        &["install", "--locked", "--force", "--version", tool.version, "--root", &root],
        &["--target-dir", &work_dir, tool.name][..],
    ];
    finish(&mut shell.command("cargo", &arguments.concat()))?;
    // It only takes up room now; if it cannot be removed, nothing depends on it.
    fs::remove_dir_all(&work).unwrap_or_default();
    Ok(())
}

/// Fetches what needs no compiling.
fn npm(shell: &Shell, name: &str, version: &str, home: &Path) -> Result<(), String> {
    let what = format!("{name}@{version}");
    let home = home.to_string_lossy();
    let quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    let arguments = [&["install", "--prefix", &home], &quiet[..], &[&what]].concat();
    finish(shell.command("npm", &arguments).stdout(Stdio::null()))
        .map_err(|error| format!("{error}\nWithout npm, unpack {what} into {home}/node_modules."))
}

/// Whether a program can be run and says that it is of this version. A half written one cannot.
fn answers(shell: &Shell, program: &Path, version: &str) -> bool {
    let said = shell.ask(program, &["--version"]).unwrap_or_default();
    said.split_whitespace().any(|word| word == version)
}

/// Where the tools go.
pub(crate) fn tools_dir() -> Result<PathBuf, String> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("GRIDLIGHT_TOOLS")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("gridlight/tools")))
        .or_else(|| Some(env::home_dir()?.join(".cache/gridlight/tools")))
        .ok_or_else(|| "no home folder: set GRIDLIGHT_TOOLS to a folder for the tools".to_owned())
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked(lock: &str, name: &str) -> Option<String> {
    let name = format!("name = \"{name}\"");
    let package = lock.split("[[package]]").find(|part| part.lines().any(|line| line == name))?;
    let version = package.lines().find_map(|line| line.strip_prefix("version = \""))?;
    version.strip_suffix('"').map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.128\"\ndependencies = [\n \"cfg-if\",\n]\n";
        let cases = [
            ("wasm-bindgen", Some("0.2.128")),
            ("wasm-bindgen-shared", Some("1.0.0")),
            ("wasm", None),
            ("cfg-if", None),
        ];
        for (name, version) in cases {
            assert_eq!(locked(lock, name).as_deref(), version, "{name}");
        }
    }
}
