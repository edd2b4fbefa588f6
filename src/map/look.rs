//! How a cell looks, before anything is drawn: colour and hatch by the worst light in it.

use crate::{
    domain::{count::LightCount, light::Light},
    tokens::{Palette, SHADE_FROM},
};

/// What decides how one cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellStyle {
    /// What is in it.
    pub count: LightCount,
    /// Its sign has no room, so it is hatched.
    pub is_hatched: bool,
    /// It lies outside what the reader looks at.
    pub is_dimmed: bool,
}

/// What a cell is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fill {
    /// A colour of the palette.
    Colour(&'static str),
    /// The hatch of what is due soon.
    DueSoon,
    /// The hatch of what is not known.
    Unknown,
}

/// How a cell looks; a thousand cells have a dozen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// What it is filled with.
    pub fill: Fill,
    /// Whether it steps back.
    pub is_dimmed: bool,
}

impl Look {
    /// The look of a style: the worst light in the cell, and for normal ones how many.
    pub fn of(style: CellStyle, palette: &'static Palette) -> Self {
        let fill = match style.count.worst() {
            Some(Light::Red) => Fill::Colour(palette.red_cell),
            Some(Light::DueSoon) if style.is_hatched => Fill::DueSoon,
            Some(Light::DueSoon) => Fill::Colour(palette.amber_cell),
            Some(Light::Unknown) if style.is_hatched => Fill::Unknown,
            Some(Light::Normal) => {
                let reached = SHADE_FROM.iter().filter(|from| style.count.open() >= **from).count();
                let shade = palette.normal_cells.get(reached.saturating_sub(1));
                Fill::Colour(shade.unwrap_or(&palette.land))
            }
            Some(Light::Unknown) | None => Fill::Colour(palette.land),
        };
        Self { fill, is_dimmed: style.is_dimmed }
    }

    /// How much of what lies behind is covered.
    pub fn opacity(self) -> f64 {
        if self.is_dimmed { 0.4 } else { 1.0 }
    }
}

/// The width of the hairline between cells, in pixels.
pub const CELL_LINE_WIDTH: f64 = 0.7;

/// The widths of the borders between zones and between towns.
pub const BORDER_WIDTHS: [f64; 2] = [1.4, 1.6];
