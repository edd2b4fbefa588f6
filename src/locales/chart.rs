//! The sentences around every chart, in both languages.

/// The sentences around every chart.
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct Chart {
    pub data_table: &'static str,
    pub keys: &'static str,
    pub keys_choose: &'static str,
}

/// Chinese.
pub(super) const ZH_CN: Chart = Chart {
    data_table: "数据表",
    keys: "方向键逐项查看，Home、End 到首尾。",
    keys_choose: "方向键逐项查看，Home、End 到首尾，回车或空格选定。",
};

/// English.
pub(super) const EN: Chart = Chart {
    data_table: "Data table",
    keys: "Arrow keys go from item to item, Home and End to the first and last.",
    keys_choose: "Arrow keys go from item to item, Home and End to the first and last; Enter or Space chooses.",
};
