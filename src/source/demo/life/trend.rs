//! What a district is told to have more of than chance would bring: a category that comes back in a grid, or rises in a town.
//!
//! A trend changes what some matters are about, and neither how many there are nor when they come.

use super::{
    days::{Day, day},
    draw::Draw,
    ground::{Grid, Ground},
    json::{list, member, number, text},
    words::Words,
};
use serde_json::Value;

/// One trend.
struct Trend {
    /// Its town, by place; the grid narrows it.
    town: Option<usize>,
    /// Its grid, by id; empty for a whole town.
    grid: Box<str>,
    category: usize,
    from: Day,
    until: Day,
    /// How many of a thousand matters of the place it turns into its own.
    permille: i32,
}

/// All trends of a life.
#[derive(Default)]
pub(super) struct Trends(Vec<Trend>);

impl Trends {
    /// Reads the `trends` of `life.json`; one of a category or a time that is not there has no effect.
    pub(super) fn read(life: &Value, ground: &Ground, words: &Words) -> Self {
        let trend = |trend: &Value| {
            let is_of =
                |category: &super::words::Category| *category.name == *text(trend, "category");
            Some(Trend {
                town: ground.towns.iter().position(|town| *town.id == *text(trend, "town")),
                grid: text(trend, "grid").into(),
                category: words.categories.iter().position(is_of)?,
                from: day(text(trend, "from").parse().ok()?),
                until: day(text(trend, "until").parse().ok()?),
                permille: number(member(trend, "permille")),
            })
        };
        Self(list(member(life, "trends")).iter().filter_map(trend).collect())
    }

    /// The category that a matter of `grid` on `day` is turned into, if it is.
    pub(super) fn category(&self, grid: &Grid, day: Day, draw: &mut Draw) -> Option<usize> {
        let is_here = |trend: &&Trend| {
            let is_in = trend.town == Some(grid.town) || *trend.grid == *grid.id;
            is_in && trend.from <= day && day < trend.until
        };
        self.0.iter().filter(is_here).find(|trend| draw.chance(trend.permille)).map(|t| t.category)
    }
}
