//! The national holidays by name, for explaining why a day was not counted.

use chrono::{Datelike, NaiveDate};

/// A holiday of 全国年节及纪念日放假办法.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// 元旦
    NewYear,
    /// 春节
    SpringFestival,
    /// 清明节
    Qingming,
    /// 劳动节
    LabourDay,
    /// 端午节
    DragonBoat,
    /// 中秋节
    MidAutumn,
    /// 国庆节
    NationalDay,
    /// A day off by a notice at another time of the year.
    Other,
}

impl Holiday {
    /// The holiday to which a day off by notice belongs. Each holiday falls in a stretch of the year of its own; where
    /// Mid-Autumn falls into the National Day holiday, that is how the notices call it.
    pub fn of(date: NaiveDate) -> Self {
        match date.month() * 100 + date.day() {
            1_01..=1_03 | 12_29..=12_31 => Self::NewYear,
            1_19..=3_01 => Self::SpringFestival,
            4_02..=4_08 => Self::Qingming,
            4_25..=5_08 => Self::LabourDay,
            5_25..=6_27 => Self::DragonBoat,
            9_07..=9_29 => Self::MidAutumn,
            9_30..=10_09 => Self::NationalDay,
            _ => Self::Other,
        }
    }
}
