//! What must be so: waiting for it with a time limit, and the complaints that no page may make.

use std::{
    env, fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use base64::Engine as _;
use serde_json::Value;

use crate::find::{Page, text};

/// Longer than anything here takes on a busy machine; what takes longer never comes.
const LIMIT: Duration = Duration::from_secs(30);
const STEP: Duration = Duration::from_millis(40);

impl Page<'_> {
    /// Waits until something is there, and gives it.
    pub(crate) fn wait_for<T>(&self, what: &str, look: impl FnMut() -> Option<T>) -> T {
        self.wait_longer_for(what, LIMIT, look)
    }

    /// Waits for what takes its time by nature.
    pub(crate) fn wait_longer_for<T>(
        &self,
        what: &str,
        limit: Duration,
        mut look: impl FnMut() -> Option<T>,
    ) -> T {
        let started = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(started.elapsed() < limit, "waited {limit:?} in vain until {what}");
            thread::sleep(STEP);
        }
    }

    /// Waits until something is so.
    pub(crate) fn wait(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        self.wait_for(what, || is_so().then_some(()));
    }

    /// Waits until the board is shown and the map is painted.
    pub(crate) fn wait_for_board(&self) {
        let board = self.wait_for("the board comes or fails", || {
            Some(self.hook("data-board")).filter(|board| board != "loading")
        });
        assert_eq!(board, "ready", "{}", self.text(".failed"));
        self.wait("the map is painted", || self.mark("gridlight:map-painted").is_some());
    }

    /// When the page set a mark, in milliseconds since the navigation.
    pub(crate) fn mark(&self, name: &str) -> Option<f64> {
        let body = "return performance.getEntriesByName(arguments[0])[0]?.startTime ?? null";
        self.browser.run(body, &[name.into()]).as_f64()
    }

    /// Waits until a text on the page holds all of these words.
    pub(crate) fn expect_words(&self, selector: &str, words: &[&str]) {
        let mut last = String::new();
        let started = Instant::now();
        while started.elapsed() < LIMIT {
            last = self.texts(selector).join("\n");
            if words.iter().all(|word| last.contains(word)) {
                return;
            }
            thread::sleep(STEP);
        }
        panic!("{selector} should say {words:?} and says {last:?}");
    }

    /// Waits until the figures are of this part of the district.
    pub(crate) fn expect_scope(&self, scope: &str) {
        let mut last = String::new();
        let started = Instant::now();
        while started.elapsed() < LIMIT {
            last = self.scope();
            if last == scope {
                return;
            }
            thread::sleep(STEP);
        }
        panic!("the scope should be {scope:?} and is {last:?}");
    }

    /// The lights must add up, here and in the legend.
    pub(crate) fn expect_lights_to_add_up(&self) {
        let figures = self.figures();
        let sum = figures.red + figures.due_soon + figures.normal + figures.unknown;
        assert_eq!(sum, figures.open, "{figures:?}");
        assert!(figures.due_today <= figures.due_soon, "{figures:?}");
        let expected = [
            ("red", figures.red),
            ("due-soon", figures.due_soon),
            ("unknown", figures.unknown),
            ("normal", figures.normal),
        ];
        for (light, number) in expected {
            let said = self.text(&format!("[data-legend={light}]")).replace(',', "");
            assert_eq!(said, number.to_string(), "the legend's {light}");
        }
    }

    /// Lets the browser complain of what the test does on purpose, named by a part of the complaint.
    pub(crate) fn tolerate(&self, part: &str) {
        self.tolerated.borrow_mut().push(part.to_owned());
    }

    /// Errors, warnings and policy violations, except for what the test tolerates.
    fn complaints(&self) -> Vec<String> {
        let is_serious = |entry: &Value| entry["level"] == "SEVERE" || entry["level"] == "WARNING";
        let entries = self.browser.log("browser");
        let texts = entries.iter().filter(|entry| is_serious(entry));
        let texts = texts.map(|entry| text(&entry["message"]));
        let tolerated = self.tolerated.borrow();
        texts.filter(|text| !tolerated.iter().any(|part| text.contains(part))).collect()
    }

    /// Keeps a picture of the window for a person to look at, if one wants to: `GRIDLIGHT_SCREENSHOTS` names the folder. A large
    /// picture takes seconds.
    pub(crate) fn picture(&self, name: &str) {
        if env::var_os("GRIDLIGHT_SCREENSHOTS").is_some() {
            self.keep_picture(name);
        }
    }

    fn keep_picture(&self, name: &str) {
        let folder = pictures();
        let png = base64::engine::general_purpose::STANDARD.decode(self.browser.screenshot());
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.png")), png.unwrap()).unwrap();
    }
}

impl Drop for Page<'_> {
    fn drop(&mut self) {
        if !thread::panicking() {
            let complaints = self.complaints();
            assert!(complaints.is_empty(), "the page complained:\n{}", complaints.join("\n"));
            return;
        }
        // Whoever reads of a failure wants to see what the browser said and showed.
        let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let name = thread::current().name().unwrap_or("test").replace("::", "-");
            eprintln!("the page's complaints: {:#?}", self.complaints());
            self.keep_picture(&format!("failed-{name}"));
            eprintln!(
                "a picture of it: {}",
                pictures().join(format!("failed-{name}.png")).display()
            );
        }));
        drop(looked);
    }
}

/// The folder of pictures: `GRIDLIGHT_SCREENSHOTS`, else `target/screenshots`.
pub(crate) fn pictures() -> PathBuf {
    let chosen = env::var_os("GRIDLIGHT_SCREENSHOTS").map(PathBuf::from);
    chosen.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/screenshots"))
}
