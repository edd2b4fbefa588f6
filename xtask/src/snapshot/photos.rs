//! The photographs of the demo: plain drawings, each with its word 合成 · SYNTHETIC in the corner, as no camera took them.
//!
//! A handful of matters have them, so that the page can show some; all others say that there is none.

use super::areas::text;

/// A drawing: its name, and what is drawn over the ground.
const SCENES: [(&str, &str); 8] = [
    (
        "road-1",
        r##"<path d="M300 170 340 170 640 480 0 480Z" fill="#6b7075"/><path d="M318 190h4l14 70h-32zM300 300h40l16 120h-72z" fill="#e8e6da"/><g fill="#35383b"><ellipse cx="240" cy="330" rx="70" ry="20"/><ellipse cx="430" cy="400" rx="90" ry="26"/><ellipse cx="330" cy="245" rx="32" ry="9"/></g>"##,
    ),
    (
        "road-2",
        r##"<path d="M0 260H640V480H0Z" fill="#6b7075"/><path d="M0 300 120 290 190 340 320 310 420 360 640 330" fill="none" stroke="#2f3235" stroke-width="14"/><path d="M190 340 230 420 210 480M420 360 440 480" fill="none" stroke="#2f3235" stroke-width="9"/><g fill="#e2672c"><path d="M90 300 120 220 150 300ZM500 330 530 250 560 330Z"/></g><path d="M106 258h28M516 288h28" stroke="#fff" stroke-width="10"/>"##,
    ),
    (
        "road-3",
        r##"<path d="M0 300H640V480H0Z" fill="#6b7075"/><g fill="#b44"><rect x="60" y="230" width="170" height="80" rx="14"/></g><g fill="#3a6ea5"><rect x="270" y="220" width="180" height="90" rx="14"/></g><g fill="#c9a227"><rect x="490" y="235" width="140" height="75" rx="14"/></g><g fill="#222"><circle cx="100" cy="312" r="20"/><circle cx="190" cy="312" r="20"/><circle cx="312" cy="312" r="22"/><circle cx="410" cy="312" r="22"/><circle cx="525" cy="312" r="19"/><circle cx="600" cy="312" r="19"/></g><ellipse cx="320" cy="410" rx="150" ry="34" fill="#35383b"/>"##,
    ),
    (
        "bins-1",
        r##"<path d="M0 330H640V480H0Z" fill="#9c9a90"/><g fill="#2f6b45"><path d="M130 210H270L255 400H145ZM340 210H480L465 400H355Z"/></g><g fill="#50585c"><rect x="120" y="190" width="160" height="22"/><rect x="330" y="190" width="160" height="22" transform="rotate(-18 330 190)"/></g><g fill="#d8d2c0"><circle cx="175" cy="180" r="32"/><circle cx="225" cy="172" r="38"/><circle cx="300" cy="390" r="36"/><circle cx="410" cy="172" r="40"/><circle cx="530" cy="400" r="44"/></g>"##,
    ),
    (
        "lamp-1",
        r##"<path d="M0 0H640V480H0Z" fill="#1d2633"/><path d="M0 380H640V480H0Z" fill="#2b2f36"/><path d="M300 390V120Q300 80 350 80H420" fill="none" stroke="#7d858c" stroke-width="12"/><rect x="400" y="72" width="70" height="22" rx="6" fill="#50585c"/><circle cx="560" cy="90" r="26" fill="#cfd6dd"/><path d="M80 380V220H200V380" fill="#141b24"/>"##,
    ),
    (
        "cover-1",
        r##"<path d="M0 0H640V480H0Z" fill="#8b8d8f"/><ellipse cx="320" cy="260" rx="150" ry="96" fill="#17191b"/><ellipse cx="390" cy="330" rx="150" ry="70" fill="#5b4636" stroke="#33271d" stroke-width="8"/><path d="M280 330H500M320 300H460M310 360H470" stroke="#33271d" stroke-width="7"/>"##,
    ),
    (
        "water-1",
        r##"<path d="M0 220H640V480H0Z" fill="#75797d"/><path d="M40 330Q180 270 330 310T620 320 Q600 430 330 430T40 330Z" fill="#7fa8c4"/><g fill="none" stroke="#dbe9f2" stroke-width="5"><path d="M140 350q60-18 120 0M330 370q70-18 140 0M220 400q50-12 100 0"/></g><path d="M470 220V150H560V220" fill="#b9a58a"/>"##,
    ),
    (
        "wires-1",
        r##"<path d="M0 370H640V480H0Z" fill="#7f8f6a"/><g stroke="#5a4632" stroke-width="16"><path d="M90 400V90M550 400V90"/></g><g fill="none" stroke="#22262a" stroke-width="4"><path d="M90 110Q320 170 550 110M90 130Q300 420 550 130M90 150Q330 230 550 150"/></g>"##,
    ),
];

/// Which scenes a matter of a category has; the first open one of each category gets them.
const OF_CATEGORIES: [(&str, &[&str]); 6] = [
    ("暴露垃圾", &["bins-1"]),
    ("路灯不亮", &["lamp-1"]),
    ("井盖缺损", &["cover-1"]),
    ("道路积水", &["water-1"]),
    ("架空线缆损坏", &["wires-1"]),
    ("道路破损", &["road-2"]),
];

/// Gives out the scenes, once each.
pub(super) struct Photos(Vec<(&'static str, &'static [&'static str])>);

impl Photos {
    /// None given out yet.
    pub(super) fn new() -> Self {
        Self(OF_CATEGORIES.to_vec())
    }

    /// The same feature with the photographs of its category, if they are still to be had.
    pub(super) fn add_to(&mut self, feature: String, category: &str) -> String {
        let Some(at) = self.0.iter().position(|(known, _)| *known == category) else {
            return feature;
        };
        let (_, scenes) = self.0.remove(at);
        with(&feature, scenes)
    }
}

/// The same feature with these scenes as its photographs.
pub(super) fn with(feature: &str, scenes: &[&str]) -> String {
    let addresses: Vec<String> = scenes.iter().map(|scene| text(&path(scene))).collect();
    let end = ",\"updated_at\":";
    feature.replacen(end, &format!(",\"photos\":[{}]{end}", addresses.join(",")), 1)
}

/// Where a scene lies, seen from the landing document.
fn path(scene: &str) -> String {
    format!("photos/{scene}.svg")
}

/// The files: path and text.
pub(super) fn files() -> impl Iterator<Item = (String, String)> {
    SCENES.into_iter().map(|(name, scene)| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 480\" width=\"640\" height=\"480\">\
             <path d=\"M0 0H640V480H0Z\" fill=\"#cfd8dc\"/><path d=\"M0 240H640V480H0Z\" fill=\"#a9ad98\"/>{scene}\
             <rect x=\"0\" y=\"444\" width=\"640\" height=\"36\" fill=\"#fff\" fill-opacity=\".85\"/>\
             <text x=\"16\" y=\"469\" font-family=\"sans-serif\" font-size=\"22\" fill=\"#222\">合成图像 · SYNTHETIC</text>\
             </svg>\n"
        );
        (path(name), svg)
    })
}
