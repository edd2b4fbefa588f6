//! A ranking: place, movement, name and a bar for each area, with the whole district's value as a line across; at the end
//! those that do not rank, and why.

use super::{
    picture::{Anchor, Picture, Role, Space},
    scale::{Scale, most},
    text::{ems, fit, widest},
};
use crate::domain::ranking::Movement;

/// The rows, in the order in which they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// The rows; those that do not rank last.
    pub rows: Vec<RankRow>,
    /// Where the bars begin, and how that is said.
    pub base: Base,
    /// A value to compare with.
    pub reference: Option<Reference>,
}

/// Where the bars begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Base {
    /// At zero.
    #[default]
    Zero,
    /// Elsewhere, which has to be said.
    At {
        /// The value.
        value: f64,
        /// How it is said, such as "自 80% 起".
        label: String,
    },
}

/// A value to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The value.
    pub value: f64,
    /// How it is said, such as "全区 96.8%".
    pub label: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct RankRow {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
    /// On how much it rests, such as "n = 123".
    pub sample: Option<String>,
    /// The whole of it in a sentence.
    pub sentence: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// How a row stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It ranks.
    Ranked {
        /// Its place, from 1; several may share one.
        rank: u32,
        /// Where it was before.
        movement: Movement,
        /// Its value.
        value: f64,
        /// Its value as it is written.
        text: String,
        /// The class of its bar.
        class: &'static str,
    },
    /// It does not.
    Unranked {
        /// Why.
        reason: String,
    },
}

/// How a movement is written; nothing where there is nothing to compare with.
fn moved(movement: Movement) -> String {
    match movement {
        Movement::Up(places) => format!("▲{places}"),
        Movement::Down(places) => format!("▼{places}"),
        Movement::Same => "–".into(),
        Movement::Unknown => String::new(),
    }
}

/// A bar is never shorter than so many characters: where it would be, it gets a line of its own.
const SHORTEST: f64 = 6.0;
/// Between two things beside each other, in units of the text.
const GAP: f64 = 0.6;
/// The height of small type.
const SMALL: f64 = 0.925;

/// Where things stand.
struct Frame {
    em: f64,
    width: f64,
    /// The right edge of the place, and the left edges of movement and name.
    rank: f64,
    movement: f64,
    name: f64,
    name_room: f64,
    bar: (f64, f64),
    /// The right edge of the value.
    value: f64,
    sample_room: f64,
    /// The middles of both lines, from the top of a row; the same where one is enough.
    middles: [f64; 2],
    height: f64,
}

impl Frame {
    fn of(input: &Ranking, width: f64, em: f64) -> Self {
        let rows = &input.rows;
        let wide = |of: &mut dyn Iterator<Item = &str>| widest(of) * em;
        let ranked = || {
            rows.iter().filter_map(|row| match &row.standing {
                Standing::Ranked { rank, movement, text, .. } => Some((*rank, *movement, text)),
                Standing::Unranked { .. } => None,
            })
        };
        let past: Vec<_> = ranked().map(|(_, of, _)| moved(of)).collect();
        let ranks: Vec<_> = ranked().map(|(rank, _, _)| rank.to_string()).collect();
        let rank = wide(&mut ranks.iter().map(|text| &**text)).clamp(em, width * 0.15);
        let movement = rank + GAP * em;
        let moved = (wide(&mut past.iter().map(|text| &**text)) * SMALL).min(width * 0.2);
        let name = movement + moved + GAP * em;
        let names = wide(&mut rows.iter().map(|row| &*row.name));
        let values = wide(&mut ranked().map(|(_, _, text)| &**text)).min(width * 0.3);
        let samples = wide(&mut rows.iter().filter_map(|row| row.sample.as_deref())) * SMALL;
        let sample = if samples > 0.0 { samples.min(width * 0.3) + GAP * em } else { 0.0 };
        let name_room = names.min(width * 0.3);
        let left = name + name_room + GAP * em;
        let beside = width - left - values - GAP * em - sample;
        // Dense enough for a district's towns on a wall, high enough for a finger.
        let high = (em * 1.6).max(24.0);
        let common = Self {
            em,
            width,
            rank,
            movement,
            name,
            name_room,
            bar: (left, beside),
            value: width - sample,
            sample_room: (sample - GAP * em).max(0.0),
            middles: [high / 2.0; 2],
            height: high,
        };
        if beside >= SHORTEST * em {
            return common;
        }
        Self {
            name_room: (width - name - values - GAP * em).max(0.0),
            bar: (0.0, (width - sample).max(width * 0.4)),
            value: width,
            middles: [em * 0.8, em * 1.9],
            height: (em * 2.8).max(24.0),
            ..common
        }
    }
}

/// Lays the rows out.
pub fn ranking(input: &Ranking, space: Space) -> Picture {
    let Space { width, text: em } = space.sane();
    let frame = Frame::of(input, width, em);
    let values = input.rows.iter().filter_map(|row| match row.standing {
        Standing::Ranked { value, .. } => Some(value),
        Standing::Unranked { .. } => None,
    });
    let reference = input.reference.as_ref().map(|reference| reference.value);
    let largest = most(&mut values.chain(reference));
    let scale = match &input.base {
        Base::Zero => Scale::new(largest, frame.bar.1),
        Base::At { value, .. } => Scale::from_base(*value, largest, frame.bar.1),
    };
    let mut picture = Picture::new(width);
    let mut top = header(&mut picture, input, &frame, scale);
    let first = top;
    let mut ranked_to = top;
    for row in &input.rows {
        frame.row(&mut picture, row, top, scale);
        picture.target([0.0, top, width, frame.height], &row.sentence, Role::Item, row.is_chosen);
        top += frame.height;
        if matches!(row.standing, Standing::Ranked { .. }) {
            ranked_to = top;
        }
    }
    if let Some(reference) = &input.reference {
        let x = frame.bar.0 + scale.px(reference.value);
        picture.line("chart-reference", (x, first), (x, ranked_to));
    }
    picture.height = top;
    picture
}

/// What the bars begin at and are compared with, above them; on two lines where one is too short. Says how high it is.
fn header(picture: &mut Picture, input: &Ranking, frame: &Frame, scale: Scale) -> f64 {
    let size = frame.em * SMALL;
    let mut y = 0.0;
    let mut right = 0.0;
    if let Base::At { label, .. } = &input.base {
        let text = fit(label, (frame.width - frame.bar.0) / size);
        right = frame.bar.0 + ems(&text) * size + size;
        let at = (frame.bar.0, size * 0.7);
        picture.text("chart-small", at, Anchor::Start, size, text);
        y = size * 1.5;
    }
    if let Some(reference) = &input.reference {
        let text = fit(&reference.label, frame.width / size);
        let half = ems(&text) * size / 2.0;
        let wanted = frame.bar.0 + scale.px(reference.value);
        let x = wanted.min(frame.width - half).max(half);
        let line = if x - half < right { y } else { 0.0 };
        picture.text("chart-reference-name", (x, line + size * 0.7), Anchor::Middle, size, text);
        y = line + size * 1.5;
    }
    y
}

impl Frame {
    fn row(&self, picture: &mut Picture, row: &RankRow, top: f64, scale: Scale) {
        let em = self.em;
        let small = em * SMALL;
        let [upper, lower] = self.middles.map(|middle| top + middle);
        let rank = match &row.standing {
            Standing::Ranked { rank, .. } => rank.to_string(),
            Standing::Unranked { .. } => "–".into(),
        };
        let rank = fit(&rank, self.rank / em);
        picture.text("chart-rank", (self.rank, upper), Anchor::End, em, rank);
        let name = fit(&row.name, self.name_room / em);
        picture.text("chart-name", (self.name, upper), Anchor::Start, em, name);
        match &row.standing {
            Standing::Ranked { movement, value, text, class, .. } => {
                let room = (self.name - self.movement) / small;
                let moved = fit(&moved(*movement), room);
                picture.text("chart-small", (self.movement, upper), Anchor::Start, small, moved);
                let (left, high) = (self.bar.0, em * 0.8);
                picture.rect(class, [left, lower - high / 2.0, scale.px(*value), high]);
                let text = fit(text, self.width * 0.3 / em);
                picture.text("", (self.value, upper), Anchor::End, em, text);
            }
            Standing::Unranked { reason } => {
                let reason = fit(reason, self.bar.1 / small);
                picture.text("chart-small", (self.bar.0, lower), Anchor::Start, small, reason);
            }
        }
        if let Some(sample) = &row.sample {
            let sample = fit(sample, self.sample_room / small);
            picture.text("chart-small", (self.width, lower), Anchor::End, small, sample);
        }
    }
}
