//! The page on a wall, at a desk and on a telephone, in both languages and both sets of colours.
//!
//! Each view is also kept as a picture, for a person to look at.

use serde_json::Value;

use crate::{
    act::Screen,
    find::{Page, text},
    server::Site,
};

/// Elements that are not made to be seen, and those whose text may end in dots.
const SCRIPT: &str = "
    const hidden = element => !!element.closest('.visually-hidden, .skip, [hidden], noscript')
        || !element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
    const name = element => [element.localName, ...element.classList].join('.');
    const all = [...document.body.querySelectorAll('*')].filter(element => !hidden(element));";

/// Boxes with a scroll bar, each with how much is out of sight.
const SCROLLING: &str = "
    const root = document.documentElement;
    const overflow = (box, axis) => getComputedStyle(box)['overflow' + axis];
    const has_bar = (box, axis) => {
        if (box !== root) return ['auto', 'scroll'].includes(overflow(box, axis));
        // What the page itself does, its body says where the root says nothing.
        const own = overflow(root, axis);
        return !['hidden', 'clip'].includes(own === 'visible' ? overflow(document.body, axis) : own);
    };
    return [root, ...all].flatMap(box => {
        const across = box.scrollWidth - box.clientWidth, down = box.scrollHeight - box.clientHeight;
        return [across > 1 && has_bar(box, 'X') && `${name(box)} →${across}`,
            down > 1 && has_bar(box, 'Y') && `${name(box)} ↓${down}`].filter(Boolean);
    });";

/// Figures whose content is wider than they are, or lies partly outside the window.
const CLIPPED: &str = "
    const figures = all.filter(e => e.matches('.figure, .figure-value, .figure-word, .clock, .clock time, h1, .legend, .area'));
    return figures.flatMap(figure => {
        const box = figure.getBoundingClientRect();
        const wide = figure.scrollWidth > figure.clientWidth + 1 && getComputedStyle(figure).display !== 'inline';
        const out = box.right > innerWidth + 1 || box.left < -1;
        return wide || out ? [`${name(figure)} “${figure.textContent.trim().slice(0, 20)}” ${figure.scrollWidth} > ${figure.clientWidth}`] : [];
    });";

/// Texts with the height of their letters, the smallest first.
const SIZES: &str = "
    const sizes = new Map();
    for (const element of all) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own) continue;
        const scale = element.getScreenCTM ? Math.hypot(element.getScreenCTM().a, element.getScreenCTM().b) : 1;
        const size = parseFloat(getComputedStyle(element).fontSize) * scale;
        const box = element.getBoundingClientRect();
        if (box.width < 1 || box.height < 1) continue;
        const key = name(element);
        sizes.set(key, Math.min(size, sizes.get(key) ?? Infinity));
    }
    return [...sizes].sort((one, other) => one[1] - other[1]).map(([key, size]) => [key, size]);";

/// Texts of different parts of the page that lie over one another, as far as each can be seen.
const OVERLAPS: &str = "
    const parts = ['.head', '.banner', '.figures', '.domains', '.areas', '.legend', '.cases', '.live', '.foot',
        '.filters', '.list', '.chart', '.stamp', '.scene-bar'];
    const meet = (a, b) => ({ left: Math.max(a.left, b.left), right: Math.min(a.right, b.right),
        top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom) });
    const is_seen = box => box.right - box.left > 4 && box.bottom - box.top > 4;
    const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const texts = parts.flatMap(part => all.filter(element => element.closest(part)).flatMap(element => {
        const nodes = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
        return nodes.map(node => {
            const range = document.createRange();
            range.selectNodeContents(node);
            let box = meet(range.getBoundingClientRect(), screen);
            // A large figure's line is lower than its letters would have it: nothing is drawn in what sticks out.
            if (getComputedStyle(element).display !== 'inline') box = meet(box, element.getBoundingClientRect());
            for (let around = element; around !== document.body; around = around.parentElement) {
                const is_clip = getComputedStyle(around).overflow !== 'visible';
                if (is_clip) box = meet(box, around.getBoundingClientRect());
            }
            return { part, text: node.data.trim(), box };
        });
    })).filter(({ box }) => is_seen(box));
    return texts.flatMap((one, at) => texts.slice(at + 1)
        .filter(other => other.part !== one.part && is_seen(meet(one.box, other.box)))
        .map(other => `“${one.text}” of ${one.part} lies over “${other.text}” of ${other.part}`));";

fn list(page: &Page, script: &str) -> Vec<String> {
    let found: Value = page.eval(&format!("{SCRIPT}{script}"));
    found.as_array().unwrap().iter().map(text).collect()
}

/// Looks at one view in both languages and both sets of colours.
fn check(name: &str, screen: Screen, face: &str, more: fn(&Page, Screen) -> Vec<String>) {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    page.resize(screen);
    let mut faults = Vec::new();
    for (lang, title) in [("zh-CN", "青岛西海岸新区"), ("en", "Qingdao West Coast New Area")]
    {
        for theme in ["dark", "light"] {
            page.go(&format!("?face={face}&lang={lang}&theme={theme}"));
            page.wait_for_board();
            assert_eq!(
                (page.hook("lang"), page.hook("data-theme")),
                (lang.to_owned(), theme.to_owned())
            );
            let said = text(&page.eval("return document.title"));
            assert!(said.contains(title), "{said}");
            page.picture(&format!("{name}-{lang}-{theme}"));

            let across = list(&page, SCROLLING).into_iter().filter(|fault| fault.contains('→'));
            let found = across.chain(list(&page, CLIPPED)).chain(more(&page, screen));
            faults.extend(found.map(|fault| format!("{lang} {theme}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
}

fn telephone_rules(page: &Page, _: Screen) -> Vec<String> {
    list(page, OVERLAPS)
}

/// At a desk the page is the screen: its sides scroll, it does not.
fn desk_rules(page: &Page, _: Screen) -> Vec<String> {
    let page_scrolls = list(page, SCROLLING).into_iter().filter(|fault| fault.starts_with("html"));
    page_scrolls.chain(list(page, OVERLAPS)).collect()
}

/// Nobody touches a wall: what does not fit is lost, and what is small is not read.
pub(crate) fn wall_rules(page: &Page, Screen(width, height): Screen) -> Vec<String> {
    // Upright, the shorter side decides: what stands beside one another must still fit.
    let least = f64::from(height.min(width)) / 68.0;
    let sizes = page.eval(&format!("{SCRIPT}{SIZES}"));
    let sizes: Vec<(String, f64)> = serde_json::from_value(sizes).unwrap();
    let small = sizes.into_iter().filter(|(_, size)| *size < least - 0.05);
    let small = small.map(|(what, size)| format!("{what} is {size:.1} px, under {least:.1}"));
    let scrolling = list(page, SCROLLING).into_iter().map(|fault| format!("{fault} scrolls"));
    small.chain(scrolling).chain(list(page, OVERLAPS)).collect()
}

#[test]
fn wall_full_hd() {
    check("wall-1080p", Screen(1920, 1080), "wall", wall_rules);
}

#[test]
fn wall_4k() {
    check("wall-4k", Screen(3840, 2160), "wall", wall_rules);
}

#[test]
fn desk() {
    check("desk", Screen(1440, 900), "desk", desk_rules);
}

#[test]
fn telephone() {
    check("telephone", Screen(390, 844), "desk", telephone_rules);
}

#[test]
fn the_tools_change_language_colours_and_face() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.press_button("English");
    page.wait("the page speaks English", || page.hook("lang") == "en");
    page.expect_words(".figure-ruling", &["Red"]);
    page.press_button("Light");
    page.wait("the colours are light", || page.hook("data-theme") == "light");
    page.wait("the map follows", || !page.cells_filled(page.red()).is_empty());
    page.press_button("Wall");
    page.wait("the face is the wall's", || page.hook("data-face") == "wall");
    let parameters = ["lang", "theme", "face"].map(|name| page.parameter(name));
    assert_eq!(parameters, ["en", "light", "wall"].map(|value| Some(value.to_owned())));
    page.browser.back();
    page.wait("back leads to the desk", || page.hook("data-face") == "desk");
}
