//! The year's assessment (年度考核): the matters that were overdue and count, kind by kind and part by part.
//!
//! Two sources say which they are: the backend's collection `year-overdue`, which is the record, and the board, whose red
//! matters have not all come there yet. A matter that both know is one matter, and the board's facts are the newer.

use super::{
    board::{Board, OpenCase},
    case::{Status, Supervision},
    clock::Extension,
    filed::Filed,
    light::{Light, WorkingDays},
    parts::Part,
    time::{Instant, date_of},
    verdict::Verdict,
};
use chrono::Datelike;
use std::{collections::BTreeSet, sync::Arc};

/// What kind of overdue a matter is. An extension is told apart, whether it came too late or was overrun too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 超期未结: open and red, without an extension.
    OverdueOpen,
    /// 超期办结: closed late, without an extension.
    ClosedLate,
    /// 延期后超期: extended in time, and past the extended deadline too.
    ExtendedLate,
    /// 红灯·后延期: an extension was approved that had been asked for after the deadline.
    LateExtended,
    /// 待核: the record has it, and by its facts it was on time or cannot be judged. It does not count until that is
    /// settled: a wrong red is an injustice.
    ToCheck,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::OverdueOpen,
        Self::ClosedLate,
        Self::ExtendedLate,
        Self::LateExtended,
        Self::ToCheck,
    ];

    /// Whether a matter of this kind counts in the assessment.
    pub fn counts(self) -> bool {
        self != Self::ToCheck
    }
}

/// One overdue matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// Its facts, its clock and its place.
    pub matter: Arc<OpenCase>,
    /// What kind of overdue.
    pub kind: Kind,
    /// How many working days it was, or is, over; none for one that is to be checked.
    pub days_over: Option<WorkingDays>,
    /// When the clock stopped; none for an open one.
    pub stopped_at: Option<Instant>,
}

/// How many there are of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindCount {
    /// By kind, in the order of `Kind::ALL`.
    pub kinds: [u32; Kind::ALL.len()],
    /// Of those that count: returned (退单) now.
    pub returned: u32,
    /// Of those that count: dispatched again to another unit.
    pub redispatched: u32,
    /// Of those that count: how many have been under each kind of supervision, in the order of the ladder.
    pub supervised: [u32; Supervision::LADDER.len()],
    /// Of those that count: somebody was held to account.
    pub accountable: u32,
    /// The working days over, all together.
    pub days_over: u32,
    /// Of some of them only the least is known.
    pub is_lower_bound: bool,
}

impl KindCount {
    /// How many count in the assessment.
    pub fn counted(&self) -> u32 {
        let counted = Kind::ALL.into_iter().zip(self.kinds).filter(|(kind, _)| kind.counts());
        counted.map(|(_, count)| count).sum()
    }

    /// How many are of a kind.
    pub fn of(&self, kind: Kind) -> u32 {
        self.kinds.get(kind as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, assessed: &Assessed) {
        if let Some(count) = self.kinds.get_mut(assessed.kind as usize) {
            *count += 1;
        }
        if !assessed.kind.counts() {
            return;
        }
        let case = &assessed.matter.case;
        self.returned += u32::from(case.status == Status::Returned);
        self.redispatched += u32::from(case.redispatched_at.is_some());
        self.accountable += u32::from(case.accountability.is_some());
        self.days_over += assessed.days_over.map_or(0, |days| days.count);
        self.is_lower_bound |= assessed.days_over.is_some_and(|days| days.is_lower_bound);
        for (count, step) in self.supervised.iter_mut().zip(Supervision::LADDER) {
            *count += u32::from(case.supervision.contains(&step));
        }
    }
}

/// The matters of this year's assessment: what the record has, and what is red on the board; those longest over first.
pub fn assess(board: &Board, record: &[Filed], now: Instant) -> Vec<Assessed> {
    let mut known = BTreeSet::new();
    let mut assessed: Vec<Assessed> = Vec::new();
    let red = board.cases().filter(|open| open.clock.light(now) == Light::Red);
    for open in red {
        known.insert(open.case.id.clone());
        assessed.push(Assessed {
            matter: Arc::clone(open),
            kind: kind(open, Kind::OverdueOpen),
            days_over: open
                .clock
                .due()
                .map(|due| due.overdue(now, board.rule.zone, &board.calendar)),
            stopped_at: None,
        });
    }
    for filed in record {
        if known.contains(&filed.matter.case.id) {
            continue;
        }
        known.insert(filed.matter.case.id.clone());
        assessed.push(of_record(filed, board));
    }
    let key =
        |of: &Assessed| std::cmp::Reverse((of.kind.counts(), of.days_over.map(|days| days.count)));
    let order = super::order::ordered(assessed.len(), &|a, b| {
        assessed.get(a).map(key).cmp(&assessed.get(b).map(key))
    });
    order.into_iter().filter_map(|at| assessed.get(at)).cloned().collect()
}

/// A matter of the record that is not red on the board.
fn of_record(filed: &Filed, board: &Board) -> Assessed {
    let on_board = board.case(&filed.matter.case.id);
    let matter = on_board.map_or_else(|| placed(&filed.matter, board), Arc::clone);
    let (days_over, usual) = match filed.verdict {
        // The board knows better: it is open and not red. One that is open in the record alone has been closed since.
        _ if on_board.is_some() => (None, Kind::ToCheck),
        Verdict::Late(days) => (Some(days), Kind::ClosedLate),
        Verdict::OnTime | Verdict::Unknown(_) => (None, Kind::ToCheck),
    };
    Assessed {
        kind: if usual.counts() { kind(&matter, usual) } else { usual },
        matter,
        days_over,
        stopped_at: filed.stopped_at,
    }
}

/// The matter where this board's areas have it: a record that was filed by older ones may not stand under another town.
fn placed(matter: &Arc<OpenCase>, board: &Board) -> Arc<OpenCase> {
    let place = board.place(&matter.case);
    if place == matter.place {
        return Arc::clone(matter);
    }
    Arc::new(OpenCase { place, ..OpenCase::clone(matter) })
}

fn kind(open: &OpenCase, usual: Kind) -> Kind {
    match open.clock.extension {
        Extension::Effective => Kind::ExtendedLate,
        Extension::Late => Kind::LateExtended,
        Extension::None | Extension::Pending => usual,
    }
}

/// How many there are of each part; the parts are disjoint, so that each matter is counted once.
pub fn count_parts(assessed: &[Assessed], parts: &[Part]) -> Vec<KindCount> {
    let mut counts = vec![KindCount::default(); parts.len()];
    for of in assessed {
        let at = parts.iter().position(|part| part.holds(of.matter.place));
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            count.add(of);
        }
    }
    counts
}

/// How many there are of one part.
pub fn count_part(assessed: &[Assessed], part: Part) -> KindCount {
    count_parts(assessed, &[part]).into_iter().next().unwrap_or_default()
}

/// The year that is assessed.
pub fn year(board: &Board, now: Instant) -> i32 {
    date_of(now, board.rule.zone).year()
}
