//! The matters that have left the board, and when: the memory is bounded, the wall runs for months.

use super::{ids::CaseId, time::Instant};
use std::collections::BTreeMap;

/// How many matters one generation holds: more than a whole district closes in a week.
const GENERATION: usize = 16_384;

/// Two generations of matters that are gone. When the younger is full, the older is forgotten; what is remembered is
/// then at least the last `GENERATION` of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gone {
    younger: BTreeMap<CaseId, Instant>,
    older: BTreeMap<CaseId, Instant>,
}

impl Gone {
    /// The time of the state in which the matter left; `None` if it is not known to have left.
    pub(super) fn since(&self, id: &CaseId) -> Option<Instant> {
        self.younger.get(id).or_else(|| self.older.get(id)).copied()
    }

    /// Remembers a matter that left in the state of `at`.
    pub(super) fn note(&mut self, id: CaseId, at: Instant) {
        if self.younger.len() >= GENERATION {
            self.older = std::mem::take(&mut self.younger);
        }
        self.younger.insert(id, at);
    }
}
