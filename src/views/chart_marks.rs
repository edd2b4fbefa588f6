//! A picture as the elements of an SVG: what is there is compared with what is wanted, and only what differs is touched.
//!
//! It knows shapes and attributes, and neither signals nor what a chart is about.

use crate::{
    charts::{
        layout::sign_path,
        number::tenths,
        picture::{Anchor, Mark, Picture, Role, Shape, Target},
    },
    domain::light::Light,
};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The attributes of an element.
type Attributes = Vec<(&'static str, String)>;

/// What is drawn in an SVG.
pub(super) struct Drawn {
    svg: Element,
    marks: Element,
    targets: Element,
    /// Before the addresses of this chart's patterns, which must not be another's: that one may be hidden.
    patterns: String,
    picture: Picture,
}

/// What a press on a target does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// It chooses.
    Chooses,
    /// It does nothing.
    Nothing,
}

impl Drawn {
    /// Nothing yet, in two groups of an SVG: what is seen, and what is reached.
    pub(super) fn new(svg: &Element, patterns: &str) -> Result<Self, JsValue> {
        let group = || document().create_element_ns(Some(SVG), "g");
        let (marks, targets) = (group()?, group()?);
        marks.set_attribute("aria-hidden", "true")?;
        svg.append_child(&marks)?;
        svg.append_child(&targets)?;
        let picture = Picture::default();
        Ok(Self { svg: svg.clone(), marks, targets, patterns: patterns.to_owned(), picture })
    }

    /// Makes the elements those of another picture. The target at `stop` is the one that the Tab key reaches.
    pub(super) fn draw(
        &mut self,
        picture: Picture,
        press: Press,
        stop: usize,
    ) -> Result<(), JsValue> {
        let before = std::mem::replace(&mut self.picture, picture);
        let now = &self.picture;
        if (before.width, before.height) != (now.width, now.height) {
            let view_box = format!("0 0 {} {}", tenths(now.width), tenths(now.height));
            self.svg.set_attribute("viewBox", &view_box)?;
        }
        let shown = self.marks.children();
        for (at, mark) in now.marks.iter().enumerate() {
            let old = before.marks.get(at);
            if old == Some(mark) {
                continue;
            }
            let element = shown.item(u32::try_from(at).unwrap_or(u32::MAX));
            match element.zip(old).filter(|(_, old)| tag(&old.shape) == tag(&mark.shape)) {
                Some((element, old)) => {
                    let old = mark_attributes(old, &self.patterns);
                    write(&element, &old, &mark_attributes(mark, &self.patterns))?;
                    write_text(&element, mark);
                }
                None => self.put(at, mark)?,
            }
        }
        shrink(&self.marks, now.marks.len());
        for (at, target) in now.targets.iter().enumerate() {
            let old = before.targets.get(at);
            if old != Some(target) {
                self.put_target(at, target, old, press, stop)?;
            }
        }
        shrink(&self.targets, now.targets.len());
        Ok(())
    }

    /// Another element in a mark's place.
    fn put(&self, at: usize, mark: &Mark) -> Result<(), JsValue> {
        let element = document().create_element_ns(Some(SVG), tag(&mark.shape))?;
        write(&element, &[], &mark_attributes(mark, &self.patterns))?;
        write_text(&element, mark);
        match child(&self.marks, at) {
            Some(old) => self.marks.replace_child(&element, &old).map(drop),
            None => self.marks.append_child(&element).map(drop),
        }
    }

    fn put_target(
        &self,
        at: usize,
        target: &Target,
        old: Option<&Target>,
        press: Press,
        stop: usize,
    ) -> Result<(), JsValue> {
        let group = if let Some(group) = child(&self.targets, at) {
            group
        } else {
            let group = document().create_element_ns(Some(SVG), "g")?;
            let rect = document().create_element_ns(Some(SVG), "rect")?;
            group.append_child(&rect)?;
            group.set_attribute("data-at", &at.to_string())?;
            group.set_attribute("tabindex", if at == stop { "0" } else { "-1" })?;
            self.targets.append_child(&group)?;
            group
        };
        let attributes = |of: &Target| target_attributes(of, press);
        let old_ones = old.map(attributes).unwrap_or_default();
        write(&group, &old_ones, &attributes(target))?;
        let Some(rect) = group.first_element_child() else { return Ok(()) };
        write(&rect, &old.map(place_of).unwrap_or_default(), &place_of(target))
    }

    /// Moves the stop of the Tab key.
    pub(super) fn stop_at(&self, before: usize, now: usize) {
        for (at, value) in [(before, "-1"), (now, "0")] {
            if let Some(group) = child(&self.targets, at) {
                // Setting an attribute fails only for a name that is none.
                let _set = group.set_attribute("tabindex", value);
            }
        }
    }

    /// The element of a target.
    pub(super) fn target(&self, at: usize) -> Option<web_sys::SvgElement> {
        child(&self.targets, at)?.dyn_into().ok()
    }

    /// The targets, as they were drawn.
    pub(super) fn targets(&self) -> &[Target] {
        &self.picture.targets
    }
}

fn child(of: &Element, at: usize) -> Option<Element> {
    of.children().item(u32::try_from(at).ok()?)
}

/// Takes away what is too many.
fn shrink(group: &Element, count: usize) {
    while let Some(more) = child(group, count) {
        more.remove();
    }
}

/// Sets what differs, and takes away what is no more.
fn write(
    element: &Element,
    old: &[(&'static str, String)],
    new: &[(&'static str, String)],
) -> Result<(), JsValue> {
    for (name, value) in new {
        if !old.iter().any(|before| (before.0, &before.1) == (*name, value)) {
            element.set_attribute(name, value)?;
        }
    }
    for (name, _) in old {
        if !new.iter().any(|now| now.0 == *name) {
            element.remove_attribute(name)?;
        }
    }
    Ok(())
}

fn write_text(element: &Element, mark: &Mark) {
    if let Shape::Text { text, .. } = &mark.shape {
        element.set_text_content(Some(text));
    }
}

fn tag(shape: &Shape) -> &'static str {
    match shape {
        Shape::Rect { .. } => "rect",
        Shape::Line { .. } => "line",
        Shape::Path(_) | Shape::Sign { .. } => "path",
        Shape::Text { .. } => "text",
    }
}

fn mark_attributes(mark: &Mark, patterns: &str) -> Attributes {
    let mut of = vec![("class", class(mark).to_owned())];
    match &mark.shape {
        Shape::Rect { x, y, width, height } => {
            of.extend(place([*x, *y, *width, *height]));
            // A pattern is referred to by the element: in a style sheet the address would be looked for beside that sheet.
            if matches!(mark.class, "light-due-soon" | "light-unknown" | "chart-off") {
                of.push(("fill", format!("url(#{patterns}-{})", mark.class)));
            }
        }
        Shape::Line { from, to } => of.extend([
            ("x1", tenths(from.0)),
            ("y1", tenths(from.1)),
            ("x2", tenths(to.0)),
            ("y2", tenths(to.1)),
        ]),
        Shape::Path(points) => of.push(("d", path(points))),
        Shape::Text { x, y, anchor, size, .. } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let size = ("font-size", tenths(*size));
            of.extend([("x", tenths(*x)), ("y", tenths(*y)), size]);
            of.push(("text-anchor", anchor.to_owned()));
        }
        Shape::Sign { light, x, y, size } => {
            of.push(("d", format!("M0 0{}", sign_path(*light))));
            let (x, y, size) = (tenths(*x), tenths(*y), tenths(*size));
            of.push(("transform", format!("translate({x} {y}) scale({size})")));
        }
    }
    of
}

/// The class of a mark; a sign has that of its light.
fn class(mark: &Mark) -> &'static str {
    match mark.shape {
        Shape::Sign { light: Light::Red, .. } => "chart-sign chart-sign-red",
        Shape::Sign { light: Light::DueSoon, .. } => "chart-sign chart-sign-due-soon",
        Shape::Sign { light: Light::Normal, .. } => "chart-sign chart-sign-normal",
        Shape::Sign { light: Light::Unknown, .. } => "chart-sign chart-sign-unknown",
        _ => mark.class,
    }
}

fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (x, y) in points {
        path.push(if path.is_empty() { 'M' } else { 'L' });
        path.push_str(&tenths(*x));
        path.push(' ');
        path.push_str(&tenths(*y));
    }
    path
}

fn place([x, y, width, height]: [f64; 4]) -> Attributes {
    vec![("x", tenths(x)), ("y", tenths(y)), ("width", tenths(width)), ("height", tenths(height))]
}

fn place_of(target: &Target) -> Attributes {
    place([target.x, target.y, target.width, target.height])
}

fn target_attributes(target: &Target, press: Press) -> Attributes {
    let is_button = press == Press::Chooses && target.role == Role::Item;
    let class = match (is_button, target.is_chosen) {
        (_, true) => "chart-target chart-chosen",
        (true, false) => "chart-target chart-button",
        (false, false) => "chart-target",
    };
    let role = if is_button { "button" } else { "img" };
    let mut of = vec![
        ("class", class.to_owned()),
        ("role", role.to_owned()),
        ("aria-label", target.label.clone()),
    ];
    if is_button {
        of.push(("aria-pressed", target.is_chosen.to_string()));
    }
    of
}
