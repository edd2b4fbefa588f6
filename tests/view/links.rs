//! The URL and the view: what one says, the other shows; what is not known is reported and never obeyed.

use gridlight::{
    domain::{
        brief::Period,
        case::{Domain, Route, Status, Supervision},
        filter::{Column, Direction, DueWindow, Filter, Sort, Waiting},
        layer::Layer,
        light::Light,
        measure::Measure,
        scope::Scope,
        wall::scene::Scene,
        window::Window,
    },
    locales::Lang,
    store::{Face, List, Page, Per, Theme, View},
};
use proptest::prelude::*;

/// The parameters of a query, as the browser hands them over: in order, decoded.
fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), value.to_owned())
    };
    query.split('&').filter(|text| !text.is_empty()).map(pair).collect()
}

fn written(view: &View) -> String {
    let parameters: Vec<_> =
        view.parameters().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    parameters.join("&")
}

#[test]
fn a_link_says_what_differs_from_the_default() {
    let check = |query: &str, view: View| {
        assert_eq!(View::read(pairs(query)), (view.clone(), Vec::new()), "{query}");
        assert_eq!(written(&view), query);
    };
    let default = View::default;
    check("", default());
    check("face=wall", View { face: Face::Wall, ..default() });
    let scene = Some(Scene::Town("T05".into()));
    check("face=wall&scene=town:T05", View { face: Face::Wall, scene, ..default() });
    check("source=district", View { source: Some("district".into()), ..default() });
    let scope = |scope: Scope, around: &[Scope]| View {
        scope: Some(scope),
        around: around.to_vec(),
        ..View::default()
    };
    let [town, zone, grid] =
        [Scope::Town("T01".into()), Scope::Zone("Q/99 甲".into()), Scope::Grid("G0007".into())];
    check("scope=district", scope(Scope::District, &[]));
    check("town=T01", scope(town.clone(), &[]));
    check("zone=Q/99 甲", scope(zone.clone(), &[]));
    check("grid=G0007", scope(grid.clone(), &[]));
    check("town=T01&zone=Q/99 甲&grid=G0007", scope(grid, &[zone, town]));
    check("case=2026/0204", View { case: Some("2026/0204".into()), ..default() });
    let filter = Filter {
        light: Some(Light::DueSoon),
        due: Some(DueWindow::Today),
        waiting: Some(Waiting::Contact),
        domain: Some(Domain::WorkSafety),
        category: Some("燃气隐患".into()),
        status: Some(Status::Parked),
        route: Some(Route::SpecialReport),
        unit: Some("住建局 & 燃气公司".into()),
        supervision: Some(Supervision::OnSite),
        words: "海之韵".into(),
    };
    let query = "light=due-soon&due=today&waiting=contact&domain=work_safety&category=燃气隐患&status=parked\
                 &route=special_report&unit=住建局 %26 燃气公司&supervision=on_site&q=海之韵";
    let (view, unknown) =
        View::read(pairs(query).into_iter().map(|(name, value)| (name, value.replace("%26", "&"))));
    assert_eq!((view, unknown), (View { filter, ..default() }, Vec::new()));
    let own = Filter { status: Some(Status::Unmapped("待定".into())), ..Filter::default() };
    check("status=待定", View { filter: own, ..default() });
    let newest = Sort { column: Column::Reported, ..Sort::default() };
    check("sort=newest", View { sort: newest, ..default() });
    check(
        "sort=-due",
        View { sort: Sort { column: Column::Due, direction: Direction::Reverse }, ..default() },
    );
    check("list=closed", View { list: List::Closed, ..default() });
    check("page=sheet", View { page: Page::Sheet, ..default() });
    check("layers=cases,alerts", View { layers: vec![Layer::Cases, Layer::Alerts], ..default() });
    check("page=workload", View { page: Page::Workload, ..default() });
    check("page=brief", View { page: Page::Brief, ..default() });
    check("period=day", View { period: Period::Day, ..default() });
    check("page=assessment", View { page: Page::Assessment, ..default() });
    check("window=90", View { window: Window::Days(90), ..default() });
    check("window=year", View { window: Window::Year, ..default() });
    let day = |text: &str| text.parse().unwrap();
    let own = Window::Own { first: day("2026-08-01"), last: day("2026-08-31") };
    check("window=2026-08-01..2026-08-31", View { window: own, ..default() });
    check("measure=return", View { measure: Measure::ReturnRate, ..default() });
    check("per=worker", View { per: Per::Worker, ..default() });
    check("lang=en", View { lang: Lang::En, ..default() });
    check("theme=dark", View { theme: Some(Theme::Dark), ..default() });
    check("theme=light", View { theme: Some(Theme::Light), ..default() });
}

#[test]
fn the_narrowest_area_of_a_link_is_the_scope_whatever_their_order() {
    let check = |query: &str, scope: Scope, around: &[Scope]| {
        let (view, unknown) = View::read(pairs(query));
        assert_eq!(
            (view.scope, &view.around[..], unknown),
            (Some(scope), around, vec![]),
            "{query}"
        );
    };
    let (town, zone) = (Scope::Town("T1".into()), Scope::Zone("Z1".into()));
    check("zone=Z1&town=T1", zone.clone(), std::slice::from_ref(&town));
    check("town=T1&zone=Z1&scope=district", zone, &[town.clone(), Scope::District]);
    check("town=T0&town=T1", town, &[]);
}

#[test]
fn what_is_as_by_default_need_not_be_said() {
    for query in ["face=desk", "sort=urgent", "window=30", "lang=zh-CN"] {
        assert_eq!(View::read(pairs(query)), (View::default(), Vec::new()), "{query}");
    }
}

#[test]
fn what_is_not_known_is_reported_and_never_obeyed() {
    let check = |query: &str| {
        let (view, unknown) = View::read(pairs(query));
        assert_eq!((view, unknown), (View::default(), pairs(query)), "{query}");
    };
    check("face=phone");
    check("face=Wall");
    check("light=green");
    check("light=due_soon");
    check("domain=traffic");
    check("sort=");
    check("sort=price");
    check("sort=--due");
    check("scope=all");
    check("due=yesterday");
    check("waiting=money");
    check("category=");
    check("status=");
    check("route=by_foot");
    check("unit=");
    check("q=");
    check("list=open");
    check("page=map");
    check("layers=");
    check("layers=cameras,spies");
    check("window=0");
    check("window=31");
    check("window=-7");
    check("window=thirty");
    check("lang=de");
    check("lang=zh");
    check("theme=sepia");
    check("colour=red");
    check("Town=T01");
    check("utm_source=mail&fbclid=x");
    // What is known in the same link is obeyed all the same.
    let (view, unknown) = View::read(pairs("town=T01&light=green&lang=en"));
    assert_eq!((view.scope(), view.lang), (Scope::Town("T01".into()), Lang::En));
    assert_eq!(unknown, [("light".to_owned(), "green".to_owned())]);
}

fn any_scope() -> impl Strategy<Value = (Option<Scope>, Vec<Scope>)> {
    let id = || prop::option::of(".{1,64}");
    (id(), id(), id(), any::<bool>()).prop_map(|(town, zone, grid, is_all)| {
        let scopes = [
            grid.map(|id| Scope::Grid(id.as_str().into())),
            zone.map(|id| Scope::Zone(id.as_str().into())),
            town.map(|id| Scope::Town(id.as_str().into())),
            is_all.then_some(Scope::District),
        ];
        let mut scopes = scopes.into_iter().flatten();
        (scopes.next(), scopes.collect())
    })
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let urgency = (
        prop::option::of(prop::sample::select(Light::ALL.to_vec())),
        prop::option::of(prop::sample::select(DueWindow::ALL.to_vec())),
        prop::option::of(prop::sample::select(Waiting::ALL.to_vec())),
        ".{0,12}",
    );
    let facts = (
        prop::option::of(prop::sample::select(Domain::ALL.to_vec())),
        prop::option::of(".{1,12}"),
        prop::option::of(prop_oneof![
            prop::sample::select(Status::ALL.to_vec()),
            ".{1,12}".prop_map(|text| Status::of(&text)),
        ]),
        prop::option::of(prop::sample::select(Route::ALL.to_vec())),
        prop::option::of(".{1,12}"),
        prop::option::of(".{1,12}".prop_map(|text| Supervision::from_code(&text))),
    );
    (urgency, facts).prop_map(|((light, due, waiting, words), facts)| {
        let (domain, category, status, route, unit, supervision) = facts;
        Filter {
            domain,
            category: category.map(Into::into),
            status,
            route,
            unit: unit.map(Into::into),
            supervision,
            light,
            due,
            waiting,
            words: words.into(),
        }
    })
}

fn any_view() -> impl Strategy<Value = View> {
    let theme = prop::sample::select(vec![None, Some(Theme::Dark), Some(Theme::Light)]);
    let direction = prop::sample::select(vec![Direction::Natural, Direction::Reverse]);
    let column = prop::sample::select(Column::ALL.to_vec());
    let look = (
        prop::sample::select(vec![Face::Desk, Face::Wall]),
        (column, direction).prop_map(|(column, direction)| Sort { column, direction }),
        (any_window(), prop::sample::select(Measure::ALL.to_vec())),
        prop::sample::select(Lang::ALL.to_vec()),
        theme,
        prop::sample::subsequence(Layer::ALL.to_vec(), 0..=Layer::ALL.len()),
        prop::sample::select(vec![List::Open, List::Closed]),
        (
            prop::sample::select(vec![
                Page::Board,
                Page::Sheet,
                Page::Workload,
                Page::Assessment,
                Page::Brief,
            ]),
            prop::sample::select(vec![Per::Matter, Per::Worker]),
            prop::sample::select(Period::ALL.to_vec()),
            prop::option::of(any_scene()),
        ),
    );
    let ids = (prop::option::of(".{1,20}"), prop::option::of(".{1,64}"));
    (any_scope(), any_filter(), look, ids).prop_map(|((scope, around), filter, look, ids)| {
        let (face, sort, (window, measure), lang, theme, layers, list, (page, per, period, scene)) =
            look;
        let (source, case) = ids;
        View {
            face,
            source,
            scope,
            around,
            case: case.map(|id| id.as_str().into()),
            filter,
            sort,
            list,
            layers,
            window,
            measure,
            per,
            period,
            page,
            scene,
            lang,
            theme,
        }
    })
}

fn any_scene() -> impl Strategy<Value = Scene> {
    prop_oneof![
        Just(Scene::District),
        Just(Scene::DueCalendar),
        Just(Scene::Ranking),
        Just(Scene::Workload),
        ".{1,20}".prop_map(|id| Scene::Town(id.as_str().into())),
        prop::sample::select(Domain::ALL.to_vec()).prop_map(Scene::Domain),
    ]
}

fn any_window() -> impl Strategy<Value = Window> {
    let day = (0_u64..4_000).prop_map(|days| {
        chrono::NaiveDate::default().checked_add_days(chrono::Days::new(15_000 + days)).unwrap()
    });
    prop_oneof![
        prop::sample::select(Window::DAYS.to_vec()).prop_map(Window::Days),
        Just(Window::Year),
        (day, 0_u64..400).prop_map(|(first, days)| {
            let last = first.checked_add_days(chrono::Days::new(days)).unwrap();
            Window::own(first, last).unwrap()
        }),
    ]
}

proptest! {
    #[test]
    fn any_view_comes_back_from_its_link(view in any_view()) {
        let parameters: Vec<_> =
            view.parameters().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let mut names: Vec<_> = parameters.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), parameters.len(), "each parameter is said once");
        prop_assert_eq!(View::read(parameters), (view, Vec::new()));
    }

    #[test]
    fn any_text_is_read_without_harm(pairs in prop::collection::vec((".{0,12}", ".{0,80}"), 0..8)) {
        let (view, unknown) = View::read(pairs.clone());
        prop_assert!(unknown.len() <= pairs.len());
        let again = view.parameters().into_iter().map(|(name, value)| (name.to_owned(), value));
        prop_assert_eq!(View::read(again), (view, Vec::new()));
    }
}
