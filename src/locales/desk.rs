//! The sentences of the desk: search, filters, the table, the reader's own area.

/// The sentences of the desk: search, filters, the table, the reader's own area.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Desk {
    pub title: &'static str,
}

pub(super) const ZH_CN: Desk = Desk { title: "事项" };

pub(super) const EN: Desk = Desk { title: "Matters" };
