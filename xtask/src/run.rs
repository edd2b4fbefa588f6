//! Running other programs from the project's folder, and saying what is being done and how long it took.
//!
//! It does not know which programs there are, nor what their output means.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How the variables begin that Cargo sets for the program it runs.
const OF_THIS_CRATE: [&[u8]; 2] = [b"CARGO_PKG_", b"CARGO_MANIFEST_"];

/// Where programs run, and where they are looked for.
#[derive(Debug)]
pub(crate) struct Shell {
    root: PathBuf,
    path: OsString,
    extra: Vec<(&'static str, OsString)>,
}

impl Shell {
    /// The project's folder, with the search path this program was started with.
    pub(crate) fn new() -> Self {
        // Cargo says where the crate is now; the folder may have moved since this was compiled.
        let crate_dir = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = crate_dir.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        Self { root, path: env::var_os("PATH").unwrap_or_default(), extra: Vec::new() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where Cargo writes.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
    }

    /// Looks into a folder before all others.
    pub(crate) fn prefer(&mut self, dir: &Path) {
        let dirs = [dir.to_path_buf()].into_iter().chain(env::split_paths(&self.path));
        // A folder whose name holds the separator cannot be searched, by nobody.
        if let Ok(path) = env::join_paths(dirs) {
            self.path = path;
        }
    }

    /// Sets a variable for every program run from now on.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.extra.push((name, value.into()));
    }

    /// The first program of these names that there is.
    pub(crate) fn find(&self, names: &[&str]) -> Option<PathBuf> {
        find_in(&self.path, names)
    }

    /// A program with its arguments, ready to run.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.root).env("PATH", &self.path);
        // What Cargo tells this program of itself. Build scripts watch it: they and all that needs them would be
        // compiled again whenever Cargo is run from here after it was run by hand.
        for (name, _) in env::vars_os() {
            if OF_THIS_CRATE.iter().any(|start| name.as_encoded_bytes().starts_with(start)) {
                command.env_remove(name);
            }
        }
        command.envs(self.extra.iter().map(|(name, value)| (*name, value)));
        command
    }

    /// What a program prints, if it can be run and succeeds.
    pub(crate) fn ask(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
        let mut command = self.command(program, arguments);
        let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// The first program of these names on the search path, `None` if there is none.
pub(crate) fn find_in(path: &OsStr, names: &[&str]) -> Option<PathBuf> {
    let dirs: Vec<_> = env::split_paths(path).collect();
    let places = names.iter().flat_map(|name| {
        dirs.iter().map(move |dir| dir.join(name).with_extension(env::consts::EXE_EXTENSION))
    });
    places.into_iter().find(|place| place.is_file())
}

/// Runs a program to its end; its output goes where ours goes.
pub(crate) fn finish(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    judge(command, status)
}

/// Runs a program to its end, shows each line of its output, and hands it on.
pub(crate) fn follow(command: &mut Command, mut line: impl FnMut(&str)) -> Result<(), String> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(out) = child.stdout.take() {
        for text in BufReader::new(out).split(b'\n').map_while(Result::ok) {
            let text = String::from_utf8_lossy(&text);
            println!("{text}");
            line(&text);
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    judge(command, status)
}

fn judge(command: &Command, status: ExitStatus) -> Result<(), String> {
    if status.success() {
        return Ok(());
    }
    Err(format!("`{}` failed ({status})", shown(command)))
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be run: {error}", shown(command))
}

/// A command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = [program].into_iter().chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

/// Says what is being done and about how long that takes, does it, and says how long it took.
pub(crate) fn step<T>(
    what: &str,
    about: &str,
    work: impl FnOnce() -> Result<T, String>,
) -> Result<T, String> {
    let note = if about.is_empty() { String::new() } else { format!(" ({about})") };
    println!("▶ {what}{note}");
    let started = Instant::now();
    let done = work()?;
    println!("✓ {what}: {}", seconds(started.elapsed()));
    Ok(done)
}

/// A time for people: `0.4 s`, `83 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}
