//! What matters are called: categories, titles, places and units of `life.json`, and how they become one title.
//!
//! A template names its places as `{home}` or `{road}`; they are filled with names made from the zone's own, so that
//! title, address and place on the map agree. It knows no time and no state of a matter.

use super::{
    draw::Draw,
    ground::{Grid, Ground},
    json::{list, member, number, text},
};
use serde_json::Value;

/// One of the six domains.
pub(super) struct Domain {
    pub(super) code: Box<str>,
    /// How many of a thousand matters are of it.
    pub(super) share: i32,
    /// How many of a thousand of its matters are referred to a unit.
    pub(super) referred: i32,
    /// How many of a thousand of its hard matters need a special report.
    pub(super) special: i32,
}

/// A kind of matter within a domain.
pub(super) struct Category {
    pub(super) domain: usize,
    pub(super) name: Box<str>,
    /// How common it is among those of its domain, month by month.
    weights: [i32; 12],
    /// Storms bring many of them.
    is_storm: bool,
    /// Some of the units that handle it work on days off too.
    pub(super) is_duty: bool,
    /// Some need a special report.
    pub(super) is_hard: bool,
    /// Only in grids of this kind (`u`, `r`, `c`); anywhere if empty.
    place: Box<str>,
    pub(super) units: Box<[Box<str>]>,
    titles: Box<[Box<str>]>,
}

/// Names of one kind of place, for built-up and for village grids, and the words that tell where exactly.
struct Place {
    key: Box<str>,
    names: [Box<[Box<str>]>; 2],
    near: [Box<[Box<str>]>; 2],
}

/// All words of a life.
pub(super) struct Words {
    pub(super) domains: Vec<Domain>,
    pub(super) categories: Vec<Category>,
    places: Vec<Place>,
}

fn texts(value: &Value) -> Box<[Box<str>]> {
    list(value).iter().filter_map(Value::as_str).map(Box::from).collect()
}

impl Words {
    /// Reads the words of `life.json`.
    pub(super) fn read(life: &Value) -> Self {
        let mut words = Self { domains: Vec::new(), categories: Vec::new(), places: Vec::new() };
        for domain in list(member(life, "domains")) {
            for category in list(member(domain, "categories")) {
                let is = |key| member(category, key) == &Value::Bool(true);
                let weight = number(member(category, "weight"));
                let mut weights = [3 * weight; 12];
                for (at, digit) in weights.iter_mut().zip(text(category, "season").bytes()) {
                    *at = weight * i32::from(digit.saturating_sub(b'0'));
                }
                words.categories.push(Category {
                    domain: words.domains.len(),
                    name: text(category, "name").into(),
                    weights,
                    is_storm: is("storm"),
                    is_duty: is("duty"),
                    is_hard: is("hard"),
                    place: text(category, "where").into(),
                    units: texts(member(category, "units")),
                    titles: texts(member(category, "titles")),
                });
            }
            words.domains.push(Domain {
                code: text(domain, "code").into(),
                share: number(member(domain, "share")),
                referred: number(member(domain, "referred")),
                special: number(member(domain, "special")),
            });
        }
        for place in list(member(life, "places")) {
            words.places.push(Place {
                key: text(place, "key").into(),
                names: ["u", "r"].map(|kind| texts(member(place, kind))),
                near: ["near_u", "near_r"].map(|kind| texts(member(place, kind))),
            });
        }
        words
    }

    /// A category for a matter that arises in `grid`, in the `month` counted from 0.
    pub(super) fn draw_category(
        &self,
        grid: &Grid,
        month: usize,
        is_stormy: bool,
        draw: &mut Draw,
    ) -> usize {
        let shares: Vec<i32> = self.domains.iter().map(|domain| domain.share).collect();
        let domain = draw.weighted(&shares);
        let weight = |category: &Category| {
            let fits = category.domain == domain && grid.is_kind(&category.place);
            let weight = category.weights.get(month).copied().unwrap_or(0);
            if fits { weight * if is_stormy && category.is_storm { 6 } else { 1 } } else { 0 }
        };
        let weights: Vec<i32> = self.categories.iter().map(weight).collect();
        draw.weighted(&weights)
    }

    /// A title and an address that agree.
    pub(super) fn compose(
        &self,
        category: usize,
        grid: &Grid,
        ground: &Ground,
        draw: &mut Draw,
    ) -> (Box<str>, Box<str>) {
        // A template may begin with the kind of grid it is for: `r:…`.
        let titles = self.categories.get(category).map_or(&[][..], |category| &category.titles);
        let fitting = |title| match str::split_once(title, ':') {
            Some((kind, template)) => grid.is_kind(kind).then_some(template),
            None => Some(title),
        };
        let titles: Vec<&str> = titles.iter().filter_map(|title| fitting(title)).collect();
        let template = draw.pick(&titles).copied().unwrap_or("");

        let mut filling = Filling { words: self, grid, ground, draw, first: None };
        let mut title = String::new();
        filling.fill(&mut title, template);
        // A title that names no place lies at the homes of its grid.
        if filling.first.is_none() {
            filling.fill(&mut String::new(), "{home}");
        }
        let (place, name) = filling.first.take().unwrap_or_default();
        let mut address = String::from(ground.town_name(grid));
        address.push_str(&name);
        let near = self.places.get(place).and_then(|place| place.near.get(grid.style()));
        if let Some(near) = near.and_then(|near| filling.draw.pick(near)) {
            address.push_str(near);
        }
        (title.into(), address.into())
    }

    /// The name of a unit in this grid; only that of a committee depends on the place.
    pub(super) fn unit(
        &self,
        template: &str,
        grid: &Grid,
        ground: &Ground,
        draw: &mut Draw,
    ) -> Box<str> {
        let mut unit = String::new();
        Filling { words: self, grid, ground, draw, first: None }.fill(&mut unit, template);
        unit.into()
    }
}

/// A template being filled.
struct Filling<'f> {
    words: &'f Words,
    grid: &'f Grid,
    ground: &'f Ground,
    draw: &'f mut Draw,
    /// The first place that was named: its kind and its name.
    first: Option<(usize, String)>,
}

impl Filling<'_> {
    fn fill(&mut self, out: &mut String, template: &str) {
        let mut rest = template;
        while let Some((before, key, after)) = rest.split_once('{').and_then(|(before, rest)| {
            rest.split_once('}').map(|(key, after)| (before, key, after))
        }) {
            out.push_str(before);
            rest = after;
            let stem = match key {
                "z" => self.ground.zone_stem(self.grid),
                "t" => self.ground.town_stem(self.grid),
                _ => {
                    self.fill_place(out, key);
                    continue;
                }
            };
            out.push_str(stem);
            // 徐村 has a 徐村, not a 徐村村.
            if stem.ends_with('村') && rest.starts_with('村') {
                rest = rest.strip_prefix('村').unwrap_or(rest);
            }
        }
        out.push_str(rest);
    }

    fn fill_place(&mut self, out: &mut String, key: &str) {
        let mut places = self.words.places.iter();
        let Some(kind) = places.position(|place| &*place.key == key) else { return };
        let names =
            self.words.places.get(kind).and_then(|place| place.names.get(self.grid.style()));
        let names = names.map_or(&[][..], |names| names);
        // The homes of a grid are always the same; other places are any of the zone's.
        let name = if key == "home" {
            names.get(self.grid.number % names.len().max(1))
        } else {
            self.draw.pick(names)
        };
        let mut filled = String::new();
        self.fill(&mut filled, name.map_or("", |name| name));
        out.push_str(&filled);
        if self.first.is_none() && key.len() > 1 {
            self.first = Some((kind, filled));
        }
    }
}
