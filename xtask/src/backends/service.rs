//! A server in a process of its own, which is heard, and ended.
//!
//! It does not know what the server does; what it says when it is ready is for the caller to understand.

use std::collections::VecDeque;
use std::fs::{self, DirBuilder};
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Deref;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{env, thread};

/// A cold Python on a busy machine takes its time.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much of what a server says is kept.
const LINES: usize = 300;

/// The user and group that a server runs as.
pub(super) type User = (u32, u32);

/// A running server.
#[derive(Debug)]
pub(super) struct Service {
    name: &'static str,
    supervisor: Child,
    /// The server lives as long as this is open.
    hold: Option<ChildStdin>,
    said: Arc<Said>,
    _folder: Folder,
}

/// A new folder of a server's own, which only its user can enter, and which is removed in the end. Where this process
/// dies before that, the supervisor removes it.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

/// What a server said so far.
#[derive(Debug, Default)]
struct Said {
    log: Mutex<Log>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Log {
    lines: VecDeque<String>,
    ended: bool,
}

impl Service {
    /// Starts a program in its folder. The signal is the one that ends it soonest.
    pub(super) fn start(
        name: &'static str,
        program: &Command,
        folder: Folder,
        signal: &str,
        user: Option<User>,
    ) -> Result<Self, String> {
        let mut command = Command::new("sh");
        command.args(["-c", include_str!("supervise.sh"), "supervise", signal]).arg(&*folder);
        command.arg(program.get_program()).args(program.get_args()).current_dir(&*folder);
        for (variable, value) in program.get_envs() {
            match value {
                Some(value) => command.env(variable, value),
                None => command.env_remove(variable),
            };
        }
        if let Some((user, group)) = user {
            command.uid(user).gid(group);
        }
        // In a group of its own, Ctrl-C at a terminal reaches only us; we then end it in order.
        command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let failed = |error: io::Error| format!("{name} could not be started: {error}");
        let mut supervisor = command.spawn().map_err(failed)?;
        let said = Arc::new(Said::default());
        if let Some(out) = supervisor.stdout.take() {
            let said = Arc::clone(&said);
            let listen = move || said.listen(out);
            thread::Builder::new().name(name.to_owned()).spawn(listen).map_err(failed)?;
        }
        let hold = supervisor.stdin.take();
        Ok(Self { name, supervisor, hold, said, _folder: folder })
    }

    /// Waits for the line that says what is waited for.
    pub(super) fn hear<T>(&self, understand: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let until = Instant::now() + PATIENCE;
        let mut log = self.said.lock();
        loop {
            if let Some(heard) = log.lines.iter().find_map(|line| understand(line)) {
                return Ok(heard);
            }
            let left = until.saturating_duration_since(Instant::now());
            if log.ended || left.is_zero() {
                let what = if log.ended { "ended" } else { "did not say that it is ready" };
                return Err(format!("{} {what}; it said:\n{}", self.name, log.text()));
            }
            let waited = self.said.news.wait_timeout(log, left);
            log = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The last lines that the server said.
    pub(super) fn log(&self) -> String {
        self.said.lock().text()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.hold.take());
        // If it cannot be waited for, it is gone already.
        drop(self.supervisor.wait());
    }
}

impl Said {
    fn lock(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listen(&self, out: ChildStdout) {
        for line in BufReader::new(out).split(b'\n').map_while(Result::ok) {
            let mut log = self.lock();
            if log.lines.len() == LINES {
                log.lines.pop_front();
            }
            log.lines.push_back(String::from_utf8_lossy(&line).into_owned());
            self.news.notify_all();
        }
        self.lock().ended = true;
        self.news.notify_all();
    }
}

impl Log {
    fn text(&self) -> String {
        self.lines.iter().fold(String::new(), |text, line| text + line + "\n")
    }
}

impl Folder {
    pub(super) fn new(name: &str, user: Option<User>) -> Result<Self, String> {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        loop {
            let count = MADE.fetch_add(1, Ordering::Relaxed);
            let path = env::temp_dir().join(format!("gridlight-{name}-{}-{count}", process::id()));
            let made = DirBuilder::new().mode(0o700).create(&path).and_then(|()| match user {
                Some((user, group)) => chown(&path, Some(user), Some(group)),
                None => Ok(()),
            });
            match made {
                Ok(()) => return Ok(Self(path)),
                // Left behind by a process that had our number once.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(format!("{} cannot be made: {error}", path.display())),
            }
        }
    }
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind in the temporary folder harms nobody.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// A port that is free now. Somebody may take it before it is used; then the server ends, and is given another.
pub(super) fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr());
    Ok(address.map_err(|error| format!("no port is free: {error}"))?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A shell script as a server, and what its folder is.
    fn server(script: &str) -> (Service, PathBuf) {
        let folder = Folder::new("test", None).unwrap();
        let path = folder.to_path_buf();
        let mut program = Command::new("sh");
        program.args(["-c", script]);
        (Service::start("the script", &program, folder, "TERM", None).unwrap(), path)
    }

    #[test]
    fn a_server_is_heard_and_ends_with_its_owner() {
        let (service, folder) = server("echo one; echo $$ >&2; exec sleep 600");
        let number = service.hear(|line| line.parse::<u32>().ok()).unwrap();
        let process = PathBuf::from(format!("/proc/{number}"));
        assert!(process.is_dir() && folder.is_dir());
        assert_eq!(service.log(), format!("one\n{number}\n"));
        drop(service);
        assert!(!process.is_dir() && !folder.exists());
    }

    #[test]
    fn a_server_that_ends_is_not_waited_for() {
        let (service, folder) = server("echo the port is taken >&2; exit 1");
        let error = service.hear(|line| line.strip_prefix("ready").map(str::len)).unwrap_err();
        assert_eq!(error, "the script ended; it said:\nthe port is taken\n");
        drop(service);
        assert!(!folder.exists());
    }
}
