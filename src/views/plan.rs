//! The plan of a place as an inline SVG: light by shape and pattern, so that it reads on paper too.

use super::words::{place_name, with_board};
use crate::{
    charts::{
        layout::{NameStyle, Sign, sign_path},
        number::tenths,
        plan::{Kind, Name, Plan as Picture, Size, Subject},
    },
    domain::{
        area::Place, board::Board, geometry::LonLat, light::Light, lit::LitBoard, time::Instant,
        time::date_of,
    },
    locales::Lang,
    store::Store,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The plan beside one matter: a few hundred pixels.
const SMALL: Size = Size { width: 360.0, height: 240.0, sign: 12.0 };

/// The plan of a place, which follows the lights: with a grid marked, by its index, and the point where a matter is.
#[component]
pub(super) fn Plan(place: Place, highlight: Option<usize>, point: Option<LonLat>) -> impl IntoView {
    let store = Store::get();
    let subject = Subject { place, highlight, point };
    // Drawn anew only when something in the place looks different: the district changes several times a second.
    let seen = Memo::new(move |_| {
        let (lit, now) = (store.lit().get(), store.lit_at().get());
        with_board(store, |board| {
            let areas = &board.areas;
            let grids = areas.places().iter().zip(&lit.grids);
            let grids = grids.filter(|(of, _)| of.is_within(place)).map(|(_, count)| *count);
            let date = date_of(now, board.rule.zone);
            (Arc::as_ptr(areas) as usize, date, lit.count(place), grids.collect::<Vec<_>>())
        })
    });
    move || {
        let lang = store.lang();
        seen.with(|_| ());
        untrack(|| {
            let (lit, now) = (store.lit().get(), store.lit_at().get());
            with_board(store, |board| picture(board, &lit, now, subject, SMALL, lang))
        })
    }
}

/// The plan of a subject at one moment; nothing where nothing of it has a shape.
pub(super) fn picture(
    board: &Board,
    lit: &LitBoard,
    now: Instant,
    subject: Subject,
    size: Size,
    lang: Lang,
) -> AnyView {
    let date = date_of(now, board.rule.zone);
    let Some(plan) = Picture::of(&board.areas, lit, date, subject, size, lang) else {
        return ().into_any();
    };
    let label = label(board, lit, subject, lang);
    let view_box = format!("0 0 {} {}", tenths(plan.width), tenths(plan.height));
    view! {
        <svg class="plan" role="img" aria-label=label viewBox=view_box>
            <defs>
                <pattern id="plan-due-soon" width="5" height="5" patternUnits="userSpaceOnUse">
                    <rect class="plan-ground" width="5" height="5" />
                    <path class="plan-hatch" d="M-1 1 L1 -1 M0 5 L5 0 M4 6 L6 4" />
                </pattern>
                <pattern id="plan-unknown" width="5" height="5" patternUnits="userSpaceOnUse">
                    <rect class="plan-ground" width="5" height="5" />
                    <path class="plan-dashes" d="M1 1 H3 M1 3.5 H3" />
                </pattern>
            </defs>
            {plan.cells.into_iter().map(|(kind, path)| cell(kind, path)).collect_view()}
            {line("plan-zone-border", plan.zone_borders)}
            {line("plan-town-border", plan.town_borders)}
            {line("plan-outline", plan.outline)}
            {line("plan-highlight", plan.highlight)}
            {plan.signs.into_iter().map(|of| sign(of, plan.sign_unit)).collect_view()}
            {plan.names.into_iter().map(|of| name(of, plan.name_unit)).collect_view()}
            {plan.point.map(|(x, y)| view! {
                <path class="plan-point" transform=place_at(x, y, plan.name_unit) d="M0 0 L-.42 -.84 A.46 .46 0 1 1 .42 -.84 Z" />
            })}
        </svg>
    }
    .into_any()
}

/// What the plan shows, in a sentence.
fn label(board: &Board, lit: &LitBoard, subject: Subject, lang: Lang) -> String {
    let locale = lang.locale();
    let name = match subject.place {
        place if place == Place::default() => locale.district.into(),
        place => place_name(place, board, lang),
    };
    let count = lit.count(subject.place);
    let [red, due_soon, unknown, normal] = Light::ALL.map(|light| count.of(light));
    let shown = (locale.report.plan)(&name, red, due_soon, unknown, normal);
    match subject.point {
        Some(_) => format!("{shown} {}", locale.report.plan_point),
        None => shown,
    }
}

fn cell(kind: Kind, path: String) -> AnyView {
    // A pattern is referred to by the element: in a style sheet the address would be looked for beside that sheet.
    let fill = match kind {
        Kind::DueSoon => Some("url(#plan-due-soon)"),
        Kind::Unknown => Some("url(#plan-unknown)"),
        Kind::Red | Kind::Normal(_) | Kind::Empty | Kind::Outside => None,
    };
    view! { <path class=kind.class() fill=fill d=path /> }.into_any()
}

fn line(class: &'static str, path: String) -> AnyView {
    (!path.is_empty()).then(|| view! { <path class=class d=path /> }).into_any()
}

fn sign(sign: Sign, unit: f64) -> AnyView {
    let class = match sign.wish.light {
        Light::Red => "plan-sign plan-sign-red",
        Light::DueSoon => "plan-sign plan-sign-due-soon",
        Light::Unknown | Light::Normal => "plan-sign plan-sign-unknown",
    };
    let count = sign.shows_count.then(|| sign.wish.count.to_string());
    view! {
        <g class=class transform=place_at(sign.wish.x, sign.wish.y, unit)>
            <path d=format!("M0 0{}", sign_path(sign.wish.light)) />
            {count.map(|count| view! { <text x="0.6">{count}</text> })}
        </g>
    }
    .into_any()
}

fn name(name: Name, unit: f64) -> AnyView {
    let class = match name.style {
        NameStyle::Town => "plan-name plan-name-town",
        NameStyle::Zone => "plan-name plan-name-zone",
        NameStyle::Grid | NameStyle::Facts => "plan-name",
    };
    view! {
        <text class=class x=tenths(name.x) y=tenths(name.y) font-size=tenths(unit * name.style.scale())>
            {name.text}
        </text>
    }
    .into_any()
}

/// Where a sign of this height stands.
fn place_at(x: f64, y: f64, unit: f64) -> String {
    format!("translate({} {}) scale({})", tenths(x), tenths(y), tenths(unit))
}
