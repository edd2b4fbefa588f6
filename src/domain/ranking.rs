//! The parts of a place in the order of a measure, and how each has moved since the window before.

use super::{
    measure::{Ask, Better, Measure, Value, measure},
    order::ordered,
    parts::Part,
};
use std::cmp::{Ordering, Reverse};

/// A part with its rank.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The part.
    pub part: Part,
    /// Its value.
    pub value: Value,
    /// Its rank from 1; equals share one. `None` where there is no value that ranks.
    pub rank: Option<u32>,
    /// How it has moved.
    pub movement: Movement,
}

/// How a rank has moved since the window before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// So many ranks nearer to the first.
    Up(u32),
    /// So many ranks further from the first.
    Down(u32),
    /// The same rank.
    Same,
    /// It had none before, or has none now, or nothing is known of the window before.
    Unknown,
}

/// The parts in the order of a measure: the best first where more or less of it is good, else the most first. What has no
/// value that ranks stands at the end in its own order, and 未归属 never ranks: it is nobody's.
pub fn ranking(ask: &Ask<'_>, parts: &[Part], of: Measure) -> Vec<Ranked> {
    let now: Vec<Value> = parts.iter().map(|part| measure(ask, *part, of)).collect();
    let ranks = ranks(parts, &now, of);
    let before = if of.is_of_now() {
        Vec::new()
    } else {
        let ask = Ask { span: ask.span.previous(), ..*ask };
        let values: Vec<Value> = parts.iter().map(|part| measure(&ask, *part, of)).collect();
        self::ranks(parts, &values, of)
    };
    let rank = |at: usize| ranks.get(at).copied().flatten();
    let order = ordered(parts.len(), &|a, b| {
        let key = |at| (rank(at).is_none(), rank(at));
        key(a).cmp(&key(b))
    });
    let ranked = |at: usize| {
        Some(Ranked {
            part: *parts.get(at)?,
            value: now.get(at)?.clone(),
            rank: rank(at),
            movement: movement(before.get(at).copied().flatten(), rank(at)),
        })
    };
    order.into_iter().filter_map(ranked).collect()
}

fn movement(before: Option<u32>, now: Option<u32>) -> Movement {
    match before.zip(now) {
        None => Movement::Unknown,
        Some((before, now)) => match before.cmp(&now) {
            Ordering::Equal => Movement::Same,
            Ordering::Greater => Movement::Up(before - now),
            Ordering::Less => Movement::Down(now - before),
        },
    }
}

/// The rank of each value.
fn ranks(parts: &[Part], values: &[Value], of: Measure) -> Vec<Option<u32>> {
    let can_rank = |at: &usize| {
        let is_area = matches!(parts.get(*at), Some(Part::Area(_)));
        is_area && values.get(*at).and_then(fraction).is_some()
    };
    let compare = |a: usize, b: usize| {
        let [a, b] = [a, b].map(|at| values.get(at).and_then(fraction));
        match of.better() {
            Better::Lower => compare_fractions(a, b),
            Better::Higher | Better::Neither => compare_fractions(b, a),
        }
    };
    let order: Vec<usize> = ordered(values.len(), &compare).into_iter().filter(can_rank).collect();
    let mut ranks = vec![None; values.len()];
    let (mut last, mut rank) = (None, 0);
    for (place, at) in (1_u32..).zip(order) {
        if last.is_none_or(|last| compare(last, at) != Ordering::Equal) {
            rank = place;
        }
        last = Some(at);
        if let Some(of) = ranks.get_mut(at) {
            *of = Some(rank);
        }
    }
    ranks
}

/// A value as a fraction; `None` where there is none to compare.
fn fraction(value: &Value) -> Option<(u64, u64)> {
    match value {
        Value::Count(count) => Some(((*count).into(), 1)),
        Value::Days { days, .. } => Some(((*days).into(), 1)),
        Value::Share { numerator, denominator } | Value::Load { numerator, denominator } => {
            Some(((*numerator).into(), (*denominator).into()))
        }
        _ => None,
    }
}

/// Compares without division: two rates that are printed alike need not be equal.
fn compare_fractions(a: Option<(u64, u64)>, b: Option<(u64, u64)>) -> Ordering {
    match (a, b) {
        (Some((a, of_a)), Some((b, of_b))) => (a * of_b).cmp(&(b * of_a)),
        (a, b) => Reverse(a.is_some()).cmp(&Reverse(b.is_some())),
    }
}
