//! A plan: the map of a place as a still picture, for a sheet of paper and beside one matter.
//!
//! It says by shape and pattern what the map says by colour: a class for each kind of cell, the signs where they have
//! room, names where they fit. Lengths are in units of the picture, `y` downwards. It knows no colour and no element.

use super::{
    layout::{NameStyle, NameWish, Sign, SignWish, layout},
    number::tenths,
    projection::Projection,
};
use crate::{
    domain::{
        area::{Areas, Place},
        border::{BorderLevel, Borders},
        count::LightCount,
        extent::{Extent, Extents},
        geometry::{Bounds, Line, LonLat, MultiPolygon},
        light::Light,
        lit::LitBoard,
    },
    locales::{Lang, short_name},
    tokens::SHADE_FROM,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a plan shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Subject {
    /// The place; of one inside the district, with what lies around it.
    pub place: Place,
    /// A grid that is marked, by its index.
    pub highlight: Option<usize>,
    /// Where a matter is.
    pub point: Option<LonLat>,
}

/// How large a plan is, in units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Its width at the most.
    pub width: f64,
    /// Its height at the most.
    pub height: f64,
    /// The height of a sign; names are of about that height.
    pub sign: f64,
}

/// A kind of cell, by the worst light in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something in it is overdue.
    Red,
    /// Something in it is due soon.
    DueSoon,
    /// Of something in it the light is not known.
    Unknown,
    /// All is normal; the shade is 1 for few open matters, 5 for many.
    Normal(usize),
    /// Nothing is open.
    Empty,
    /// It lies outside the place, and is there for the sake of orientation.
    Outside,
}

/// A name and the middle of where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// How it is set.
    pub style: NameStyle,
    /// Its middle.
    pub x: f64,
    /// Its middle.
    pub y: f64,
}

/// The picture. A path is the `d` of an SVG path; one of nothing is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The cells, one path for all of a kind, in the order in which they are drawn.
    pub cells: Vec<(Kind, String)>,
    /// The borders between zones.
    pub zone_borders: String,
    /// The borders between towns, and the edge of the district.
    pub town_borders: String,
    /// The outline of the place; of the district none, since it is its edge.
    pub outline: String,
    /// The outline of the marked grid.
    pub highlight: String,
    /// The signs, in the order in which they are drawn.
    pub signs: Vec<Sign>,
    /// The height of a sign.
    pub sign_unit: f64,
    /// The height of a sign where there are few, by which names are set.
    pub name_unit: f64,
    /// The names.
    pub names: Vec<Name>,
    /// Where the matter is.
    pub point: Option<(f64, f64)>,
}

/// How much of the picture is left free around the place: around the district for its edge alone, around a smaller place
/// for what lies there.
const EDGE: f64 = 0.02;
const SURROUNDINGS: f64 = 0.14;

impl Plan {
    /// The plan of a subject on `date`; `None` where nothing of it has a shape.
    pub fn of(
        areas: &Areas,
        lit: &LitBoard,
        date: NaiveDate,
        subject: Subject,
        size: Size,
        lang: Lang,
    ) -> Option<Self> {
        let extents = Extents::of(areas);
        let bounds = frame_of(subject, &extents)?;
        let (projection, width, height) = fit(bounds, subject.place, size);
        let borders = Borders::of(areas);
        let picture = Picture { areas, lit, extents: &extents, projection, width, height };
        let draw = |lines: Vec<Line>| {
            let mut path = String::new();
            for line in lines.iter().filter(|line| picture.is_line_seen(line)) {
                picture.add(&mut path, line, false);
            }
            path
        };
        let outline = if subject.place == Place::default() {
            String::new()
        } else {
            draw(borders.outline(subject.place))
        };
        let highlight = subject.highlight.and_then(|at| areas.grids().get(at)?.shape.as_ref());
        let mut highlighted = String::new();
        for ring in highlight.iter().flat_map(|shape| shape.rings()) {
            picture.add(&mut highlighted, ring, true);
        }
        let signs = picture.sign_wishes(subject.place, date);
        let layout = layout(&signs, &picture.name_wishes(subject, lang), size.sign);
        let names = layout.names.into_iter().map(|(text, style, x, y)| Name { text, style, x, y });
        Some(Self {
            width,
            height,
            cells: picture.cells(subject.place, date),
            zone_borders: draw(borders.lines(BorderLevel::Zone)),
            town_borders: draw(borders.lines(BorderLevel::Town)),
            outline,
            highlight: highlighted,
            signs: layout.signs,
            sign_unit: layout.sign_unit,
            name_unit: size.sign,
            names: names.collect(),
            point: subject.point.map(|at| projection.point(at)),
        })
    }
}

impl Kind {
    /// The kind of a cell with these matters in it.
    fn of(count: &LightCount) -> Self {
        match count.worst() {
            Some(Light::Red) => Self::Red,
            Some(Light::DueSoon) => Self::DueSoon,
            Some(Light::Unknown) => Self::Unknown,
            Some(Light::Normal) => {
                Self::Normal(SHADE_FROM.iter().filter(|from| count.open() >= **from).count())
            }
            None => Self::Empty,
        }
    }

    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Red => "plan-cell plan-red",
            Self::DueSoon => "plan-cell plan-due-soon",
            Self::Unknown => "plan-cell plan-unknown",
            Self::Normal(..=1) => "plan-cell plan-normal plan-normal-1",
            Self::Normal(2) => "plan-cell plan-normal plan-normal-2",
            Self::Normal(3) => "plan-cell plan-normal plan-normal-3",
            Self::Normal(4) => "plan-cell plan-normal plan-normal-4",
            Self::Normal(_) => "plan-cell plan-normal plan-normal-5",
            Self::Empty => "plan-cell plan-empty",
            Self::Outside => "plan-cell plan-outside",
        }
    }
}

/// The box that the picture has to hold: the place, of a grid its zone, and the matter wherever it is.
fn frame_of(subject: Subject, extents: &Extents) -> Option<Bounds> {
    let around = match subject.place {
        Place { grid: Some(_), zone: Some(_), .. } => Place { grid: None, ..subject.place },
        place => place,
    };
    let place = extents.get(around).or_else(|| extents.get(subject.place)).or(extents.district)?;
    // A point far outside the district is a slip, and must not shrink the picture to a dot.
    let district = extents.district?.bounds;
    let point = subject.point.filter(|at| district.with(*at) == district);
    Some(point.map_or(place.bounds, |at| place.bounds.with(at)))
}

/// The projection, and the picture's width and height. The picture of the district is as large as the district; that of a
/// smaller place is as large as it may be, since around it there is something to be seen.
fn fit(bounds: Bounds, place: Place, size: Size) -> (Projection, f64, f64) {
    let flat = |at: LonLat| (at.lon.to_radians(), at.lat.to_radians().sin().atanh());
    let (west, south) = flat(bounds.south_west);
    let (east, north) = flat(bounds.north_east);
    let is_district = place == Place::default();
    let free = 1.0 - 2.0 * if is_district { EDGE } else { SURROUNDINGS };
    let scale = (size.width * free / (east - west).max(f64::MIN_POSITIVE))
        .min(size.height * free / (north - south).max(f64::MIN_POSITIVE));
    let drawn = ((east - west) * scale, (north - south) * scale);
    let (width, height) = if is_district {
        (drawn.0 + 2.0 * EDGE * size.width, drawn.1 + 2.0 * EDGE * size.width)
    } else {
        (size.width, size.height)
    };
    let (left, top) = ((width - drawn.0) / 2.0, (height - drawn.1) / 2.0);
    let projection = Projection::through(
        |at| at,
        [(bounds.south_west, (left, top + drawn.1)), (bounds.north_east, (left + drawn.0, top))],
    );
    (projection, width, height)
}

/// What all parts of a picture are drawn from.
struct Picture<'a> {
    areas: &'a Areas,
    lit: &'a LitBoard,
    extents: &'a Extents,
    projection: Projection,
    width: f64,
    height: f64,
}

impl Picture<'_> {
    /// One path for all cells of a kind.
    fn cells(&self, place: Place, date: NaiveDate) -> Vec<(Kind, String)> {
        let mut paths: BTreeMap<Kind, String> = BTreeMap::new();
        for (at, shape) in self.drawn(date) {
            let Some(Extent { bounds, .. }) = self.extents.grids.get(at).copied().flatten() else {
                continue;
            };
            if !self.is_seen(bounds) {
                continue;
            }
            let is_inside = self.areas.places().get(at).is_some_and(|of| of.is_within(place));
            let count = self.lit.grids.get(at).copied().unwrap_or_default();
            let kind = if is_inside { Kind::of(&count) } else { Kind::Outside };
            let path = paths.entry(kind).or_default();
            for ring in shape.rings() {
                self.add(path, ring, true);
            }
        }
        // What needs attention is drawn last: its edge lies over its neighbours'.
        paths.into_iter().rev().collect()
    }

    /// The grids that have a shape and are in force, by index.
    fn drawn(&self, date: NaiveDate) -> impl Iterator<Item = (usize, &MultiPolygon)> {
        let grids = self.areas.grids().iter().enumerate();
        let grids = grids.filter(move |(_, grid)| grid.is_valid_on(date));
        grids.filter_map(|(at, grid)| Some((at, grid.shape.as_ref()?)))
    }

    fn sign_wishes(&self, place: Place, date: NaiveDate) -> Vec<SignWish> {
        let wish = |cell: usize| {
            let count = self.lit.grids.get(cell)?;
            let light = count.worst().filter(|light| *light != Light::Normal)?;
            let at = self.extents.grids.get(cell).copied().flatten()?.label_point;
            let (x, y) = self.projection.point(at);
            Some(SignWish { cell, light, count: count.of(light), x, y })
        };
        let inside = self
            .drawn(date)
            .filter(|(at, _)| self.areas.places().get(*at).is_some_and(|of| of.is_within(place)));
        inside.filter_map(|(at, _)| wish(at)).filter(|wish| self.holds(wish.x, wish.y)).collect()
    }

    /// Names of the level below the place and of its neighbours; of towns, wherever there is a town.
    fn name_wishes(&self, subject: Subject, lang: Lang) -> Vec<NameWish> {
        let wish = |text: &str, style, place: Place| {
            let Extent { bounds, label_point } = self.extents.get(place)?;
            let (x, y) = self.projection.point(label_point);
            let east = self.projection.point(bounds.north_east).0;
            let room = east - self.projection.point(bounds.south_west).0;
            self.holds(x, y).then(|| NameWish { text: text.into(), style, x, y, room })
        };
        let place = subject.place;
        let mut wishes = Vec::new();
        let towns = self.areas.towns().iter().enumerate().filter_map(|(at, town)| {
            // The name of the place itself stands over the picture already.
            let of = Place { town: Some(at), ..Place::default() };
            let name = lang.name(&town.name, town.name_en.as_deref());
            (place.town != Some(at)).then(|| wish(short_name(name), NameStyle::Town, of))?
        });
        wishes.extend(towns);
        if place.town.is_some() {
            wishes.extend(self.areas.zones().iter().filter_map(|zone| {
                let of = self.areas.place_of_zone(&zone.id)?;
                let name = lang.name(&zone.name, zone.name_en.as_deref());
                let is_near =
                    of.town == place.town && (place.zone.is_none() || of.zone != place.zone);
                is_near.then(|| wish(name, NameStyle::Zone, of))?
            }));
        }
        if place.zone.is_some() {
            let grids = self.areas.grids().iter().zip(self.areas.places());
            let grids = grids.filter(|(_, of)| of.zone == place.zone);
            wishes.extend(grids.filter_map(|(grid, of)| wish(&grid.name, NameStyle::Grid, *of)));
        }
        wishes
    }

    /// Adds a line to a path, its points in tenths of a unit.
    fn add(&self, path: &mut String, line: &Line, is_closed: bool) {
        let mut before = None;
        for at in line {
            let (x, y) = self.projection.point(*at);
            let here = (tenths(x), tenths(y));
            // Of points that fall together one is enough.
            if before.as_ref() != Some(&here) {
                path.push(if before.is_none() { 'M' } else { 'L' });
                path.push_str(&here.0);
                path.push(' ');
                path.push_str(&here.1);
                before = Some(here);
            }
        }
        if is_closed {
            path.push('Z');
        }
    }

    fn holds(&self, x: f64, y: f64) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    fn is_line_seen(&self, line: &Line) -> bool {
        let first = line.first().map(|at| Bounds { south_west: *at, north_east: *at });
        first.is_some_and(|first| {
            self.is_seen(line.iter().fold(first, |around, at| around.with(*at)))
        })
    }

    /// Whether any of a box may be in the picture.
    fn is_seen(&self, bounds: Bounds) -> bool {
        let (left, bottom) = self.projection.point(bounds.south_west);
        let (right, top) = self.projection.point(bounds.north_east);
        left <= self.width && right >= 0.0 && top <= self.height && bottom >= 0.0
    }
}
