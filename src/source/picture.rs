//! Where a photograph of a matter is, if it may be shown: no address that a backend writes makes the page ask a stranger.

use super::{address::origin, transport::Transport};

/// The address of a photograph as the backend wrote it, seen from the landing document: of the page's `own` origin, or of
/// one that the config names. `None` for any other, which is not asked for.
pub fn picture_url(
    transport: &impl Transport,
    href: &str,
    landing_url: &str,
    own: &str,
    origins: &[String],
) -> Option<String> {
    let url = transport.resolve(href, landing_url)?;
    let is_of_web = url.starts_with("https://") || url.starts_with("http://");
    let from = origin(&url);
    // What the config names is an origin, or an address of one.
    let is_named = || origins.iter().any(|named| origin(named).eq_ignore_ascii_case(from));
    (is_of_web && (from == origin(own) || is_named())).then_some(url)
}
