//! Addresses put together from what a server said and what is asked. No request is made here.

use super::transport::Transport;

/// `url` with parameters put behind those it has.
pub fn with_parameters(url: &str, parameters: &[(&str, &str)]) -> String {
    let (url, fragment) = url.split_once('#').map_or((url, ""), |(url, fragment)| (url, fragment));
    let mut address = url.to_owned();
    for (name, value) in parameters {
        address.push(if address.contains('?') { '&' } else { '?' });
        encode(name, &mut address);
        address.push('=');
        encode(value, &mut address);
    }
    if !fragment.is_empty() {
        address.push('#');
        address.push_str(fragment);
    }
    address
}

/// `url` with one more step in its path: `https://a/ogc?x=1` and `collections` give `https://a/ogc/collections`.
pub fn below(url: &str, step: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let mut address = format!("{path}/");
    encode(step, &mut address);
    address
}

/// Where a `next` link leads, seen from the page it stands in: what a server behind a proxy says of itself is put back onto
/// the origin that was asked, and no other origin is ever followed.
pub fn next_page(transport: &impl Transport, href: &str, page: &str) -> Option<String> {
    let next = transport.resolve(href, page)?;
    if origin(&next) == origin(page) {
        return Some(next);
    }
    // The inner server may not know the path either under which it is published; the items are the same.
    if let Some((_, query)) = next.split_once('?') {
        let items = page.split(['?', '#']).next()?;
        return Some(format!("{items}?{query}"));
    }
    // A path may begin with two strokes, and would then name a host.
    let path = next.get(origin(&next).len()..)?;
    Some(format!("{}/{}", origin(page), path.trim_start_matches('/')))
}

/// Scheme, host and port of an absolute address.
pub fn origin(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(after_scheme..).and_then(|rest| rest.find(['/', '?', '#']));
    end.and_then(|end| url.get(..after_scheme + end)).unwrap_or(url)
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
pub(super) fn encode(text: &str, into: &mut String) {
    const HEX: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |value: u8| HEX.get(usize::from(value)).copied().unwrap_or_default();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}
