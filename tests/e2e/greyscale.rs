//! Somebody sees no colours, or a grey print: each kind of cell is told apart by a shape or a pattern.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{
    find::{CELLS, Page, palette},
    server::Site,
};

/// The cells in which a sign of this class stands.
fn cells_with(page: &Page, sign: &str) -> BTreeSet<usize> {
    let body = "
        const cells = [...document.querySelectorAll(arguments[0])];
        return [...document.querySelectorAll(arguments[1])].map(sign => {
            const at = sign.querySelector('use').getScreenCTM();
            return cells.findIndex(cell => {
                const point = new DOMPoint(at.e, at.f).matrixTransform(cell.getScreenCTM().inverse());
                return cell.isPointInFill(point);
            });
        });";
    let found = page.browser.run(body, &[CELLS.into(), sign.into()]);
    let found: Vec<i64> = serde_json::from_value(found).unwrap();
    let cells: BTreeSet<usize> = found.iter().filter_map(|at| usize::try_from(*at).ok()).collect();
    assert_eq!(cells.len(), found.len(), "each {sign} stands in a cell of its own: {found:?}");
    cells
}

fn check_signs(page: &Page) {
    let tokens = palette(&page.hook("data-theme"));
    let hatched = |kind: &str| page.cells_filled(&format!("url(#hatch-{kind})"));
    let (red, amber) = (page.cells_filled(tokens.red_cell), page.cells_filled(tokens.amber_cell));
    let shaded: BTreeSet<usize> =
        tokens.normal_cells.iter().flat_map(|shade| page.cells_filled(shade)).collect();

    assert_eq!(cells_with(page, ".sign-red"), red, "every red cell has its triangle, and no other");
    assert_eq!(
        cells_with(page, ".sign-due-soon"),
        amber,
        "an amber cell without a ring is hatched"
    );
    let unknown = cells_with(page, ".sign-unknown");
    let land = page.cells_filled(tokens.land);
    assert!(unknown.is_subset(&land), "a square only where nothing else is known");
    let (amber_hatched, unknown_hatched) = (hatched("due-soon"), hatched("unknown"));

    // Together these kinds are all cells, and no cell is of two kinds.
    let kinds = [&red, &amber, &amber_hatched, &unknown_hatched, &shaded, &land];
    assert_eq!(kinds.iter().map(|kind| kind.len()).sum::<usize>(), page.count(CELLS));
    assert!(!red.is_empty() && !amber.is_empty() && !shaded.is_empty());
    let seen =
        [red.len(), amber.len() + amber_hatched.len(), unknown.len() + unknown_hatched.len()];
    println!("red, due soon, unknown cells: {seen:?}");
}

#[test]
fn each_kind_of_cell_has_its_shape() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    for query in ["?theme=dark", "?theme=light"] {
        page.go(query);
        page.wait_for_board();
        page.pause();
        check_signs(&page);
    }
    let elsewhere = Site::elsewhere();
    let page = Page::open(&elsewhere, "");
    check_signs(&page);
    // Three grids hold an unknown matter and nothing worse.
    let known = palette("dark").land;
    let unknown = &cells_with(&page, ".sign-unknown") | &page.cells_filled("url(#hatch-unknown)");
    assert_eq!(unknown, BTreeSet::from([6, 10, 14]), "on {known}");
}

#[test]
fn shapes_survive_without_colours() {
    // The signs are drawn by outline, and their shapes differ: a triangle, a ring, a dashed square.
    let site = Site::elsewhere();
    let page = Page::open(&site, "");
    page.browser
        .devtools("Emulation.setEmulatedVisionDeficiency", &json!({"type": "achromatopsia"}));
    let body = "return ['#sign-red', '#sign-due-soon', '#sign-unknown']
        .map(id => document.querySelector(id).firstElementChild.localName)";
    assert_eq!(page.eval(body), json!(["path", "circle", "rect"]));
    let body = "return getComputedStyle(document.querySelector('.sign-unknown')).strokeDasharray";
    assert_ne!(page.eval(body), "none");
    page.picture("greyscale");
}
