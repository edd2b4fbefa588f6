//! Somebody takes a list away: as a table, as map data, on paper, as a link. It is the list that was on the screen.

use std::{fs, path::PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

use crate::{
    accessible,
    check::pictures,
    find::{Page, text},
    server::{Plan, Site},
};

/// A folder for what the browser saves, of its own for each test.
pub(crate) struct Downloads(PathBuf);

impl Downloads {
    pub(crate) fn of(page: &Page, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("gridlight-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        let to = json!({"behavior": "allow", "downloadPath": folder});
        page.browser.devtools("Browser.setDownloadBehavior", &to);
        Self(folder)
    }

    /// The file that the page saves next, and its name; it is taken out of the folder.
    pub(crate) fn take(&self, page: &Page, ending: &str) -> (String, String) {
        let file = page.wait_for(&format!("a file *{ending} is saved"), || {
            let entries = fs::read_dir(&self.0).unwrap().map_while(Result::ok);
            entries.map(|entry| entry.path()).find(|path| {
                path.to_str().is_some_and(|path| path.ends_with(ending))
                    && fs::metadata(path).is_ok_and(|about| about.len() > 0)
            })
        });
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        fs::remove_file(file).unwrap();
        (name, text)
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// The rows of a file by RFC 4180.
fn parse(file: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = file.strip_prefix('\u{feff}').expect("a byte order mark").chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                row.last_mut().unwrap().push('"');
                chars.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(chars.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the file ends with its last row");
    rows
}

/// The fields of the sheet in the order of the file's columns, and where they stand in the file.
const FIELDS: [(&str, usize); 12] = [
    ("light", 0),
    ("verdict", 1),
    ("remarks", 2),
    ("id", 3),
    ("title", 4),
    ("place", 5),
    ("address", 6),
    ("domain", 7),
    ("category", 8),
    ("due", 9),
    ("unit", 10),
    ("status", 12),
];

/// The rows of the sheet: of each its id, its light, and the words of its fields.
fn sheet_rows(page: &Page) -> Vec<Vec<String>> {
    let fields: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
    let body = "return [...document.querySelectorAll('.sheet-cases tbody tr')].map(row =>
        [row.dataset.caseId, row.dataset.light, ...arguments[0].map(field =>
            row.querySelector(`[data-field=\"${field}\"]`).textContent)])";
    let read = page.browser.run(body, &[json!(fields)]);
    let row = |row: &Value| row.as_array().unwrap().iter().map(text).collect();
    read.as_array().unwrap().iter().map(row).collect()
}

fn open_sheet(page: &Page) {
    let has_rows = page.count(".table-empty") == 0;
    page.click(".whole-list");
    page.wait("the sheet is there", || {
        page.count(".sheet") == 1 && (page.count(".sheet-cases tbody tr") > 0) == has_rows
    });
}

/// A text as the file has it: with an apostrophe where a spreadsheet would take it for something else.
fn is_same(cell: &str, words: &str) -> bool {
    cell == words || cell.strip_prefix('\'') == Some(words)
}

#[test]
fn the_file_the_sheet_and_the_table_have_the_same_rows_in_the_same_order() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    let downloads = Downloads::of(&page, "csv");
    for (query, name) in [
        ("", "网格灯_全区_2026-09-18.csv"),
        ("?light=red&sort=-due", "网格灯_全区_红灯_2026-09-18.csv"),
        ("?town=T05&domain=work_safety&sort=title", ""),
        ("?zone=Z001&sort=unit&lang=en", ""),
        (
            "?due=this-week&lang=en&theme=light",
            "gridlight_Whole-district_Due-this-week_2026-09-18.csv",
        ),
    ] {
        page.go(query);
        page.wait_for_board();
        page.pause();
        let listed = page.listed();
        let table = page.read_table();
        let figures = page.figures();
        open_sheet(&page);
        let rows = sheet_rows(&page);
        assert_eq!(rows.len(), listed, "{query}");
        assert_eq!(page.figures(), figures, "{query}");
        // The table: every row, its light, its verdict, title, deadline and unit.
        assert_eq!(table.len(), rows.len(), "{query}");
        for (shown, row) in table.iter().zip(&rows) {
            let words = [&row[3], &row[6], &row[11], &row[12]]
                .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
            assert_eq!((&shown.id, &shown.light), (&row[0], &row[1]), "{query}");
            let cells = [&shown.cells[0], &shown.cells[1], &shown.cells[3], &shown.cells[4]];
            assert_eq!(cells, [&words[0], &words[1], &words[2], &words[3]], "{query}");
        }
        page.press_button(if query.contains("lang=en") { "Table as CSV" } else { "表格 CSV" });
        let (saved, file) = downloads.take(&page, ".csv");
        if !name.is_empty() {
            assert_eq!(saved, name, "{query}");
        }
        let mut file = parse(&file);
        let titles = file.remove(0);
        assert_eq!((titles.len(), titles[26].as_str()), (27, "light"), "{query}");
        assert_eq!(file.len(), rows.len(), "{query}");
        for (cells, row) in file.iter().zip(&rows) {
            assert_eq!((&cells[26], cells.len()), (&row[1], 27), "{query}");
            for (at, (field, column)) in FIELDS.iter().enumerate() {
                let (cell, words) = (&cells[*column], &row[at + 2]);
                assert!(
                    is_same(cell, words),
                    "{query}, {field} of {}: {cell:?}, {words:?}",
                    row[0]
                );
            }
        }
    }
}

#[test]
fn the_menu_saves_tables_and_map_data_and_copies_the_link() {
    let site = Site::demo();
    let page = Page::open(&site, "?light=red");
    page.pause();
    let downloads = Downloads::of(&page, "menu");
    let listed = page.listed();
    let ids: Vec<String> = page.read_table().into_iter().map(|row| row.id).collect();
    page.click(".take-away summary");
    page.press_button("表格 CSV");
    let (_, file) = downloads.take(&page, ".csv");
    let from_file: Vec<String> =
        parse(&file).into_iter().skip(1).map(|row| row[3].clone()).collect();
    assert_eq!(from_file, ids);
    page.press_button("地图数据 GeoJSON");
    let (name, file) = downloads.take(&page, ".geojson");
    assert_eq!(name, "网格灯_全区_红灯_2026-09-18.geojson");
    let collection: Value = serde_json::from_str(&file).unwrap();
    let features = collection["features"].as_array().unwrap();
    assert_eq!(features.len(), listed);
    let of_features: Vec<String> = features.iter().map(|feature| text(&feature["id"])).collect();
    assert_eq!(of_features, ids);
    for feature in features {
        assert_eq!(feature["properties"]["gridlight"]["light"], "red");
        assert_eq!(feature["geometry"]["type"], "Point");
        assert!(text(&feature["properties"]["reported_at"]).ends_with("+08:00"));
    }
    assert_eq!(page.text(".take-away-said"), "已导出 网格灯_全区_红灯_2026-09-18.geojson");
    accessible::check("the menu", &page);

    // A browser that allows it copies; one that does not has the link selected.
    let grant = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    page.browser.devtools("Browser.grantPermissions", &grant);
    page.eval("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
    page.press_button("复制链接");
    page.wait("it says so", || page.text(".take-away-said") == "链接已复制。");
    let link = text(&page.eval("return window.copied"));
    assert!(link.starts_with("http") && link.contains("light=red"), "{link}");
    page.eval("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
    page.press_button("复制链接");
    page.wait("the link is selected", || {
        page.eval("return getSelection().toString() || document.activeElement?.value || ''") == link
    });
}

#[test]
fn paper_has_every_matter() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.pause();
    open_sheet(&page);
    let rows = sheet_rows(&page);
    assert!(rows.len() > 1_500, "{}", rows.len());
    let media = |media: &str| {
        page.browser.devtools("Emulation.setEmulatedMedia", &json!({"media": media}));
    };
    media("print");
    let shown = page.eval(
        "const seen = element => element.getClientRects().length > 0;
        return [[...document.querySelectorAll('.sheet-cases tbody tr')].filter(seen).length,
            [...document.querySelectorAll('.sheet-tools, .banner, .head')].filter(seen).length,
            getComputedStyle(document.querySelector('.sheet-cases thead')).display,
            document.documentElement.scrollWidth - document.documentElement.clientWidth]",
    );
    assert_eq!(shown, json!([rows.len(), 0, "table-header-group", 0]));
    media("");
    for is_landscape in [false, true] {
        let how = json!({"paperWidth": 8.27, "paperHeight": 11.69, "landscape": is_landscape});
        let (pdf, pages) = print(&page, &how);
        assert!(pages > 20, "{pages} pages");
        keep("sheet.pdf", &pdf);
        println!("{} rows on {pages} pages, {} bytes", rows.len(), pdf.len());
    }
}

#[test]
fn the_sheet_is_clean_in_both_languages_and_colours() {
    let site = Site::demo();
    let page = Page::at_desk(&site);
    for lang in ["zh-CN", "en"] {
        for theme in ["dark", "light"] {
            let query = format!("?zone=Z001&page=sheet&lang={lang}&theme={theme}");
            page.go(&query);
            page.wait("the sheet opens by its link", || page.count(".sheet-cases tbody tr") > 0);
            accessible::check(&query, &page);
            let shot = page.browser.screenshot();
            keep(&format!("sheet-{lang}-{theme}.png"), &BASE64_STANDARD.decode(shot).unwrap());
        }
    }
    page.press_button("Back");
    page.wait("the board is back", || page.count(".sheet") == 0 && page.count(".board") == 1);
    page.wait_for_board();
}

#[test]
fn it_stands_until_it_is_refreshed() {
    let site = Site::demo();
    let page = Page::open(&site, "");
    page.run_at("600×");
    open_sheet(&page);
    let shown = || page.eval("return document.querySelector('.sheet-cases').textContent.length");
    let (before, figures) = (shown(), page.figures());
    let moment = page.text(".sheet-head dl");
    // The demo goes on meanwhile: a quarter of an hour later, by its own clock, the sheet is as it was.
    let clock = || page.eval("return performance.now()").as_f64().unwrap();
    let begun = clock();
    page.wait("a quarter of an hour has passed at 600×", || clock() > begun + 1_500.0);
    assert_eq!(
        (shown(), page.figures(), page.text(".sheet-head dl")),
        (before, figures, moment.clone())
    );
    page.press_button("刷新");
    page.wait("it has another moment", || page.text(".sheet-head dl") != moment);
}

/// Prints the page: the file, and how many sheets of paper it takes.
pub(crate) fn print(page: &Page, how: &Value) -> (Vec<u8>, usize) {
    let printed = page.browser.devtools("Page.printToPDF", how);
    let pdf = BASE64_STANDARD.decode(text(&printed["data"])).unwrap();
    let ends = ["\n", " ", "/"].map(|end| count(&pdf, format!("/Type /Page{end}").as_bytes()));
    (pdf, ends.iter().sum())
}

fn count(pdf: &[u8], word: &[u8]) -> usize {
    pdf.windows(word.len()).filter(|window| *window == word).count()
}

/// A list of `count` matters: those of the demo again and again, each time under other numbers.
fn many(count: usize) -> Site {
    let demo =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/open-cases.json"));
    let mut document: Value = serde_json::from_str(&demo.unwrap()).unwrap();
    let features = document["features"].as_array().unwrap().clone();
    let again = |at: usize| {
        let mut feature = features[at % features.len()].clone();
        feature["id"] = format!("{}-{at}", text(&feature["id"])).into();
        feature
    };
    document["features"] = (0..count).map(again).collect();
    Plan::new().file("demo/open-cases.json", &document.to_string()).serve()
}

#[test]
fn thousands_of_rows_are_all_there() {
    const COUNT: usize = 6_000;
    let site = many(COUNT);
    let page = Page::open(&site, "");
    page.pause();
    page.wait("the list is read", || page.listed() == COUNT);
    open_sheet(&page);
    assert_eq!(page.count(".sheet-cases tbody tr"), COUNT);
    let downloads = Downloads::of(&page, "many");
    page.press_button("表格 CSV");
    let (_, csv) = downloads.take(&page, ".csv");
    assert_eq!(csv.lines().count(), COUNT + 1);
}

/// Keeps a picture for whoever wants to look at it.
pub(crate) fn keep(name: &str, bytes: &[u8]) {
    let folder = pictures();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
}
