//! What fits on the map: signs first, then names, none over another. Pure; positions are pixels.

use super::text::ems;
use crate::domain::{light::Light, order::ordered_by_key};

/// A sign that wants to stand on a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignWish {
    /// The cell's index.
    pub cell: usize,
    /// Its light: red, due soon or unknown.
    pub light: Light,
    /// How many matters of that light.
    pub count: u32,
    /// The middle of the cell.
    pub x: f64,
    /// The middle of the cell.
    pub y: f64,
}

/// The shape of a light's sign around its middle, in heights of a sign, as a part of an SVG path.
pub fn sign_path(light: Light) -> &'static str {
    match light {
        Light::Red => "m0 -.52l.56 .94h-1.12z",
        Light::DueSoon => "m-.36 0a.36 .36 0 1 0 .72 0a.36 .36 0 1 0 -.72 0z",
        Light::Unknown | Light::Normal => "m-.36 -.36h.72v.72h-.72z",
    }
}

/// A name that wants to stand on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct NameWish {
    /// The name.
    pub text: String,
    /// How it is set.
    pub style: NameStyle,
    /// Where its middle wants to be.
    pub x: f64,
    /// Where its middle wants to be.
    pub y: f64,
    /// The width of the area it names: it must fit in.
    pub room: f64,
}

/// How a name is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameStyle {
    /// A town.
    Town,
    /// A zone.
    Zone,
    /// A grid.
    Grid,
    /// What is known of a grid: no name, but set like one.
    Facts,
}

/// A sign that has its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    /// What was wished.
    pub wish: SignWish,
    /// Whether its count stands beside it.
    pub shows_count: bool,
}

/// Everything that has its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The signs, in the order they are drawn.
    pub signs: Vec<Sign>,
    /// The names and where their middles are.
    pub names: Vec<(String, NameStyle, f64, f64)>,
    /// Cells that have no room for their sign: they are hatched instead.
    pub hatched: Vec<usize>,
    /// The height of a sign in pixels.
    pub sign_unit: f64,
}

/// Up to so many red signs are as large as they should be, whatever they cover.
const MOST_FULL_SIGNS: usize = 600;
/// Of more, the share of their part of the map that they may cover, and how small they get at the smallest.
const MOST_COVERED: f64 = 0.25;
const SMALLEST: f64 = 0.45;

/// How much smaller signs are where thousands of red ones would cover the map.
fn crowded_scale(reds: &[&SignWish], unit: f64) -> f64 {
    let [Some(width), Some(height)] = [|w: &SignWish| w.x, |w: &SignWish| w.y].map(|along| {
        let places = || reds.iter().map(|wish| along(wish));
        Some(places().reduce(f64::max)? - places().reduce(f64::min)?)
    }) else {
        return 1.0;
    };
    let wanted = reds.iter().map(|_| unit * unit).sum::<f64>();
    let covered = wanted / (width * height).max(1.0);
    if reds.len() <= MOST_FULL_SIGNS || covered <= MOST_COVERED {
        return 1.0;
    }
    (MOST_COVERED / covered).sqrt().max(SMALLEST)
}

/// A box that is taken.
#[derive(Clone, Copy)]
struct Taken {
    x: f64,
    y: f64,
    half_width: f64,
    half_height: f64,
}

impl Taken {
    fn meets(&self, other: &Self) -> bool {
        (self.x - other.x).abs() < self.half_width + other.half_width
            && (self.y - other.y).abs() < self.half_height + other.half_height
    }
}

/// Boxes that are taken, each noted in every square it reaches into: what meets a box is looked for in its own squares
/// only, since a large district has thousands of signs.
struct Room {
    side: f64,
    /// `SQUARES` in each direction; beyond, they begin again, which costs a few comparisons and changes nothing.
    squares: Vec<Vec<Taken>>,
}

/// A power of two.
const SQUARES: usize = 32;

impl Room {
    /// An empty map, in squares that hold a few signs of this height.
    fn new(unit: f64) -> Self {
        Self { side: (unit * 4.0).max(1.0), squares: vec![Vec::new(); SQUARES * SQUARES] }
    }

    fn take(&mut self, room: Taken) {
        for square in self.squares_of(&room) {
            if let Some(taken) = self.squares.get_mut(square) {
                taken.push(room);
            }
        }
    }

    fn is_free(&self, room: &Taken) -> bool {
        let mut taken = self.squares_of(room).filter_map(|at| self.squares.get(at)).flatten();
        !taken.any(|other| other.meets(room))
    }

    fn squares_of(&self, room: &Taken) -> impl Iterator<Item = usize> + use<> {
        #[expect(clippy::cast_possible_truncation, reason = "squares of a screen fit 32 bits")]
        let square = |at: f64| (at / self.side).floor() as isize;
        let columns = square(room.x - room.half_width)..=square(room.x + room.half_width);
        let rows = square(room.y - room.half_height)..=square(room.y + room.half_height);
        let wrap = |square: isize| square.cast_unsigned() % SQUARES;
        columns
            .flat_map(move |column| rows.clone().map(move |row| wrap(row) * SQUARES + wrap(column)))
    }
}

/// Finds the places. `unit` is the height of a sign in pixels, less where there are thousands. Every red sign stands,
/// whatever it covers; then names of towns, amber signs, counts, and smaller names where there is room.
pub fn layout(signs: &[SignWish], names: &[NameWish], unit: f64) -> Layout {
    let mut taken = Room::new(unit);
    let reds: Vec<&SignWish> = signs.iter().filter(|w| w.light == Light::Red).collect();
    let scale = crowded_scale(&reds, unit);
    let sign_unit = unit * scale;
    let mut layout = Layout { sign_unit, ..Layout::default() };
    let sign_box = |wish: &SignWish| Taken {
        x: wish.x,
        y: wish.y,
        half_width: sign_unit * 0.5,
        half_height: sign_unit * 0.5,
    };
    // Lower on the screen is nearer to the reader: a sign in front covers the one behind.
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen fit 64 bits")]
    let reds = ordered_by_key(&reds, |wish| wish.y as i64);
    for wish in &reds {
        taken.take(sign_box(wish));
    }

    for name in names.iter().filter(|name| name.style == NameStyle::Town) {
        place_name(name, unit, &mut taken, &mut layout);
    }
    for wish in signs.iter().filter(|wish| wish.light != Light::Red) {
        let room = sign_box(wish);
        if taken.is_free(&room) {
            taken.take(room);
            layout.signs.push(Sign { wish: *wish, shows_count: false });
        } else {
            layout.hatched.push(wish.cell);
        }
    }
    for wish in reds.into_iter().copied() {
        let room = Taken {
            x: wish.x + unit * 0.95,
            y: wish.y,
            half_width: unit * 0.42,
            half_height: unit * 0.4,
        };
        // A number beside a sign that has shrunk could not be read.
        let shows_count = wish.count > 1 && scale >= 1.0 && taken.is_free(&room);
        if shows_count {
            taken.take(room);
        }
        layout.signs.push(Sign { wish: *wish, shows_count });
    }
    for name in names.iter().filter(|name| name.style != NameStyle::Town) {
        place_name(name, unit, &mut taken, &mut layout);
    }
    layout
}

fn place_name(name: &NameWish, unit: f64, taken: &mut Room, layout: &mut Layout) {
    let size = unit * name.style.scale();
    let half_width = ems(&name.text) * size * 0.5;
    if half_width * 2.0 > name.room {
        return;
    }
    // First where it wants to be, then a little higher or lower.
    for step in [0.0, -1.0, 1.0, -1.8, 1.8, -2.6, 2.6] {
        let y = name.y + step * size;
        let room = Taken { x: name.x, y, half_width, half_height: size * 0.55 };
        if taken.is_free(&room) {
            taken.take(room);
            layout.names.push((name.text.clone(), name.style, name.x, y));
            return;
        }
    }
}

impl NameStyle {
    /// The height of its letters in units of a sign.
    pub fn scale(self) -> f64 {
        match self {
            Self::Town => 1.05,
            Self::Zone => 0.95,
            Self::Grid | Self::Facts => 0.85,
        }
    }

    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Town => "name name-town",
            Self::Zone => "name name-zone",
            Self::Grid => "name name-grid",
            Self::Facts => "name name-facts",
        }
    }
}
