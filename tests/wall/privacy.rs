//! What a passer-by may read of a matter.

use crate::small::dispatched;
use gridlight::{
    domain::{
        case::{Case, Domain},
        wall::Privacy,
    },
    locales::Lang,
    report::words::passers_words,
};

#[test]
fn only_who_says_so_shows_what_somebody_wrote() {
    let named = Case {
        title: "张某某家漏水，电话 138…".into(),
        category: Some("供水".into()),
        domain: Domain::Livelihood,
        ..dispatched("A", "G1", "2026-09-18 09:00")
    };
    let without = Case { category: None, ..named.clone() };
    let check = |case: &Case, privacy: Privacy, expected: &str| {
        assert_eq!(passers_words(case, privacy, Lang::ZhCn.locale()), expected, "{privacy:?}");
    };
    check(&named, Privacy::default(), "供水");
    check(&named, Privacy::Categories, "供水");
    check(&without, Privacy::Categories, "民生服务");
    check(&named, Privacy::Counts, "民生服务");
    check(&named, Privacy::Titles, "张某某家漏水，电话 138…");
    assert!(!Privacy::Counts.shows_matters() && Privacy::Categories.shows_matters());
}
