//! Every sentence in both languages, and the few rules by which numbers and times are written.

use chrono::{DateTime, NaiveDate};
use gridlight::{
    domain::{
        ability::Ability,
        calendar::{DayWord, OutsideCalendar, holiday::Holiday},
        case::{Domain, Route, Status, Supervision},
        clock::{Extension, UnknownReason},
        defect::{Collection, Defect, DefectReason},
        failure::Failure,
        freshness::Freshness,
        light::{Light, WorkingDays},
        remark::Remark,
        rule::{
            Count, DayMinute, ExtendedFrom, LateExtension, MissedContact, OffDayStart, Rule,
            Sessions, Start,
        },
        scope::AreaLevel,
        speed::Speed,
        trace::{Period, Step},
    },
    locales::{Lang, Local, grouped, percent, short_name},
};
use std::collections::BTreeSet;

#[test]
fn numbers_are_grouped_by_thousands() {
    let check = |number: u64, expected: &str| assert_eq!(grouped(number), expected);
    check(0, "0");
    check(999, "999");
    check(1_000, "1,000");
    check(12_345, "12,345");
    check(1_234_567, "1,234,567");
    check(u64::MAX, "18,446,744,073,709,551,615");
}

#[test]
fn a_share_is_rounded_down_so_that_all_means_all() {
    let check = |part: u32, whole: u32, expected: &str| {
        assert_eq!(percent(part, whole), expected, "{part} of {whole}");
    };
    check(1, 2, "50.0");
    check(2, 3, "66.6");
    check(999, 1_000, "99.9");
    check(1_999, 2_000, "99.9");
    check(u32::MAX - 1, u32::MAX, "99.9");
    check(u32::MAX, u32::MAX, "100.0");
    check(7, 7, "100.0");
    check(0, 7, "0.0");
}

#[test]
fn short_names_leave_out_the_kind_of_town() {
    let check = |name: &str, expected: &str| assert_eq!(short_name(name), expected);
    check("辛安街道", "辛安");
    check("藏南镇", "藏南");
    check("Xin'an Subdistrict", "Xin'an");
    check("Zangnan Town", "Zangnan");
    check("横河管区", "横河管区");
    check("镇", "镇");
}

fn local(text: &str) -> Local {
    DateTime::parse_from_str(&format!("{text} +0800"), "%Y-%m-%d %H:%M:%S %z").unwrap()
}

#[test]
fn midnight_is_the_end_of_the_day_before() {
    let check = |moment: &str, chinese: &str, english: &str| {
        assert_eq!((Lang::ZhCn.locale().due)(local(moment)), chinese, "{moment}");
        assert_eq!((Lang::En.locale().due)(local(moment)), english, "{moment}");
    };
    check("2026-09-15 00:00:00", "9月14日 24:00", "14 Sep 24:00");
    check("2026-10-01 00:00:00", "9月30日 24:00", "30 Sep 24:00");
    check("2027-01-01 00:00:00", "12月31日 24:00", "31 Dec 24:00");
    check("2026-09-15 00:00:01", "9月15日 00:00", "15 Sep 00:00");
    check("2026-09-14 23:59:59", "9月14日 23:59", "14 Sep 23:59");
    check("2026-09-14 18:00:00", "9月14日 18:00", "14 Sep 18:00");
}

#[test]
fn days_are_counted_in_words() {
    let check = |count: u32, is_lower_bound: bool, expected: [&str; 4]| {
        let days = WorkingDays { count, is_lower_bound };
        let [zh, en] = Lang::ALL.map(Lang::locale);
        let said =
            [(zh.overdue)(days), (zh.remaining)(days), (en.overdue)(days), (en.remaining)(days)];
        assert_eq!(said, expected);
    };
    check(
        0,
        false,
        ["超期不足 1 个工作日", "剩 0 日", "overdue by less than 1 working day", "0 days left"],
    );
    check(1, false, ["超期 1 个工作日", "剩 1 日", "overdue by 1 working day", "1 day left"]);
    check(4, false, ["超期 4 个工作日", "剩 4 日", "overdue by 4 working days", "4 days left"]);
    check(
        4,
        true,
        [
            "超期至少 4 个工作日",
            "至少剩 4 日",
            "overdue by at least 4 working days",
            "at least 4 days left",
        ],
    );
}

const DOMAINS: [Domain; 7] = Domain::ALL;
const ROUTES: [Route; 3] = [Route::Direct, Route::Referred, Route::SpecialReport];
const EXTENSIONS: [Extension; 4] =
    [Extension::None, Extension::Pending, Extension::Effective, Extension::Late];
const LEVELS: [AreaLevel; 3] = [AreaLevel::Towns, AreaLevel::Zones, AreaLevel::Grids];
const FRESHNESSES: [Freshness; 4] =
    [Freshness::Fresh, Freshness::Late, Freshness::Stale, Freshness::Lost];
const REASONS: [DefectReason; 10] = [
    DefectReason::Missing,
    DefectReason::Unreadable,
    DefectReason::NoTimeZone,
    DefectReason::UnknownReference,
    DefectReason::UnmappedCode,
    DefectReason::DuplicateId,
    DefectReason::NotAFeature,
    DefectReason::NoId,
    DefectReason::Contradiction,
    DefectReason::Implausible,
];

fn statuses() -> [Status; 12] {
    use Status::{
        Closed, Dispatched, Feedback, Handling, Parked, Reported, Returned, Triaged, Unmapped,
        Verifying, Withdrawn,
    };
    let (unmapped, not_given) = (Unmapped("Moved".into()), Unmapped("".into()));
    [
        Reported, Triaged, Dispatched, Handling, Feedback, Verifying, Closed, Returned, Parked,
        Withdrawn, unmapped, not_given,
    ]
}

fn unknown_reasons() -> [UnknownReason; 5] {
    let last_announced = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    [
        UnknownReason::NotDispatched,
        UnknownReason::DispatchTimeMissing,
        UnknownReason::DoubtfulTime("contacted_at"),
        UnknownReason::DoubtfulTime("extension_approved_at"),
        UnknownReason::OutsideCalendar(OutsideCalendar { last_announced }),
    ]
}

fn day_words() -> Vec<DayWord> {
    use Holiday::{
        DragonBoat, LabourDay, MidAutumn, NationalDay, NewYear, Other, Qingming, SpringFestival,
    };
    let holidays =
        [NewYear, SpringFestival, Qingming, LabourDay, DragonBoat, MidAutumn, NationalDay, Other];
    let others = [
        DayWord::Weekday,
        DayWord::Weekend,
        DayWord::MakeUp,
        DayWord::OwnOff(None),
        DayWord::OwnWork(None),
        DayWord::OwnOff(Some("上合峰会".into())),
    ];
    holidays.map(DayWord::Holiday).into_iter().chain(others).collect()
}

const STEPS: [Step; 8] = [
    Step::Start,
    Step::Skipped,
    Step::Counted(1),
    Step::Counted(2),
    Step::Over(1),
    Step::Over(2),
    Step::Minutes(30),
    Step::Minutes(150),
];

/// The default, and one rule for each choice that can be told from it.
fn rules() -> Vec<Rule> {
    let default = Rule::one_five_ten(chrono::FixedOffset::east_opt(8 * 3600).unwrap());
    vec![
        default,
        Rule { count: Count::OfficeHours(Sessions::default()), ..default },
        Rule { start: Start::Reported, ..default },
        Rule { day_end: DayMinute::read("17:30").unwrap(), ..default },
        Rule { off_day_start: OffDayStart::NextWorkingDay, ..default },
        Rule { extended_from: ExtendedFrom::Approved, ..default },
        Rule { late_extension: LateExtension::Clears, ..default },
        Rule { missed_contact: MissedContact::Red, ..default },
    ]
}

fn failures() -> [Failure; 12] {
    let url = || "config.json".to_owned();
    [
        Failure::NoAnswer { url: url() },
        Failure::Status { url: url(), status: 404, retry_after_seconds: None },
        Failure::Status { url: url(), status: 429, retry_after_seconds: Some(7) },
        Failure::SignIn { url: url(), status: 401 },
        Failure::SignIn { url: url(), status: 403 },
        Failure::WebPage { url: url() },
        Failure::TooSlow { url: url(), seconds: 60 },
        Failure::TooLarge { url: url(), max_bytes: 64_000_000 },
        Failure::Unreadable { url: url(), detail: "line 1".into() },
        Failure::ForbiddenOrigin { url: url() },
        Failure::NoSource { name: url() },
        Failure::NoCollection { id: url() },
    ]
}

fn remarks() -> [Remark; 9] {
    [
        Remark::RepeatedPages(Collection::OpenCases),
        Remark::EndlessPages(Collection::OpenCases, 1_000),
        Remark::CutOff(Collection::OpenCases, 1_000),
        Remark::Broken(Ability::ChangesByFilter),
        Remark::Broken(Ability::Equality),
        Remark::Broken(Ability::Sort),
        Remark::TimesMislabelled,
        Remark::OnlyRecent(90),
        Remark::StreamLost,
    ]
}

/// Notes what each value of one kind is called: never nothing, and never the same for two of them.
fn distinct<T>(kind: &str, values: &[T], word: impl Fn(&T) -> String) {
    let words: BTreeSet<String> = values.iter().map(word).collect();
    assert_eq!(words.len(), values.len(), "{kind}: {words:?}");
    assert!(words.iter().all(|word| !word.trim().is_empty()), "{kind}: {words:?}");
}

#[test]
fn every_value_has_a_word_of_its_own_in_each_language() {
    for l in Lang::ALL.map(Lang::locale) {
        distinct("domains", &DOMAINS, |value| (l.domain)(*value).into());
        distinct("lights", &Light::ALL, |value| (l.light)(*value).into());
        distinct("reasons", &unknown_reasons(), |value| (l.unknown_reason)(*value));
        distinct("levels", &LEVELS, |value| (l.areas_title)(*value).into());
        distinct("statuses", &statuses(), |value| (l.status)(value));
        distinct("routes", &ROUTES, |value| (l.route)(*value).into());
        distinct("supervision", &Supervision::LADDER, |value| (l.supervision)(value));
        distinct("freshness", &FRESHNESSES, |value| (l.freshness)(*value).into());
        distinct("speeds", &Speed::ALL, |value| (l.speed)(*value).into());
        distinct("defects", &REASONS, |value| (l.defect_reason)(*value).into());
        distinct("collections", &Collection::ALL, |value| (l.collection)(*value).into());
        distinct("failures", &failures(), |value| (l.failed_detail)(value));
        distinct("failures later", &failures(), |value| (l.update_failed)(value));
        distinct("remarks", &remarks(), |value| (l.feed.remark)(value));
        distinct("clocks", &Period::ALL, |value| (l.explain.period)(*value, 5));
        distinct("days", &day_words(), |value| (l.explain.day)(value, Step::Skipped));
        distinct("steps", &STEPS, |value| (l.explain.day)(&DayWord::Weekday, *value));
        distinct("short steps", &STEPS, |value| (l.explain.day_short)(&DayWord::Weekday, *value));
        distinct("rules", &rules(), |rule| {
            (l.explain.basis)(rule, NaiveDate::from_ymd_opt(2025, 11, 4).unwrap())
        });
        distinct("extensions", &EXTENSIONS[1..], |value| (l.extension)(*value).unwrap().into());
        assert_eq!((l.extension)(Extension::None), None, "none needs no word beside the light");
    }
}

#[test]
fn what_a_sentence_is_told_it_says() {
    let defect = |field: &str, value: &str| Defect {
        collection: Collection::Grids,
        row: "G77".into(),
        field: field.into(),
        reason: DefectReason::Unreadable,
        value: value.into(),
    };
    let noon = local("2026-09-18 12:34:00");
    for l in Lang::ALL.map(Lang::locale) {
        let check = |said: String, told: &[&str]| {
            assert!(!said.is_empty() && told.iter().all(|word| said.contains(word)), "{said}");
        };
        check((l.extent)(22, 161, 1333), &["22", "161", "1,333"]);
        check((l.due_soon)(1), &["1"]);
        check((l.due_soon)(3), &["3"]);
        check((l.domain_count)(12, 1_234), &["12", "1,234"]);
        check((l.few_to_many)(8), &["8"]);
        check((l.area_count)("辛安街道", 11, 22, 33, 44), &["辛安街道", "11", "22", "33", "44"]);
        check((l.case_gone)("C/1"), &["C/1"]);
        check((l.moment)(noon), &["18", "12:34"]);
        check((l.clock)(noon), &["12:34"]);
        check((l.clock_seconds)(noon), &["12:34:"]);
        check((l.wall.paused)(45), &["45"]);
        check((l.wall.paused)(600), &["10"]);
        check((l.wall.tried)(3, "15:43:10"), &["3", "15:43:10"]);
        check((l.wall.trying)(3), &["3"]);
        check((l.wall.stopped)("15:10", "5 min"), &["15:10", "5 min"]);
        check((l.wall.newest)("15:10"), &["15:10"]);
        check((l.wall.quiet)("15:10"), &["15:10"]);
        check((l.wall.domain_scene)(Domain::Petitions), &[(l.domain)(Domain::Petitions)]);
        let states = [Freshness::Fresh, Freshness::Late, Freshness::Stale, Freshness::Lost];
        distinct("ages", &states, |state| (l.wall.checked)(*state, "15:10"));
        distinct("ends", &states, |state| (l.wall.until)(*state, "9-17"));
        check((l.date)(noon.date_naive()), &["18"]);
        check(
            (l.day)(noon.date_naive()),
            &["18", ["周五", "Fri"][usize::from(l.close == "Close")]],
        );
        check((l.explain.span)(noon, "24:00"), &["12:34", "24:00"]);
        check((l.explain.met)(noon), &["12:34"]);
        check((l.explain.counted_otherwise)("24:00"), &["24:00"]);
        check((l.explain.disagreements)(1), &["1"]);
        check((l.explain.disagreements)(17), &["17"]);
        check((l.explain.skew)(3_600), &["60"]);
        check((l.explain.skew)(-90), &["2"]);
        assert_ne!((l.explain.skew)(90), (l.explain.skew)(-90), "slow is not fast");
        check((l.feed.remark)(&Remark::CutOff(Collection::Grids, 1_000)), &["1000"]);
        check((l.feed.remark)(&Remark::Broken(Ability::Equality)), &["grid_id"]);
        check((l.feed.rows_read)(345), &["345"]);
        let feed = &l.feed;
        for text in [
            feed.sign_in,
            feed.sign_in_elsewhere,
            feed.sign_in_link,
            feed.token,
            feed.token_kept,
            feed.no_areas,
        ] {
            check(text.into(), &[]);
        }
        check((l.explain.period)(Period::Resolve, 5), &["5"]);
        check((l.explain.day)(&DayWord::MakeUp, Step::Counted(3)), &["3"]);
        check((l.unknown_reason)(UnknownReason::NotDispatched), &[]);
        for text in [l.explain.title, l.explain.provisional, l.explain.no_server_time] {
            check(text.into(), &[]);
        }
        check((l.data_age)("7 min"), &["7 min"]);
        check((l.as_of)("18:00"), &["18:00"]);
        check((l.defects)(0), &["0"]);
        check((l.defects)(1), &["1"]);
        check((l.defects)(17), &["17"]);
        check((l.defect)(&defect("zone_id", "Z9")), &["G77", "zone_id", "Z9"]);
        check((l.defect)(&defect("zone_id", "")), &["G77", "zone_id"]);
        check((l.defect)(&defect("", "Z9")), &["G77", "Z9"]);
        check((l.defect)(&defect("", "")), &["G77"]);
        check((l.more_defects)(5), &["5"]);
        check((l.loading_part)(3, 7), &["3", "7"]);
        check((l.unknown_parameter)("light", "green"), &["light", "green"]);
        check((l.unknown_area)("town", "T99"), &["town", "T99"]);
        check((l.unknown_config_key)("rule.resolve_day"), &["rule.resolve_day"]);
        for failure in failures() {
            check((l.failed_detail)(&failure), &["config.json"]);
        }
        let ages = [(-5, "0"), (59, "59"), (60, "1"), (3_599, "59"), (3_600, "1"), (86_400, "1")];
        for (seconds, told) in ages {
            check((l.age)(seconds), &[told]);
        }
    }
}

#[test]
fn no_sentence_is_left_out() {
    const LOCALES: &str = include_str!("../../src/locales.rs");
    const SELF: &str = include_str!("words.rs");
    let fields =
        LOCALES.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": "));
    let functions = fields.clone().filter(|(_, kind)| kind.starts_with("fn("));
    for (name, _) in functions {
        let is_checked = [format!("(l.{name})"), format!("zh.{name}"), format!("locale().{name}")];
        assert!(
            is_checked.iter().any(|call| SELF.contains(call)),
            "{name} is checked by no row above"
        );
    }
    let texts: Vec<&str> =
        fields.filter(|(_, kind)| kind.starts_with("&'static str")).map(|(name, _)| name).collect();
    assert!(texts.len() > 40, "the list of fields is read: {texts:?}");
    for source in
        [include_str!("../../src/locales/zh_cn.rs"), include_str!("../../src/locales/en.rs")]
    {
        for name in &texts {
            let line = source.lines().find(|line| line.starts_with(&format!("    {name}:")));
            assert!(
                line.is_some_and(|line| !line.contains(": \"\"")),
                "{name} says nothing: {line:?}"
            );
        }
    }
}
