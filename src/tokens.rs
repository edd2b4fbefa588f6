//! The colours of `style/tokens.css` as constants, for what is drawn outside the style sheet.
//!
//! A test holds the two against each other. No other module names a colour.

/// The colours of the map in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The hairline between cells.
    pub cell_line: &'static str,
    /// A cell with nothing open.
    pub land: &'static str,
    /// A red cell.
    pub red_cell: &'static str,
    /// A cell that is due soon.
    pub amber_cell: &'static str,
    /// Normal cells, from few open matters to many.
    pub normal_cells: [&'static str; 5],
    /// The border between zones.
    pub zone_border: &'static str,
    /// The border between towns.
    pub town_border: &'static str,
    /// The outline of what is selected.
    pub accent: &'static str,
}

/// Light on dark.
pub const DARK: Palette = Palette {
    cell_line: "#0a1017",
    land: "#121b24",
    red_cell: "#f0504a",
    amber_cell: "#6e5219",
    normal_cells: ["#142830", "#193640", "#1f4550", "#255460", "#2b6470"],
    zone_border: "#05080c",
    town_border: "#b9c6d0",
    accent: "#7fc8d8",
};

/// Dark on light.
pub const LIGHT: Palette = Palette {
    cell_line: "#ffffff",
    land: "#e9eef1",
    red_cell: "#e2605b",
    amber_cell: "#f2cf86",
    normal_cells: ["#d3e5e8", "#c9dfe3", "#bed9dd", "#b4d3d8", "#a9cdd3"],
    zone_border: "#6f9aa4",
    town_border: "#33505c",
    accent: "#0b6a80",
};

/// The fewest open matters of each shade of a normal cell.
pub const SHADE_FROM: [u32; 5] = [1, 2, 3, 5, 8];
