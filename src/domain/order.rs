//! Ordering without a copy of the sort for each type: the program that is sent to a browser pays for every one.

use std::cmp::Ordering;

/// The indices of `count` things in the order that `compare` gives; equals keep theirs.
pub fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    indices.sort_by(|a, b| compare(*a, *b));
    indices
}

/// The same for a slice: its items in the order of their keys.
pub fn ordered_by_key<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<&T> {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = ordered(items.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    order.into_iter().filter_map(|at| items.get(at)).collect()
}
