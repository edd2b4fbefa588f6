//! What the store gives to be taken away.

use super::{seek::Pinyin, state::Store};
use crate::{
    contract::export::feature_collection,
    domain::{board::OpenCase, time::Instant},
};
use leptos::prelude::*;
use std::sync::Arc;

impl Store {
    /// These matters as a GeoJSON text, with their lights at `now`; nothing while there is no board.
    pub fn geojson(self, cases: &[Arc<OpenCase>], now: Instant) -> String {
        self.board.with_untracked(|board| {
            let zone = board.as_ref().map(|board| board.rule.zone);
            zone.map(|zone| feature_collection(cases, zone, now)).unwrap_or_default()
        })
    }

    /// Whether the list may still change because the words looked for wait for the table of initials.
    pub fn is_list_coming(self) -> bool {
        self.pinyin.with(|pinyin| *pinyin == Pinyin::Coming)
    }
}
