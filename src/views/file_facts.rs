//! The facts of a matter as rows, each with its name. A missing fact is said to be missing.

use super::{case_panel::Shown, explain::counted_otherwise, words::local};
use crate::{
    domain::{
        board::{Board, OpenCase},
        clock::Extension,
        deadline::DueSource,
        hand_over::{HandOver, hand_overs},
        step::{Step, StepKind, last_of},
        time::Instant,
        trace::{Period, trace},
    },
    locales::{Lang, Locale},
};

/// How a fact is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// The source does not give it.
    Missing,
    /// It is what is wrong with the matter.
    Bad,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Missing => "missing",
            Self::Bad => "bad",
        }
    }
}

/// A row.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) lines: Vec<String>,
    pub(super) tone: Tone,
}

/// How the facts are shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Showing {
    /// The matter is red.
    pub(super) is_red: bool,
    /// The citizen should have been contacted by now.
    pub(super) is_contact_missed: bool,
    /// On a wall.
    pub(super) is_wall: bool,
}

/// Makes the rows of one matter.
struct Facts<'a> {
    open: &'a OpenCase,
    steps: &'a [Step],
    board: &'a Board,
    locale: &'static Locale,
    is_contact_missed: bool,
    is_red: bool,
    is_filed: bool,
}

/// The facts in the order of the matter's life; on a wall only what may be read by anybody.
pub(super) fn facts(
    shown: &Shown,
    steps: &[Step],
    board: &Board,
    lang: Lang,
    Showing { is_red, is_contact_missed, is_wall }: Showing,
) -> Vec<Fact> {
    let open = &*shown.matter;
    let is_filed = shown.filed.is_some();
    let of =
        Facts { open, steps, board, locale: lang.locale(), is_red, is_contact_missed, is_filed };
    let (case, locale) = (&open.case, of.locale);
    let given = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let status = of.row(locale.status_label, Some((locale.status)(&case.status)));
    let unit = of.row(locale.handling_unit, given(&case.handling_unit));
    if is_wall {
        return vec![of.contact(), of.deadline(shown), status, unit];
    }
    vec![
        of.contact(),
        of.resolved(),
        of.deadline(shown),
        of.extension(),
        of.units(),
        unit,
        status,
        of.row(locale.route_label, case.route.map(|route| (locale.route)(route).into())),
        of.row(
            locale.file.platform,
            case.platform.map(|of| (locale.file.platform_of)(of).to_owned()),
        ),
        of.call_back(),
        of.row(locale.file.accountability, given(&case.accountability)),
        of.row(locale.address, given(&case.address)),
        of.row(locale.file.description, given(&case.description)),
    ]
}

impl Facts<'_> {
    fn row(&self, name: &'static str, value: Option<String>) -> Fact {
        self.lines(name, value.into_iter().collect(), Tone::Plain)
    }

    fn lines(&self, name: &'static str, lines: Vec<String>, tone: Tone) -> Fact {
        if lines.is_empty() {
            let lines = vec![self.locale.not_given.to_owned()];
            return Fact { name, lines, tone: Tone::Missing };
        }
        Fact { name, lines, tone }
    }

    fn due(&self, at: Instant) -> String {
        (self.locale.due)(local(at, self.board))
    }

    fn contact(&self) -> Fact {
        let (file, clock, case) = (&self.locale.file, &self.open.clock, &self.open.case);
        let days = self.board.rule.contact_days;
        let (text, tone) = match (case.contacted_at, clock.contact_due_at) {
            // What is in doubt is neither in time nor late.
            (Some(at), None)
                if clock.doubt == Some("contacted_at") || clock.started_at.is_none() =>
            {
                (Some((self.locale.moment)(local(at, self.board))), Tone::Plain)
            }
            (Some(at), None) => {
                (Some((file.contacted_in_time)(local(at, self.board), days)), Tone::Plain)
            }
            (Some(at), Some(_)) => {
                (Some((file.contacted_late)(local(at, self.board), days)), Tone::Bad)
            }
            (None, Some(due_at)) => {
                let tone = if self.is_contact_missed { Tone::Bad } else { Tone::Plain };
                (Some((file.not_contacted)(&self.due(due_at))), tone)
            }
            (None, None) => (None, Tone::Missing),
        };
        self.lines(file.contact, text.into_iter().collect(), tone)
    }

    fn resolved(&self) -> Fact {
        let (file, case) = (&self.locale.file, &self.open.case);
        let at = |at: Option<Instant>| at.map(|at| local(at, self.board));
        let mut lines: Vec<String> = [
            at(case.progress_reported_at).map(file.progress_on),
            at(case.answered_at).map(file.answered_on),
            at(case.closed_at).map(file.closed_on),
        ]
        .into_iter()
        .flatten()
        .collect();
        let due = self.open.clock.due().filter(|_| !self.is_filed && lines.is_empty());
        let tone = if due.is_some() && self.is_red { Tone::Bad } else { Tone::Plain };
        lines.extend(due.map(|due| (file.not_resolved)(&self.due(due.due_at))));
        self.lines(file.resolved, lines, tone)
    }

    /// The deadline, with the one that an extension replaced beside it.
    fn deadline(&self, shown: &Shown) -> Fact {
        let locale = self.locale;
        let mut lines = Vec::new();
        if let Some(due) = self.open.clock.due() {
            let is_moved = self.open.clock.extension.is_in_force(&self.board.rule);
            let (case, rule) = (&self.open.case, &self.board.rule);
            let original = is_moved.then(|| {
                trace(case, rule, shown.calendar(self.board), Period::Resolve).ok().flatten()
            });
            let mut text = self.due(due.due_at);
            if let Some(original) = original.flatten() {
                lines.push((locale.file.original_due)(&self.due(original.due.due_at)));
                text = (locale.file.new_due)(&text);
            }
            if due.source == DueSource::Stated {
                text = format!("{text} · {}", locale.due_at_stated);
            }
            if due.is_provisional && !self.is_filed {
                text = format!("{text} · {}", locale.due_at_provisional);
            }
            if let Some(otherwise) = counted_otherwise(self.open, self.board, locale) {
                text = format!("{text} · {otherwise}");
            }
            lines.push(text);
        }
        self.lines(locale.due_at, lines, Tone::Plain)
    }

    /// What became of an extension, who asked and who decided. "None" is a fact only where the source speaks of extensions
    /// at all; else it is not given.
    fn extension(&self) -> Fact {
        let (locale, case) = (self.locale, &self.open.case);
        let told =
            |kind: StepKind, fact: Option<Instant>, say: fn(crate::locales::Local) -> String| {
                let step = last_of(self.steps, &kind);
                let at = step.and_then(|step| step.at).or(fact)?;
                let mut parts = vec![say(local(at, self.board))];
                parts.extend(step.map(who).filter(|who| !who.is_empty()));
                Some(parts.join(" · "))
            };
        let file = &locale.file;
        let mut lines: Vec<String> = (locale.extension)(self.open.clock.extension)
            .map(ToOwned::to_owned)
            .into_iter()
            .collect();
        lines.extend(told(
            StepKind::ExtensionRequested,
            case.extension_requested_at,
            file.extension_asked,
        ));
        lines.extend(told(
            StepKind::ExtensionApproved,
            case.extension_approved_at,
            file.extension_granted,
        ));
        lines.extend(told(StepKind::ExtensionRefused, None, file.extension_refused));
        let is_given = || self.board.cases().any(|other| other.clock.extension != Extension::None);
        if lines.is_empty() && is_given() {
            lines.push(locale.extension_none.into());
        }
        self.lines(locale.extension_label, lines, Tone::Plain)
    }

    /// The first assignee, who stays answerable, and every unit after it.
    fn units(&self) -> Fact {
        let file = &self.locale.file;
        let all = hand_overs(&self.open.case, self.steps);
        let lines = all.iter().enumerate().map(|(at, of)| {
            let HandOver { unit, at: when, by, is_returned } = of;
            let unit = unit.as_deref().unwrap_or(file.unit_not_named).to_owned();
            let when = when.map(|when| local(when, self.board));
            let handed = match (when, by) {
                (Some(when), Some(by)) => Some((file.handed_on)(when, by)),
                (Some(when), None) => Some((file.handed_on_by_nobody)(when)),
                (None, by) => by.as_deref().map(str::to_owned),
            };
            let mut parts = vec![unit];
            parts.extend((at == 0).then(|| file.is_first.to_owned()));
            parts.extend(handed);
            parts.extend(is_returned.then(|| file.is_returned.to_owned()));
            parts.join(" · ")
        });
        self.lines(file.hand_overs, lines.collect(), Tone::Plain)
    }

    fn call_back(&self) -> Fact {
        let (file, case) = (&self.locale.file, &self.open.case);
        let at = case.called_back_at.map(|at| (self.locale.moment)(local(at, self.board)));
        let said = case.is_satisfied.map(|is| if is { file.satisfied } else { file.dissatisfied });
        let mut parts: Vec<String> = at.into_iter().collect();
        parts.extend(said.map(ToOwned::to_owned));
        let tone = if case.is_satisfied == Some(false) { Tone::Bad } else { Tone::Plain };
        let is_waiting = parts.is_empty() && case.status.is_open();
        if is_waiting {
            return self.row(file.call_back, Some(file.not_called_back.into()));
        }
        let line = Some(parts.join(" · ")).filter(|line| !line.is_empty());
        self.lines(file.call_back, line.into_iter().collect(), tone)
    }
}

/// The unit and the role of who took a step.
pub(super) fn who(step: &Step) -> String {
    let parts = [step.unit.as_deref(), step.actor_role.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
