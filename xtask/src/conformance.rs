//! `cargo xtask conformance`: holds any backend against the contract, by the very code of the page.
//!
//! It knows how questions are carried natively and how a report is printed; what is asked and how it is judged is
//! `gridlight::source::conformance`.

mod native;
mod table;

use std::fs;
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use gridlight::contract::config::{Config, SourceConfig, SourceKind, UnreadableConfig};
use gridlight::source::conformance::examine;

use native::Native;

/// What a person may type behind the command.
pub(crate) const USAGE: &str = "`conformance` takes the address of a landing document, or a config.json, and optionally #source";

/// Examines what the words name, prints what was found, and says whether it is usable.
pub(crate) fn conformance(target: &str) -> Result<(), String> {
    let (place, name) = target.split_once('#').map_or((target, None), |(p, name)| (p, Some(name)));
    let is_address = place.starts_with("http://") || place.starts_with("https://");
    let is_config = is_json(place) && (!is_address || name.is_some());
    let (config, base) = if is_config {
        config_at(place, is_address)?
    } else if is_address {
        (config_of(place), place.to_owned())
    } else {
        return Err(format!("{place:?} is neither an address nor a config.json; {USAGE}"));
    };
    let name = name.map(str::to_owned).or_else(|| config.default_source.clone());
    let name = name.or_else(|| config.sources.keys().next().cloned()).unwrap_or_default();
    let source = config.sources.get(&name);
    let source = source.ok_or_else(|| format!("{place} names no source {name:?}"))?;

    let native = Native::new(source, &base)?;
    println!(
        "▶ {name}: {} ({:?}); this asks as the page would, and takes some seconds",
        source.landing, source.kind
    );
    let report = at_once(examine(&native, &config, source, &base))?;
    print!("{}", table::shown(&report, &native.seen()));
    let mut obstacles = report.obstacles();
    if let Some(url) = native.hidden_from(&base).first() {
        obstacles.push(format!("a page at {place} may not read {url}: no CORS header allows it"));
    }
    if obstacles.is_empty() {
        println!("\n✓ usable: a page can show this backend");
        return Ok(());
    }
    Err(format!("not usable: {}", obstacles.join("; ")))
}

fn is_json(place: &str) -> bool {
    Path::new(place).extension().is_some_and(|extension| extension == "json")
}

/// A config with one source at this address, which keeps the contract by its own names.
fn config_of(address: &str) -> Config {
    let kind = if is_json(address) { SourceKind::Static } else { SourceKind::Ogc };
    let source = SourceConfig { kind, landing: address.to_owned(), ..SourceConfig::default() };
    Config {
        default_source: Some("backend".to_owned()),
        sources: [("backend".to_owned(), source)].into(),
        ..Config::default()
    }
}

fn config_at(place: &str, is_address: bool) -> Result<(Config, String), String> {
    let (text, base) = if is_address {
        (native::fetch(place)?, place.to_owned())
    } else {
        let path = fs::canonicalize(place).map_err(|error| format!("{place}: {error}"))?;
        let text = fs::read_to_string(&path).map_err(|error| format!("{place}: {error}"))?;
        (text, format!("file://{}", path.display()))
    };
    let read = Config::read(&text);
    let (config, unknown) = read.map_err(|UnreadableConfig(why)| format!("{place}: {why}"))?;
    for key in unknown {
        println!("⚠ {place}: {key} is not known");
    }
    Ok((config, base))
}

/// The value of a future that never waits: natively, a question is carried before it comes back.
fn at_once<F: Future>(future: F) -> Result<F::Output, String> {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => {
            Err("the examination waits for nobody; this is a fault of the checker".to_owned())
        }
    }
}

#[cfg(test)]
mod tests;
