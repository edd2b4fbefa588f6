//! The sentences of what is taken away: columns, footnotes, file names.

/// The sentences of what is taken away: columns, footnotes, file names.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Report {
    pub title: &'static str,
    pub plan: fn(place: &str, red: u32, due_soon: u32, unknown: u32, normal: u32) -> String,
    pub plan_point: &'static str,
}

pub(super) const ZH_CN: Report = Report {
    title: "事项清单",
    plan: |place, red, due_soon, unknown, normal| {
        format!(
            "{place}地图：红灯 {red} 件，临期 {due_soon} 件，未知 {unknown} 件，正常 {normal} 件。"
        )
    },
    plan_point: "事项所在位置已标出。",
};

pub(super) const EN: Report = Report {
    title: "List of matters",
    plan: |place, red, due_soon, unknown, normal| {
        format!(
            "Map of {place}: {red} red, {due_soon} due soon, {unknown} unknown, {normal} normal."
        )
    },
    plan_point: "The place of the matter is marked.",
};
