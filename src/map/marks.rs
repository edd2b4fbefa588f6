//! Signs and names over the cells: one SVG in a pane of the map, in which only what differs is touched.

use super::layout::{Layout, Sign, sign_path};
use crate::{
    charts::number::{fraction, tenths},
    domain::light::Light,
};
use leptos::prelude::document;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// So many signs are an element each. Of more, those that have nothing of their own to say are one path for each light:
/// a browser without a GPU needs a quarter of a second to move thousands of elements.
const MOST_ELEMENTS: usize = 600;

/// The signs and names that are drawn.
pub(super) struct Marks {
    svg: Element,
    /// The many signs, in the order of `TOGETHER`: their paths, and what these draw.
    together: [(Element, String); 3],
    /// Their coordinates are in heights of a sign.
    together_group: Element,
    signs_group: Element,
    names_group: Element,
    /// The cells with a red sign, wherever it is drawn.
    reds: BTreeSet<usize>,
    /// The signs that are an element each.
    signs: BTreeMap<usize, (Sign, Element)>,
    names: Layout,
    /// The height of a sign as it is, and as it would be where there are few.
    units: (f64, f64),
}

/// The lights that have signs, the worst last, so that it lies over the others.
const TOGETHER: [Light; 3] = [Light::Unknown, Light::DueSoon, Light::Red];

/// Whether a sign that was not red before is shown as news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Announce {
    /// It pulses.
    News,
    /// It is simply there: the map has just been drawn or moved.
    Quietly,
}

impl Marks {
    /// An empty SVG in `pane`.
    pub(super) fn new(pane: &HtmlElement) -> Result<Self, JsValue> {
        let svg = element("svg", "marks leaflet-zoom-hide")?;
        // The lists say everything the map says; read aloud twice it would only be noise.
        svg.set_attribute("aria-hidden", "true")?;
        let together_group = element("g", "signs-together")?;
        let path = |light| {
            let path = element("path", class_and_symbol(light).0)?;
            together_group.append_child(&path)?;
            Ok::<_, JsValue>((path, String::new()))
        };
        let [unknown, due_soon, red] = TOGETHER;
        let together = [path(unknown)?, path(due_soon)?, path(red)?];
        let signs_group = element("g", "signs")?;
        let names_group = element("g", "names")?;
        svg.append_child(&signs_group)?;
        svg.append_child(&names_group)?;
        pane.append_child(&svg)?;
        Ok(Self {
            svg,
            together,
            together_group,
            signs_group,
            names_group,
            reds: BTreeSet::new(),
            signs: BTreeMap::new(),
            names: Layout::default(),
            units: (0.0, 0.0),
        })
    }

    /// Draws the layout, names being as large as goes with signs of `full_unit` pixels.
    pub(super) fn draw(
        &mut self,
        layout: &Layout,
        full_unit: f64,
        announce: Announce,
    ) -> Result<(), JsValue> {
        let unit = layout.sign_unit;
        let before = std::mem::replace(&mut self.units, (unit, full_unit));
        let differs = |a: f64, b: f64| (a - b).abs() > f64::EPSILON;
        let unit_changed = differs(before.0, unit);
        let mut wanted: BTreeMap<usize, Sign> = BTreeMap::new();
        wanted.extend(layout.signs.iter().map(|sign| (sign.wish.cell, *sign)));
        self.signs.retain(|cell, (_, element)| {
            let stays = wanted.contains_key(cell);
            if !stays {
                element.remove();
            }
            stays
        });
        let is_crowded = wanted.len() > MOST_ELEMENTS;
        if is_crowded {
            self.svg.prepend_with_node_1(&self.together_group)?;
        } else {
            self.together_group.remove();
        }
        let is_red = |sign: &&Sign| sign.wish.light == Light::Red;
        let mut reds = BTreeSet::new();
        reds.extend(layout.signs.iter().filter(is_red).map(|sign| sign.wish.cell));
        let reds_before = std::mem::replace(&mut self.reds, reds);
        let mut together = TOGETHER.map(|light| (light, String::new()));
        for (cell, sign) in wanted {
            let was_red = reds_before.contains(&cell);
            let is_news = announce == Announce::News && sign.wish.light == Light::Red && !was_red;
            let known = self.signs.get_mut(&cell);
            if is_crowded && known.is_none() && !sign.shows_count && !is_news {
                let of_light = together.iter_mut().find(|(light, _)| *light == sign.wish.light);
                if let Some((_, path)) = of_light {
                    path.push_str(&shape(sign, unit));
                }
                continue;
            }
            if let Some((known, drawn)) = known
                && (known.wish.light, known.wish.count, known.shows_count)
                    == (sign.wish.light, sign.wish.count, sign.shows_count)
            {
                if *known != sign || unit_changed {
                    drawn.set_attribute("transform", &place(sign, unit))?;
                    *known = sign;
                }
                continue;
            }
            let drawn = draw_sign(sign, unit, is_news)?;
            self.signs_group.append_child(&drawn)?;
            if let Some((_, old)) = self.signs.insert(cell, (sign, drawn)) {
                old.remove();
            }
        }
        if unit_changed {
            self.together_group.set_attribute("transform", &format!("scale({})", tenths(unit)))?;
        }
        for ((path, known), (_, wanted)) in self.together.iter_mut().zip(together) {
            if *known != wanted {
                path.set_attribute("d", &wanted)?;
                *known = wanted;
            }
        }
        if self.names.names != layout.names || differs(before.1, full_unit) {
            self.draw_names(layout, full_unit)?;
        }
        Ok(())
    }

    fn draw_names(&mut self, layout: &Layout, unit: f64) -> Result<(), JsValue> {
        self.names_group.set_text_content(None);
        for (text, style, x, y) in &layout.names {
            let name = element("text", style.class())?;
            name.set_attribute("x", &tenths(*x))?;
            name.set_attribute("y", &tenths(*y))?;
            name.set_attribute("font-size", &tenths(unit * style.scale()))?;
            name.set_text_content(Some(text));
            self.names_group.append_child(&name)?;
        }
        self.names.names.clone_from(&layout.names);
        Ok(())
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        self.svg.remove();
    }
}

fn draw_sign(sign: Sign, unit: f64, is_news: bool) -> Result<Element, JsValue> {
    let (class, symbol) = class_and_symbol(sign.wish.light);
    let group = element("g", class)?;
    group.set_attribute("transform", &place(sign, unit))?;
    let shape = element("use", if is_news { "is-news" } else { "" })?;
    shape.set_attribute("href", symbol)?;
    group.append_child(&shape)?;
    if sign.shows_count {
        let count = element("text", "sign-count")?;
        count.set_attribute("x", "0.6")?;
        count.set_text_content(Some(&sign.wish.count.to_string()));
        group.append_child(&count)?;
    }
    Ok(group)
}

/// How the sign of a light is drawn: its classes, and its shape.
pub(super) fn class_and_symbol(light: Light) -> (&'static str, &'static str) {
    match light {
        Light::Red => ("sign sign-red", "#sign-red"),
        Light::DueSoon => ("sign sign-due-soon", "#sign-due-soon"),
        Light::Normal => ("sign sign-normal", "#sign-unknown"),
        Light::Unknown => ("sign sign-unknown", "#sign-unknown"),
    }
}

/// The shape of a sign as a part of a path, in heights of a sign: as the symbol has it (`view`).
fn shape(sign: Sign, unit: f64) -> String {
    let around = sign_path(sign.wish.light);
    format!(
        "M{} {}{around}",
        fraction(sign.wish.x / unit, 1000),
        fraction(sign.wish.y / unit, 1000)
    )
}

/// Where a sign stands, and how large.
fn place(sign: Sign, unit: f64) -> String {
    let (x, y) = (tenths(sign.wish.x), tenths(sign.wish.y));
    format!("translate({x} {y}) scale({})", tenths(unit))
}

/// A new element of SVG, with these classes.
pub(super) fn element(name: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().create_element_ns(Some(SVG), name)?;
    if !class.is_empty() {
        element.set_attribute("class", class)?;
    }
    Ok(element)
}
