//! The wall endures: the soak of `cargo xtask soak`, as far as it goes in two minutes.

use crate::soak::{plan::Plan, report, run::run};

#[test]
fn a_wall_lives_through_events_scenes_and_outages() {
    // Beside other tests a scene comes late, and a third outage adds the network to the server.
    let plan = Plan { scenes: 50, outages: 3, ..Plan::lasting(1.8) };
    let seen = run(plan, |_| {});
    let text = report::text(&plan, &seen);
    assert!(report::is_well(&plan, &seen), "{text}");
    eprintln!("{text}");
}
