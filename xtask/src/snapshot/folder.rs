//! A folder of files in memory: what is written to disk, and how large it is on the way to a browser.

use super::{Summary, areas::text};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::Path};

/// The collections: id and title. Those of matters and steps by themselves come last.
const COLLECTIONS: [(&str, &str); 12] = [
    ("towns", "镇街"),
    ("zones", "管区"),
    ("grids", "网格"),
    ("open-cases", "在办事项"),
    ("workload", "工作量"),
    ("year-overdue", "本年超期事项"),
    ("received", "受理日期"),
    ("workers", "网格员"),
    ("cameras", "视频监控"),
    ("alerts", "预警"),
    ("cases", "事项"),
    ("case-steps", "办理过程"),
];

/// The last two have no file of their own: the config says how they are divided.
const PARTITIONED: [&str; 2] = ["cases", "case-steps"];

/// The files of a folder, by their paths in it.
#[derive(Default)]
pub(super) struct Folder {
    files: Vec<(String, String)>,
    /// Of these, how many at the beginning the first painted map needs.
    first: usize,
    pub(super) open: usize,
    pub(super) closed: usize,
}

impl Folder {
    /// Adds a file that the first painted map needs; these come before all others.
    pub(super) fn add_first(&mut self, path: &str, text: String) {
        self.add(path, text);
        self.first = self.files.len();
    }

    /// Adds a file.
    pub(super) fn add(&mut self, path: &str, text: String) {
        self.files.push((path.to_owned(), text));
    }

    /// The files: path and text.
    #[cfg(test)]
    pub(super) fn files(&self) -> &[(String, String)] {
        &self.files
    }

    /// Writes all files to `dir` and nothing else.
    pub(super) fn write(&self, dir: &Path) -> Result<(), String> {
        if dir.exists() {
            fs::remove_dir_all(dir).map_err(|error| at(dir, &error))?;
        }
        for (path, text) in &self.files {
            let path = dir.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(|error| at(parent, &error))?;
            }
            fs::write(&path, text).map_err(|error| at(&path, &error))?;
        }
        Ok(())
    }

    /// How much there is.
    pub(super) fn summary(&self) -> Summary {
        let gzip: Vec<usize> = self.files.iter().map(|(_, text)| gzip_bytes(text)).collect();
        Summary {
            files: self.files.len(),
            raw_bytes: self.files.iter().map(|(_, text)| text.len()).sum(),
            gzip_bytes: gzip.iter().sum(),
            first_paint_gzip_bytes: gzip.iter().take(self.first).sum(),
            open: self.open,
            closed: self.closed,
        }
    }
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// The size of `text` after gzip -9.
pub(super) fn gzip_bytes(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let written = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
    written.map_or(usize::MAX, |bytes| bytes.len())
}

/// The landing document: data that stand at `as_of`.
pub(super) fn landing(as_of: &str) -> String {
    format!(
        "{{\"title\":\"西海岸新区网格治理（合成演示数据）\",\"as_of\":{},\
         \"links\":[{{\"rel\":\"data\",\"type\":\"application/json\",\"href\":\"collections.json\"}}]}}\n",
        text(as_of)
    )
}

/// The list of collections.
pub(super) fn collections() -> String {
    let collection = |(id, title): &(&str, &str)| {
        let links = if PARTITIONED.contains(id) {
            String::new()
        } else {
            format!(
                "{{\"rel\":\"items\",\"type\":\"application/geo+json\",\"href\":\"{id}.json\"}}"
            )
        };
        format!("{{\"id\":\"{id}\",\"title\":\"{title}\",\"links\":[{links}]}}")
    };
    let all: Vec<String> = COLLECTIONS.iter().map(collection).collect();
    format!("{{\"collections\":[\n{}\n]}}\n", all.join(",\n"))
}
