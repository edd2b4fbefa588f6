//! What a soak has shown, for a person to read: samples, recoveries, verdicts.

use std::{collections::BTreeMap, fmt::Write as _, time::Duration};

use super::{
    judge::{self, Point, Verdict, Work},
    outage::Outage,
    plan::Plan,
    probe::Held,
    run::{Sample, Seen},
};

/// Whether all is well.
pub(crate) fn is_well(plan: &Plan, seen: &Seen) -> bool {
    verdicts(plan, seen).iter().all(|verdict| verdict.passed)
}

/// Everything that had to be so, and whether it was.
fn verdicts(plan: &Plan, seen: &Seen) -> Vec<Verdict> {
    let counted = counted(plan, seen);
    let counts = |read: fn(&Held) -> u64| -> Vec<u64> {
        counted.iter().map(|sample| read(&sample.held)).collect()
    };
    let recovered = seen.recoveries.iter().filter(|recovery| recovery.after.is_some()).count();
    let mut verdicts = vec![
        judge::at_least("events told", seen.events, plan.events_at_least()),
        judge::at_least("scene changes", seen.scene_changes, plan.scenes),
        judge::at_least("outages recovered from", recovered as u64, plan.outages as u64),
        Verdict {
            passed: seen.is_one_document,
            said: "one document from the first event to the last".to_owned(),
        },
        judge::no_step("wasm memory, bytes", &counts(|held| held.wasm_bytes)),
        judge::no_growth("DOM nodes", &counts(|held| held.nodes)),
        judge::no_growth("event listeners", &counts(|held| held.listeners)),
    ];
    if plan.judges_heap {
        verdicts.push(heap(&counted));
    }
    verdicts
}

fn heap(counted: &[&Sample]) -> Verdict {
    let point = |sample: &&Sample| Point {
        elapsed_s: sample.elapsed.as_secs_f64(),
        value: sample.held.heap_bytes as f64,
    };
    let points: Vec<Point> = counted.iter().map(point).collect();
    let between = |read: fn(&Sample) -> f64| match counted {
        [first, .., last] => read(last) - read(first),
        _ => 0.0,
    };
    let work = Work {
        wall_s: between(|sample| sample.elapsed.as_secs_f64()),
        events: between(|sample| sample.events as f64),
        scene_changes: between(|sample| sample.scene_number as f64),
    };
    judge::heap(&points, work)
}

/// The samples that count.
fn counted<'a>(plan: &Plan, seen: &'a Seen) -> Vec<&'a Sample> {
    seen.samples.iter().filter(|sample| is_counted(plan, sample)).collect()
}

fn is_counted(plan: &Plan, sample: &Sample) -> bool {
    sample.elapsed >= plan.warm_up
}

/// Everything: samples, recoveries, verdicts.
pub(crate) fn text(plan: &Plan, seen: &Seen) -> String {
    let rows: Vec<String> = seen.samples.iter().map(|sample| row(plan, sample)).collect();
    format!("{}\n{}\n{}", head(), rows.join("\n"), conclusion(plan, seen))
}

/// What the samples' columns are.
pub(crate) fn head() -> String {
    let columns = ["minute", "events", "scenes", "heap kB", "wasm kB", "nodes", "listeners"];
    let columns = columns.map(|column| format!("{column:>10}")).join("");
    format!("{columns}{:>15}{:>12}", "tasks > 50 ms", "longest ms")
}

/// A sample as a line.
pub(crate) fn row(plan: &Plan, sample: &Sample) -> String {
    let Sample { elapsed, events, scene_number, held } = sample;
    let numbers = [
        *events,
        *scene_number,
        held.heap_bytes / 1000,
        held.wasm_bytes / 1000,
        held.nodes,
        held.listeners,
    ];
    let numbers = numbers.map(|number| format!("{number:>10}")).join("");
    let minute = elapsed.as_secs_f64() / 60.0;
    let dropped = if is_counted(plan, sample) { "" } else { "  warming up, not counted" };
    format!("{minute:>10.1}{numbers}{:>15}{:>12}{dropped}", held.long_tasks, held.longest_task_ms)
}

/// How long the wall took to come back, and whether all is well.
pub(crate) fn conclusion(plan: &Plan, seen: &Seen) -> String {
    let mut text = format!("\n{}\n", recoveries(seen));
    if !plan.judges_heap {
        text += "the heap is not judged: in so short a time it still fills its caches\n";
    }
    for Verdict { passed, said } in verdicts(plan, seen) {
        let mark = if passed { '✓' } else { '✗' };
        writeln!(text, "{mark} {said}").unwrap();
    }
    text
}

/// How long the wall took to come back, by kind of outage.
fn recoveries(seen: &Seen) -> String {
    let mut kinds: BTreeMap<Outage, Vec<[String; 2]>> = BTreeMap::new();
    for recovery in &seen.recoveries {
        let seconds = |after: Option<Duration>, otherwise: &str| {
            after.map_or(otherwise.to_owned(), |after| format!("{:.1}", after.as_secs_f64()))
        };
        let cells = [seconds(recovery.after, "never"), seconds(recovery.stream_after, "–")];
        kinds.entry(recovery.outage).or_default().push(cells);
    }
    let mut text = format!(
        "{:<24}{:<32}{}\n",
        "after an outage", "fresh and right again, s", "its stream open again, s"
    );
    for (outage, cells) in kinds {
        let column = |at: usize| cells.iter().map(|of| of[at].as_str()).collect::<Vec<_>>();
        let (right, stream) = (column(0).join("  "), column(1).join("  "));
        writeln!(text, "{:<24}{right:<32}{stream}", outage.name()).unwrap();
    }
    text
}
