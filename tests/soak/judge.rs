//! Whether what a page holds is steady: arithmetic on samples, which knows no browser.

/// Reports that a district receives in a day, and what becomes known of each: received, dispatched, closed, reopened, closed.
const REPORTS_A_DAY: f64 = 2_200.0;
const EVENTS_A_REPORT: f64 = 5.0;
/// How long a scene stands on a real wall.
const SCENE_S: f64 = 30.0;
const DAY_S: f64 = 86_400.0;
/// How long a wall must live, and by how much its heap may have grown by then.
const LIFE_DAYS: f64 = 90.0;
const MOST_GROWN_BYTES: f64 = 50e6;

/// A value at a moment of the run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) elapsed_s: f64,
    pub(crate) value: f64,
}

/// The least-squares slope of a series, and how far to either side of it the true one lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Slope {
    pub(crate) per_s: f64,
    pub(crate) margin_per_s: f64,
}

/// What was done between the first sample that counts and the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Work {
    pub(crate) wall_s: f64,
    pub(crate) events: f64,
    pub(crate) scene_changes: f64,
}

/// What is to be said of one thing that had to be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) passed: bool,
    pub(crate) said: String,
}

impl Slope {
    /// The slope of these points; `None` where they are too few, or all of one moment.
    pub(crate) fn of(points: &[Point]) -> Option<Self> {
        let count = points.len() as f64;
        let freedom = count - 2.0;
        let mean = |read: fn(&Point) -> f64| points.iter().map(read).sum::<f64>() / count;
        let (middle_s, middle) = (mean(|point| point.elapsed_s), mean(|point| point.value));
        let spread: f64 = points.iter().map(|point| (point.elapsed_s - middle_s).powi(2)).sum();
        if freedom < 1.0 || spread <= 0.0 {
            return None;
        }
        let together = points.iter().map(|at| (at.elapsed_s - middle_s) * (at.value - middle));
        let per_s = together.sum::<f64>() / spread;
        let off = |at: &Point| at.value - middle - per_s * (at.elapsed_s - middle_s);
        let rest: f64 = points.iter().map(|point| off(point).powi(2)).sum();
        let error_per_s = (rest / freedom / spread).sqrt();
        Some(Self { per_s, margin_per_s: students_t(freedom) * error_per_s })
    }

    /// Whether nothing at all may be growing or shrinking.
    pub(crate) fn may_be_nought(self) -> bool {
        self.per_s.abs() <= self.margin_per_s
    }
}

/// The quantile of Student's distribution for 95 % on both sides: the normal one, and the first terms by which the other
/// differs from it (Abramowitz and Stegun 26.7.5).
fn students_t(freedom: f64) -> f64 {
    let z = 1.959_964_f64;
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / freedom + second / freedom.powi(2) + third / freedom.powi(3)
}

impl Work {
    /// The days in which a real wall hears so many events.
    pub(crate) fn days_by_events(self) -> f64 {
        self.events / (REPORTS_A_DAY * EVENTS_A_REPORT)
    }

    /// The days in which a real wall changes its scene so often.
    pub(crate) fn days_by_scenes(self) -> f64 {
        self.scene_changes * SCENE_S / DAY_S
    }

    /// The days that are held against ninety: the fewer of those by events and by scene changes, since either may be what
    /// leaks. The time by the clock would be fewer still; but both run faster than in life by the hundred, so that a leak
    /// of theirs would be taken for hundreds of times what it is.
    pub(crate) fn days(self) -> f64 {
        self.days_by_events().min(self.days_by_scenes())
    }
}

/// The heap may have grown by chance alone, or so slowly that it does not matter in ninety days.
pub(crate) fn heap(points: &[Point], work: Work) -> Verdict {
    let Some(slope) = Slope::of(points).filter(|_| work.days() > 0.0) else {
        // A run without events or scenes stands for no time, whatever its heap did.
        let said = "JS heap: too few samples, events or scenes to judge by".to_owned();
        return Verdict { passed: false, said };
    };
    let grown_in = |days: f64| slope.per_s * work.wall_s * LIFE_DAYS / days;
    let grown_bytes = grown_in(work.days());
    let is_slow = grown_bytes < MOST_GROWN_BYTES;
    let said = format!(
        "JS heap: {:+.2} ± {:.2} kB a minute (95 %){}; in {LIFE_DAYS} days {:+.1} MB by the more severe of events ({:.2} days) \
         and scenes ({:.2} days), {:+.0} MB if it were by the clock alone",
        slope.per_s * 60.0 / 1e3,
        slope.margin_per_s * 60.0 / 1e3,
        if slope.may_be_nought() { ", which may be none" } else { "" },
        grown_bytes / 1e6,
        work.days_by_events(),
        work.days_by_scenes(),
        grown_in(work.wall_s / DAY_S) / 1e6,
    );
    Verdict { passed: slope.may_be_nought() || is_slow, said }
}

/// What is counted exactly must not be more at the end than after a third of the run. The samples are of one scene and one
/// board, and what waits to be collected only adds to a count: the least of each third's samples is the true one. A wall
/// also has a few nodes more or fewer by the row that has just come, and the least may be of such a moment: what leaks
/// raises the middle one as well. Two samples have no middle: there a count must be one that was there before.
pub(crate) fn no_growth(name: &str, counts: &[u64]) -> Verdict {
    let third = counts.len() / 3;
    let (early, late) = (sorted(counts.get(..third)), sorted(counts.get(counts.len() - third..)));
    let (Some([early_least, ..]), Some([late_least, ..])) = (early.as_deref(), late.as_deref())
    else {
        return Verdict { passed: false, said: format!("{name}: too few samples to judge by") };
    };
    let middle = |part: &Option<Vec<u64>>| {
        part.as_ref().and_then(|part| part.get((part.len() - 1) / 2).copied())
    };
    let (early_middle, late_middle) = (middle(&early), middle(&late));
    let said = format!(
        "{name}: least {early_least}, middle {} in the first third, least {late_least}, middle {} in the last",
        early_middle.unwrap_or_default(),
        late_middle.unwrap_or_default(),
    );
    let was_there = match early.as_deref() {
        Some(two @ [_, _]) => two.contains(late_least),
        _ => late_middle <= early_middle,
    };
    Verdict { passed: late_least <= early_least || was_there, said }
}

/// A program's memory is never given back, so what it has at the end it may not have taken after a third of the run.
pub(crate) fn no_step(name: &str, counts: &[u64]) -> Verdict {
    let third = counts.len() / 3;
    let (Some(early), Some(late)) =
        (third.checked_sub(1).and_then(|at| counts.get(at)), counts.last())
    else {
        return Verdict { passed: false, said: format!("{name}: too few samples to judge by") };
    };
    let said = format!("{name}: {early} after a third, {late} at the end");
    Verdict { passed: late <= early, said }
}

fn sorted(part: Option<&[u64]>) -> Option<Vec<u64>> {
    let mut part = part.filter(|part| !part.is_empty())?.to_vec();
    part.sort_unstable();
    Some(part)
}

/// So much had to be done for the rest to say anything.
pub(crate) fn at_least(name: &str, done: u64, wanted: u64) -> Verdict {
    Verdict { passed: done >= wanted, said: format!("{name}: {done} of {wanted}") }
}
