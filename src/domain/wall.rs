//! The wall: which scenes it goes through, which panels stand where in each, and what a passer-by may see of a matter.
//!
//! It is a description and knows no screen: sizes are the style sheet's, what a panel shows is the view's. What the
//! config does not say is as here.

pub mod drift;
pub mod reload;
pub mod rotation;
pub mod scene;

use self::scene::SceneKind;
use super::rule::DayMinute;

/// A whole wall.
#[derive(Clone, Debug, PartialEq)]
pub struct WallPlan {
    /// The scenes in their order.
    pub scenes: Vec<ScenePlan>,
    /// How long a scene stands where it does not say so itself, in seconds.
    pub scene_seconds: u32,
    /// How long the wall waits for the next touch before it goes on by itself, in seconds.
    pub resume_seconds: u32,
    /// What a passer-by may see of a matter.
    pub privacy: Privacy,
    /// Whether a new red light is heard.
    pub sound: Sound,
    /// The minute of the day, in the district's zone, at which the page loads itself anew; never where there is none.
    pub reload_at: Option<DayMinute>,
    /// From where the wall is read, where that decides the size of its type.
    pub viewing: Option<Viewing>,
    /// How far the picture wanders against burn-in, in CSS pixels.
    pub drift_px: u32,
}

/// One kind of scene in the order of the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenePlan {
    /// What it is about.
    pub kind: SceneKind,
    /// How long each of it stands, where that differs from the wall's.
    pub seconds: Option<u32>,
    /// At most so many of it in one round.
    pub most: usize,
    /// What stands around the map.
    pub layout: Layout,
}

/// The panels around the map, which always has the middle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The left column.
    pub left: Vec<Panel>,
    /// The right column.
    pub right: Vec<Panel>,
    /// The strip along the foot.
    pub foot: Vec<Panel>,
}

/// What can stand around the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Panel {
    /// The headline figures: on every scene, since red rules each view.
    Figures,
    /// 六大领域
    Domains,
    /// 超期最久: the list of the most urgent matters.
    Overdue,
    /// 实时动态
    Live,
    /// The places one level below, as columns by light.
    Places,
    /// 到期日历
    DueCalendar,
    /// The ages of what is open.
    Ages,
    /// Received and closed, day by day.
    Days,
    /// The places in the order of a measure.
    Ranking,
    /// Places against domains.
    Heat,
    /// The courses of the places, on one scale.
    Courses,
    /// The layers' counts.
    Layers,
}

/// What a passer-by may see of a matter. Names, telephone numbers and addresses are on no wall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Counts alone: no matter is listed, none can be opened.
    Counts,
    /// 类别: of a matter its category, grid, unit and deadline; none of the words that somebody wrote.
    #[default]
    Categories,
    /// 标题: the titles too, where the district knows that they name nobody.
    Titles,
}

/// Whether a new red light is heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sound {
    /// It is only seen.
    #[default]
    Off,
    /// It is heard once.
    On,
}

/// From where a wall is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewing {
    /// How far the last row of readers sits, in metres.
    pub distance_m: f64,
    /// How high the screen is, in metres.
    pub screen_height_m: f64,
}

/// How a screen stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Wider than high.
    Lying,
    /// At least as high as wide.
    Upright,
}

impl Panel {
    /// All panels.
    pub const ALL: [Self; 12] = [
        Self::Figures,
        Self::Domains,
        Self::Overdue,
        Self::Live,
        Self::Places,
        Self::DueCalendar,
        Self::Ages,
        Self::Days,
        Self::Ranking,
        Self::Heat,
        Self::Courses,
        Self::Layers,
    ];

    /// Its code in the config and on the page.
    pub fn code(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Domains => "domains",
            Self::Overdue => "overdue",
            Self::Live => "live",
            Self::Places => "places",
            Self::DueCalendar => "due-calendar",
            Self::Ages => "ages",
            Self::Days => "days",
            Self::Ranking => "ranking",
            Self::Heat => "heat",
            Self::Courses => "courses",
            Self::Layers => "layers",
        }
    }

    /// The panel of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.code() == code)
    }

    /// Whether it rests on the totals of whole days, which are read once a day, and on no light of now.
    pub fn is_of_days(self) -> bool {
        matches!(self, Self::Days | Self::Courses)
    }

    /// Whether it needs more room than a column of figures.
    fn is_wide(self) -> bool {
        !matches!(self, Self::Figures | Self::Domains | Self::Overdue | Self::Live | Self::Layers)
    }
}

impl Layout {
    /// Whether its right column has something to show that needs room.
    pub fn is_wide(&self) -> bool {
        self.right.iter().any(|panel| panel.is_wide())
    }

    /// The panels of all slots, in order.
    pub fn panels(&self) -> impl Iterator<Item = Panel> {
        self.left.iter().chain(&self.right).chain(&self.foot).copied()
    }

    /// With what no scene may lack, and each panel once: two would be two truths on one wall.
    #[must_use]
    pub fn made_whole(self) -> Self {
        let mut seen = Vec::new();
        let mut once = |panels: Vec<Panel>| {
            let mut kept = Vec::new();
            for panel in panels {
                if !seen.contains(&panel) {
                    seen.push(panel);
                    kept.push(panel);
                }
            }
            kept
        };
        // The figures stand first and to the left in every scene: the eye must not look for the one that rules.
        let left = std::iter::once(Panel::Figures).chain(self.left).collect();
        Self { left: once(left), right: once(self.right), foot: once(self.foot) }
    }
}

impl Viewing {
    /// A character must be this high for each metre of distance to be read: 20 minutes of arc (29 mm at 5 m).
    const CHARACTER_M: f64 = 0.0058;
    /// Larger type than this leaves no room for what it is to say.
    const LARGEST_FACTOR: f64 = 1.25;

    /// By how much the wall's type must be larger than it is by default; never smaller.
    pub fn type_factor(self, stand: Stand) -> f64 {
        let needed = self.distance_m * Self::CHARACTER_M;
        // The smallest type is this part of the screen's height, as the style sheet has it (`visual.md`).
        let there = match stand {
            Stand::Lying => self.screen_height_m / 67.5,
            Stand::Upright => self.screen_height_m / 120.0,
        };
        (needed / there).clamp(1.0, Self::LARGEST_FACTOR)
    }
}

impl Privacy {
    /// Whether matters may be listed and opened.
    pub fn shows_matters(self) -> bool {
        self != Self::Counts
    }
}

impl ScenePlan {
    /// A kind of scene as it is where nothing is said.
    pub fn of(kind: SceneKind) -> Self {
        use self::Panel::{
            Ages, Days, Domains, DueCalendar, Figures, Heat, Live, Overdue, Places, Ranking,
        };
        let (left, right, foot) = match kind {
            SceneKind::District | SceneKind::Towns | SceneKind::Domains | SceneKind::Domain(_) => {
                (vec![Figures, Domains], vec![Overdue, Live], vec![Places, DueCalendar])
            }
            // Where charts stand beside the map, they take all the height there is.
            SceneKind::DueCalendar => {
                (vec![Figures, Domains], vec![DueCalendar, Ages, Days], Vec::new())
            }
            SceneKind::Ranking => (vec![Figures, Domains], vec![Ranking], Vec::new()),
            SceneKind::Workload => (vec![Figures, Domains], vec![Heat], Vec::new()),
        };
        let most = match kind {
            SceneKind::Towns => 6,
            SceneKind::Domains => 2,
            _ => 1,
        };
        Self { kind, seconds: None, most, layout: Layout { left, right, foot } }
    }
}

impl Default for WallPlan {
    fn default() -> Self {
        Self {
            scenes: SceneKind::USUAL.into_iter().map(ScenePlan::of).collect(),
            scene_seconds: 30,
            resume_seconds: 120,
            privacy: Privacy::default(),
            sound: Sound::default(),
            reload_at: DayMinute::read("03:30"),
            viewing: None,
            drift_px: 8,
        }
    }
}
