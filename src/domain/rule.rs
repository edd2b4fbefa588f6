//! The 1-5-10 rule as settings (`rules.md`, `domain.md` §3). Each choice has a name of the field and a source.

use chrono::FixedOffset;

/// How the clocks count. The defaults are the district's rule as founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Working days to contact the citizen.
    pub contact_days: u32,
    /// Working days to close and answer (办结并答复).
    pub resolve_days: u32,
    /// Working days to report progress and answer, once extended (延期).
    pub extended_days: u32,
    /// A matter with at most this many working days left is due soon (临期).
    pub due_soon_days: u32,
    /// Whose deadline decides where the backend states one.
    pub deadline_authority: DeadlineAuthority,
    /// What starts the clocks.
    pub start: Start,
    /// By days or by office hours.
    pub count: Count,
    /// When a day of a count by days ends: 24:00, or the close of business (民法典 art. 203).
    pub day_end: DayMinute,
    /// What becomes of a start on a day off.
    pub off_day_start: OffDayStart,
    /// What the days of an extension are counted from.
    pub extended_from: ExtendedFrom,
    /// What an extension approved too late does.
    pub late_extension: LateExtension,
    /// Whether a missed contact alone is red.
    pub missed_contact: MissedContact,
    /// The district's zone, in which days begin and end.
    pub zone: FixedOffset,
}

/// Whose deadline decides (`contract.md`, `deadline_authority`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeadlineAuthority {
    /// The backend's `due_at`, where it states one.
    #[default]
    Backend,
    /// Our own computation, always.
    Gridlight,
}

/// What starts the clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// 分办: the first dispatch to any unit. The rule binds the unit; a clock that starts at sign-off (签收) invites units
    /// not to sign (`domain.md` §3).
    #[default]
    Dispatched,
    /// 上报: the report itself, for a district whose promise is made to the citizen.
    Reported,
}

/// By what a working day is counted (`domain.md` §3, the two families).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// 按工作日: to the end of the n-th working day; the start day is not counted (民法典 art. 201 para. 1).
    #[default]
    Days,
    /// 按工作时: office hours alone run, from the start itself (art. 201 para. 2; 工作时 of CJ/T 315-2009). A working day is
    /// as many hours as the sessions have, 8 by default, and ends at the same time of day.
    OfficeHours(Sessions),
}

/// A minute of a day, from 0 (00:00) to 1440 (24:00).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayMinute(u16);

/// The office hours of a day: a morning and an afternoon session, in order; the second may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sessions([(DayMinute, DayMinute); 2]);

/// What becomes of a start on a day off, or after the close of business where one is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffDayStart {
    /// The date of the start is not counted, whatever day it is: the next working day is day 1.
    #[default]
    Excluded,
    /// 视为次工作日收到: taken as received on the next working day, which then is not counted either.
    NextWorkingDay,
}

/// What the days of an extension are counted from; the founding article does not say (`domain.md` §3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExtendedFrom {
    /// From the start of the clocks.
    #[default]
    Dispatched,
    /// From the approval.
    Approved,
}

/// What an extension approved too late does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LateExtension {
    /// 红灯·后延期: red is never erased.
    #[default]
    StaysRed,
    /// The light follows the extended deadline; the fact stays written beside it.
    Clears,
}

/// What a missed contact does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MissedContact {
    /// A flag beside the light.
    #[default]
    Flag,
    /// Red until the citizen is contacted.
    Red,
}

impl Rule {
    /// 1, 5 and 10 working days, due soon within 1, in `zone`; every choice as `rules.md` has it.
    pub fn one_five_ten(zone: FixedOffset) -> Self {
        Self {
            contact_days: 1,
            resolve_days: 5,
            extended_days: 10,
            due_soon_days: 1,
            deadline_authority: DeadlineAuthority::default(),
            start: Start::default(),
            count: Count::default(),
            day_end: DayMinute::MIDNIGHT,
            off_day_start: OffDayStart::default(),
            extended_from: ExtendedFrom::default(),
            late_extension: LateExtension::default(),
            missed_contact: MissedContact::default(),
            zone,
        }
    }

    /// The office hours: of a count by office hours its own, else the usual ones.
    pub fn sessions(&self) -> Sessions {
        match self.count {
            Count::Days => Sessions::default(),
            Count::OfficeHours(sessions) => sessions,
        }
    }
}

impl DayMinute {
    /// 24:00
    pub const MIDNIGHT: Self = Self(24 * 60);

    /// The minute of a text such as "08:30" or "24:00"; `None` for any other.
    pub fn read(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        let two_digits = |part: &str| -> Option<u16> {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse().ok())?
        };
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        let minute = hours * 60 + minutes;
        (minutes < 60 && minute <= Self::MIDNIGHT.0).then_some(Self(minute))
    }

    /// How many minutes of the day lie before it.
    pub fn minutes(self) -> u32 {
        u32::from(self.0)
    }
}

impl Default for Sessions {
    /// 08:00–12:00 and 14:00–18:00 (`contract.md`, `rule.sessions`).
    fn default() -> Self {
        let at = |hour: u16| DayMinute(hour * 60);
        Self([(at(8), at(12)), (at(14), at(18))])
    }
}

impl Sessions {
    /// One or two sessions in order, each ending after it begins; `None` for anything else. One that would end at 23:59
    /// for want of a 24:00 is taken as it is written.
    pub fn new(sessions: &[(DayMinute, DayMinute)]) -> Option<Self> {
        let both = match sessions {
            [one] => [*one, (one.1, one.1)],
            [one, other] if one.1 <= other.0 && other.0 < other.1 => [*one, *other],
            _ => return None,
        };
        let [(from, to), _] = both;
        (from < to).then_some(Self(both))
    }

    /// How many minutes a whole working day has.
    pub fn minutes(self) -> u32 {
        self.0.iter().map(|(from, to)| to.minutes() - from.minutes()).sum()
    }

    /// How many minutes of office lie before this minute of a working day.
    pub fn minutes_before(self, minute: u32) -> u32 {
        let part = |(from, to): &(DayMinute, DayMinute)| {
            minute.clamp(from.minutes(), to.minutes()) - from.minutes()
        };
        self.0.iter().map(part).sum()
    }

    /// The minute of the day at which so many minutes of office are over; the last one where there are not so many.
    pub fn minute_after(self, office_minutes: u32) -> u32 {
        let [(from, to), (later, end)] = self.0;
        let morning = to.minutes() - from.minutes();
        if office_minutes <= morning {
            from.minutes() + office_minutes
        } else {
            (later.minutes() + office_minutes - morning).min(end.minutes())
        }
    }
}
