//! Python programs, each in an environment of its own with every package pinned.
//!
//! It does not know what the programs do.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{Shell, finish, step};
use crate::tools::tools_dir;

/// An environment: the package it is for, and the exact versions of all packages in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Environment {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Lines as `pip freeze` writes them.
    pub(crate) pins: &'static str,
    pub(crate) about: &'static str,
}

/// Written last, into a finished environment: what is in it.
const DONE: &str = "pins.txt";

impl Environment {
    /// Makes the environment, unless it is there with these very versions.
    pub(crate) fn install(&self, shell: &Shell) -> Result<(), String> {
        let what = format!("{} {}", self.name, self.version);
        let home = self.home()?;
        if self.is_there()? {
            println!("✓ {what} is there");
            return Ok(());
        }
        step(&what, self.about, || {
            let home_text = home.to_string_lossy();
            finish(&mut shell.command("python3", &["-m", "venv", "--clear", &home_text]))?;
            let list = home.join("asked.txt");
            super::write(&list, self.pins)?;
            let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
            let no_dependencies = ["--no-deps", "-r", &list.to_string_lossy()];
            let arguments = [&pip[..], &no_dependencies].concat();
            finish(&mut shell.command(home.join("bin/python"), &arguments))?;
            fs::rename(&list, home.join(DONE)).map_err(|error| error.to_string())
        })
    }

    /// One of its programs, ready to be given arguments.
    pub(super) fn program(&self, name: &str) -> Result<Command, String> {
        if !self.is_there()? {
            return Err(format!("{} is not there: `cargo xtask setup` fetches it", self.name));
        }
        let mut command = Command::new(self.home()?.join("bin").join(name));
        // Otherwise what it says before it is ready may wait in a buffer.
        command.env("PYTHONUNBUFFERED", "1").env_remove("PYTHONPATH").env_remove("PYTHONHOME");
        Ok(command)
    }

    fn is_there(&self) -> Result<bool, String> {
        let done = self.home()?.join(DONE);
        Ok(fs::read_to_string(done).is_ok_and(|pins| pins == self.pins))
    }

    fn home(&self) -> Result<PathBuf, String> {
        Ok(tools_dir()?.join(format!("{}-{}", self.name, self.version)))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pins_are_of_the_version_and_leave_nothing_open() {
        for environment in [super::super::TIPG, super::super::PYGEOAPI] {
            let own = format!("{}=={}", environment.name, environment.version);
            assert!(environment.pins.lines().any(|line| line == own), "{own}");
            for line in environment.pins.lines() {
                assert!(line.split_once("==").is_some_and(|(_, is)| !is.is_empty()), "{line}");
            }
        }
    }
}
