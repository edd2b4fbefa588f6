//! Hands a text to the browser as a file.

use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// After this long the browser has surely taken the file.
const TAKEN_AFTER: Duration = Duration::from_secs(40);

/// Saves a text under a name. The browser asks the reader or puts it where files go.
///
/// # Errors
/// Where the browser has no room for it, or allows no files.
pub(super) fn download(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // Some browsers read the file only after the click has been dealt with.
    set_timeout(
        move || {
            // An address that is gone already is what was wanted.
            let _revoked = Url::revoke_object_url(&url);
        },
        TAKEN_AFTER,
    );
    Ok(())
}
