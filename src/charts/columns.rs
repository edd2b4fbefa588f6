//! Vertical stacked columns: towns, ages, the days on which matters fall due. Days off are gaps, not zeros.
//!
//! Where the columns would be too narrow to be read or pressed, the same items become rows.

use super::{
    bars::{BarRow, Bars, bars},
    picture::{Anchor, Caption, Part, Picture, Role, Space},
    scale::{Scale, clean, stack},
    text::{ems, fit, lines, widest},
};

/// The columns, from the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The columns and the gaps between them.
    pub items: Vec<Column>,
    /// How high the highest column is, in units of the text.
    pub height: f64,
    /// A line below all, in small type: what the asterisk means.
    pub note: Option<String>,
}

/// A place along the foot of the chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// A column.
    Bar(ColumnBar),
    /// A run of days off.
    Gap(Gap),
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnBar {
    /// What stands below it.
    pub label: String,
    /// What stands below that, in small type.
    pub second: Option<String>,
    /// The number above it.
    pub top: Option<Caption>,
    /// Its parts, from the foot: normal, due soon, red.
    pub parts: Vec<Part>,
    /// Whether it needs a word of explanation.
    pub mark: DayMark,
    /// The whole of it in a sentence.
    pub sentence: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Whether a column needs a word of explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayMark {
    /// It needs none.
    #[default]
    Plain,
    /// A day off that is worked: an asterisk after the label, which the note explains.
    MakeUp,
}

/// A run of days off.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Its name and days, such as 中秋 25–27; empty where there is nothing to be said.
    pub name: String,
    /// What kind of days.
    pub kind: GapKind,
    /// The whole of it in a sentence.
    pub sentence: String,
}

/// What kind of days off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// A public holiday: a dashed line with its name.
    Holiday,
    /// A weekend: a narrow hatched field.
    Weekend,
}

impl GapKind {
    /// Its width as a share of a column's.
    fn share(self) -> f64 {
        match self {
            Self::Holiday => 0.7,
            Self::Weekend => 0.4,
        }
    }
}

impl ColumnBar {
    fn label(&self) -> String {
        match self.mark {
            DayMark::Plain => self.label.clone(),
            DayMark::MakeUp => format!("{}*", self.label),
        }
    }

    fn sum(&self) -> f64 {
        self.parts.iter().map(|part| clean(part.value)).sum()
    }
}

/// The share of its place that a column takes.
const BAR_SHARE: f64 = 0.64;
/// The height of small type.
const SMALL: f64 = 0.925;
/// A label is broken into so many lines at the most.
const MOST_LINES: usize = 4;

/// Lays the columns out.
pub fn columns(input: &Columns, space: Space) -> Picture {
    let Space { width, text: em } = space.sane();
    let shares: f64 = input.items.iter().map(share).sum();
    let slot = (width / shares.max(1.0)).min(em * 8.0);
    let tops = widest(&mut all(input).filter_map(|bar| Some(&*bar.top.as_ref()?.text)));
    let signs = all(input).any(|bar| bar.top.as_ref().is_some_and(|top| top.sign.is_some()));
    let needed = (tops + if signs { 1.05 } else { 0.0 }) * em;
    if slot < needed.max(em * 1.6).max(24.0) && !input.items.is_empty() {
        return as_rows(input, space);
    }
    let labels = labels(input, slot / em);
    let label_lines = labels.iter().map(Vec::len).max().unwrap_or(0);
    let rise = clean(input.height).clamp(2.0, 40.0) * em;
    let has_name =
        input.items.iter().any(|item| matches!(item, Column::Gap(gap) if !gap.name.is_empty()));
    let header = if has_name { em * 1.4 } else { 0.0 };
    let foot = header + em * 1.4 + rise;
    let most = all(input).map(ColumnBar::sum).fold(0.0, f64::max);
    let mut pen = Pen {
        picture: Picture::new(width),
        em,
        slot,
        scale: Scale::new(most, rise),
        foot,
        under: foot + em * 0.3 + count(label_lines) * em * 1.2,
        shows_second: seconds_fit(input, slot / em),
        named_to: 0.0,
        labelled_to: 0.0,
    };
    let has_second = all(input).any(|bar| bar.second.is_some()) && pen.shows_second;
    let note = input.note.as_ref().map_or(0.0, |_| em * 1.4);
    let bottom = pen.under + if has_second { em * 1.2 } else { 0.0 };
    pen.picture.height = bottom + note;
    let mut left = 0.0;
    for (item, label) in input.items.iter().zip(labels) {
        let wide = share(item) * slot;
        let (sentence, role, is_chosen) = match item {
            Column::Bar(bar) => {
                pen.bar(bar, left + wide / 2.0, label);
                (&bar.sentence, Role::Item, bar.is_chosen)
            }
            Column::Gap(gap) => {
                pen.gap(gap, left, wide);
                (&gap.sentence, Role::Note, false)
            }
        };
        pen.picture.target([left, 0.0, wide, bottom], sentence, role, is_chosen);
        left += wide;
    }
    pen.picture.line("chart-axis", (0.0, foot), (left.min(width), foot));
    if let Some(text) = &input.note {
        let at = (0.0, bottom + em * 0.7);
        let text = fit(text, width / em / SMALL);
        pen.picture.text("chart-small", at, Anchor::Start, em * SMALL, text);
    }
    pen.picture
}

fn all(input: &Columns) -> impl Iterator<Item = &ColumnBar> {
    input.items.iter().filter_map(|item| match item {
        Column::Bar(bar) => Some(bar),
        Column::Gap(_) => None,
    })
}

fn share(item: &Column) -> f64 {
    match item {
        Column::Bar(_) => 1.0,
        Column::Gap(gap) => gap.kind.share(),
    }
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// The label of each item in lines. Where they do not fit, numbers and dates are thinned, since the ones between can be
/// told from the others; names are broken, and cut where even that does not help.
fn labels(input: &Columns, room: f64) -> Vec<Vec<String>> {
    let room = room - 0.3;
    let is_number = |bar: &ColumnBar| bar.label.starts_with(|c: char| c.is_ascii_digit());
    let numbers = all(input).filter(|bar| is_number(bar));
    let wide = numbers.map(|bar| ems(&bar.label())).fold(0.0, f64::max);
    let mut every = 1_usize;
    while wide > room * count(every) && every < 64 {
        every += 1;
    }
    let mut at = 0;
    let mut label = |item: &Column| match item {
        Column::Bar(bar) if is_number(bar) => {
            at += 1;
            let is_kept = (at - 1_usize).is_multiple_of(every);
            if is_kept { vec![bar.label()] } else { Vec::new() }
        }
        Column::Bar(bar) => lines(&bar.label(), room, MOST_LINES),
        Column::Gap(_) => Vec::new(),
    };
    input.items.iter().map(&mut label).collect()
}

/// Whether each second label has room; one that has none would be missed, so it is all or nothing.
fn seconds_fit(input: &Columns, room: f64) -> bool {
    let wide = widest(&mut all(input).filter_map(|bar| bar.second.as_deref()));
    wide * SMALL <= room - 0.2
}

/// What the parts of the picture are drawn with.
struct Pen {
    picture: Picture,
    em: f64,
    slot: f64,
    scale: Scale,
    /// Where the columns stand.
    foot: f64,
    /// Where the second labels begin.
    under: f64,
    shows_second: bool,
    /// How far the names of gaps reach: the next one must begin after that.
    named_to: f64,
    /// How far the labels reach: one that was thinned may be wider than its column.
    labelled_to: f64,
}

impl Pen {
    fn bar(&mut self, bar: &ColumnBar, middle: f64, label: Vec<String>) {
        let (em, foot) = (self.em, self.foot);
        let wide = (self.slot * BAR_SHARE).min(em * 3.0);
        let values: Vec<f64> = bar.parts.iter().map(|part| part.value).collect();
        let mut high = 0.0;
        for (part, stretch) in bar.parts.iter().zip(stack(&values, self.scale)) {
            high = stretch.from + stretch.length;
            self.picture.rect(part.class, [middle - wide / 2.0, foot - high, wide, stretch.length]);
        }
        if let Some(top) = &bar.top {
            self.picture.caption(top, (middle, foot - high - em * 0.75), Anchor::Middle, em);
        }
        let mut y = foot + em * 0.9;
        let reach = self.labelled_to;
        for line in label {
            // Labels that are thinned may be wider than their column, but never leave the picture.
            let half = ems(&line) * em / 2.0;
            let x = middle.min(self.picture.width - half).max(half);
            if x - half >= reach {
                self.labelled_to = self.labelled_to.max(x + half);
                self.picture.text("chart-label", (x, y), Anchor::Middle, em, line);
            }
            y += em * 1.2;
        }
        if let Some(second) = bar.second.as_ref().filter(|_| self.shows_second) {
            let at = (middle, self.under + em * 0.6);
            self.picture.text("chart-small", at, Anchor::Middle, em * SMALL, second.clone());
        }
    }

    fn gap(&mut self, gap: &Gap, left: f64, wide: f64) {
        let (em, foot, middle) = (self.em, self.foot, left + wide / 2.0);
        let top = em * 1.5;
        match gap.kind {
            GapKind::Holiday => self.picture.line("chart-gap", (middle, top), (middle, foot)),
            GapKind::Weekend => {
                let inset = wide * 0.15;
                self.picture.rect("chart-off", [left + inset, top, wide - 2.0 * inset, foot - top]);
            }
        }
        let size = em * SMALL;
        let half = ems(&gap.name) * size / 2.0;
        let x = middle.min(self.picture.width - half).max(half);
        if !gap.name.is_empty() && half * 2.0 <= self.picture.width && x - half >= self.named_to {
            self.named_to = x + half + size * 0.5;
            let at = (x, em * 0.7);
            self.picture.text("chart-small", at, Anchor::Middle, size, gap.name.clone());
        }
    }
}

/// The same as rows.
fn as_rows(input: &Columns, space: Space) -> Picture {
    let has_second = all(input).any(|bar| bar.second.is_some());
    let row =
        |item: &Column| match item {
            Column::Bar(bar) => BarRow {
                name: bar.label(),
                parts: bar.parts.iter().rev().copied().collect(),
                numbers: bar
                    .top
                    .clone()
                    // A number must not take the place of one that is not there.
                    .or_else(|| has_second.then(Caption::default))
                    .into_iter()
                    .chain(bar.second.iter().map(|text| Caption {
                        class: "chart-small",
                        ..Caption::plain(text.clone())
                    }))
                    .collect(),
                sentence: bar.sentence.clone(),
                is_chosen: bar.is_chosen,
                ..BarRow::default()
            },
            Column::Gap(gap) => BarRow {
                // In a row there is room to say what stands between.
                name: if gap.name.is_empty() { &gap.sentence } else { &gap.name }.clone(),
                sentence: gap.sentence.clone(),
                role: Role::Note,
                ..BarRow::default()
            },
        };
    let mut picture = bars(&Bars { rows: input.items.iter().map(row).collect() }, space);
    let Space { width, text: em } = space.sane();
    if let Some(text) = &input.note {
        let at = (0.0, picture.height + em * 0.7);
        let text = fit(text, width / em / SMALL);
        picture.text("chart-small", at, Anchor::Start, em * SMALL, text);
        picture.height += em * 1.4;
    }
    picture
}
