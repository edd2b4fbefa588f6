//! Which matters a reader looks at, and in which order.
//!
//! What a matter **is** (domain, category, status, route, unit, supervision) decides what is counted: in every figure, on
//! the map and in the list. How **urgent** it is (light, deadline, what it waits for) and the words looked for only narrow
//! the list, since figures and map show the urgency itself.

use super::{
    board::{Board, OpenCase},
    calendar::Calendar,
    case::{Case, Domain, Route, Status, Supervision},
    defect::Defect,
    light::Light,
    time::{Instant, date_of, start_of_day},
};
use chrono::{Datelike, Days, FixedOffset, NaiveDate};

/// Which matters count, and which are listed; all where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this domain.
    pub domain: Option<Domain>,
    /// Only this category, in the backend's words.
    pub category: Option<Box<str>>,
    /// Only where it stands so.
    pub status: Option<Status>,
    /// Only handled so.
    pub route: Option<Route>,
    /// Only what this unit handles now.
    pub unit: Option<Box<str>>,
    /// Only what has been under this kind of supervision.
    pub supervision: Option<Supervision>,
    /// Only this light, in the list.
    pub light: Option<Light>,
    /// Only what falls due, or turned red, in this window, in the list.
    pub due: Option<DueWindow>,
    /// Only what waits for this, in the list.
    pub waiting: Option<Waiting>,
    /// Only what has these words in it, in the list; all where it is empty.
    pub words: Box<str>,
}

/// When a matter falls due, or turned red, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueWindow {
    /// 今日到期: not red, and due today.
    Today,
    /// 本周到期: not red, and due by the Sunday of this week.
    ThisWeek,
    /// 新亮红灯: red, and was not at the beginning of the last working day before today.
    NewlyRed,
    /// 本周亮红灯: red, and was not at the beginning of this week's Monday.
    RedThisWeek,
    /// 某日到期: not red, and due on this day.
    On(NaiveDate),
}

impl DueWindow {
    /// The windows that are offered.
    pub const ALL: [Self; 4] = [Self::Today, Self::ThisWeek, Self::NewlyRed, Self::RedThisWeek];

    /// Its code in the URL.
    pub fn code(self) -> String {
        match self {
            Self::Today => "today".into(),
            Self::ThisWeek => "this-week".into(),
            Self::NewlyRed => "newly-red".into(),
            Self::RedThisWeek => "red-this-week".into(),
            Self::On(date) => date.to_string(),
        }
    }

    /// The window of a code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|window| window.code() == code);
        known.or_else(|| code.parse().ok().map(Self::On).filter(|window| window.code() == code))
    }
}

/// What a matter waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Waiting {
    /// 待联系: its clock runs, and the citizen has not been contacted.
    Contact,
    /// 待回访: it is being verified, and the citizen has not been called back.
    CallBack,
}

impl Waiting {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Contact, Self::CallBack];

    /// Its code in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::CallBack => "call-back",
        }
    }

    /// Whether the matter waits for it.
    pub fn holds(self, open: &OpenCase) -> bool {
        match self {
            Self::Contact => {
                open.clock.started_at.is_some()
                    && open.case.contacted_at.is_none()
                    && !open.case.unreadable.contains(&"contacted_at")
            }
            Self::CallBack => {
                let is_unreadable = |defect: &Defect| &*defect.field == "called_back_at";
                open.case.status == Status::Verifying
                    && open.case.called_back_at.is_none()
                    && !open.defects.iter().any(is_unreadable)
            }
        }
    }
}

/// What the windows mean on one day.
#[derive(Clone, Copy, Debug)]
pub struct Today {
    now: Instant,
    zone: FixedOffset,
    date: NaiveDate,
    sunday: NaiveDate,
    /// What turned red after this is new.
    new_after: Option<Instant>,
    /// What turned red after this did so this week.
    week_after: Option<Instant>,
}

impl Today {
    /// The day of `now` on a board.
    pub fn of(board: &Board, now: Instant) -> Self {
        let zone = board.rule.zone;
        let date = date_of(now, zone);
        let since_monday = Days::new(date.weekday().num_days_from_monday().into());
        let monday = date.checked_sub_days(since_monday).unwrap_or(date);
        let last_working_day = last_working_day(&board.calendar, date);
        Self {
            now,
            zone,
            date,
            sunday: monday.checked_add_days(Days::new(6)).unwrap_or(date),
            new_after: last_working_day.and_then(|date| start_of_day(date, zone)),
            week_after: start_of_day(monday, zone),
        }
    }

    /// Whether a matter lies in a window.
    pub fn holds(&self, window: DueWindow, open: &OpenCase) -> bool {
        let is_red = open.clock.light(self.now) == Light::Red;
        // A deadline at the very beginning of a day belongs to the day before, which was red already then.
        let turned_after = |after: Option<Instant>| {
            let since = open.clock.red_since(self.now);
            since.zip(after).is_some_and(|(since, after)| since > after)
        };
        match window {
            DueWindow::Today => open.clock.is_due_today(self.now, self.zone),
            DueWindow::ThisWeek => {
                let due = open.clock.running().filter(|_| !is_red);
                due.is_some_and(|due| self.date <= due.due_date && due.due_date <= self.sunday)
            }
            DueWindow::On(date) => {
                let due = open.clock.running().filter(|_| !is_red);
                due.is_some_and(|due| due.due_date == date)
            }
            DueWindow::NewlyRed => turned_after(self.new_after),
            DueWindow::RedThisWeek => turned_after(self.week_after),
        }
    }
}

/// The last working day before `date`; beyond what is announced, the day before.
fn last_working_day(calendar: &Calendar, date: NaiveDate) -> Option<NaiveDate> {
    // No holiday of the last twenty years was longer than nine days.
    let mut days = date.iter_days().rev().skip(1).take(14);
    let yesterday = date.pred_opt();
    days.find(|day| calendar.is_working_day(*day).unwrap_or(true)).or(yesterday)
}

/// What a filter can ask of a matter, one question each. The words looked for are not among them: they have no options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The light.
    Light,
    /// When it falls due.
    Due,
    /// What it waits for.
    Waiting,
    /// The domain.
    Domain,
    /// The category.
    Category,
    /// Where it stands.
    Status,
    /// How it is handled.
    Route,
    /// Who handles it.
    Unit,
    /// How it was urged.
    Supervision,
}

impl Dimension {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Light,
        Self::Due,
        Self::Waiting,
        Self::Domain,
        Self::Category,
        Self::Status,
        Self::Route,
        Self::Unit,
        Self::Supervision,
    ];

    /// Whether it decides what is counted, and not only what is listed.
    pub fn is_fact(self) -> bool {
        !matches!(self, Self::Light | Self::Due | Self::Waiting)
    }
}

impl Filter {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What of it decides what is counted, and not only what is listed.
    #[must_use]
    pub fn facts(&self) -> Self {
        Self { light: None, due: None, waiting: None, words: "".into(), ..self.clone() }
    }

    /// Whether a matter counts.
    pub fn counts(&self, case: &Case) -> bool {
        let mut facts = Dimension::ALL.into_iter().filter(|dimension| dimension.is_fact());
        facts.all(|dimension| self.fits_fact(dimension, case))
    }

    /// Whether a matter fits what the filter asks in one dimension.
    pub fn fits(&self, dimension: Dimension, open: &OpenCase, today: &Today) -> bool {
        match dimension {
            Dimension::Light => self.light.is_none_or(|light| open.clock.light(today.now) == light),
            Dimension::Due => self.due.is_none_or(|window| today.holds(window, open)),
            Dimension::Waiting => self.waiting.is_none_or(|waiting| waiting.holds(open)),
            fact => self.fits_fact(fact, &open.case),
        }
    }

    fn fits_fact(&self, dimension: Dimension, case: &Case) -> bool {
        match dimension {
            Dimension::Domain => self.domain.is_none_or(|domain| case.domain == domain),
            Dimension::Category => {
                self.category.is_none() || self.category.as_deref() == case.category.as_deref()
            }
            Dimension::Status => self.status.as_ref().is_none_or(|status| case.status == *status),
            Dimension::Route => self.route.is_none() || self.route == case.route,
            Dimension::Unit => {
                self.unit.is_none() || self.unit.as_deref() == case.handling_unit.as_deref()
            }
            Dimension::Supervision => {
                self.supervision.as_ref().is_none_or(|step| case.supervision.contains(step))
            }
            Dimension::Light | Dimension::Due | Dimension::Waiting => true,
        }
    }
}

/// A column by which a list can be ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// By light, then by deadline.
    #[default]
    Urgency,
    /// By title, in the order of the pinyin where that is known.
    Title,
    /// By domain, then by category.
    Domain,
    /// By deadline.
    Due,
    /// By the unit that handles it.
    Unit,
    /// By place: town, zone, grid in their own order.
    Place,
    /// By where it stands.
    Status,
    /// By the time of the report, the newest first.
    Reported,
    /// By the time of the last change, the newest first.
    Updated,
}

impl Column {
    /// All columns.
    pub const ALL: [Self; 9] = [
        Self::Urgency,
        Self::Title,
        Self::Domain,
        Self::Due,
        Self::Unit,
        Self::Place,
        Self::Status,
        Self::Reported,
        Self::Updated,
    ];

    /// Its code in the URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::Urgency => "urgent",
            Self::Title => "title",
            Self::Domain => "domain",
            Self::Due => "due",
            Self::Unit => "unit",
            Self::Place => "place",
            Self::Status => "status",
            Self::Reported => "newest",
            Self::Updated => "updated",
        }
    }
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Which way.
    pub direction: Direction,
}

/// Which way a list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As the column has it: the most urgent, the newest, the first first.
    #[default]
    Natural,
    /// The other way round.
    Reverse,
}

impl Sort {
    /// Its code in the URL: the column's, with a minus before it for the other way round.
    pub fn code(self) -> String {
        match self.direction {
            Direction::Natural => self.column.code().into(),
            Direction::Reverse => format!("-{}", self.column.code()),
        }
    }

    /// The order of a code; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Self> {
        let (direction, code) = match code.strip_prefix('-') {
            Some(code) => (Direction::Reverse, code),
            None => (Direction::Natural, code),
        };
        let column = Column::ALL.into_iter().find(|column| column.code() == code)?;
        Some(Self { column, direction })
    }

    /// What a press on a column's title comes to: that column, or the other way round if it is chosen already.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        let direction = match (self.column == column, self.direction) {
            (true, Direction::Natural) => Direction::Reverse,
            _ => Direction::Natural,
        };
        Self { column, direction }
    }
}
