//! What holds the map and its transient state together: which cell is pointed at, where the keyboard is.
//!
//! One effect makes the map, one shows what differs, one follows the scope. Nothing here is shared with other views.

use super::{
    card::Card,
    marks::Announce,
    steer::{Direction, next_cell},
    surface::{Listeners, Picture, Surface},
};
use crate::{
    domain::{
        area::{Areas, Place},
        layer::Layer,
        scope::Scope,
        time::date_of,
    },
    store::{Face, Store, Theme},
    tokens,
};
use leptos::{html, leptos_dom::helpers::request_animation_frame, prelude::*};
use std::sync::Arc;

/// The areas by identity: a new set of areas means a new map, the same set never does.
#[derive(Clone)]
struct Drawn(Arc<Areas>);

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The map's own state, transient and of this view alone.
#[derive(Clone, Copy)]
pub(super) struct Control {
    pub(super) store: Store,
    pub(super) surface: StoredValue<Option<Surface>, LocalStorage>,
    hovered: RwSignal<Option<usize>>,
    /// The cell that the keyboard is on.
    pub focused: RwSignal<Option<usize>>,
    /// Counts how often positions on the screen changed.
    moved: RwSignal<u32>,
    /// Counts how often the map came to rest after a move.
    pub(super) rested: RwSignal<u32>,
    /// Counts how often the map was made.
    pub(super) made: RwSignal<u32>,
    /// The map could not be drawn.
    pub has_failed: RwSignal<bool>,
    /// The reader moved the map: it is not fitted again by itself.
    is_by_hand: StoredValue<bool>,
}

impl Control {
    /// The state of a map that is not there yet; it is taken down with the current owner.
    pub(super) fn new(store: Store) -> Self {
        let control = Self {
            store,
            surface: StoredValue::new_local(None),
            hovered: RwSignal::new(None),
            focused: RwSignal::new(None),
            moved: RwSignal::new(0),
            rested: RwSignal::new(0),
            made: RwSignal::new(0),
            has_failed: RwSignal::new(false),
            is_by_hand: StoredValue::new(false),
        };
        on_cleanup(move || control.surface.set_value(None));
        control
    }

    /// Makes the map in `container`, and anew whenever the areas are others.
    pub(super) fn make_in(self, container: NodeRef<html::Div>) {
        let store = self.store;
        let areas = Memo::new(move |_| {
            store.board().with(|board| Some(Drawn(Arc::clone(&board.as_ref()?.areas))))
        });
        Effect::new(move |_| {
            let (Some(element), Some(Drawn(areas))) = (container.get(), areas.get()) else {
                return;
            };
            let listeners = Listeners {
                hovered: Box::new(move |grid| self.hovered.set(grid)),
                clicked: Box::new(move |grid| self.select(grid)),
                moved: Box::new(move || self.moved.update(|count| *count += 1)),
                dragged: Box::new(move || self.is_by_hand.set_value(true)),
                rested: Box::new(move || self.rested.update(|count| *count += 1)),
            };
            // The one before goes first: leaflet allows one map in an element.
            self.surface.set_value(None);
            let basemap = untrack(|| store.basemap());
            let today = store.board().with_untracked(|board| {
                let zone = board.as_ref()?.rule.zone;
                Some(date_of(store.now().get_untracked(), zone))
            });
            let is_drawn = |at: usize| {
                let grid = areas.grids().get(at).zip(today);
                grid.is_none_or(|(grid, today)| grid.is_valid_on(today))
            };
            let animate = !prefers_less_motion();
            let new =
                Surface::new(&element, &areas, is_drawn, basemap.as_ref(), animate, listeners);
            self.has_failed.set(new.is_err());
            self.surface.set_value(new.ok());
            self.made.update(|count| *count += 1);
        });
    }

    /// Shows the lights, and afterwards what differs in them.
    pub(super) fn follow_lights(self) {
        let store = self.store;
        Effect::new(move |seen: Option<(u32, u32)>| {
            let versions = (self.made.get(), self.moved.get());
            if versions.0 == 0 {
                return versions;
            }
            let picture = Picture {
                lit: store.lit().get(),
                place: store.place().get(),
                palette: palette(store),
                lang: store.lang(),
                unit: sign_height_px(store.view().with(|view| view.face)),
                with_facts: store.is_layer_on(Layer::Base),
            };
            // Only a change of lights is news; a map that was made or moved shows what was there before.
            let is_first = seen.is_none_or(|seen| seen.0 != versions.0);
            let announce = if seen == Some(versions) { Announce::News } else { Announce::Quietly };
            self.surface.update_value(|surface| {
                let Some(surface) = surface else { return };
                if is_first && picture.place != Place::default() {
                    surface.fit(picture.place, false);
                }
                if surface.show(picture, announce).is_err() {
                    self.has_failed.set(true);
                }
            });
            if is_first {
                request_animation_frame(move || {
                    request_animation_frame(move || {
                        // The page may have been left meanwhile.
                        if let Some(has_failed) = self.has_failed.try_get_untracked() {
                            store.map_settled(!has_failed);
                        }
                    });
                });
            }
            versions
        });
    }

    /// Fits the map to the scope whenever that changes.
    pub(super) fn follow_scope(self) {
        Effect::new(move |before: Option<Place>| {
            let place = self.store.place().get();
            if before.is_some_and(|before| before != place) {
                self.fit();
            }
            place
        });
    }

    /// Outlines the cell that the keyboard is on.
    pub(super) fn follow_focus(self) {
        Effect::new(move |_| {
            let focused = self.focused.get();
            self.with_surface(|surface| surface.focus(focused));
        });
    }

    /// Takes in the container's size.
    pub(super) fn resize(self) {
        let mut is_resized = false;
        self.with_surface(|surface| {
            is_resized = surface.resize();
            if is_resized && !self.is_by_hand.get_value() {
                surface.fit(self.store.place().get_untracked(), false);
            }
        });
        if is_resized {
            self.moved.update(|count| *count += 1);
        }
    }

    /// Fits the map to the scope.
    pub(super) fn fit(self) {
        self.is_by_hand.set_value(false);
        let place = self.store.place().get_untracked();
        self.with_surface(|surface| surface.fit(place, !prefers_less_motion()));
    }

    /// Zooms in (positive) or out, by the reader's hand.
    pub(super) fn zoom(self, delta: f64) {
        self.is_by_hand.set_value(true);
        self.with_surface(|surface| surface.zoom_by(delta));
    }

    /// The card of the cell under the pointer, else of the one the keyboard is on.
    pub(super) fn card(self) -> Option<Card> {
        self.moved.track();
        let grid = self.hovered.get().or(self.focused.get())?;
        let at = self.surface.with_value(|surface| surface.as_ref()?.position(grid))?;
        Some(Card { grid, at })
    }

    /// Selects a grid.
    pub(super) fn select(self, grid: usize) {
        let id = self.store.board().with_untracked(|board| {
            board.as_ref()?.areas.grids().get(grid).map(|grid| grid.id.clone())
        });
        if let Some(id) = id {
            self.store.select(Scope::Grid(id));
        }
    }

    /// From a grid to its zone, from there to its town, from there to the district.
    pub(super) fn go_up(self) {
        let place = self.store.place().get_untracked();
        let scope = self.store.board().with_untracked(|board| {
            let areas = &board.as_ref()?.areas;
            let zone = place.zone.filter(|_| place.grid.is_some());
            let town = place.town.filter(|_| place.zone.is_some());
            Some(
                match (
                    zone.and_then(|at| areas.zones().get(at)),
                    town.and_then(|at| areas.towns().get(at)),
                ) {
                    (Some(zone), _) => Scope::Zone(zone.id.clone()),
                    (None, Some(town)) => Scope::Town(town.id.clone()),
                    (None, None) => Scope::District,
                },
            )
        });
        if let Some(scope) = scope {
            self.store.select(scope);
        }
    }

    /// Moves the keyboard's cell; the first step lands on a cell of the scope.
    pub(super) fn steer(self, direction: Direction) {
        let place = self.store.place().get_untracked();
        let from = self.focused.get_untracked();
        let next = self.surface.with_value(|surface| {
            let surface = surface.as_ref()?;
            match from {
                Some(from) => next_cell(from, direction, surface.centres(), surface.neighbours()),
                None => self.store.board().with_untracked(|board| {
                    let places = board.as_ref()?.areas.places();
                    places.iter().position(|grid| grid.is_within(place))
                }),
            }
        });
        if next.is_some() {
            self.focused.set(next);
        }
    }

    fn with_surface(self, act: impl FnOnce(&Surface)) {
        self.surface.with_value(|surface| {
            if let Some(surface) = surface {
                act(surface);
            }
        });
    }
}

fn palette(store: Store) -> &'static tokens::Palette {
    match store.theme() {
        Theme::Dark => &tokens::DARK,
        Theme::Light => &tokens::LIGHT,
    }
}

fn prefers_less_motion() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// Signs grow with the page's type, so that a wall's are readable from its distance.
pub(super) fn sign_height_px(face: Face) -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let rem = size.and_then(|size| size.trim_end_matches("px").parse::<f64>().ok());
    let rems = match face {
        Face::Desk => 0.875,
        Face::Wall => 1.2,
    };
    rem.unwrap_or(16.0) * rems
}
