//! The frame of every chart: its title, the SVG that any picture is drawn in, and the table behind it.
//!
//! A chart is one stop of the Tab key; arrows move from item to item. It is drawn when its picture is another one, and
//! laid out anew when its width is; while it is hidden, neither.

use super::{
    chart_marks::{Drawn, Press},
    data_table::{data_table, is_open_now},
};
use crate::{
    charts::{
        data_table::Table,
        picture::{Picture, Role, Space},
    },
    store::Store,
};
use leptos::{ev::KeyboardEvent, html, prelude::*, svg};
use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicU32, Ordering},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// How a chart is made for the space there is; what it reads is followed.
pub(super) type Draw = Box<dyn Fn(Space) -> Picture + Send + Sync>;
/// How the table behind a chart is made.
pub(super) type MakeTable = Box<dyn Fn() -> Table + Send + Sync>;

/// Each chart's patterns have addresses of their own.
static CHARTS: AtomicU32 = AtomicU32::new(0);

/// A chart's own state.
#[derive(Clone, Copy)]
struct Chart {
    svg: NodeRef<svg::Svg>,
    drawn: StoredValue<Option<Drawn>, LocalStorage>,
    /// The space as it was measured; none while the chart is hidden.
    space: RwSignal<Option<Space>>,
    /// The item that the keyboard is on, or was.
    active: StoredValue<usize>,
    /// What is said of the item under the pointer or the keyboard.
    said: RwSignal<String>,
    on_choose: Option<Callback<usize>>,
}

/// A chart with its title, a line on what it shows, and the table behind it.
#[component]
pub(super) fn ChartFigure(
    title: Signal<String>,
    hint: Signal<String>,
    draw: Draw,
    table: MakeTable,
    on_choose: Option<Callback<usize>>,
) -> AnyView {
    let store = Store::get();
    let chart = Chart {
        svg: NodeRef::new(),
        drawn: StoredValue::new_local(None),
        space: RwSignal::new(None),
        active: StoredValue::new(0),
        said: RwSignal::new(String::new()),
        on_choose,
    };
    let id = format!("chart-{}", CHARTS.fetch_add(1, Ordering::Relaxed));
    let keys = format!("{id}-keys");
    let body = NodeRef::<html::Div>::new();
    chart.measure(body);
    chart.follow(draw, id.clone());
    view! {
        <figure class="chart">
            <figcaption>
                <span class="chart-title">{title}</span>
                <span class="chart-hint">{hint}</span>
            </figcaption>
            <div class="chart-body" node_ref=body>
                <svg
                    class="chart-svg"
                    role="group"
                    node_ref=chart.svg
                    aria-label=title
                    aria-describedby=keys.clone()
                    on:keydown=move |event| chart.on_key(&event)
                    on:click=move |event| chart.choose(item_of(event.target()))
                    on:focusin=move |event| chart.reach(event.target())
                    on:pointerover=move |event| chart.say(item_of(event.target()))
                    on:pointerleave=move |_| chart.say(None)
                >
                    {patterns(&id)}
                </svg>
            </div>
            <p class="visually-hidden" id=keys>{store.say(match on_choose {
                Some(_) => |l| l.chart.keys_choose,
                None => |l| l.chart.keys,
            })}</p>
            <p class="chart-said" aria-hidden="true">{chart.said}</p>
            {table_behind(store, title, table)}
        </figure>
    }
    .into_any()
}

impl Chart {
    /// Takes in the space whenever it changes, until the chart is gone.
    fn measure(self, body: NodeRef<html::Div>) {
        let held = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
        Effect::new(move |_| {
            let Some(element) = body.get() else { return };
            let measured: Element = element.unchecked_into();
            let of = measured.clone();
            let callback = Closure::<dyn FnMut()>::new(move || {
                let space = space_of(&of);
                // Only another width is another picture: a chart's height is its own doing.
                if self.space.try_get_untracked().is_some_and(|before| before != space) {
                    self.space.set(space);
                }
            });
            if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
                observer.observe(&measured);
                held.set_value(Some((observer, callback)));
            }
        });
        on_cleanup(move || {
            if let Some((observer, _)) = held.try_update_value(Option::take).flatten() {
                observer.disconnect();
            }
        });
    }

    /// Draws whatever the picture has become.
    fn follow(self, draw: Draw, id: String) {
        let picture = Memo::new(move |_| self.space.get().map(&draw));
        let press = if self.on_choose.is_some() { Press::Chooses } else { Press::Nothing };
        Effect::new(move |_| {
            let Some(svg) = self.svg.get() else { return };
            let Some(picture) = picture.get() else { return };
            self.drawn.update_value(|drawn| {
                if drawn.is_none() {
                    *drawn = Drawn::new(&svg, &id).ok();
                }
                let Some(drawn) = drawn else { return };
                let last = picture.targets.len().saturating_sub(1);
                let stop = self.active.get_value().min(last);
                // Elements of SVG are refused by no browser; a chart that could not be drawn has its table.
                if drawn.draw(picture, press, stop).is_ok() && stop != self.active.get_value() {
                    drawn.stop_at(stop, stop);
                    self.active.set_value(stop);
                }
            });
        });
    }

    fn with_drawn<T>(self, read: impl FnOnce(&Drawn) -> Option<T>) -> Option<T> {
        self.drawn.try_with_value(|drawn| drawn.as_ref().and_then(read)).flatten()
    }

    fn say(self, at: Option<usize>) {
        let sentence =
            at.and_then(|at| self.with_drawn(|drawn| Some(drawn.targets().get(at)?.label.clone())));
        self.said.set(sentence.unwrap_or_default());
    }

    /// The keyboard is on another item.
    fn reach(self, target: Option<web_sys::EventTarget>) {
        let Some(at) = item_of(target) else { return };
        let before = self.active.get_value();
        if before != at {
            self.with_drawn(|drawn| {
                drawn.stop_at(before, at);
                Some(())
            });
            self.active.set_value(at);
        }
        self.say(Some(at));
    }

    fn choose(self, at: Option<usize>) {
        let Some(at) = at else { return };
        let role = self.with_drawn(|drawn| Some(drawn.targets().get(at)?.role));
        if let Some(on_choose) = self.on_choose.filter(|_| role == Some(Role::Item)) {
            on_choose.run(at);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let Some(at) = item_of(event.target()) else { return };
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            // Those are the browser's own: back, forward, the top of the page.
            return;
        }
        let count = self.with_drawn(|drawn| Some(drawn.targets().len())).unwrap_or_default();
        let last = count.saturating_sub(1);
        let to = match &*event.key() {
            "ArrowRight" | "ArrowDown" => ControlFlow::Continue((at + 1).min(last)),
            "ArrowLeft" | "ArrowUp" => ControlFlow::Continue(at.saturating_sub(1)),
            "Home" => ControlFlow::Continue(0),
            "End" => ControlFlow::Continue(last),
            "Enter" | " " => ControlFlow::Break(at),
            _ => return,
        };
        event.prevent_default();
        match to {
            ControlFlow::Break(at) => self.choose(Some(at)),
            ControlFlow::Continue(to) => {
                // The element is taken out first: its focus calls `reach`, which reads the same value.
                if let Some(element) = self.with_drawn(|drawn| drawn.target(to)) {
                    // What is not in the page any more cannot have the focus, and needs none.
                    let _focused = element.focus();
                }
            }
        }
    }
}

/// The item that an event is about.
fn item_of(target: Option<web_sys::EventTarget>) -> Option<usize> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest("[data-at]").ok()??.get_attribute("data-at")?.parse().ok()
}

/// The space inside an element; none while it is hidden.
fn space_of(element: &Element) -> Option<Space> {
    let width = f64::from(element.client_width());
    let style = window().get_computed_style(element).ok()??;
    let size = style.get_property_value("font-size").ok()?;
    // "13px"; the browser reads numbers already, and the program need not carry that.
    let text = js_sys::parse_float(&size);
    (width > 0.0).then_some(Space { width, text })
}

/// What tells the kinds of a bar's parts apart where colours do not.
fn patterns(id: &str) -> AnyView {
    let pattern = |class: &'static str, lines: &'static str| {
        view! {
            <pattern id=format!("{id}-{class}") class=format!("{class}-pattern") width="5" height="5" patternUnits="userSpaceOnUse">
                <rect width="5" height="5" />
                <path d=lines />
            </pattern>
        }
    };
    let hatch = "M-1 1 L1 -1 M0 5 L5 0 M4 6 L6 4";
    view! {
        <defs>
            {pattern("light-due-soon", hatch)}
            {pattern("light-unknown", "M1 1 H3 M1 3.5 H3")}
            {pattern("chart-off", hatch)}
        </defs>
    }
    .into_any()
}

/// The table behind a chart, which is made once somebody opens it.
fn table_behind(store: Store, title: Signal<String>, table: MakeTable) -> AnyView {
    let is_open = RwSignal::new(false);
    let on_toggle = move |event: web_sys::Event| is_open.set(is_open_now(&event));
    let body = move || is_open.get().then(|| data_table(table(), title));
    view! {
        <details class="chart-data" on:toggle=on_toggle>
            <summary>{store.say(|l| l.chart.data_table)}</summary>
            {body}
        </details>
    }
    .into_any()
}
