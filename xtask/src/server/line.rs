//! A line slower than loopback: a delay before each answer, and one bandwidth that all answers share.
//!
//! It models neither handshakes nor congestion; it does not know what it carries.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::Response;
use futures_util::stream;

use super::lock;
use super::site::Site;

/// How slow the line is. Done in the server and not in the browser, so that every page measured
/// over it, by whatever client, has the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The round trip: the wait before each answer begins.
    pub delay: Duration,
    /// Bits that all answers together can carry in a second.
    pub bits_per_second: u32,
}

/// Small enough that two answers share the line as packets do, large enough for a timer's grain.
const PIECE: usize = 8 * 1024;

/// Sends a reply over the line.
pub(super) async fn slow(line: Line, site: Arc<Site>, reply: Response<Bytes>) -> Response {
    tokio::time::sleep(line.delay).await;
    let (mut parts, bytes) = reply.into_parts();
    // The length is known although the body comes in pieces.
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let pieces = stream::unfold((site, bytes), move |(site, mut bytes)| async move {
        if bytes.is_empty() {
            return None;
        }
        let piece = bytes.split_to(bytes.len().min(PIECE));
        let until = reserve(line, &site, piece.len());
        tokio::time::sleep_until(until.into()).await;
        Some((Ok::<_, std::io::Error>(piece), (site, bytes)))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

/// Takes the line for the next piece, and says when that piece is through.
fn reserve(line: Line, site: &Site, bytes: usize) -> Instant {
    let bits = u32::try_from(bytes.saturating_mul(8)).unwrap_or(u32::MAX);
    let takes = Duration::from_secs(1) * bits / line.bits_per_second.max(1);
    let mut busy_until = lock(&site.busy_until);
    *busy_until = Instant::now().max(*busy_until) + takes;
    *busy_until
}
