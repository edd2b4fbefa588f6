//! When everything is read anew, and when not yet.

use chrono::{DateTime, TimeDelta, Utc};
use gridlight::{
    domain::failure::Failure,
    source::renewal::{Cause, Renewal},
};

const MIDDLE: f64 = 0.5;

fn gone() -> Failure {
    Failure::Status { url: "https://gov.example/".into(), status: 503, retry_after_seconds: None }
}

fn refused() -> Failure {
    Failure::Status { url: "https://gov.example/".into(), status: 404, retry_after_seconds: None }
}

/// So many seconds after the reading that all begins with.
fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

/// What happens to a source that was read whole, in order.
enum Step {
    /// Everything is read anew because it is due for this cause: first at that second, and not one second before.
    Due(Option<Cause>, i64),
    /// It is not due, at that second.
    Not(Option<Cause>, i64),
    /// A reading has begun.
    Begin,
    /// It brought everything.
    Whole(i64),
    /// It brought everything but a part.
    Part(i64),
    /// It brought everything but a part that the server does not give.
    Refused(i64),
    /// It brought nothing.
    Nothing(i64),
    /// The clock was set back by so many seconds.
    SetBack(i64),
}

fn check(what: &str, steps: &[Step]) {
    let mut renewal = Renewal::default();
    for (number, step) in steps.iter().enumerate() {
        let mut is_due = |cause, second| renewal.is_due(cause, at(second), MIDDLE);
        match *step {
            Step::Due(cause, second) => {
                assert!(!is_due(cause, second - 1), "{what}, step {number}: not yet");
                assert!(is_due(cause, second), "{what}, step {number}: due");
            }
            Step::Not(cause, second) => assert!(!is_due(cause, second), "{what}, step {number}"),
            Step::Begin => renewal.begin(),
            Step::Whole(second) => renewal.succeed(&[], at(second), MIDDLE),
            Step::Part(second) => renewal.succeed(&[refused(), gone()], at(second), MIDDLE),
            Step::Refused(second) => renewal.succeed(&[refused()], at(second), MIDDLE),
            Step::Nothing(second) => {
                renewal.fail(&gone(), at(second), MIDDLE);
            }
            Step::SetBack(by) => renewal.set_back(TimeDelta::seconds(by)),
        }
    }
}

#[test]
fn everything_is_read_anew_when_there_is_a_cause() {
    use Cause::{Day, Demo, Totals};
    use Step::{Begin, Due, Not, Nothing, Part, Refused, SetBack, Whole};
    check("all is well", &[Not(None, 0), Not(None, 1_000_000)]);
    // Half of the five minutes by which pages are set apart.
    let day = [Not(Some(Day), 0), Due(Some(Day), 150), Begin, Not(Some(Day), 900), Whole(901)];
    check("a new day", &day);
    check("a day that was read is over", &[Not(Some(Day), 0), Begin, Whole(160), Not(None, 9_999)]);
    let totals = [Not(Some(Totals), 0), Due(Some(Totals), 1_950), Begin, Whole(1_960)];
    check("totals that are awaited", &totals);
    let both = [Not(Some(Totals), 0), Not(Some(Day), 100), Due(Some(Day), 250)];
    check("a new day does not wait for totals", &both);
    let weekend = [
        Not(Some(Totals), 0),
        Due(Some(Totals), 1_950),
        Begin,
        Whole(2_000),
        Not(Some(Totals), 2_000),
        Due(Some(Totals), 5_750),
        Begin,
        Whole(6_000),
        Not(Some(Totals), 6_000),
        Due(Some(Totals), 13_350),
        Begin,
        Whole(14_000),
        Not(Some(Day), 14_000),
        Due(Some(Day), 14_150),
        Begin,
        Whole(14_200),
        Not(Some(Totals), 14_200),
        Due(Some(Totals), 16_150),
    ];
    check("totals are looked for ever more rarely, and on a new day as at first", &weekend);
    let late = [
        Not(Some(Totals), 0),
        Begin,
        Not(Some(Day), 10),
        Whole(20),
        Not(Some(Day), 20),
        Due(Some(Day), 170),
    ];
    check("a day that begins while all is read", &late);
    check(
        "set back while all is read",
        &[Begin, SetBack(50), Not(Some(Day), 9_999), Whole(10_000), Not(None, 99_999)],
    );
    let again =
        [Not(Some(Day), 0), Not(Some(Day), 149), Not(Some(Totals), 149), Due(Some(Day), 150)];
    check("totals do not put off a new day", &again);
    // 15 s, then twice as long each time, five minutes at most.
    let parts = [
        Part(0),
        Due(None, 15),
        Begin,
        Part(20),
        Due(None, 50),
        Begin,
        Part(60),
        Due(None, 120),
        Begin,
        Part(130),
        Due(None, 250),
        Begin,
        Part(260),
        Due(None, 500),
        Begin,
        Part(510),
        Due(None, 810),
        Begin,
        Part(900),
        Due(None, 1_200),
        Begin,
        Whole(1_210),
        Not(None, 9_999),
        Part(10_000),
        Due(None, 10_015),
    ];
    check("a part that does not come is tried ever more slowly", &parts);
    let refused = [
        Refused(0),
        Due(None, 1_950),
        Begin,
        Refused(2_000),
        Due(None, 5_750),
        Begin,
        Refused(6_000),
        Not(Some(Day), 7_000),
        Due(Some(Day), 7_150),
        Begin,
        Part(7_200),
        Due(None, 7_215),
        Begin,
        Whole(7_330),
        Not(None, 99_999),
    ];
    check("a part that is refused is looked for rarely, and on a new day", &refused);
    let after = [Nothing(0), Nothing(10), Nothing(20), Refused(30), Due(None, 1_980)];
    check("what failed before does not make it rarer", &after);
    let totals = [Refused(0), Not(Some(Totals), 10), Due(Some(Totals), 1_960)];
    check("totals do not wait for what is refused", &totals);
    let nothing = [
        Nothing(0),
        Due(None, 15),
        Begin,
        Nothing(20),
        Due(None, 50),
        Begin,
        Whole(51),
        Not(None, 9_999),
    ];
    check("a source that cannot be opened", &nothing);
    check("a clock set back", &[Not(Some(Day), 0), SetBack(100), Due(Some(Day), 50)]);
    check("a demo that is over", &[Part(0), Due(Some(Demo), 15)]);
    let mut renewal = Renewal::default();
    assert!(renewal.is_due(Some(Demo), at(0), MIDDLE), "at once");
}

#[test]
fn what_a_server_asks_for_is_obeyed_also_on_a_new_day() {
    let busy =
        Failure::Status { url: String::new(), status: 503, retry_after_seconds: Some(1_800) };
    let mut renewal = Renewal::default();
    let wait = renewal.fail(&busy, at(0), 0.0);
    assert!(wait >= TimeDelta::seconds(1_800), "{wait}");
    assert!(!renewal.is_due(Some(Cause::Day), at(1_799), 0.0));
    assert!(renewal.is_due(Some(Cause::Day), at(1_801), 0.0));
}
