//! A session with one source: opened once, then asked again and again for what has changed.

use super::{
    assemble::{self, CollectionReading, Texts, UnreadableCollection, assemble},
    clock::{SourceClock, local_now},
    demo::{Life, LifeFiles},
    folder::Folder,
    http::{self, Origins},
};
use crate::{
    contract::{
        config::{Config, Life as LifeKind, SourceConfig, SourceKind, UnreadableConfig},
        feature::{Decoded, read_collection},
        stream, workload,
    },
    domain::{
        board::{Board, CaseChange},
        defect::{Collection, Defect},
        failure::Failure,
        speed::Speed,
        time::Instant,
        workload::WorkloadRow,
    },
};
use chrono::TimeDelta;

/// The config as read, the keys that are not known, and the address it came from.
#[derive(Clone, Debug)]
pub struct ReadConfig {
    /// The config.
    pub config: Config,
    /// Keys that this version does not know.
    pub unknown_keys: Vec<String>,
    base: String,
}

/// A source that has been opened.
pub struct Session {
    source: SourceConfig,
    folder: Folder,
    /// What time it is for this source.
    pub clock: SourceClock,
    /// What makes it live between polls.
    pub pulse: Pulse,
}

/// How a source lives.
pub enum Pulse {
    /// It is asked again every so often.
    Polled {
        /// Time between two polls.
        every: TimeDelta,
        /// The open matters as last read: an unchanged text is not decoded again.
        last_text: String,
    },
    /// The demo, whose life has not begun yet.
    Unborn(Box<Texts>),
    /// The demo, alive.
    Simulated(Box<Life>),
}

/// The demo begins again after this many simulated days.
const DEMO_DAYS: i64 = 60;

/// Reads `config.json`, which lies beside the page.
///
/// # Errors
/// If it cannot be had or read.
pub async fn read_config(page_url: &str) -> Result<ReadConfig, Failure> {
    let base = http::resolve("config.json", page_url).unwrap_or_default();
    let text = http::get(&base, &Origins::new(page_url, [])).await?.text;
    let (config, unknown_keys) = Config::read(&text)
        .map_err(|UnreadableConfig(detail)| Failure::Unreadable { url: base.clone(), detail })?;
    Ok(ReadConfig { config, unknown_keys, base })
}

/// Opens a source: reads its documents and collections, and puts the board together.
///
/// # Errors
/// If there is no such source, it is of a kind not spoken here, or what the board needs cannot be had or read. The
/// third value of a success names what the board does without.
pub async fn open(
    read: &ReadConfig,
    name: &str,
    progress: impl Fn(usize, usize),
) -> Result<(Session, Board, Vec<Failure>), Failure> {
    let source = read.config.sources.get(name);
    let source = source.ok_or_else(|| Failure::NoSource { name: name.into() })?.clone();
    match source.kind {
        SourceKind::Static => {}
        SourceKind::Ogc => return Err(Failure::UnsupportedKind { kind: "ogc" }),
        SourceKind::Open311 => return Err(Failure::UnsupportedKind { kind: "open311" }),
    }
    let landings = read.config.sources.values().map(|source| source.landing.as_str());
    let origins = Origins::new(&read.base, landings);
    let folder = Folder::open(&source, &read.base, &origins).await?;
    let texts = folder.read(progress).await?;
    let board = assemble(&read.config, &source, &texts.texts)
        .map_err(|unreadable| unreadable_collection(&folder, unreadable))?;

    let local = local_now();
    let (clock, pulse) = match (folder.as_of, source.life) {
        (Some(now), Some(LifeKind::Simulated)) => (
            SourceClock::Simulated { now, local, speed: Speed::default() },
            Pulse::Unborn(Box::new(texts.texts)),
        ),
        (Some(as_of), None) => (SourceClock::Standing(as_of), polled(&source, texts.texts)),
        (None, _) => (
            SourceClock::running(texts.clock_offset, board.newest_fact_at(), local),
            polled(&source, texts.texts),
        ),
    };
    let session = Session { source, folder, clock, pulse };
    Ok((session, board, texts.failures))
}

fn polled(source: &SourceConfig, mut texts: Texts) -> Pulse {
    let seconds = source.poll_seconds.unwrap_or(60).max(5);
    let last_text = texts.0.remove(&Collection::OpenCases).unwrap_or_default();
    Pulse::Polled { every: TimeDelta::seconds(i64::from(seconds)), last_text }
}

impl Session {
    /// How often the source is looked at: what freshness is measured by.
    pub fn poll_interval(&self) -> TimeDelta {
        match self.pulse {
            Pulse::Polled { every, .. } => every,
            Pulse::Unborn(_) | Pulse::Simulated(_) => TimeDelta::seconds(60),
        }
    }

    /// The folder, to be read from without holding the session.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Begins the demo's life from `life`, the text of its `life.json`.
    ///
    /// # Errors
    /// If the files do not fit together.
    pub fn begin_life(&mut self, life: &str, board: &Board) -> Result<(), Failure> {
        let Pulse::Unborn(texts) = &self.pulse else { return Ok(()) };
        let text = |collection| texts.0.get(&collection).map_or("", String::as_str);
        let files = LifeFiles {
            life,
            grids: text(Collection::Grids),
            zones: text(Collection::Zones),
            open_cases: text(Collection::OpenCases),
            workload: text(Collection::Workload),
        };
        let as_of = self.folder.as_of.unwrap_or_default();
        let begun = Life::begin(&files, &board.calendar, board.rule.zone, as_of);
        let life = begun.map_err(|error| Failure::Unreadable {
            url: self.folder.landing_url.clone(),
            detail: error.to_string(),
        })?;
        self.pulse = Pulse::Simulated(Box::new(life));
        Ok(())
    }

    /// What the demo did up to `now`, in order; nothing for any other source. An event that is none is a defect.
    pub fn live(&mut self, now: Instant) -> Vec<Result<CaseChange, Defect>> {
        let Pulse::Simulated(life) = &mut self.pulse else { return Vec::new() };
        let reading = CollectionReading::of(&self.source, Collection::OpenCases);
        let events = life.advance(now);
        events.iter().map(|event| stream::case_change(event, &reading.reading())).collect()
    }

    /// The demo's workload as it stands; `None` for any other source.
    pub fn live_workload(&self) -> Option<Vec<WorkloadRow>> {
        let Pulse::Simulated(life) = &self.pulse else { return None };
        let reading = CollectionReading::of(&self.source, Collection::Workload);
        let rows = read_collection(&life.workload(), &reading.reading(), workload::workload_row);
        rows.ok().map(|Decoded { rows, .. }| rows)
    }

    /// Whether the demo has run its course.
    pub fn is_over(&self, now: Instant) -> bool {
        let as_of = self.folder.as_of.unwrap_or_default();
        matches!(self.pulse, Pulse::Simulated(_)) && now >= as_of + TimeDelta::days(DEMO_DAYS)
    }

    /// Takes in a new answer of the open matters; `None` where nothing changed.
    ///
    /// # Errors
    /// If the text is no feature collection: the board stays as it was.
    pub fn take_in(
        &mut self,
        answer: http::Answer,
        board: &Board,
    ) -> Result<Option<Board>, Failure> {
        if let (SourceClock::Running { .. }, Some(offset)) = (&self.clock, answer.clock_offset) {
            self.clock = SourceClock::Running { offset, is_server_time: true };
        }
        let Pulse::Polled { last_text, .. } = &mut self.pulse else { return Ok(None) };
        if *last_text == answer.text {
            return Ok(None);
        }
        let mut texts = Texts::default();
        texts.0.insert(Collection::OpenCases, answer.text.clone());
        let mut next = board.without_cases();
        assemble::put_cases(&mut next, &self.source, &texts)
            .map_err(|unreadable| unreadable_collection(&self.folder, unreadable))?;
        *last_text = answer.text;
        Ok(Some(next))
    }
}

fn unreadable_collection(folder: &Folder, unreadable: UnreadableCollection) -> Failure {
    let UnreadableCollection { collection, detail } = unreadable;
    Failure::Unreadable { url: folder.url_of(collection), detail }
}
