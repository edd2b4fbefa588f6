//! Waking up when there is something to do.
//!
//! One timer runs at a time. It wakes at the next instant at which a light changes by itself, at the next poll, and
//! often enough for the shown time to be true; each waking computes lights again only if something could have changed.

use super::{feed, layers, life, poll, records, shown::Feed, state::Store};
use crate::{
    domain::{freshness::Freshness, time::Instant},
    source::{
        clock::{Jump, SourceClock, jump, local_now, steady_now},
        renewal::Cause,
        session::{Pulse, Session},
    },
};
use chrono::TimeDelta;
use leptos::prelude::*;
use std::time::Duration;

/// How often the demo's life goes on.
const DEMO_STEP: Duration = Duration::from_millis(250);
/// How often the shown age of the data is brought up to date, and more often where it is asked for more often.
const LONGEST_SLEEP: TimeDelta = TimeDelta::seconds(5);

/// Waking so much later than was meant, the page was not awake in between.
const OVERSLEPT: TimeDelta = TimeDelta::seconds(10);

/// Sets the one timer for the next waking.
pub(super) fn sleep(store: Store, local: Instant) {
    let next_change_at = store.lit().with_untracked(|lit| lit.next_change_at);
    let delay = store.session.with_value(|session| match session.as_ref().map(|s| &s.clock) {
        Some(SourceClock::Simulated { .. }) => DEMO_STEP,
        clock => {
            let until_change = clock.zip(next_change_at).map(|(clock, at)| at - clock.now(local));
            let until_poll = store.times.with_value(|times| times.poll_at) - local;
            let interval = session.as_ref().map_or(LONGEST_SLEEP, Session::poll_interval);
            let sleep = LONGEST_SLEEP.min(interval).min(until_poll);
            let sleep = until_change.map_or(sleep, |until| until.min(sleep));
            sleep.to_std().unwrap_or(Duration::ZERO) + Duration::from_millis(20)
        }
    });
    let wait = TimeDelta::from_std(delay).unwrap_or(LONGEST_SLEEP);
    store.times.update_value(|times| times.wake_at = steady_now() + wait);
    let timer = set_timeout_with_handle(move || wake(store), delay).ok();
    store.timer.set_value(timer);
}

/// Wakes at once when the page is looked at again, or the network is back: a timer of a hidden tab comes late, and one of
/// a device that slept later still.
pub(super) fn follow_attention(store: Store) {
    for name in ["visibilitychange", "focus", "pageshow", "online"] {
        let handle = window_event_listener_untyped(name, move |_| {
            let timer = store.timer.try_update_value(Option::take).flatten();
            // Without a timer an opening is under way, and nothing to look at.
            let Some(timer) = timer else { return };
            timer.clear();
            if store.session.with_value(Option::is_some) {
                wake(store);
            } else {
                // It was the timer of an opening that failed, and the only one that tries again.
                feed::try_to_open(store);
            }
        });
        on_cleanup(move || handle.remove());
    }
}

/// Sees whether the local clock was set, or the device slept, since the last look. Set back, time goes on from where it
/// was; further ahead, the source is asked at once, since only it can tell.
pub(super) fn notice_jump(store: Store, local: Instant) {
    let steady = steady_now();
    let (local_before, steady_before) = store.times.with_value(|times| times.looked_at);
    store.times.update_value(|times| times.looked_at = (local, steady));
    match jump(local - local_before, steady - steady_before) {
        Jump::None => {}
        Jump::Back(by) => {
            store.session.update_value(|session| {
                if let Some(session) = session {
                    session.clock.make_good(by);
                }
            });
            // What was answered, and is to be asked, by the old reading keeps its age.
            store.times.update_value(|times| times.checked_at -= by);
            // A question that is under way has no next one yet, and must stay known as under way.
            store.times.update_value(|times| {
                if times.poll_at < Instant::MAX_UTC {
                    times.poll_at -= by;
                }
                times.renewal.set_back(by);
            });
        }
        Jump::Forward => poll::poll_soon(store),
    }
}

/// Looks at the time and at the source, takes in what is new, and sleeps again.
fn wake(store: Store) {
    let local = local_now();
    notice_jump(store, local);
    // A page that was frozen or slowed down has missed what its stream said. One that is awake may hear its stream less often
    // than it would ask, or not at all, and asks then as if there were none.
    let has_overslept = steady_now() - store.times.with_value(|times| times.wake_at) > OVERSLEPT;
    if has_overslept || store.stream.with_value(Option::is_some) {
        poll::catch_up(store, local);
    }
    let Some(now) = store.session.try_update_value(|session| {
        let session = session.as_mut()?;
        // The demo's time runs only once its life has begun: nothing is caught up on afterwards.
        match session.pulse {
            Pulse::Unborn(_) => session.clock.hold(local),
            Pulse::Simulated(_) | Pulse::Polled(_) => session.clock.advance(local),
        }
        Some(session.clock.now(local))
    }) else {
        return;
    };
    let Some(now) = now else { return };
    life::live_on(store, now);
    poll::poll(store, local);
    layers::refresh(store, local);
    records::refresh(store);
    let cause = store.board.with_untracked(|board| {
        let board = board.as_ref()?;
        store.session.with_value(|session| session.as_ref()?.cause_to_renew(now, board))
    });
    // A demo that lives would begin again for a part that it has done without so far.
    let lives = store.session.with_value(|session| {
        session.as_ref().is_some_and(|session| matches!(session.pulse, Pulse::Simulated(_)))
    });
    if !lives || cause == Some(Cause::Demo) {
        feed::renew(store, local, cause);
    }
    let next_change_at = store.lit().with_untracked(|lit| lit.next_change_at);
    // A clock that was put right may lie before the moment the lights were computed for: they are not true then.
    let is_ahead = store.lit_at.get_untracked() > now;
    if is_ahead || next_change_at.is_some_and(|at| at <= now) {
        store.lit_at.set(now);
    }
    if store.now.get_untracked() != now {
        store.now.set(now);
    }
    grow_old(store, local);
    sleep(store, local);
}

pub(super) fn refresh_newest_fact(store: Store) {
    let newest_fact_at =
        store.board.with_untracked(|board| board.as_ref().and_then(|b| b.newest_fact_at()));
    store.feed.update(|feed| feed.newest_fact_at = newest_fact_at);
}

/// Lets what is said of the feed follow the age of the last verified answer. The demo that lives is its own source: always
/// fresh.
pub(super) fn grow_old(store: Store, local: Instant) {
    let known = store.feed.get_untracked();
    let (checked_at, poll_at) = store.times.with_value(|times| (times.checked_at, times.poll_at));
    let aged = store.session.try_update_value(|session| {
        let session = session.as_mut()?;
        let (clock, every) = (session.clock, session.poll_interval());
        let freshness = Freshness::of(local - checked_at, every);
        if let Pulse::Unborn(_) = session.pulse {
            return Some(Feed { freshness, ..known });
        }
        let Some(polling) = session.polling() else {
            let (freshness, checked_at) = (Freshness::Fresh, Some(whole_second(clock.now(local))));
            return Some(Feed { freshness, checked_at, failed_count: 0, ..known });
        };
        Some(Feed {
            freshness,
            checked_at: Some(whole_second(clock.now(checked_at))),
            failed_count: polling.pace.failures(),
            next_try_at: (poll_at < Instant::MAX_UTC).then(|| whole_second(clock.now(poll_at))),
            ..known
        })
    });
    let Some(aged) = aged.flatten() else { return };
    if aged != known {
        store.feed.set(aged);
    }
}

/// Nobody reads parts of a second, and each would be a change.
fn whole_second(at: Instant) -> Instant {
    Instant::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}
