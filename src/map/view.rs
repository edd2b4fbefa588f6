//! The map as a component: its element, its keys and its controls.

use super::{card::CellCard, control::Control, layer_menu::LayerMenu, steer::Direction};
use crate::store::Store;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{KeyboardEvent, ResizeObserver};

/// The map of the grids with its controls and the card of the cell under the pointer or the keyboard.
#[component]
pub fn MapView() -> impl IntoView {
    let store = Store::get();
    let container = NodeRef::<html::Div>::new();
    let control = Control::new(store);
    control.make_in(container);
    control.follow_lights();
    control.follow_scope();
    control.follow_focus();
    control.follow_layers();
    observe_size(container, move || control.resize());
    let is_focused = Signal::derive(move || control.focused.get().is_some());
    view! {
        <div class="map">
            <div
                class="map-surface"
                node_ref=container
                tabindex="0"
                role="application"
                aria-label=store.say(|l| l.map_label)
                aria-describedby="map-help"
                on:keydown=move |event| on_key(&control, &event)
                on:blur=move |_| control.focused.set(None)
            ></div>
            <p id="map-help" class="visually-hidden">{store.say(|l| l.map_help)}</p>
            <CellCard card=Signal::derive(move || control.card()) is_spoken=is_focused />
            <Show when=move || control.has_failed.get()>
                <p class="map-failed" role="alert">{store.say(|l| l.map_unavailable)}</p>
            </Show>
            <div class="map-controls" role="group" aria-label=store.say(|l| l.map_label)>
                <button type="button" aria-label=store.say(|l| l.zoom_in) on:click=move |_| control.zoom(0.5)>"+"</button>
                <button type="button" aria-label=store.say(|l| l.zoom_out) on:click=move |_| control.zoom(-0.5)>"−"</button>
                <button type="button" aria-label=store.say(|l| l.fit) on:click=move |_| control.fit()>"⤢"</button>
            </div>
            <LayerMenu />
            <Patterns />
            {move || store.basemap().map(|basemap| view! { <p class="attribution">{basemap.attribution}</p> })}
        </div>
    }
}

/// The map's keys; any other key goes on to the page.
fn on_key(control: &Control, event: &KeyboardEvent) {
    match event.key().as_str() {
        "ArrowUp" => control.steer(Direction::North),
        "ArrowDown" => control.steer(Direction::South),
        "ArrowRight" => control.steer(Direction::East),
        "ArrowLeft" => control.steer(Direction::West),
        "Enter" | " " => {
            let Some(grid) = control.focused.get_untracked() else { return };
            control.select(grid);
        }
        "Escape" => control.go_up(),
        "+" | "=" => control.zoom(0.5),
        "-" => control.zoom(-0.5),
        _ => return,
    }
    event.prevent_default();
}

/// The hatch of each level of alert: no two alike, so that they are told apart without colour.
const ALERT_HATCHES: [(&str, &str); 5] = [
    ("hatch-alert-red", "M0 8 L8 0 M0 0 L8 8"),
    ("hatch-alert-orange", "M-1 1 L1 -1 M0 8 L8 0 M7 9 L9 7"),
    ("hatch-alert-yellow", "M-1 7 L1 9 M0 0 L8 8 M7 -1 L9 1"),
    ("hatch-alert-blue", "M0 4 H8"),
    ("hatch-alert-other", "M4 0 V8"),
];

/// The shapes of the signs and the hatches of cells that have no room for one; colours come from the style sheet.
#[component]
fn Patterns() -> impl IntoView {
    view! {
        <svg class="patterns" aria-hidden="true" width="0" height="0">
            <defs>
                <symbol id="sign-red" overflow="visible"><path d="M0 -0.52 L0.56 0.42 L-0.56 0.42 Z" /></symbol>
                <symbol id="sign-due-soon" overflow="visible"><circle r="0.36" /></symbol>
                <symbol id="sign-unknown" overflow="visible"><rect x="-0.36" y="-0.36" width="0.72" height="0.72" /></symbol>
                <symbol id="glyph-worker" overflow="visible">
                    <circle cy="-0.28" r="0.2" />
                    <path d="M-0.38 0.45 A0.38 0.42 0 0 1 0.38 0.45 Z" />
                </symbol>
                <symbol id="glyph-camera" overflow="visible">
                    <path d="M-0.5 -0.26 H0.14 V-0.1 L0.48 -0.28 V0.28 L0.14 0.1 V0.26 H-0.5 Z" />
                </symbol>
                <symbol id="glyph-camera-off" overflow="visible">
                    <path d="M-0.5 -0.26 H0.14 V-0.1 L0.48 -0.28 V0.28 L0.14 0.1 V0.26 H-0.5 Z M-0.55 0.45 L0.55 -0.45" />
                </symbol>
                {ALERT_HATCHES.map(|(id, lines)| view! {
                    <pattern id=id width="8" height="8" patternUnits="userSpaceOnUse">
                        <path class=id d=lines />
                    </pattern>
                }).into_iter().collect_view()}
                <pattern id="hatch-due-soon" width="5" height="5" patternUnits="userSpaceOnUse">
                    <rect class="hatch-ground" width="5" height="5" />
                    <path class="hatch-line" d="M-1 1 L1 -1 M0 5 L5 0 M4 6 L6 4" />
                </pattern>
                <pattern id="hatch-unknown" width="5" height="5" patternUnits="userSpaceOnUse">
                    <rect class="hatch-ground-unknown" width="5" height="5" />
                    <path class="hatch-line-unknown" d="M1 1 H3 M1 3.5 H3" />
                </pattern>
            </defs>
        </svg>
    }
}

/// Calls `resized` whenever the container's size changes, until the component is gone.
fn observe_size(container: NodeRef<html::Div>, resized: impl Fn() + Clone + 'static) {
    let held = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(element) = container.get() else { return };
        let resized = resized.clone();
        let callback = Closure::<dyn FnMut()>::new(resized);
        if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&element);
            held.set_value(Some((observer, callback)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _)) = held.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}
