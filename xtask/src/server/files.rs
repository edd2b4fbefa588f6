//! What one file looks like on the wire: its type, how long it may be kept, its tag, its compressed form.
//!
//! It knows file names and bytes; it does not know requests beyond their headers, nor what is in a file.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A file as it is sent.
#[derive(Debug)]
pub(super) struct Stored {
    bytes: Bytes,
    gzipped: Option<Bytes>,
    tag: String,
    modified: Option<String>,
    kind: &'static str,
    keep: &'static str,
}

impl Stored {
    pub(super) fn new(place: &Path, bytes: Vec<u8>, modified: Option<String>) -> Self {
        let kind = content_type(place);
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        // Weak, since the same tag stands for the plain and the compressed form.
        let tag = format!("W/\"{:016x}\"", hasher.finish());
        let gzipped = compressible(kind).then(|| gzip(&bytes)).flatten();
        let keep = cache_control(place);
        Self { bytes: bytes.into(), gzipped, tag, modified, kind, keep }
    }

    /// Whether these are still the same bytes. Compared in full: a test may write a file twice
    /// within one tick of the file system's clock.
    pub(super) fn is(&self, bytes: &[u8], modified: Option<&str>) -> bool {
        self.bytes == bytes && self.modified.as_deref() == modified
    }

    pub(super) fn reply(&self, asked: &HeaderMap) -> Response<Bytes> {
        let gzipped = self.gzipped.as_ref().filter(|_| accepts_gzip(asked));
        let unchanged = self.unchanged(asked);
        let mut response = Response::new(match gzipped {
            _ if unchanged => Bytes::new(),
            Some(gzipped) => gzipped.clone(),
            None => self.bytes.clone(),
        });
        if unchanged {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(self.keep));
        let texts =
            [(header::ETAG, Some(&self.tag)), (header::LAST_MODIFIED, self.modified.as_ref())];
        for (name, text) in texts {
            if let Some(value) = text.and_then(|text| HeaderValue::from_str(text).ok()) {
                headers.insert(name, value);
            }
        }
        if self.gzipped.is_some() {
            headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        if !unchanged {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
            if gzipped.is_some() {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
        }
        response
    }

    /// A tag, where one is sent, decides alone; a date must be the very one that was given out.
    fn unchanged(&self, asked: &HeaderMap) -> bool {
        let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if let Some(tags) = text(header::IF_NONE_MATCH) {
            return tags.split(',').map(str::trim).any(|tag| tag == "*" || tag == self.tag);
        }
        let date = text(header::IF_MODIFIED_SINCE);
        date.is_some() && date == self.modified.as_deref()
    }
}

/// A file's bytes, and when it was changed as HTTP writes it; nothing for what is no file.
pub(super) fn read(place: &Path) -> Option<(Vec<u8>, Option<String>)> {
    let about = fs::metadata(place).ok().filter(fs::Metadata::is_file)?;
    let modified = about.modified().ok().map(httpdate::fmt_http_date);
    Some((fs::read(place).ok()?, modified))
}

/// The path below the root that an address means; `None` for one that would leave it.
pub(super) fn relative(path: &str) -> Option<PathBuf> {
    let mut relative = PathBuf::new();
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    for part in path.split('/') {
        let part = decode(part)?;
        let outside = part.starts_with('.') || part.contains(['/', '\\', '\0', ':']);
        if part.is_empty() || outside {
            return None;
        }
        relative.push(part);
    }
    Some(relative)
}

/// Undoes percent encoding; `None` if it is broken or no UTF-8.
fn decode(part: &str) -> Option<String> {
    let mut bytes = part.bytes();
    let mut out = Vec::with_capacity(part.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            out.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

fn content_type(place: &Path) -> &'static str {
    match place.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "yaml" | "yml" => "application/yaml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "txt" | "md" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn compressible(kind: &str) -> bool {
    kind.starts_with("text/")
        || ["/json", "+json", "/yaml", "+xml", "/wasm"].iter().any(|end| kind.ends_with(end))
}

/// A name with a hash or a version in it never changes its content; everything else is asked for
/// again each time, and answered by "unchanged" most times.
fn cache_control(place: &Path) -> &'static str {
    let stem = place.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hashed = stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    });
    let code =
        matches!(place.extension().and_then(|end| end.to_str()), Some("js" | "css" | "wasm"));
    let vendored = place.components().any(|part| part.as_os_str() == "vendor");
    if code && (hashed || vendored) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn accepts_gzip(asked: &HeaderMap) -> bool {
    let accepted = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.unwrap_or_default().split(',').any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = quality.trim().trim_start_matches("q=").parse() == Ok(0.0_f32);
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

/// The compressed form, where it is the smaller one.
fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).ok()?;
    let gzipped = encoder.finish().ok()?;
    (gzipped.len() < bytes.len()).then(|| gzipped.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_keeping() {
        let cases = [
            ("index.html", "text/html; charset=utf-8", false),
            ("gridlight-0123456789abcdef.js", "text/javascript; charset=utf-8", true),
            ("gridlight-0123456789abcdef_bg.wasm", "application/wasm", true),
            ("main-0123456789abcdef.css", "text/css; charset=utf-8", true),
            ("main-0123456789abcdeg.css", "text/css; charset=utf-8", false),
            ("start-up.js", "text/javascript; charset=utf-8", false),
            ("vendor/leaflet-1.9.4/leaflet.js", "text/javascript; charset=utf-8", true),
            ("vendor/leaflet-1.9.4/README.md", "text/plain; charset=utf-8", false),
            ("demo/grids.json", "application/json", false),
            ("demo/a-0123456789abcdef.json", "application/json", false),
            ("other.geojson", "application/geo+json", false),
        ];
        for (name, kind, kept) in cases {
            assert_eq!(content_type(Path::new(name)), kind, "{name}");
            assert_eq!(cache_control(Path::new(name)).contains("immutable"), kept, "{name}");
        }
    }

    #[test]
    fn addresses_stay_below_the_root() {
        let cases = [
            ("", Some("index.html")),
            ("demo/", Some("demo/index.html")),
            ("demo/grids.json", Some("demo/grids.json")),
            ("cases/%E7%AE%A1%E5%8C%BA%201.json", Some("cases/管区 1.json")),
            ("../Cargo.toml", None),
            ("a/%2e%2E/b", None),
            ("a/%2Fetc", None),
            ("a//b", None),
            ("/etc/passwd", None),
            ("a\\b", None),
            ("bad%4", None),
            ("bad%zz", None),
        ];
        for (path, expected) in cases {
            assert_eq!(relative(path), expected.map(PathBuf::from), "{path:?}");
        }
    }

    #[test]
    fn gzip_is_sent_only_to_who_accepts_it() {
        let cases = [
            ("", false),
            ("gzip", true),
            ("br, gzip;q=0.8", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0, br", false),
            ("deflate", false),
        ];
        for (accepted, expected) in cases {
            let mut asked = HeaderMap::new();
            asked.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(accepts_gzip(&asked), expected, "{accepted:?}");
        }
    }
}
