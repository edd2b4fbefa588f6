//! The sentences of the optional layers: workers, cameras, alerts.

/// The sentences of the optional layers: workers, cameras, alerts.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Layers {
    pub title: &'static str,
}

pub(super) const ZH_CN: Layers = Layers { title: "图层" };

pub(super) const EN: Layers = Layers { title: "Layers" };
