//! The response headers a host should send for a config: which origins the page may talk to, and
//! the closed doors that never change.
//!
//! It reads only the addresses in the config. It does not know the config's other keys, does not
//! check them, and sends nothing: the server of this crate and the user's own host do that.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// Headers for every response, in the order in which they are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderSet(Vec<(&'static str, String)>);

impl HeaderSet {
    /// The headers for a config: the page may fetch from its sources' origins, and show pictures
    /// from its basemap's and its sources' image origins.
    ///
    /// # Errors
    ///
    /// An address that cannot stand in a header is named with its place in the config.
    pub fn for_config(config: &Value) -> Result<Self, String> {
        let mut connect = BTreeSet::new();
        let mut images = BTreeSet::new();
        let none = serde_json::Map::new();
        let sources = config.get("sources").and_then(Value::as_object).unwrap_or(&none);
        for (name, source) in sources {
            add(&mut connect, source.get("landing"), &format!("sources.{name}.landing"))?;
            let pictures = source.get("image_origins").and_then(Value::as_array);
            for picture in pictures.into_iter().flatten() {
                add(&mut images, Some(picture), &format!("sources.{name}.image_origins"))?;
            }
        }
        for key in ["url", "labels_url"] {
            let address = config.get("basemap").and_then(|basemap| basemap.get(key));
            add(&mut images, address, &format!("basemap.{key}"))?;
        }
        Ok(Self::with_origins(&connect, &images))
    }

    /// The headers for the text of a `config.json`.
    ///
    /// # Errors
    ///
    /// The text is no JSON, or holds an address that cannot stand in a header.
    pub fn for_config_text(text: &str) -> Result<Self, String> {
        let config = serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
        Self::for_config(&config)
    }

    /// Name and value of each header.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    fn with_origins(connect: &BTreeSet<String>, images: &BTreeSet<String>) -> Self {
        let list = |first: &str, origins: &BTreeSet<String>| {
            origins.iter().fold(first.to_owned(), |list, origin| list + " " + origin)
        };
        let policy = [
            "default-src 'none'".to_owned(),
            "script-src 'self' 'wasm-unsafe-eval'".to_owned(),
            "style-src 'self'".to_owned(),
            list("img-src 'self' data:", images),
            list("connect-src 'self'", connect),
            "font-src 'none'".to_owned(),
            "manifest-src 'self'".to_owned(),
            "object-src 'none'".to_owned(),
            "base-uri 'none'".to_owned(),
            "form-action 'none'".to_owned(),
            "frame-ancestors 'none'".to_owned(),
        ];
        let closed = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), \
                      usb=(), fullscreen=(self), screen-wake-lock=(self)";
        Self(vec![
            ("Content-Security-Policy", policy.join("; ")),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ("Permissions-Policy", closed.to_owned()),
            ("Referrer-Policy", "no-referrer".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ])
    }
}

impl Default for HeaderSet {
    /// The headers for a config that names no other origin.
    fn default() -> Self {
        Self::with_origins(&BTreeSet::new(), &BTreeSet::new())
    }
}

impl fmt::Display for HeaderSet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|(name, value)| writeln!(out, "{name}: {value}"))
    }
}

/// Adds the origin of an address, if there is one and it is not the page's own.
fn add(origins: &mut BTreeSet<String>, address: Option<&Value>, place: &str) -> Result<(), String> {
    let Some(address) = address.and_then(Value::as_str) else { return Ok(()) };
    match origin_of(address) {
        Ok(Some(origin)) => {
            origins.insert(origin);
            Ok(())
        }
        Ok(None) => Ok(()),
        Err(reason) => Err(format!("{place}: {address:?}: {reason}")),
    }
}

/// The origin of an address as a policy writes it; `None` where the address is relative.
///
/// A tile template may have placeholders in its host (`https://t{s}.tiles.example/…`). A policy
/// knows only a star for the leftmost labels, so every label up to the last placeholder becomes
/// one star.
fn origin_of(address: &str) -> Result<Option<String>, &'static str> {
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    let (scheme, rest) = address.split_at(if first.contains(':') { first.len() } else { 0 });
    let scheme = scheme.to_ascii_lowercase();
    let rest = match (scheme.as_str(), rest.strip_prefix("//")) {
        ("", None) => return Ok(None),
        ("" | "http:" | "https:", Some(rest)) => rest,
        _ => return Err("only http and https addresses can be used"),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err("an address in the config must not carry a user name or password");
    }
    let host = match authority.rsplit_once('}') {
        None => authority.to_owned(),
        Some((_, after)) => match after.split_once('.') {
            Some((_, fixed)) if fixed.contains('.') => format!("*.{fixed}"),
            _ => return Err("a placeholder must leave at least two fixed labels of the host"),
        },
    };
    // A semicolon or a blank would end the directive and begin another.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._:*[]".contains(letter);
    if host.is_empty() || !host.chars().all(plain) {
        return Err("the host can hold only letters, digits, dots and hyphens (use punycode)");
    }
    let host = host.to_ascii_lowercase();
    Ok(Some(if scheme.is_empty() { host } else { format!("{scheme}//{host}") }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn origins_are_taken_from_addresses() {
        let cases: &[(&str, Result<Option<&str>, ()>)] = &[
            ("demo/landing.json", Ok(None)),
            ("./x/../landing.json", Ok(None)),
            ("/ogc/", Ok(None)),
            ("a?next=http://b.example/", Ok(None)),
            ("https://gov.example/ogc/", Ok(Some("https://gov.example"))),
            ("HTTPS://Gov.Example:8443/ogc?x=//y", Ok(Some("https://gov.example:8443"))),
            ("http://10.0.0.7:5000", Ok(Some("http://10.0.0.7:5000"))),
            ("//gov.example/ogc", Ok(Some("gov.example"))),
            ("https://{s}.tiles.example/{z}/{x}/{y}.png", Ok(Some("https://*.tiles.example"))),
            ("https://t{s}.tianditu.gov.cn/{z}", Ok(Some("https://*.tianditu.gov.cn"))),
            ("https://{s}.example/", Err(())),
            ("https://{host}/", Err(())),
            ("https://user:pw@gov.example/", Err(())),
            ("https://gov.example; script-src */", Err(())),
            ("https://网格.example/", Err(())),
            ("ftp://gov.example/", Err(())),
            ("javascript:alert(1)", Err(())),
            ("https:///x", Err(())),
        ];
        for (address, expected) in cases {
            let got = origin_of(address);
            let short = got.as_ref().map(Option::as_deref).map_err(|_reason| ());
            assert_eq!(short, *expected, "{address}: {got:?}");
        }
    }

    #[test]
    fn the_policy_names_exactly_the_config_s_origins() {
        let config = json!({
            "sources": {
                "demo": {"landing": "demo/landing.json"},
                "a": {"landing": "https://gov.example/ogc/", "image_origins": ["https://img.example"]},
                "b": {"landing": "https://gov.example/other/"},
            },
            "basemap": {"url": "https://{s}.tiles.example/{z}", "labels_url": "labels/{z}.png"},
        });
        let headers = HeaderSet::for_config(&config).unwrap();
        let policy = headers.iter().next().unwrap().1;
        assert!(policy.contains("connect-src 'self' https://gov.example;"), "{policy}");
        assert!(
            policy.contains("img-src 'self' data: https://*.tiles.example https://img.example;"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn a_config_without_addresses_is_the_default() {
        for config in [json!(null), json!({}), json!({"sources": {}, "basemap": null})] {
            assert_eq!(HeaderSet::for_config(&config), Ok(HeaderSet::default()));
        }
    }

    #[test]
    fn a_bad_address_is_named_with_its_place() {
        let config = json!({"sources": {"x": {"landing": "ftp://gov.example"}}});
        let error = HeaderSet::for_config(&config).unwrap_err();
        assert!(error.contains("sources.x.landing"), "{error}");
    }
}
