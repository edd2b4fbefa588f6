//! The test page: Leaflet and the styles a map needs, a server inside the page, and what can be seen of the app.

use gloo_timers::future::TimeoutFuture;
use gridlight::views::App;
use js_sys::{Array, Function, Reflect};
use leptos::{
    mount::mount_to,
    prelude::{document, window},
};
use std::any::Any;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

const LEAFLET: &str = include_str!("../../public/vendor/leaflet-1.9.4/leaflet.js");
const STYLES: [&str; 2] = [
    include_str!("../../public/vendor/leaflet-1.9.4/leaflet.css"),
    ".map, .map-surface { width: 800px; height: 600px }",
];
const PAGE: &str = include_str!("page.js");

/// The app in an element of its own. Dropping it unmounts the app; the element stays, to be looked into.
pub(crate) struct Mounted {
    root: HtmlElement,
    handle: Option<Box<dyn Any>>,
}

impl Mounted {
    /// Mounts the app.
    pub(crate) fn new() -> Self {
        prepare();
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let handle = mount_to(root.clone(), App);
        Self { root, handle: Some(Box::new(handle)) }
    }

    /// Unmounts the app, and says what is left of it in its element.
    pub(crate) fn unmount(mut self) -> String {
        self.handle = None;
        let left = self.root.inner_html();
        self.root.remove();
        left
    }

    /// The elements that a selector finds, without those that are hidden: what is not there now may keep its place.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        let elements = (0..found.length()).map(|at| found.get(at).unwrap().unchecked_into());
        elements.filter(|element: &Element| !element.has_attribute("hidden")).collect()
    }

    /// The words in the one element that a selector finds.
    pub(crate) fn text(&self, selector: &str) -> String {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0].text_content().unwrap_or_default()
    }

    /// The number in one of the page's figures.
    pub(crate) fn figure(&self, name: &str) -> Option<i64> {
        let found = self.all(&format!("[data-figure={name}]"));
        found.first()?.get_attribute("data-value")?.parse().ok()
    }

    /// Presses a button.
    pub(crate) fn press(&self, selector: &str) {
        self.all(selector)[0].unchecked_ref::<HtmlElement>().click();
    }
}

/// A hook on `<html>`.
pub(crate) fn hook(name: &str) -> String {
    let root = document().document_element().unwrap();
    root.get_attribute(name).unwrap_or_default()
}

/// Sets a hook, to see whether anybody sets it again.
pub(crate) fn set_hook(name: &str, value: &str) {
    document().document_element().unwrap().set_attribute(name, value).unwrap();
}

/// How many elements of the whole page a selector finds.
pub(crate) fn count(selector: &str) -> u32 {
    document().query_selector_all(selector).unwrap().length()
}

/// Serves a file from within the page.
pub(crate) fn serve(path: &str, text: &str) {
    call("serve", &[path, text]);
}

/// Serves nothing any more: requests go to the server of the test page, which has none of the files.
pub(crate) fn close() {
    call("close", &[]);
}

/// How many requests there were so far.
pub(crate) fn requests() -> f64 {
    call("requests", &[]).as_f64().unwrap()
}

/// Begins to note which elements below a selector have an attribute set, be it to the same value.
pub(crate) fn watch(selector: &str) {
    call("watch", &[selector]);
}

/// How many elements had an attribute set since.
pub(crate) fn restyled() -> f64 {
    call("restyled", &[]).as_f64().unwrap()
}

/// Clicks on the first element that a selector finds; SVG has no `click()` of its own.
pub(crate) fn click(selector: &str) {
    call("click", &[selector]);
}

/// Puts the address back to what it was before the app wrote into it.
pub(crate) fn go_home() {
    call("home", &[]);
}

/// Sends the events to which a page that is left must not listen any more.
pub(crate) fn disturb() {
    call("disturb", &[]);
}

/// No task has panicked: that ends as an error of the page, not of the test.
pub(crate) fn expect_no_error() {
    assert_eq!(call("errors", &[]), JsValue::from(0), "errors of the page");
}

/// Waits until something is so.
pub(crate) async fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..600 {
        if is_so() {
            return;
        }
        pause(50).await;
    }
    panic!("waited in vain for {what}; the page says data-board={}", hook("data-board"));
}

/// Lets the page go on for a while.
pub(crate) async fn pause(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// Puts Leaflet, the styles and the server into the page, once.
fn prepare() {
    if Reflect::has(&window(), &"page".into()).unwrap() {
        return;
    }
    let head = document().head().unwrap();
    let texts = [("script", LEAFLET), ("script", PAGE), ("style", STYLES[0]), ("style", STYLES[1])];
    for (tag, text) in texts {
        let element = document().create_element(tag).unwrap();
        element.set_text_content(Some(text));
        head.append_child(&element).unwrap();
    }
}

fn call(name: &str, arguments: &[&str]) -> JsValue {
    prepare();
    let page = Reflect::get(&window(), &"page".into()).unwrap();
    let function: Function = Reflect::get(&page, &name.into()).unwrap().unchecked_into();
    let arguments: Array = arguments.iter().map(|text| JsValue::from(*text)).collect();
    function.apply(&page, &arguments).unwrap()
}
