//! What the browser's processes take of the machine, as Linux says it.

use std::{collections::BTreeMap, fs, process};

/// The memory of a process, in megabytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Memory {
    /// Resident now.
    pub(crate) resident_mb: f64,
    /// Resident at most, since the process began.
    pub(crate) peak_mb: f64,
}

/// The largest renderer among the processes that this one has started: that of the page, since there is only one.
pub(crate) fn largest_renderer() -> Memory {
    let parents: BTreeMap<u32, u32> = fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, number(id, "PPid")? as u32)))
        .collect();
    let is_ours = |id: u32| {
        let mut at = id;
        while let Some(parent) = parents.get(&at) {
            at = *parent;
            if at == process::id() {
                return true;
            }
        }
        false
    };
    let is_renderer = |id: u32| {
        let words = fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
        // Chromium writes its own title over the arguments, with spaces between them.
        words.split(['\0', ' ']).any(|word| word == "--type=renderer")
    };
    let renderers = parents.keys().copied().filter(|id| is_ours(*id) && is_renderer(*id));
    let memory = renderers.filter_map(|id| {
        let kilobytes = |name| number(id, name).map(|number| number as f64 / 1000.0);
        Some(Memory { resident_mb: kilobytes("VmRSS")?, peak_mb: kilobytes("VmHWM")? })
    });
    memory.max_by(|a, b| a.resident_mb.total_cmp(&b.resident_mb)).expect("a renderer")
}

/// A number in `/proc/{id}/status`; `None` if the process is gone.
fn number(id: u32, name: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}
