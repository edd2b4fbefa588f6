//! A time series by days: received and closed above, below on a scale of its own what was open at the end of each day, and
//! how much of that was overdue. A day of which nothing is known is a gap, never a zero.

use super::{
    picture::{Anchor, Picture, Role, Shape, Space},
    scale::{Grain, Scale, most, ticks},
    series::{Labels, draw_line, float, number, runs},
    text::{ems, fit, widest},
};
use chrono::{Datelike, NaiveDate, Weekday};

/// The days, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Days {
    /// The days, from the oldest, none left out.
    pub days: Vec<Day>,
    /// The names of the series.
    pub names: SeriesNames,
}

/// The names of the series, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesNames {
    /// What came in.
    pub received: String,
    /// What was closed.
    pub closed: String,
    /// What was open at the end of a day.
    pub backlog: String,
    /// What of that was overdue.
    pub overdue: String,
}

/// A day.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Its date.
    pub date: NaiveDate,
    /// Its date in short, for the axis.
    pub label: String,
    /// Whether it is a day of work.
    pub kind: DayKind,
    /// How many came in.
    pub received: Option<f64>,
    /// How many were closed.
    pub closed: Option<f64>,
    /// How many were open at its end.
    pub backlog: Option<f64>,
    /// How many of those were overdue.
    pub overdue: Option<f64>,
    /// The whole of it in a sentence.
    pub sentence: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Whether a day is one of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayKind {
    /// It is.
    #[default]
    Working,
    /// A weekend or a holiday.
    Off,
}

/// Narrower than this, two bars for each day could not be told apart: the series become stepped lines.
const LEAST_FOR_BARS: f64 = 6.0;
/// The height of small type.
const SMALL: f64 = 0.925;
/// The heights of the two parts in units of the text.
const FLOW: f64 = 4.5;
const STOCK: f64 = 5.0;

/// Where things stand.
struct Frame {
    em: f64,
    left: f64,
    slot: f64,
    right: f64,
}

impl Frame {
    fn x(&self, day: usize) -> f64 {
        self.left + self.slot * float(day)
    }

    /// Writes a value above its point.
    fn write(
        &self,
        labels: &mut Labels,
        picture: &mut Picture,
        class: &'static str,
        place: (f64, f64),
        value: f64,
    ) {
        let edges = [self.left + self.em * 0.2, self.right];
        labels.above(picture, class, place, edges, self.em * SMALL, number(value));
    }
}

/// Lays the days out.
pub fn days(input: &Days, space: Space) -> Picture {
    let Space { width, text: em } = space.sane();
    let all = &input.days;
    let flow_most = most(&mut all.iter().flat_map(|day| [day.received, day.closed]).flatten());
    let stock_most = most(&mut all.iter().flat_map(|day| [day.backlog, day.overdue]).flatten());
    let gutter = (ems(&number(flow_most.max(stock_most))) * SMALL + 0.5) * em;
    let left = gutter.min(width * 0.3);
    let right = width;
    let frame = Frame { em, left, slot: (right - left) / float(all.len().max(1)), right };
    let mut picture = Picture::new(width);
    let flow_foot = em * (1.6 + 1.2 + FLOW);
    let stock_top = flow_foot + em * 0.9;
    let stock_foot = stock_top + em * (1.6 + 1.2 + STOCK);
    picture.height = stock_foot + em * 1.5;
    off_days(
        &mut picture,
        all,
        &frame,
        [(em * 1.6, flow_foot), (stock_top + em * 1.6, stock_foot)],
    );
    let names = &input.names;
    legend(&mut picture, &frame, 0.0, [("received", &names.received), ("closed", &names.closed)]);
    legend(
        &mut picture,
        &frame,
        stock_top,
        [("backlog", &names.backlog), ("overdue", &names.overdue)],
    );
    let flow = Scale::new(flow_most, em * FLOW);
    axis(&mut picture, &frame, flow, flow_most, flow_foot);
    flows(&mut picture, all, &frame, flow, flow_foot);
    let stock = Scale::new(stock_most, em * STOCK);
    axis(&mut picture, &frame, stock, stock_most, stock_foot);
    stocks(&mut picture, all, &frame, stock, stock_foot);
    dates(&mut picture, all, &frame, stock_foot);
    for (at, day) in all.iter().enumerate() {
        let place = [frame.x(at), 0.0, frame.slot, picture.height];
        picture.target(place, &day.sentence, Role::Item, day.is_chosen);
    }
    picture
}

/// A light band behind each run of days off.
fn off_days(picture: &mut Picture, days: &[Day], frame: &Frame, parts: [(f64, f64); 2]) {
    let mut at = 0;
    for run in days.chunk_by(|a, b| a.kind == b.kind) {
        if run.first().is_some_and(|day| day.kind == DayKind::Off) {
            let (left, right) = (frame.x(at), frame.x(at + run.len()));
            for (top, foot) in parts {
                picture.rect("chart-band", [left, top, right - left, foot - top]);
            }
        }
        at += run.len();
    }
}

/// The names of two series, each beside a piece of what it looks like.
fn legend(picture: &mut Picture, frame: &Frame, top: f64, series: [(&'static str, &String); 2]) {
    let em = frame.em;
    let room = picture.width / 2.0 - em * 1.6;
    let mut x = 0.0;
    for (class, name) in series {
        let text = fit(name, room / em);
        picture.rect(class, [x, top + em * 0.4, em * 0.8, em * 0.8]);
        let wide = ems(&text) * em;
        picture.text("chart-label", (x + em * 1.1, top + em * 0.8), Anchor::Start, em, text);
        x += em * 2.1 + wide;
    }
}

/// The foot, and a hairline with its number for every tick above it.
fn axis(picture: &mut Picture, frame: &Frame, scale: Scale, most: f64, foot: f64) {
    for tick in ticks(most, 4, Grain::Whole) {
        let y = foot - scale.px(tick);
        let class = if tick > 0.0 { "chart-grid" } else { "chart-axis" };
        picture.line(class, (frame.left, y), (frame.right, y));
        let size = frame.em * SMALL;
        let text = fit(&number(tick), (frame.left - frame.em * 0.3).max(0.0) / size);
        let at = (frame.left - frame.em * 0.3, y);
        picture.text("chart-small", at, Anchor::End, size, text);
    }
}

/// What came in and what was closed: two bars a day, or two stepped lines.
fn flows(picture: &mut Picture, days: &[Day], frame: &Frame, scale: Scale, foot: f64) {
    let em = frame.em;
    let series: [(&'static str, &'static str, Of); 2] = [
        ("received", "received-line", |day| day.received),
        ("closed", "closed-line", |day| day.closed),
    ];
    for (at, (bar, line, of)) in series.into_iter().enumerate() {
        if frame.slot < LEAST_FOR_BARS {
            for run in runs(&values(days, of)) {
                let mut points = Vec::with_capacity(run.values.len() * 2);
                for (at, value) in (run.first..).zip(run.values) {
                    let y = foot - scale.px(value);
                    points.extend([(frame.x(at), y), (frame.x(at + 1), y)]);
                }
                draw_line(picture, line, points);
            }
            continue;
        }
        let wide = (frame.slot * 0.38).min(em);
        for (day, value) in values(days, of).into_iter().enumerate() {
            let left = frame.x(day) + frame.slot / 2.0 - wide + wide * float(at);
            let (class, high) = match value.filter(|value| value.is_finite()) {
                Some(value) => (bar, scale.px(value)),
                // Not known is not none: it has a mark of its own at the foot.
                None => ("light-unknown", em * 0.5),
            };
            picture.rect(class, [left, foot - high, wide, high]);
        }
    }
    let highest = |day: &Day| match (day.received, day.closed) {
        (Some(received), Some(closed)) => Some(received.max(closed)),
        (received, closed) => received.or(closed),
    };
    let mut labels = Labels::default();
    if let Some((at, value)) = largest(&values(days, highest)) {
        let place = (frame.x(at) + frame.slot / 2.0, foot - scale.px(value));
        frame.write(&mut labels, picture, "chart-value", place, value);
    }
}

/// What was open at the end of each day, and below it what of that was overdue; their first, last and largest values.
fn stocks(picture: &mut Picture, days: &[Day], frame: &Frame, scale: Scale, foot: f64) {
    let series: [(&'static str, &'static str, &'static str, Of); 2] = [
        ("backlog", "backlog-line", "chart-value", |day| day.backlog),
        ("overdue", "overdue-line", "chart-red", |day| day.overdue),
    ];
    let mut labels = Labels::default();
    let place = |at: usize, value: f64| (frame.x(at) + frame.slot / 2.0, foot - scale.px(value));
    for (area, line, _, of) in series {
        for run in runs(&values(days, of)) {
            let last = run.first + run.values.len() - 1;
            let points: Vec<_> =
                (run.first..).zip(run.values).map(|(at, value)| place(at, value)).collect();
            let mut around = vec![(place(run.first, 0.0).0, foot)];
            around.extend(&points);
            around.push((place(last, 0.0).0, foot));
            picture.add(area, Shape::Path(around));
            draw_line(picture, line, points);
        }
    }
    for (_, _, class, of) in series {
        let values = values(days, of);
        let mut known = values.iter().enumerate().filter_map(|(at, of)| Some((at, (*of)?)));
        let (first, last) = (known.clone().next(), known.next_back());
        // The newest matters most; where there is no room for all, the oldest is left out.
        for (at, value) in [last, largest(&values), first].into_iter().flatten() {
            frame.write(&mut labels, picture, class, place(at, value), value);
        }
    }
}

/// A series of the days.
type Of = fn(&Day) -> Option<f64>;

fn values(days: &[Day], of: Of) -> Vec<Option<f64>> {
    days.iter().map(of).collect()
}

/// The first of the largest values, and where it is.
fn largest(values: &[Option<f64>]) -> Option<(usize, f64)> {
    let mut largest = None;
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value.filter(|value| value.is_finite()) else { continue };
        if largest.is_none_or(|(_, most)| value > most) {
            largest = Some((at, value));
        }
    }
    largest
}

/// The dates below: every day, every second, else Mondays, every second Monday, or the first days of months.
fn dates(picture: &mut Picture, days: &[Day], frame: &Frame, foot: f64) {
    let size = frame.em * SMALL;
    let wide = widest(&mut days.iter().map(|day| &*day.label)) * size + size * 0.6;
    let every = [1_usize, 2, 7, 14, 28].into_iter().find(|days| frame.slot * float(*days) >= wide);
    let mut free_from = 0.0;
    let mut mondays = 0_usize;
    for (at, day) in days.iter().enumerate() {
        let is_monday = day.date.weekday() == Weekday::Mon;
        let is_tick = match every {
            Some(every @ (1 | 2)) => at.is_multiple_of(every),
            Some(7) => is_monday,
            Some(14) => is_monday && mondays.is_multiple_of(2),
            _ => day.date.day() == 1,
        };
        mondays += usize::from(is_monday);
        let half = ems(&day.label) * size / 2.0;
        let x = (frame.x(at) + frame.slot / 2.0).min(picture.width - half).max(half);
        if is_tick && x - half >= free_from && x + half <= picture.width + 0.5 {
            free_from = x + half + size * 0.3;
            let text = day.label.clone();
            // So low that the first of them is clear of the axis' lowest number, whatever their widths.
            picture.text("chart-small", (x, foot + frame.em * 0.95), Anchor::Middle, size, text);
        }
    }
}
