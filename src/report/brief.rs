//! The brief in words: sections of statements, each with the place and the filter that list its matters.

use super::{
    value::{tenths, value_basis, value_text},
    words::{part_name, place_name, verdict},
};
use crate::{
    domain::{
        area::Place,
        brief::{
            BASELINE_DAYS, Brief, Change, FALSE_ALARMS, Kind, LEAST_CHANGE, LEAST_RETURN_DAYS,
            LEAST_RETURNS, LEAST_SURGE, Of, Period, RETURN_DAYS, Told,
        },
        filter::{DueWindow, Filter},
        ids::CaseId,
        light::Light,
        measure::{Ask, Measure, Value},
        parts::Part,
        scope::Scope,
    },
    locales::{Lang, Locale},
};
use chrono::NaiveDate;

/// A sentence, and where its matters are.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The sentence.
    pub text: String,
    /// The place; all of the shown one where none is said.
    pub scope: Option<Scope>,
    /// The filter that lists its open matters.
    pub filter: Filter,
    /// The one matter that it is about.
    pub case: Option<CaseId>,
}

/// Statements of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its title.
    pub title: &'static str,
    /// The statements.
    pub statements: Vec<Statement>,
    /// What is said where there is none.
    pub none: String,
}

/// A line of the headline: the figure, its value now, its value before, and what they are of.
pub type HeadlineRow = [String; 4];

/// What is needed to tell a brief.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// The moment and the filter.
    pub ask: &'a Ask<'a>,
    /// The place.
    pub place: Place,
    /// The language.
    pub lang: Lang,
}

impl Teller<'_> {
    fn locale(&self) -> &'static Locale {
        self.lang.locale()
    }

    fn statement(&self, text: String, part: Part, filter: Filter) -> Statement {
        let scope = self.ask.board.areas.scopes_of(part.place()).into_iter().next();
        Statement { text, scope, filter, case: None }
    }

    /// The filter of the page with this category in it.
    fn of_kind(&self, kind: &Kind) -> Filter {
        Filter {
            domain: Some(kind.domain),
            category: Some(kind.category.clone()).filter(|category| !category.is_empty()),
            ..self.ask.filter.clone()
        }
    }

    fn kind_name(&self, kind: &Kind) -> String {
        match &*kind.category {
            "" => {
                let locale = self.locale();
                // What of a domain has no category is not all of it.
                let domain = (locale.domain)(kind.domain);
                (locale.workload.with_note)(domain, locale.brief.uncategorised)
            }
            category => category.to_owned(),
        }
    }

    /// The name of a part with those between it and the place that is shown.
    fn part_name(&self, part: Part) -> String {
        let depth = [self.place.town, self.place.zone, self.place.grid].iter().flatten().count();
        let name = match part {
            Part::Area(place) if place != Place::default() => {
                place_name(place, self.ask.board, self.lang)
            }
            other => return part_name(other, self.ask.board, self.lang),
        };
        let names: Vec<&str> = name.split(" · ").collect();
        // Of the place itself its own name is said.
        names.get(depth.min(names.len().saturating_sub(1))..).unwrap_or_default().join(" · ")
    }

    /// The headline.
    pub fn headline(&self, brief: &Brief) -> Vec<HeadlineRow> {
        let locale = self.locale();
        let row = |(of, now, before): &(Measure, Value, Value)| {
            let was = if of.is_of_now() { "–".into() } else { value_text(before, *of, locale) };
            let basis = match (of.is_of_now(), value_basis(now, locale)) {
                (true, _) => locale.brief.no_before.to_owned(),
                (false, basis) => basis,
            };
            [(locale.workload.measure)(*of).to_owned(), value_text(now, *of, locale), was, basis]
        };
        brief.headline.iter().map(row).collect()
    }

    /// The sections, in the order in which they are read.
    pub fn sections(&self, brief: &Brief) -> Vec<Section> {
        let said = &self.locale().brief;
        let mut sections = Vec::new();
        if let Some(told) = &brief.told {
            sections.extend(self.told(told));
        }
        let due = brief.due.days.iter().filter(|day| day.count.open() > 0).map(|day| {
            let filter = Filter { due: Some(DueWindow::On(day.date)), ..self.ask.filter.clone() };
            let text = (said.due_on)(&(self.locale().day)(day.date), day.count.open());
            self.statement(text, Part::Area(self.place), filter)
        });
        sections.push(Section {
            title: said.due,
            statements: due.collect(),
            none: said.no_due.into(),
        });
        let longest = brief.longest.iter().map(|open| {
            let place = self.part_name(Part::Area(open.place));
            let overdue = verdict(open, self.ask.board, self.ask.now, self.locale());
            let filter = Filter { light: Some(Light::Red), ..self.ask.filter.clone() };
            let text = (said.longest_of)(&open.case.title, &place, &overdue);
            let statement = self.statement(text, Part::Area(open.place), filter);
            Statement { case: Some(open.case.id.clone()), ..statement }
        });
        sections.push(Section {
            title: said.longest,
            statements: longest.collect(),
            none: said.no_red.into(),
        });
        sections
    }

    fn told(&self, told: &Told) -> Vec<Section> {
        let said = &self.locale().brief;
        let change = |of: &Change| match &of.of {
            Of::Category(kind) => {
                let text = (said.change)(&self.kind_name(kind), of.now, of.before);
                self.statement(text, Part::Area(self.place), self.of_kind(kind))
            }
            Of::Part(part) => {
                let text = (said.change)(&self.part_name(*part), of.now, of.before);
                self.statement(text, *part, self.ask.filter.clone())
            }
        };
        let surges = told.surges.iter().map(|of| {
            let expected = tenths(of.expected_tenths.into(), 10);
            let (place, what) = (self.part_name(of.part), self.kind_name(&of.kind));
            let text = (said.surge)(&place, &what, of.now, &expected);
            self.statement(text, of.part, self.of_kind(&of.kind))
        });
        let returns = told.returns.iter().map(|of| {
            let expected = tenths(of.expected_tenths.into(), 10);
            let (place, what) = (self.part_name(of.part), self.kind_name(&of.kind));
            let days = self.days(&of.days);
            let text = (said.return_)(&place, &what, of.count, &days, &expected);
            self.statement(text, of.part, self.of_kind(&of.kind))
        });
        let (surges, returns): (Vec<_>, Vec<_>) = (surges.collect(), returns.collect());
        let mut sections = Vec::new();
        if told.has_before {
            let (rises, falls) = (&told.rises, &told.falls);
            sections.extend([
                Section {
                    title: said.rises,
                    statements: rises.iter().map(change).collect(),
                    none: said.no_rise.into(),
                },
                Section {
                    title: said.falls,
                    statements: falls.iter().map(change).collect(),
                    none: said.no_fall.into(),
                },
            ]);
        }
        if told.has_baseline {
            let none = (said.no_surge)(told.tested);
            sections.push(Section { title: said.surges, statements: surges, none });
        }
        sections.push(Section {
            title: said.returns,
            statements: returns,
            none: said.no_return.into(),
        });
        sections
    }

    /// Days in short: the first six, and how many more.
    fn days(&self, days: &[NaiveDate]) -> String {
        const SHOWN: usize = 6;
        let shown = days.iter().take(SHOWN).map(|day| (self.locale().date)(*day));
        let mut words: Vec<String> = shown.collect();
        if days.len() > SHOWN {
            words.push((self.locale().brief.more_days)(days.len() - SHOWN));
        }
        words.join(", ")
    }

    /// The footnotes: windows, statistics, calendar, and what is not said.
    pub fn notes(&self, brief: &Brief, period: Period) -> Vec<String> {
        let (locale, board) = (self.locale(), self.ask.board);
        let said = &locale.brief;
        let mut notes = vec![(said.note_windows)(brief.span, brief.before)];
        if period == Period::Day {
            notes.push(said.note_day.into());
        }
        for (of, ..) in &brief.headline {
            let (name, formula) = ((locale.workload.measure)(*of), (locale.workload.formula)(*of));
            notes.push(format!("{name}: {formula}"));
        }
        if brief.told.is_some() {
            notes.extend([
                (said.note_change)(LEAST_CHANGE),
                (said.note_surge)(BASELINE_DAYS, LEAST_SURGE, FALSE_ALARMS),
                (said.note_return)(RETURN_DAYS, LEAST_RETURNS, LEAST_RETURN_DAYS),
            ]);
        }
        notes.push(said.note_open.into());
        let calendar = &board.calendar;
        notes.push((locale.report.note_calendar)(
            calendar.announced_on(),
            calendar.last_announced(),
        ));
        notes
    }
}
