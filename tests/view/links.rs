//! The URL and the view: what one says, the other shows; what is not known is reported and never obeyed.

use gridlight::{
    domain::{
        case::Domain,
        light::Light,
        scope::{Filter, Scope, Sort},
    },
    locales::Lang,
    store::{Face, Theme, View, Window},
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
    check("source=district", View { source: Some("district".into()), ..default() });
    check("town=T01", View { scope: Scope::Town("T01".into()), ..default() });
    check("zone=Q/99 甲", View { scope: Scope::Zone("Q/99 甲".into()), ..default() });
    check("grid=G0007", View { scope: Scope::Grid("G0007".into()), ..default() });
    check("case=2026/0204", View { case: Some("2026/0204".into()), ..default() });
    let filter = Filter { light: Some(Light::DueSoon), domain: Some(Domain::WorkSafety) };
    check("light=due-soon&domain=work_safety", View { filter, ..default() });
    check("sort=newest", View { sort: Sort::Newest, ..default() });
    check("window=90", View { window: Window(90), ..default() });
    check("lang=en", View { lang: Lang::En, ..default() });
    check("theme=dark", View { theme: Some(Theme::Dark), ..default() });
    check("theme=light", View { theme: Some(Theme::Light), ..default() });
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
    assert_eq!((view.scope, view.lang), (Scope::Town("T01".into()), Lang::En));
    assert_eq!(unknown, [("light".to_owned(), "green".to_owned())]);
}

fn any_scope() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::District),
        ".{1,64}".prop_map(|id| Scope::Town(id.as_str().into())),
        ".{1,64}".prop_map(|id| Scope::Zone(id.as_str().into())),
        ".{1,64}".prop_map(|id| Scope::Grid(id.as_str().into())),
    ]
}

fn any_view() -> impl Strategy<Value = View> {
    let light = prop::option::of(prop::sample::select(Light::ALL.to_vec()));
    let domain = prop::option::of(prop::sample::select(Domain::ALL.to_vec()));
    let filter = (light, domain).prop_map(|(light, domain)| Filter { domain, light });
    let theme = prop::sample::select(vec![None, Some(Theme::Dark), Some(Theme::Light)]);
    let look = (
        prop::sample::select(vec![Face::Desk, Face::Wall]),
        prop::sample::select(vec![Sort::Urgent, Sort::Newest]),
        prop::sample::select(vec![7, 30, 90]),
        prop::sample::select(Lang::ALL.to_vec()),
        theme,
    );
    let ids = (prop::option::of(".{1,20}"), prop::option::of(".{1,64}"));
    (any_scope(), filter, look, ids).prop_map(|(scope, filter, look, (source, case))| View {
        face: look.0,
        source,
        scope,
        case: case.map(|id| id.as_str().into()),
        filter,
        sort: look.1,
        window: Window(look.2),
        lang: look.3,
        theme: look.4,
    })
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
