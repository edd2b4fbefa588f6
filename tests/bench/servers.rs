//! Real servers under the page: `cargo xtask bench servers [--rounds N] [--cases N]`.
//!
//! It prints what was measured and judges nothing. Without `--cases` every server is measured with the demo district; with
//! it tipg alone, over so many closed matters more, and the questions of a drill-down to it besides.

use std::{
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use ureq::Agent;
use xtask::backends::Database;

use crate::measure::{load, machine};
use run::{Opening, Poll};
use stand::Stand;

#[path = "servers/run.rs"]
mod run;
#[path = "servers/stand.rs"]
mod stand;
#[path = "servers/wire.rs"]
mod wire;

/// How often each page is opened, if nothing else is asked for.
const ROUNDS: usize = 7;
/// How often each question of a drill-down is asked.
const QUESTIONS: usize = 20;
/// Polls of an hour at `poll_seconds` 60.
const HOURLY: f64 = 60.0;
/// How often in an hour a server that tells changes is read whole all the same.
const WHOLE_HOURLY: u64 = 4;
/// What does not apply.
const NONE: &str = "–";

/// A moment of an opening.
type Moment = fn(&Opening) -> f64;

/// Everything about one server.
struct Measured {
    stand: Stand,
    openings: Vec<Opening>,
    poll: Option<Poll>,
    changes: Vec<f64>,
}

/// Measures what the words ask for, and prints it.
pub(crate) fn bench(words: &[&str]) -> ExitCode {
    let (mut rounds, mut cases) = (ROUNDS, None);
    for pair in words.chunks(2) {
        match pair {
            ["--rounds", number] if number.parse().is_ok_and(|rounds: usize| rounds > 0) => {
                rounds = number.parse().unwrap();
            }
            ["--cases", number] if number.parse::<u32>().is_ok() => cases = number.parse().ok(),
            _ => {
                eprintln!(
                    "`servers` takes `--rounds N`, N from 1 on, and `--cases N`, and not {pair:?}"
                );
                return ExitCode::from(2);
            }
        }
    }
    let load_before = load();
    let database = district(cases);
    let browser = run::browser();
    let measured = everything(&browser, &database, rounds, cases.is_some());
    println!("{}\n{}", machine(), browser.version);
    println!("load (1, 5, 15 min): {load_before} before, {} after", load());
    println!(
        "{rounds} cold navigations each, in turns, window 1440 × 900, on loopback; medians (least to most)"
    );
    println!("{}", table(&measured));
    if cases.is_some() {
        println!("{}", questions(&measured[0].stand, &database));
    }
    ExitCode::SUCCESS
}

fn district(cases: Option<u32>) -> Database {
    let database = Database::start().unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/demo");
    database.load_folder(&demo).unwrap();
    if let Some(count) = cases {
        let begun = Instant::now();
        database.load_many(count).unwrap();
        println!("{count} closed matters more, loaded in {:.0} s", begun.elapsed().as_secs_f64());
    }
    database
}

fn everything(
    browser: &crate::driver::Browser,
    database: &Database,
    rounds: usize,
    tipg_alone: bool,
) -> Vec<Measured> {
    let of = |stand| Measured { stand, openings: vec![], poll: None, changes: vec![] };
    let mut all: Vec<Measured> = stand::stands(database, tipg_alone).into_iter().map(of).collect();
    for one in &all {
        // The first look fills what servers keep: compressed files, plans of queries. It is not counted.
        one.stand.poll_every(60);
        run::open(browser, &one.stand);
    }
    for round in 0..rounds {
        // Who comes later may profit from a warmer machine, so they change places.
        let count = all.len();
        for place in 0..count {
            let one = &mut all[(place + round) % count];
            let opening = run::open(browser, &one.stand);
            one.openings.push(opening);
        }
    }
    let mut stamp = 0;
    for one in &mut all {
        one.poll = Some(run::idle_wall(browser, &one.stand));
        if one.stand.is_live {
            one.changes = run::changes(browser, &one.stand, database, &mut stamp);
        }
    }
    all
}

fn table(measured: &[Measured]) -> String {
    let mut text = row("", measured, |one| one.stand.name.to_owned());
    let moments: [(&str, Moment); 4] = [
        ("areas asked for, ms", |one| one.rows_asked),
        ("rows there, ms", |one| one.rows_read),
        ("board-ready, ms", |one| one.board_ready),
        ("map-painted, ms", |one| one.map_painted),
    ];
    for (name, of) in moments {
        text += &row(name, measured, |one| spread(one.openings.iter().map(of)));
    }
    let last =
        |one: &Measured, of: fn(&Opening) -> u64| one.openings.last().map_or(0, of).to_string();
    let live = |one: &Measured, of: fn(&Opening) -> u64| {
        // A folder is read whole at every poll.
        if one.stand.is_live { last(one, of) } else { NONE.to_owned() }
    };
    text += &row("requests until painted", measured, |one| last(one, |it| it.requests as u64));
    text += &row("bytes until painted", measured, |one| last(one, |it| it.bytes));
    text += &row("  of them open matters", measured, |one| last(one, |it| it.whole.1));
    text += &row("probes: requests", measured, |one| last(one, |it| it.probes as u64));
    text += &row("probes: bytes", measured, |one| last(one, |it| it.probe_bytes));
    text += &row("proven, ms", measured, |one| {
        let proven: Vec<f64> = one.openings.iter().filter_map(|it| it.proven).collect();
        if proven.is_empty() { NONE.to_owned() } else { spread(proven) }
    });
    let of_poll =
        |one: &Measured, of: fn(&Poll) -> String| one.poll.as_ref().map_or_else(String::new, of);
    text += &format!(
        "an idle wall, {} polls as fast as they go, × 60 for an hour at poll_seconds 60\n",
        run::POLLS
    );
    text +=
        &row("a poll: requests", measured, |one| of_poll(one, |it| format!("{:.2}", it.requests)));
    text += &row("a poll: bytes", measured, |one| of_poll(one, |it| format!("{:.0}", it.bytes)));
    text +=
        &row("an answer, ms", measured, |one| of_poll(one, |it| spread(it.took.iter().copied())));
    text += &row("an hour: requests", measured, |one| {
        of_poll(one, |it| format!("{:.0}", it.requests * HOURLY))
    });
    text += &row("an hour: kB", measured, |one| {
        of_poll(one, |it| format!("{:.0}", it.bytes * HOURLY / 1_000.0))
    });
    text += &row("every 15 min all: requests", measured, |one| {
        live(one, |it| it.whole.0 as u64 * WHOLE_HOURLY)
    });
    text += &row("every 15 min all: kB", measured, |one| {
        live(one, |it| it.whole.1 * WHOLE_HOURLY / 1_000)
    });
    text += &row("new at each poll: kB", measured, |one| {
        let is_whole = !one.stand.is_live;
        if is_whole { last(one, |it| it.whole.1 * HOURLY as u64 / 1_000) } else { NONE.to_owned() }
    });
    text += &format!(
        "from the commit of a change to the figure, {} changes, poll_seconds 1\n",
        run::CHANGES
    );
    text += &row("shown after, ms", measured, |one| {
        if one.changes.is_empty() { NONE.to_owned() } else { spread(one.changes.iter().copied()) }
    });
    text
}

/// A line of the table.
fn row(name: &str, measured: &[Measured], cell: impl Fn(&Measured) -> String) -> String {
    let cells: String = measured.iter().map(|one| format!("{:>24}", cell(one))).collect();
    format!("{name:<28}{cells}\n")
}

fn spread(values: impl IntoIterator<Item = f64>) -> String {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let median = if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], values[middle])
    } else {
        values[middle]
    };
    format!("{median:.0} ({:.0} to {:.0})", values[0], values[values.len() - 1])
}

/// What a drill-down asks tipg for, by plain requests on one connection.
fn questions(stand: &Stand, database: &Database) -> String {
    let sql = |statement: &str| database.sql(statement).unwrap();
    let grid = sql(
        "SELECT grid_id FROM district.matter GROUP BY grid_id ORDER BY count(*) DESC, grid_id LIMIT 1",
    );
    let of_grid = sql(&format!("SELECT count(*) FROM district.matter WHERE grid_id = '{grid}'"));
    let case = sql("SELECT case_id FROM district.step ORDER BY case_id DESC LIMIT 1");
    let items = format!("{}collections/gridlight.", stand.landing());
    let cases = [
        (
            format!("the 100 newest of {of_grid} of one grid"),
            format!("cases/items?grid_id={grid}&limit=100&sortby=-updated_at,id"),
        ),
        ("one case".to_owned(), format!("cases/items/{case}")),
        ("its steps".to_owned(), format!("case_steps/items?case_id={case}&limit=100")),
        (
            "what changed".to_owned(),
            "cases/items?limit=1000&sortby=updated_at,id&filter=updated_at%20%3E%20'2026-09-18T08:58:00Z'".to_owned(),
        ),
        ("open matters, page 1".to_owned(), "open_cases/items?limit=1000".to_owned()),
        ("grids, page 1".to_owned(), "grids/items?limit=1000".to_owned()),
    ];
    let config = Agent::config_builder().timeout_global(Some(Duration::from_secs(60)));
    let agent: Agent = config.build().into();
    let mut text = format!("plain requests to tipg, {QUESTIONS} each{:>22}{:>10}\n", "ms", "bytes");
    for (name, question) in cases {
        let mut bytes = 0;
        let mut ask = || {
            let begun = Instant::now();
            let mut answer = agent.get(format!("{items}{question}")).call().unwrap();
            let body = answer.body_mut().with_config().limit(100_000_000).read_to_vec().unwrap();
            bytes = body.len();
            begun.elapsed().as_secs_f64() * 1_000.0
        };
        // The first question makes the database plan it; it is not counted.
        ask();
        let times: Vec<f64> = (0..QUESTIONS).map(|_| ask()).collect();
        text += &format!("{name:<34}{:>22}{bytes:>10}\n", spread(times));
    }
    text
}
