//! The sentences of one matter's file: its way, its clocks, who urged and who answered.

/// The sentences of one matter's file: its way, its clocks, who urged and who answered.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct CaseFile {
    pub title: &'static str,
}

pub(super) const ZH_CN: CaseFile = CaseFile { title: "事项档案" };

pub(super) const EN: CaseFile = CaseFile { title: "Case file" };
