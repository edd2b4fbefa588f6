//! How long lights take: `cargo xtask bench` prints it, natively and in the browser. It judges nothing.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::pedantic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a measurement fails by panicking, and is read rather than called"
)]

#[path = "bench/many.rs"]
mod many;

use gridlight::domain::{
    area::Areas,
    board::{Board, CaseChange},
    calendar::Calendar,
    case::Case,
    clock::Clock,
    filter::Filter,
    light::Light,
    lit::LitBoard,
};
use many::{cases, now, rule};

/// The lights of these matters from their facts alone: so many red ones.
fn from_scratch(cases: &[Case], calendar: &Calendar) -> usize {
    let rule = rule();
    let is_red = |case: &&Case| Clock::of(case, &rule, calendar).light(now()) == Light::Red;
    cases.iter().filter(is_red).count()
}

/// The median of some rounds, in milliseconds.
fn median(rounds: usize, clock: &dyn Fn() -> f64, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let begun = clock();
            work();
            clock() - begun
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn board(count: usize) -> Board {
    let (areas, _) = Areas::new(Vec::new(), Vec::new(), Vec::new());
    let mut board = Board::new(areas, Calendar::national(), rule(), Vec::new());
    for case in cases(count) {
        board.apply(CaseChange::Put(Box::new(case), Vec::new()));
    }
    board
}

/// The table of one place: what was computed, and how long it took.
fn table(place: &str, many: usize, clock: &dyn Fn() -> f64) -> String {
    let calendar = Calendar::national();
    let matters = cases(many);
    let mut red = 0;
    let scratch = median(9, clock, || red = from_scratch(&matters, &calendar));
    assert!(red > many / 10 && red < many / 2, "{red} of {many} are red");
    let district = board(2_000);
    let waking = median(25, clock, || {
        let lit = LitBoard::of(&district, &Filter::default(), now());
        assert!(lit.next_change_at.is_some());
    });
    let facts: Vec<Case> = matters.into_iter().take(10).collect();
    let ten = median(25, clock, || {
        assert!(from_scratch(&facts, &calendar) < 10);
    });
    format!(
        "{place}: {many} lights from scratch {scratch:.1} ms ({red} red); \
         a waking over a district's 2,000 matters {waking:.3} ms; 10 changed matters {ten:.4} ms"
    )
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
#[ignore = "a measurement: `cargo xtask bench` runs it"]
fn lights_natively() {
    let begun = std::time::Instant::now();
    let clock = || begun.elapsed().as_secs_f64() * 1_000.0;
    println!("{}", table("native", 1_000_000, &clock));
}

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen_test::wasm_bindgen_test]
fn lights_in_the_browser() {
    let performance = web_sys::window().unwrap().performance().unwrap();
    let clock = || performance.now();
    wasm_bindgen_test::console_log!("{}", table("browser", 100_000, &clock));
}
