//! Mounts the app, and says so on the page if it ever panics.

/// Where the program runs: a browser.
#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        report(info);
        show_panic();
    }));
    leptos::mount::mount_to_body(gridlight::views::App);
}

/// A frozen screen that looks live is worse than a dark one: the page marks itself, and the style sheet says why.
#[cfg(target_arch = "wasm32")]
fn show_panic() {
    use gridlight::locales::Lang;
    let root = leptos::prelude::document().document_element();
    let lang = root.as_ref().and_then(|root| Lang::from_tag(&root.get_attribute("lang")?));
    let text = lang.unwrap_or_default().locale().panicked;
    if let Some(root) = root {
        // Nothing more can be done if the page refuses even this.
        let _marked = root.set_attribute("data-panicked", text);
    }
}

/// Elsewhere there is nothing to mount.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
