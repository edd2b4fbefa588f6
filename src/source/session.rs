//! A session with one source: opened once, then asked again and again for what has changed.

use super::{
    assemble::{CollectionReading, Texts, UnreadableCollection, assemble_with_spare},
    browser::{Browser, Origins, Token},
    clock::{SourceClock, is_mislabelled, local_now},
    demo::{Life, LifeFiles},
    paging::{Pages, read_whole},
    polling::{Plan, Polling, Taken},
    renewal::Cause,
    service::Service,
    transport::{Accept, Transport},
};
use crate::{
    contract::{
        config::{Config, Life as LifeKind, SourceKind, UnreadableConfig},
        feature::{Decoded, read_collection},
        stream, workload,
    },
    domain::{
        board::{Board, CaseChange},
        defect::{Collection, Defect},
        failure::Failure,
        remark::Remark,
        speed::Speed,
        time::{Instant, date_of},
        workload::{WorkloadRow, lacks_totals},
    },
};
use chrono::{NaiveDate, TimeDelta};
use futures::{StreamExt, stream::FuturesUnordered};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

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
    /// The source itself, to be asked without holding the session.
    pub service: Rc<Service<Browser>>,
    /// What time it is for this source.
    pub clock: SourceClock,
    /// What makes it live between polls.
    pub pulse: Pulse,
    /// What the board can do without, as it was read last: better than nothing, should it not come the next time.
    pub spare: Rc<Texts>,
    /// The day on which everything was read: areas and workload change from day to day.
    read_on: NaiveDate,
}

/// How a source lives.
pub enum Pulse {
    /// It is asked again every so often.
    Polled(Box<Polling>),
    /// The demo, whose life has not begun yet.
    Unborn(Box<Texts>),
    /// The demo, alive.
    Simulated(Box<Life>),
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Collections read.
    pub done: usize,
    /// Collections in all.
    pub of: usize,
    /// Rows of those that come in pages.
    pub rows: usize,
}

/// A source as it was opened.
pub struct Opened {
    /// The session with it.
    pub session: Session,
    /// Its board.
    pub board: Board,
    /// What the board does without.
    pub failures: Vec<Failure>,
    /// What the reader should know of how it was read.
    pub remarks: Vec<Remark>,
}

/// The demo begins again after this many simulated days.
const DEMO_DAYS: i64 = 60;
/// Seconds between two polls, where the config says nothing.
const POLL_SECONDS: u32 = 60;

/// Reads `config.json`, which lies beside the page.
///
/// # Errors
/// If it cannot be had or read.
pub async fn read_config(page_url: &str) -> Result<ReadConfig, Failure> {
    let (base, text) = own_file(page_url, "config.json").await?;
    let (config, unknown_keys) = Config::read(&text)
        .map_err(|UnreadableConfig(detail)| Failure::Unreadable { url: base.clone(), detail })?;
    Ok(ReadConfig { config, unknown_keys, base })
}

/// Reads a file that lies beside the page.
///
/// # Errors
/// If it cannot be had.
pub async fn read_own_file(page_url: &str, name: &str) -> Result<String, Failure> {
    own_file(page_url, name).await.map(|(_, text)| text)
}

/// The address and the text of a file that lies beside the page.
async fn own_file(page_url: &str, name: &str) -> Result<(String, String), Failure> {
    let browser = Browser::new(Origins::new(page_url, []), None, Token::default());
    let url = browser.resolve(name, page_url).unwrap_or_default();
    let text = browser.get(&url, Accept::Items).await?.text;
    Ok((url, text))
}

/// Opens a source: reads its documents and collections, and puts the board together; from `spare`, its own texts of an earlier
/// reading, what the board could do without and did not come, or came broken.
///
/// # Errors
/// If there is no such source, or what the board needs cannot be had or read.
pub async fn open(
    read: &ReadConfig,
    name: &str,
    token: Token,
    spare: &Texts,
    progress: impl Fn(Progress),
) -> Result<Opened, Failure> {
    let source = read.config.sources.get(name);
    let source = source.ok_or_else(|| Failure::NoSource { name: name.into() })?;
    // Not those of the other sources: a link from here to there would take the token along.
    let origins = Origins::new(&read.base, [source.landing.as_str()]);
    let browser = Browser::new(origins, Some(source), token);
    let service = Service::open(browser, source, &read.base).await?;
    let Collected { mut texts, failures, mut remarks, clock_offset } =
        collect(&service, spare, progress).await?;
    let board = assemble_with_spare(&read.config, source, &mut texts, spare)
        .map_err(|unreadable| unreadable_collection(&service, unreadable))?;

    let local = local_now();
    let clock = match (service.as_of, source.life) {
        (Some(now), Some(LifeKind::Simulated)) => {
            SourceClock::Simulated { now, local, speed: Speed::default() }
        }
        (Some(as_of), None) => SourceClock::Standing(as_of),
        (None, _) => SourceClock::running(clock_offset, board.newest_fact_at(), local),
    };
    let now = clock.now(local);
    // A folder that stands still, or the demo, is read anew for what is missing alone, and not day by day.
    let is_read_anew = matches!(clock, SourceClock::Running { .. }) || !failures.is_empty();
    let kept = texts.0.iter().filter(|(of, _)| is_read_anew && !service.needs(**of));
    let spare = Texts(kept.map(|(of, pages)| (*of, pages.clone())).collect());
    let pulse = if let SourceClock::Simulated { .. } = clock {
        Pulse::Unborn(Box::new(texts))
    } else {
        let last = texts.0.remove(&Collection::OpenCases).unwrap_or_default();
        let every = source.poll_seconds.unwrap_or(POLL_SECONDS);
        // A large city takes hundreds of questions of Open311: one every two seconds is enough for anybody's server.
        let at_least = match source.kind {
            SourceKind::Open311 => u32::try_from(last.len()).unwrap_or(u32::MAX).saturating_mul(2),
            SourceKind::Static | SourceKind::Ogc => 0,
        };
        let every = TimeDelta::seconds(every.max(at_least).into());
        Pulse::Polled(Box::new(Polling::new(every, &last, &board, now)))
    };
    let read_on = date_of(now, board.rule.zone);
    let spare = Rc::new(spare);
    let session = Session { service: Rc::new(service), clock, pulse, spare, read_on };
    remarks.extend(session.mislabelled(board.newest_fact_at()));
    Ok(Opened { session, board, failures, remarks })
}

/// The texts of a source, and what did not come.
struct Collected {
    texts: Texts,
    failures: Vec<Failure>,
    remarks: Vec<Remark>,
    clock_offset: Option<TimeDelta>,
}

/// Reads every collection of the board at once, telling how far that has come.
async fn collect(
    service: &Service<Browser>,
    spare: &Texts,
    progress: impl Fn(Progress),
) -> Result<Collected, Failure> {
    let wanted: Vec<_> =
        Collection::BOARD.into_iter().filter(|of| service.items_url(*of).is_ok()).collect();
    let (of, done, rows) = (wanted.len(), Cell::new(0), RefCell::new(BTreeMap::new()));
    let tell = || progress(Progress { done: done.get(), of, rows: rows.borrow().values().sum() });
    tell();
    let requests = wanted.into_iter().map(|collection| {
        let (tell, rows) = (&tell, &rows);
        async move {
            let note = |count| {
                rows.borrow_mut().insert(collection, count);
                tell();
            };
            (collection, read_whole(service, collection, note).await)
        }
    });
    let mut requests: FuturesUnordered<_> = requests.collect();
    let mut collected = Collected {
        texts: Texts::default(),
        failures: vec![],
        remarks: vec![],
        clock_offset: None,
    };
    while let Some((collection, answer)) = requests.next().await {
        done.set(done.get() + 1);
        tell();
        match answer {
            Ok(pages) => {
                collected.clock_offset = pages.clock_offset.or(collected.clock_offset);
                collected.remarks.extend(pages.remark);
                collected.texts.0.insert(collection, pages.texts);
            }
            Err(failure) if service.needs(collection) => return Err(failure),
            Err(failure) => {
                collected.failures.push(failure);
                if let Some(pages) = spare.0.get(&collection) {
                    collected.texts.0.insert(collection, pages.clone());
                }
            }
        }
    }
    Ok(collected)
}

impl Session {
    /// How often the source is looked at: what freshness is measured by.
    pub fn poll_interval(&self) -> TimeDelta {
        match &self.pulse {
            Pulse::Polled(polling) => polling.pace.every(),
            Pulse::Unborn(_) | Pulse::Simulated(_) => TimeDelta::seconds(POLL_SECONDS.into()),
        }
    }

    /// The polling of a source that is asked again; `None` for the demo.
    pub fn polling(&mut self) -> Option<&mut Polling> {
        match &mut self.pulse {
            Pulse::Polled(polling) => Some(polling),
            Pulse::Unborn(_) | Pulse::Simulated(_) => None,
        }
    }

    /// Begins the demo's life from `life`, the text of its `life.json`.
    ///
    /// # Errors
    /// If the files do not fit together.
    pub fn begin_life(&mut self, life: &str, board: &Board) -> Result<(), Failure> {
        let Pulse::Unborn(texts) = &self.pulse else { return Ok(()) };
        let text = |collection| {
            let pages = texts.0.get(&collection);
            pages.and_then(|pages| pages.first()).map_or("", String::as_str)
        };
        let files = LifeFiles {
            life,
            grids: text(Collection::Grids),
            zones: text(Collection::Zones),
            open_cases: text(Collection::OpenCases),
            workload: text(Collection::Workload),
        };
        let as_of = self.service.as_of.unwrap_or_default();
        let begun = Life::begin(&files, &board.calendar, board.rule.zone, as_of);
        let life = begun.map_err(|error| Failure::Unreadable {
            url: self.service.landing_url.clone(),
            detail: error.to_string(),
        })?;
        self.pulse = Pulse::Simulated(Box::new(life));
        Ok(())
    }

    /// What the demo did up to `now`, in order; nothing for any other source. An event that is none is a defect.
    pub fn live(&mut self, now: Instant) -> Vec<Result<CaseChange, Defect>> {
        let Pulse::Simulated(life) = &mut self.pulse else { return Vec::new() };
        let events = life.advance(now);
        events.iter().map(|event| self.read_event(event)).collect()
    }

    /// Reads an event of the demo or of a stream.
    ///
    /// # Errors
    /// If it is none; the defect says why.
    pub fn read_event(&self, event: &str) -> Result<CaseChange, Defect> {
        let reading = CollectionReading::of(&self.service.source, Collection::OpenCases);
        stream::case_change(event, &reading.reading())
    }

    /// The demo's workload as it stands; `None` for any other source.
    pub fn live_workload(&self) -> Option<Vec<WorkloadRow>> {
        let Pulse::Simulated(life) = &self.pulse else { return None };
        let reading = CollectionReading::of(&self.service.source, Collection::Workload);
        let rows = read_collection(&life.workload(), &reading.reading(), workload::workload_row);
        rows.ok().map(|Decoded { rows, .. }| rows)
    }

    /// That times are mislabelled, if a fact lies in the server's future.
    fn mislabelled(&self, newest_fact_at: Option<Instant>) -> Option<Remark> {
        let is_off = is_mislabelled(newest_fact_at, self.clock.now(local_now()));
        (self.clock.is_server_time() && is_off).then_some(Remark::TimesMislabelled)
    }

    /// Why everything is to be read anew, if it is: the demo has run its course; or a day has begun since it was read, with
    /// areas, calendar and totals of its own; or yesterday's totals are not there yet.
    pub fn cause_to_renew(&self, now: Instant, board: &Board) -> Option<Cause> {
        let today = date_of(now, board.rule.zone);
        match (&self.pulse, self.service.as_of) {
            (Pulse::Simulated(_), Some(as_of)) if now >= as_of + TimeDelta::days(DEMO_DAYS) => {
                Some(Cause::Demo)
            }
            (Pulse::Polled(_), None) if today > self.read_on => Some(Cause::Day),
            (Pulse::Polled(_), None) if lacks_totals(&board.workload, today) => Some(Cause::Totals),
            _ => None,
        }
    }

    /// Takes in the answer to a plan that was made at `asked_at`, and the server's time in it.
    ///
    /// # Errors
    /// If it is no feature collection: the board stays as it was.
    pub fn take_in(
        &mut self,
        plan: &Plan,
        pages: Pages,
        board: &Board,
        asked_at: Instant,
    ) -> Result<Taken, Failure> {
        if let (SourceClock::Running { .. }, Some(offset)) = (&self.clock, pages.clock_offset) {
            self.clock = SourceClock::Running { offset, is_server_time: true };
        }
        let Pulse::Polled(polling) = &mut self.pulse else { return Ok(Taken::default()) };
        let service = &*self.service;
        let mut taken = polling
            .take_in(service, plan, pages, board, asked_at)
            .map_err(|unreadable| unreadable_collection(service, unreadable))?;
        let newest_fact_at = taken.board.as_ref().unwrap_or(board).newest_fact_at();
        taken.remarks.extend(self.mislabelled(newest_fact_at));
        Ok(taken)
    }
}

fn unreadable_collection(service: &Service<Browser>, unreadable: UnreadableCollection) -> Failure {
    let UnreadableCollection { collection, detail } = unreadable;
    let url = service.items_url(collection).unwrap_or_default().to_owned();
    Failure::Unreadable { url, detail }
}
