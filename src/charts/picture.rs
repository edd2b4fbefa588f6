//! What a chart is once it is laid out: marks to be drawn and targets to be reached, as plain data.
//!
//! Lengths are pixels, `y` downwards. It knows no colour: a mark has a class, and the style sheet says the rest.

use super::text::ems;
use crate::domain::light::Light;

/// What there is to draw in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Space {
    /// The width in pixels.
    pub width: f64,
    /// The height of a text in pixels: 13 at a desk, 20 to 40 on a wall, 10 on paper.
    pub text: f64,
}

impl Space {
    /// The same within what can be drawn: no chart is narrower than a few characters.
    #[must_use]
    pub fn sane(self) -> Self {
        let width = if self.width.is_finite() { self.width.clamp(120.0, 20_000.0) } else { 320.0 };
        let text = if self.text.is_finite() { self.text.clamp(6.0, 96.0) } else { 13.0 };
        Self { width, text: text.min(width / 7.0) }
    }
}

/// A chart that is laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What is drawn, in order. The same place in two pictures of a chart is the same mark, as far as that can be.
    pub marks: Vec<Mark>,
    /// What can be reached: one for each item, in the order of the items.
    pub targets: Vec<Target>,
}

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it is.
    pub shape: Shape,
    /// Its class in the style sheet.
    pub class: &'static str,
}

/// The shape of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Its left edge.
        x: f64,
        /// Its upper edge.
        y: f64,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
    },
    /// A straight line.
    Line {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
    },
    /// A line through points, or what it encloses.
    Path(Vec<(f64, f64)>),
    /// A text.
    Text {
        /// Where it is held.
        x: f64,
        /// Its middle.
        y: f64,
        /// What of it is held there.
        anchor: Anchor,
        /// Its height.
        size: f64,
        /// What it says.
        text: String,
    },
    /// The shape of a light.
    Sign {
        /// Which light.
        light: Light,
        /// Its middle.
        x: f64,
        /// Its middle.
        y: f64,
        /// Its height.
        size: f64,
    },
}

/// What of a text stands where it is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A part of a chart that can be reached, and perhaps chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What there is to be known of it, in a whole sentence.
    pub label: String,
    /// What it is good for.
    pub role: Role,
    /// Whether it is what the reader has chosen.
    pub is_chosen: bool,
}

/// What a target is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// It can be chosen, where the chart lets anything be chosen.
    #[default]
    Item,
    /// It only says something: a run of days off.
    Note,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its class in the style sheet.
    pub class: &'static str,
    /// Its value.
    pub value: f64,
}

/// A short text on a chart, mostly a number, as the reader's language writes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// Its class in the style sheet; empty for plain text.
    pub class: &'static str,
    /// What it says.
    pub text: String,
    /// The sign before it.
    pub sign: Option<Light>,
}

impl Caption {
    /// A plain text.
    pub fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// A number of matters of a light, with its colour and sign.
    pub fn of_light(light: Light, text: String) -> Self {
        Self { class: text_class(light), text, sign: Some(light) }
    }

    /// Its width in units of its height, with its sign.
    pub fn ems(&self) -> f64 {
        ems(&self.text) + if self.sign.is_some() { 1.05 } else { 0.0 }
    }
}

/// The class of what is drawn for matters of a light.
pub fn light_class(light: Light) -> &'static str {
    match light {
        Light::Red => "light-red",
        Light::DueSoon => "light-due-soon",
        Light::Unknown => "light-unknown",
        Light::Normal => "light-normal",
    }
}

/// The class of a text about matters of a light.
pub fn text_class(light: Light) -> &'static str {
    match light {
        Light::Red => "chart-red",
        Light::DueSoon => "chart-amber",
        Light::Unknown | Light::Normal => "",
    }
}

impl Picture {
    /// A picture with nothing in it.
    pub(super) fn new(width: f64) -> Self {
        Self { width, ..Self::default() }
    }

    pub(super) fn add(&mut self, class: &'static str, shape: Shape) {
        self.marks.push(Mark { shape, class });
    }

    pub(super) fn rect(&mut self, class: &'static str, [x, y, width, height]: [f64; 4]) {
        self.add(class, Shape::Rect { x, y, width: width.max(0.0), height: height.max(0.0) });
    }

    pub(super) fn line(&mut self, class: &'static str, from: (f64, f64), to: (f64, f64)) {
        self.add(class, Shape::Line { from, to });
    }

    pub(super) fn text(
        &mut self,
        class: &'static str,
        (x, y): (f64, f64),
        anchor: Anchor,
        size: f64,
        text: String,
    ) {
        self.add(class, Shape::Text { x, y, anchor, size, text });
    }

    /// A caption that ends at `x`, or has its middle there.
    pub(super) fn caption(
        &mut self,
        caption: &Caption,
        (x, y): (f64, f64),
        anchor: Anchor,
        size: f64,
    ) {
        let whole = caption.ems() * size;
        let right = match anchor {
            Anchor::Start => x + whole,
            Anchor::Middle => x + whole / 2.0,
            Anchor::End => x,
        };
        if let Some(light) = caption.sign {
            let (x, size) = (right - whole + size * 0.45, size * 0.8);
            self.add("chart-sign", Shape::Sign { light, x, y, size });
        }
        self.text(caption.class, (right, y), Anchor::End, size, caption.text.clone());
    }

    pub(super) fn target(
        &mut self,
        [x, y, width, height]: [f64; 4],
        label: &str,
        role: Role,
        is_chosen: bool,
    ) {
        let label = label.to_owned();
        self.targets.push(Target { x, y, width, height, label, role, is_chosen });
    }
}

impl Shape {
    /// The box around it: left, upper, right and lower edge. Of a text, by the estimate that the layouts go by.
    pub fn bounds(&self) -> [f64; 4] {
        match self {
            Self::Rect { x, y, width, height } => [*x, *y, x + width, y + height],
            Self::Line { from, to } => around(&[*from, *to]),
            Self::Path(points) => around(points),
            Self::Text { x, y, anchor, size, text } => {
                let width = ems(text) * size;
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                [left, y - size * 0.55, left + width, y + size * 0.55]
            }
            Self::Sign { x, y, size, .. } => {
                let half = size * 0.56;
                [x - half, y - half, x + half, y + half]
            }
        }
    }
}

fn around(points: &[(f64, f64)]) -> [f64; 4] {
    let start = points.first().map_or([0.0; 4], |(x, y)| [*x, *y, *x, *y]);
    points.iter().fold(start, |[left, top, right, bottom], (x, y)| {
        [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
    })
}
