//! The optional layers over the cells: clusters of points and the areas of alerts, in a pane of their own.
//!
//! It is drawn when the map has come to rest somewhere else, never while it moves: a drag only shifts the pane. What is
//! drawn is bounded by the screen, however many points there are.

use super::{
    clusters::{Cluster, Net, Point, clusters},
    marks::{class_and_symbol, element},
    projection::{Flat, Projection, Shift},
    scatter::{Look, Positions, label, look},
};
use crate::{
    charts::number::tenths,
    domain::{
        geometry::MultiPolygon,
        layer::{Alert, AlertLevel, AlertPlace, Layer},
        overlay::Validity,
    },
    locales::Lang,
};
use std::sync::Arc;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

/// The side of a mesh in heights of a sign: a glyph and its figures fit in.
const MESH_UNITS: f64 = 4.0;
/// How far beyond the view is drawn, as a share of its sides, so that a short drag needs nothing new.
const BEYOND: f64 = 0.25;

/// The layers of points, the lowest first: a few workers must not be hidden by thousands of cameras, nor a matter by either.
pub(super) const SCATTERED: [Layer; 3] = [Layer::Cameras, Layer::Workers, Layer::Cases];

/// Alerts, and whether each holds.
type Alerts = (Arc<Vec<Alert>>, Vec<Validity>);

/// What is laid over the cells.
pub(super) struct Laid {
    /// The points of each of `SCATTERED` that is on.
    pub scattered: [Option<Arc<Positions>>; 3],
    /// The alerts, and whether each holds.
    pub alerts: Option<Alerts>,
    /// The language of the labels.
    pub lang: Lang,
    /// The height of a sign in pixels.
    pub unit: f64,
}

/// One layer of points, as it is drawn.
struct Scatter {
    layer: Layer,
    group: Element,
    of: Option<Arc<Positions>>,
    /// Its positions, projected as far as that goes without knowing the view.
    flat: Vec<(Flat, usize)>,
}

/// The view that was drawn for.
#[derive(PartialEq)]
struct Drawn {
    lang: Lang,
    unit: f64,
    /// Where the projection puts a fixed place: it tells a change of scale, and of the layers' origin.
    anchor: (f64, f64),
}

/// The pane of the layers.
pub(super) struct Overlay {
    svg: Element,
    alerts_group: Element,
    alerts: Option<Alerts>,
    scatters: Vec<Scatter>,
    drawn: Option<(Drawn, Net)>,
}

impl Overlay {
    /// An empty SVG in `pane`.
    pub(super) fn new(pane: &HtmlElement) -> Result<Self, JsValue> {
        let svg = element("svg", "overlay leaflet-zoom-hide")?;
        // The lists say everything the map says; read aloud twice it would only be noise.
        svg.set_attribute("aria-hidden", "true")?;
        let alerts_group = element("g", "alerts")?;
        svg.append_child(&alerts_group)?;
        let mut scatters = Vec::new();
        for layer in SCATTERED {
            let group = element("g", "glyphs")?;
            svg.append_child(&group)?;
            scatters.push(Scatter { layer, group, of: None, flat: Vec::new() });
        }
        pane.append_child(&svg)?;
        Ok(Self { svg, alerts_group, alerts: None, scatters, drawn: None })
    }

    /// Draws what is laid, for the view with these edges; what stands already is left alone.
    pub(super) fn draw(
        &mut self,
        laid: Laid,
        projection: &Projection,
        shift: Shift,
        view: [f64; 4],
    ) -> Result<(), JsValue> {
        let anchor = projection.pixel(Flat { x: 1.0, y: 1.0 });
        let wanted = Drawn { lang: laid.lang, unit: laid.unit, anchor };
        let stands = self.drawn.as_ref().filter(|(drawn, _)| *drawn == wanted);
        let within = stands.map(|(_, net)| *net).filter(|net| reaches(net.edges(), view));
        let (is_alike, is_within) = (stands.is_some(), within.is_some());
        let net = within.unwrap_or_else(|| {
            let [left, top, right, bottom] = view;
            let (x, y) = ((right - left) * BEYOND, (bottom - top) * BEYOND);
            Net::over([left - x, top - y, right + x, bottom + y], laid.unit * MESH_UNITS)
        });
        for (scatter, of) in self.scatters.iter_mut().zip(&laid.scattered) {
            let is_other = scatter.take(of.as_ref(), shift);
            if is_other || !is_within {
                scatter.draw(projection, &net, laid.lang, laid.unit)?;
            }
        }
        // An area is drawn whole, wherever the view is.
        if !is_alike || !is_same(self.alerts.as_ref(), laid.alerts.as_ref()) {
            self.alerts_group.set_text_content(None);
            for (alert, validity) in
                laid.alerts.iter().flat_map(|(alerts, validities)| alerts.iter().zip(validities))
            {
                if *validity != Validity::Over {
                    self.draw_alert(alert, *validity, &laid, projection)?;
                }
            }
        }
        self.alerts = laid.alerts;
        self.drawn = Some((wanted, net));
        Ok(())
    }

    fn draw_alert(
        &self,
        alert: &Alert,
        validity: Validity,
        laid: &Laid,
        projection: &Projection,
    ) -> Result<(), JsValue> {
        let (outline, label_point) = match &alert.place {
            AlertPlace::Area(shape) => (outline(shape, projection), shape.inner_point()),
            AlertPlace::Point(at) => (around(projection.point(*at), laid.unit), Some(*at)),
            AlertPlace::Unknown => return Ok(()),
        };
        let (level, words) = (level_code(&alert.level), laid.lang.locale().layers.alert_level);
        let state = if validity == Validity::Holds { "" } else { " alert-to-come" };
        let group = element("g", &format!("alert alert-{level}{state}"))?;
        for class in ["alert-ground", "alert-halo", "alert-line"] {
            let path = element("path", class)?;
            path.set_attribute("d", &outline)?;
            group.append_child(&path)?;
        }
        if let Some(at) = label_point {
            let (x, y) = projection.point(at);
            let label = element("text", "name alert-label")?;
            label.set_attribute("x", &tenths(x))?;
            label.set_attribute("y", &tenths(y + laid.unit * 1.6))?;
            label.set_attribute("font-size", &tenths(laid.unit * 0.95))?;
            label.set_text_content(Some(&format!("{} · {}", words(&alert.level), alert.title)));
            group.append_child(&label)?;
        }
        self.alerts_group.append_child(&group)?;
        Ok(())
    }
}

impl Scatter {
    /// Takes in other points, and tells whether they are others.
    fn take(&mut self, of: Option<&Arc<Positions>>, shift: Shift) -> bool {
        let is_same = match (&self.of, of) {
            (Some(known), Some(of)) => Arc::ptr_eq(known, of),
            (known, of) => known.is_none() && of.is_none(),
        };
        if !is_same {
            self.flat.clear();
            let positions = of.into_iter().flat_map(|of| of.iter());
            self.flat.extend(positions.map(|(at, kind)| (Flat::of(shift(*at)), *kind)));
            self.of = of.cloned();
        }
        !is_same
    }

    fn draw(&self, at: &Projection, net: &Net, lang: Lang, unit: f64) -> Result<(), JsValue> {
        self.group.set_text_content(None);
        let points = self.flat.iter().map(|(flat, kind)| {
            let (x, y) = at.pixel(*flat);
            Point { x, y, kind: *kind }
        });
        for cluster in clusters(points, net) {
            let drawn = draw_cluster(self.layer, &cluster, lang, unit)?;
            self.group.append_child(&drawn)?;
        }
        Ok(())
    }
}

fn is_same(known: Option<&Alerts>, of: Option<&Alerts>) -> bool {
    match (known, of) {
        (Some((known, before)), Some((of, now))) => Arc::ptr_eq(known, of) && before == now,
        (known, of) => known.is_none() && of.is_none(),
    }
}

impl Drop for Overlay {
    fn drop(&mut self) {
        self.svg.remove();
    }
}

fn reaches([left, top, right, bottom]: [f64; 4], view: [f64; 4]) -> bool {
    let [view_left, view_top, view_right, view_bottom] = view;
    left <= view_left && top <= view_top && view_right <= right && view_bottom <= bottom
}

/// The rings of an area as a path.
fn outline(shape: &MultiPolygon, projection: &Projection) -> String {
    let mut path = String::new();
    for ring in shape.rings() {
        let mut command = 'M';
        for at in ring {
            let (x, y) = projection.point(*at);
            path.push(std::mem::replace(&mut command, 'L'));
            path.push_str(&tenths(x));
            path.push(' ');
            path.push_str(&tenths(y));
        }
        path.push('z');
    }
    path
}

/// A diamond around a place that has no area.
fn around((x, y): (f64, f64), unit: f64) -> String {
    let (x, y, reach) = (tenths(x), tenths(y - unit), tenths(unit));
    format!("M{x} {y}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z")
}

fn draw_cluster(
    layer: Layer,
    cluster: &Cluster,
    lang: Lang,
    unit: f64,
) -> Result<Element, JsValue> {
    let look = look(layer, cluster);
    let count = cluster.count();
    // Clusters of two layers have their middles at nearly the same place: each steps aside in its own direction.
    let aside = match layer {
        Layer::Workers if count > 1 => -0.95,
        Layer::Cameras if count > 1 => 0.95,
        _ => 0.0,
    };
    let scale = if matches!(look, Look::Light(_)) { 0.8 } else { 1.0 };
    let (x, y) = (tenths(cluster.x), tenths(cluster.y + aside * unit));
    let (class, symbol) = match look {
        Look::Light(light) => class_and_symbol(light),
        Look::Filled => ("glyph", symbol(layer)),
        Look::Outlined => ("glyph glyph-outlined", symbol(layer)),
        Look::Struck => ("glyph glyph-outlined", "#glyph-camera-off"),
    };
    let group = element("g", class)?;
    group.set_attribute("data-layer", layer.code())?;
    group.set_attribute("data-count", &count.to_string())?;
    let place = format!("translate({x} {y}) scale({})", tenths(unit * scale));
    group.set_attribute("transform", &place)?;
    let shape = element("use", "")?;
    shape.set_attribute("href", symbol)?;
    group.append_child(&shape)?;
    let words = label(layer, cluster, &lang.locale().layers.camera_letters);
    if !words.is_empty() {
        let text = element("text", "sign-count")?;
        text.set_attribute("x", "0.65")?;
        text.set_text_content(Some(&words));
        group.append_child(&text)?;
    }
    Ok(group)
}

/// The part of a level in the names of its classes: a level in the source's own words has no class of its own.
fn level_code(level: &AlertLevel) -> &str {
    if matches!(level, AlertLevel::Other(_)) { "other" } else { level.code() }
}

fn symbol(layer: Layer) -> &'static str {
    if layer == Layer::Workers { "#glyph-worker" } else { "#glyph-camera" }
}
