//! Signs and names over the cells: one SVG in a pane of the map, in which only what differs is touched.

use super::layout::{Layout, Sign};
use crate::domain::light::Light;
use leptos::prelude::document;
use std::collections::BTreeMap;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// The signs and names that are drawn.
pub(super) struct Marks {
    svg: Element,
    signs_group: Element,
    names_group: Element,
    signs: BTreeMap<usize, (Sign, Element)>,
    names: Layout,
    unit: f64,
}

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
        let signs_group = element("g", "signs")?;
        let names_group = element("g", "names")?;
        svg.append_child(&signs_group)?;
        svg.append_child(&names_group)?;
        pane.append_child(&svg)?;
        Ok(Self {
            svg,
            signs_group,
            names_group,
            signs: BTreeMap::new(),
            names: Layout::default(),
            unit: 0.0,
        })
    }

    /// Draws the layout, `unit` being the height of a sign in pixels.
    pub(super) fn draw(
        &mut self,
        layout: &Layout,
        unit: f64,
        announce: Announce,
    ) -> Result<(), JsValue> {
        let unit_changed = (unit - self.unit).abs() > f64::EPSILON;
        self.unit = unit;
        let mut wanted: BTreeMap<usize, Sign> = BTreeMap::new();
        wanted.extend(layout.signs.iter().map(|sign| (sign.wish.cell, *sign)));
        self.signs.retain(|cell, (_, element)| {
            let stays = wanted.contains_key(cell);
            if !stays {
                element.remove();
            }
            stays
        });
        for (cell, sign) in wanted {
            let known = self.signs.get_mut(&cell);
            let was_red = known.as_ref().is_some_and(|(known, _)| known.wish.light == Light::Red);
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
            let is_news = announce == Announce::News && sign.wish.light == Light::Red && !was_red;
            let drawn = draw_sign(sign, unit, is_news)?;
            self.signs_group.append_child(&drawn)?;
            if let Some((_, old)) = self.signs.insert(cell, (sign, drawn)) {
                old.remove();
            }
        }
        if self.names.names != layout.names || unit_changed {
            self.draw_names(layout, unit)?;
        }
        Ok(())
    }

    fn draw_names(&mut self, layout: &Layout, unit: f64) -> Result<(), JsValue> {
        self.names_group.set_text_content(None);
        for (text, style, x, y) in &layout.names {
            let name = element("text", style.class())?;
            name.set_attribute("x", &pixels(*x))?;
            name.set_attribute("y", &pixels(*y))?;
            name.set_attribute("font-size", &pixels(unit * style.scale()))?;
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
    let (class, symbol) = match sign.wish.light {
        Light::Red => ("sign sign-red", "#sign-red"),
        Light::DueSoon => ("sign sign-due-soon", "#sign-due-soon"),
        Light::Unknown | Light::Normal => ("sign sign-unknown", "#sign-unknown"),
    };
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

/// Where a sign stands, and how large.
fn place(sign: Sign, unit: f64) -> String {
    let (x, y) = (pixels(sign.wish.x), pixels(sign.wish.y));
    format!("translate({x} {y}) scale({})", pixels(unit))
}

/// A length in tenths of a pixel, without the program having to carry the formatting of fractions.
#[expect(clippy::cast_possible_truncation, reason = "tenths of the pixels of a screen fit 32 bits")]
fn pixels(length: f64) -> String {
    let tenths = (length * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", (tenths / 10).abs(), (tenths % 10).abs())
}

fn element(name: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().create_element_ns(Some(SVG), name)?;
    if !class.is_empty() {
        element.set_attribute("class", class)?;
    }
    Ok(element)
}
