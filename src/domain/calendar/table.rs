//! The national holiday table, 2016 to 2026, as amended.
//!
//! Source: the yearly notices of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知), compiled and
//! cross-checked in `domain.md` §1. Only announced exceptions are listed: weekdays off, and weekend days worked. This
//! file knows nothing of counting.

/// One calendar year's announced exceptions, as month × 100 + day of the date's own year.
pub struct Year {
    /// The calendar year of the dates below.
    pub year: i32,
    /// Monday-to-Friday dates that are days off.
    pub off: &'static [u16],
    /// Saturdays and Sundays that are worked (调休上班).
    pub work: &'static [u16],
}

/// Every announced year, in order, without a gap.
pub const YEARS: &[Year] = &[
    Year {
        year: 2016,
        off: &[
            101, 208, 209, 210, 211, 212, 404, 502, 609, 610, 915, 916, 1003, 1004, 1005, 1006,
            1007,
        ],
        work: &[206, 214, 612, 918, 1008, 1009],
    },
    Year {
        year: 2017,
        off: &[102, 127, 130, 131, 201, 202, 403, 404, 501, 529, 530, 1002, 1003, 1004, 1005, 1006],
        work: &[122, 204, 401, 527, 930],
    },
    Year {
        year: 2018,
        off: &[
            101, 215, 216, 219, 220, 221, 405, 406, 430, 501, 618, 924, 1001, 1002, 1003, 1004,
            1005, 1231,
        ],
        work: &[211, 224, 408, 428, 929, 930, 1229],
    },
    Year {
        year: 2019,
        off: &[
            101, 204, 205, 206, 207, 208, 405, 501, 502, 503, 607, 913, 1001, 1002, 1003, 1004,
            1007,
        ],
        work: &[202, 203, 428, 505, 929, 1012],
    },
    Year {
        year: 2020,
        off: &[
            101, 124, 127, 128, 129, 130, 131, 406, 501, 504, 505, 625, 626, 1001, 1002, 1005,
            1006, 1007, 1008,
        ],
        work: &[119, 426, 509, 628, 927, 1010],
    },
    Year {
        year: 2021,
        off: &[
            101, 211, 212, 215, 216, 217, 405, 503, 504, 505, 614, 920, 921, 1001, 1004, 1005,
            1006, 1007,
        ],
        work: &[207, 220, 425, 508, 918, 926, 1009],
    },
    Year {
        year: 2022,
        off: &[
            103, 131, 201, 202, 203, 204, 404, 405, 502, 503, 504, 603, 912, 1003, 1004, 1005,
            1006, 1007,
        ],
        work: &[129, 130, 402, 424, 507, 1008, 1009],
    },
    Year {
        year: 2023,
        off: &[
            102, 123, 124, 125, 126, 127, 405, 501, 502, 503, 622, 623, 929, 1002, 1003, 1004,
            1005, 1006,
        ],
        work: &[128, 129, 423, 506, 625, 1007, 1008],
    },
    Year {
        year: 2024,
        off: &[
            101, 212, 213, 214, 215, 216, 404, 405, 501, 502, 503, 610, 916, 917, 1001, 1002, 1003,
            1004, 1007,
        ],
        work: &[204, 218, 407, 428, 511, 914, 929, 1012],
    },
    Year {
        year: 2025,
        off: &[
            101, 128, 129, 130, 131, 203, 204, 404, 501, 502, 505, 602, 1001, 1002, 1003, 1006,
            1007, 1008,
        ],
        work: &[126, 208, 427, 928, 1011],
    },
    Year {
        year: 2026,
        off: &[
            101, 102, 216, 217, 218, 219, 220, 223, 406, 501, 504, 505, 619, 925, 1001, 1002, 1005,
            1006, 1007,
        ],
        work: &[104, 214, 228, 509, 920, 1010],
    },
];
