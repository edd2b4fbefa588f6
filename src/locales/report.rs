//! The sentences of what is taken away: columns, footnotes, file names.

/// The sentences of what is taken away: columns, footnotes, file names.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Report {
    pub title: &'static str,
}

pub(super) const ZH_CN: Report = Report { title: "事项清单" };

pub(super) const EN: Report = Report { title: "List of matters" };
