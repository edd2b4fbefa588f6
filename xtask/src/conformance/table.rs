//! A report as people of a backend read it: what is there, what could not be read, what was proven, how fast it was.

use std::fmt::Write;

use gridlight::domain::ability::{Ability, Finding};
use gridlight::domain::defect::DefectReason;
use gridlight::domain::filter::Filter;
use gridlight::domain::light::Light;
use gridlight::domain::lit::LitBoard;
use gridlight::domain::remark::Remark;
use gridlight::source::conformance::{CollectionReport, Report};

use super::native::Seen;

/// The report as text.
pub(super) fn shown(report: &Report, seen: &[Seen]) -> String {
    let mut text = String::new();
    collections(report, seen, &mut text);
    defects(report, &mut text);
    abilities(report, &mut text);
    transport(seen, &mut text);
    time(report, &mut text);
    for (what, why) in &report.failures {
        line(&mut text, &format!("✗ {what}: {why}"));
    }
    for remark in &report.remarks {
        line(&mut text, &format!("⚠ {}", said(remark)));
    }
    text
}

fn collections(report: &Report, seen: &[Seen], text: &mut String) {
    line(
        text,
        &format!(
            "\n{:<14}{:>8}{:>7}{:>10}  {}",
            "collection", "rows", "pages", "matched", "ms, bytes of each page"
        ),
    );
    for of in &report.collections {
        let CollectionReport { collection, row_count, page_count, number_matched, is_sample } = of;
        let rows = if *is_sample { format!("≥{row_count}") } else { row_count.to_string() };
        let matched = number_matched.map_or_else(|| "–".to_owned(), |count| count.to_string());
        // The address of the items is the server's own; the pages of a collection stand together in the log.
        let id = collection.id();
        line(text, &format!("{id:<14}{rows:>8}{page_count:>7}{matched:>10}  {}", pages(seen, id)));
    }
    if let Some(board) = &report.board {
        let lit = LitBoard::of(board, &Filter::default(), report.now);
        let count = |light| lit.district.of(light);
        line(
            text,
            &format!(
                "board at {}: {} open = {} red + {} due soon + {} normal + {} unknown; {} deadlines differ from the rule",
                report.now.format("%Y-%m-%d %H:%M UTC"),
                lit.district.open(),
                count(Light::Red),
                count(Light::DueSoon),
                count(Light::Normal),
                count(Light::Unknown),
                board.disagreement_count(),
            ),
        );
    }
}

/// The times of the pages of a collection, recognised by its id in the address, whatever the server puts around it.
fn pages(seen: &[Seen], id: &str) -> String {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', '%'], "");
    let id = plain(id);
    let pages: Vec<String> = seen
        .iter()
        .filter(|seen| {
            let path = seen.url.split('?').next().unwrap_or_default();
            let mut steps = path.rsplit('/').filter(|step| *step != "items").map(plain);
            steps.next().is_some_and(|step| {
                let name = step.rsplit('.').find(|part| *part != "json" && *part != "geojson");
                name == Some(id.as_str())
            })
        })
        .take(6)
        .map(|seen| format!("{} ms {} kB", seen.took.as_millis(), seen.bytes / 1_000))
        .collect();
    pages.join(", ")
}

fn defects(report: &Report, text: &mut String) {
    let total: usize = report.defects.iter().map(|kind| kind.count).sum();
    line(text, &format!("\ndefects: {total}"));
    for kind in &report.defects {
        let examples: Vec<String> = kind
            .examples
            .iter()
            .map(
                |(row, value)| {
                    if value.is_empty() { row.clone() } else { format!("{row} ({value})") }
                },
            )
            .collect();
        let field = if kind.field.is_empty() { "(row)" } else { &kind.field };
        line(
            text,
            &format!(
                "{:>7}  {:<12} {:<22} {:<34} {}",
                kind.count,
                kind.collection.id(),
                field,
                reason(kind.reason),
                examples.join(", ")
            ),
        );
    }
}

fn abilities(report: &Report, text: &mut String) {
    line(text, "\nability");
    for ability in Ability::ALL {
        let (mark, said) = match report.abilities.of(ability) {
            Finding::Proven => ("✓ proven", String::new()),
            Finding::Refused(why) => ("– refused", why.clone()),
            Finding::Lying(row) => {
                ("✗ LYING", format!("the answer does not fit the question: {row}"))
            }
            Finding::Untested => ("  untested", String::new()),
        };
        line(text, &format!("  {:<26}{mark:<12}{said}", ability.code()));
    }
    let stream = if report.has_stream { "✓ linked" } else { "– none" };
    line(text, &format!("  {:<26}{stream}", "live stream"));
}

fn transport(seen: &[Seen], text: &mut String) {
    let answered: Vec<&Seen> = seen.iter().filter(|seen| seen.status == Some(200)).collect();
    if answered.is_empty() {
        return;
    }
    let mut times: Vec<u128> = answered.iter().map(|seen| seen.took.as_millis()).collect();
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let longest = times.last().copied().unwrap_or_default();
    let bytes: usize = answered.iter().map(|seen| seen.bytes).sum();
    line(
        text,
        &format!(
            "\n{} requests, {} answered; median {median} ms, longest {longest} ms; {} kB unpacked",
            seen.len(),
            answered.len(),
            bytes / 1_000
        ),
    );
    let all = |has: &dyn Fn(&Seen) -> bool| answered.iter().all(|seen| has(seen));
    let exposes = |name: &str| {
        let name = name.to_lowercase();
        all(&|seen| {
            seen.exposes.as_deref().is_some_and(|names| names.to_lowercase().contains(&name))
        })
    };
    let allows = answered.first().and_then(|seen| seen.allows.clone());
    match allows {
        Some(origin) => {
            let names = ["Date", "ETag", "Retry-After"];
            let hidden: Vec<&str> = names.into_iter().filter(|name| !exposes(name)).collect();
            line(
                text,
                &format!(
                    "CORS: allows {origin}; {}",
                    if hidden.is_empty() {
                        "Date, ETag and Retry-After can be read".to_owned()
                    } else {
                        format!("a page on another origin cannot read {}", hidden.join(", "))
                    }
                ),
            );
        }
        None => line(text, "CORS: only a page on the server's own origin can ask"),
    }
    let say = |has: bool| if has { "yes" } else { "no" };
    let (etag, date) = (all(&|seen| seen.has_etag), all(&|seen| seen.has_date));
    line(text, &format!("validators (ETag): {}; Date: {}", say(etag), say(date)));
}

fn time(report: &Report, text: &mut String) {
    match report.clock_offset {
        Some(offset) => {
            let seconds = offset.num_seconds();
            line(text, &format!("server clock: {seconds} s from this machine's"));
        }
        None => line(text, "server clock: not told"),
    }
    if let Some(newest) = report.newest_fact_at {
        line(text, &format!("newest fact: {newest}"));
    }
}

fn reason(reason: DefectReason) -> &'static str {
    match reason {
        DefectReason::Missing => "missing",
        DefectReason::Unreadable => "unreadable",
        DefectReason::NoTimeZone => "time without a zone",
        DefectReason::UnknownReference => "refers to nothing",
        DefectReason::UnmappedCode => "code that is not mapped",
        DefectReason::DuplicateId => "id that stands twice",
        DefectReason::NotAFeature => "no feature, left out",
        DefectReason::NoId => "no id, left out",
        DefectReason::Contradiction => "contradicts another fact",
        DefectReason::Implausible => "time where none can be",
    }
}

fn said(remark: &Remark) -> String {
    match remark {
        Remark::RepeatedPages(of) => format!("{}: `next` leads back to rows already read", of.id()),
        Remark::EndlessPages(of, rows) => {
            format!("{}: pages without end; stopped after {rows} rows", of.id())
        }
        Remark::CutOff(of, rows) => {
            format!("{}: the last page is full and nothing leads on after {rows} rows", of.id())
        }
        Remark::Broken(ability) => format!("{}: answers do not fit the question", ability.code()),
        Remark::TimesMislabelled => {
            "updated_at more than 10 minutes in the server's future: is local time labelled Z?"
                .to_owned()
        }
        Remark::OnlyRecent(days) => format!("only the last {days} days are asked for"),
        Remark::StreamLost => "the live stream broke off".to_owned(),
    }
}

fn line(text: &mut String, words: &str) {
    // Writing to a text never fails.
    writeln!(text, "{words}").unwrap_or_default();
}
