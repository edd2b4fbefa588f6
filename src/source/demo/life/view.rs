//! One matter as others may see it: what the snapshot is written from.
//!
//! The page itself needs none of this; it sees a life only through the contract's JSON.

use super::{
    ground::Grid,
    matter::{Matter, Shape},
    world::World,
};
use crate::domain::time::Instant;

/// One matter as it stands.
#[derive(Clone, Copy)]
pub struct View<'l> {
    pub(super) world: &'l World,
    pub(super) matter: &'l Matter,
}

impl<'l> View<'l> {
    /// The whole feature, as JSON text.
    pub fn feature(self, shape: Shape) -> String {
        self.matter.feature(self.world, shape)
    }

    /// Its id.
    pub fn id(self) -> &'l str {
        &self.matter.id
    }

    /// The name of its category.
    pub fn category(self) -> &'l str {
        self.world.words.categories.get(self.matter.category).map_or("", |category| &category.name)
    }

    fn grid(self) -> Option<&'l Grid> {
        self.world.ground.grids.get(self.matter.grid)
    }

    /// The id of its zone.
    pub fn zone_id(self) -> &'l str {
        self.grid().map_or("", |grid| self.world.ground.zone_id(grid))
    }

    /// The name of its zone.
    pub fn zone_name(self) -> &'l str {
        self.grid().map_or("", |grid| self.world.ground.zone_name(grid))
    }

    /// The name of its town.
    pub fn town_name(self) -> &'l str {
        self.grid().map_or("", |grid| self.world.ground.town_name(grid))
    }

    /// The unit that handles it; empty before one does.
    pub fn unit(self) -> &'l str {
        &self.matter.handling_unit
    }

    /// The unit that was told first; empty before one was.
    pub fn first_unit(self) -> &'l str {
        &self.matter.first_unit
    }

    /// Whether it is answered where it was received.
    pub fn is_direct(self) -> bool {
        self.matter.is_direct()
    }

    /// What the citizen said when called back, if that was asked.
    pub fn satisfied(self) -> Option<bool> {
        self.matter.satisfied
    }

    /// Whether it was, or is, past its deadline at `at`.
    pub fn is_overdue(self, at: Instant) -> bool {
        self.world.is_overdue(self.matter, self.world.days.minute(at))
    }
}
