//! What the reader looks at, as the URL says it (`rules.md`, hooks). Pure: text in, text out.

use crate::{
    domain::{
        case::Domain,
        ids::CaseId,
        light::Light,
        scope::{Filter, Scope, Sort},
    },
    locales::Lang,
};

/// A face of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// For a person at a desk, a tablet or a telephone.
    #[default]
    Desk,
    /// For a command centre's wall.
    Wall,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

/// Everything a colleague must see who opens the same link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The face.
    pub face: Face,
    /// The source by its name in the config; the default one where nothing is said.
    pub source: Option<String>,
    /// The part of the district.
    pub scope: Scope,
    /// The matter that is open.
    pub case: Option<CaseId>,
    /// Which matters count.
    pub filter: Filter,
    /// The order of the list.
    pub sort: Sort,
    /// The window of the rates.
    pub window: Window,
    /// The language.
    pub lang: Lang,
    /// The colours; the face's or the system's own where nothing is said.
    pub theme: Option<Theme>,
}

/// The window of the rates: whole days before today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window(pub u64);

impl Default for Window {
    fn default() -> Self {
        Self(30)
    }
}

/// The windows that can be asked for.
const WINDOWS_DAYS: [u64; 3] = [7, 30, 90];

/// A parameter that is not known, or whose value is not: reported, never obeyed.
pub type UnknownParameter = (String, String);

impl View {
    /// Reads the parameters of a URL.
    pub fn read(
        parameters: impl IntoIterator<Item = (String, String)>,
    ) -> (Self, Vec<UnknownParameter>) {
        let mut view = Self::default();
        let mut unknown = Vec::new();
        for (name, value) in parameters {
            if view.set(&name, &value).is_none() {
                unknown.push((name, value));
            }
        }
        (view, unknown)
    }

    /// Takes in one parameter; `None` if it is not known.
    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "face" => self.face = Face::from_code(value)?,
            "source" => self.source = Some(value.into()),
            "town" => self.scope = Scope::Town(value.into()),
            "zone" => self.scope = Scope::Zone(value.into()),
            "grid" => self.scope = Scope::Grid(value.into()),
            "case" => self.case = Some(value.into()),
            "light" => self.filter.light = Some(Light::from_code(value)?),
            "domain" => self.filter.domain = Some(Domain::from_code(value)?),
            "sort" => self.sort = sort_from_code(value)?,
            "window" => {
                let days = value.parse().ok().filter(|days| WINDOWS_DAYS.contains(days))?;
                self.window = Window(days);
            }
            "lang" => self.lang = Lang::from_tag(value)?,
            "theme" => self.theme = Some(Theme::from_code(value)?),
            _ => return None,
        }
        Some(())
    }

    /// The parameters that say this view; what is as by default is left out.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        let mut say = |name, value: Option<&str>| {
            parameters.extend(value.map(|value| (name, value.to_owned())));
        };
        say("face", (self.face != Face::default()).then(|| self.face.code()));
        say("source", self.source.as_deref());
        match &self.scope {
            Scope::District => {}
            Scope::Town(id) => say("town", Some(id.as_str())),
            Scope::Zone(id) => say("zone", Some(id.as_str())),
            Scope::Grid(id) => say("grid", Some(id.as_str())),
        }
        say("case", self.case.as_ref().map(CaseId::as_str));
        say("light", self.filter.light.map(Light::code));
        say("domain", self.filter.domain.map(Domain::code));
        say("sort", (self.sort != Sort::default()).then(|| sort_code(self.sort)));
        let window_days = self.window.0.to_string();
        say("window", (self.window != Window::default()).then_some(&window_days));
        say("lang", (self.lang != Lang::default()).then(|| self.lang.tag()));
        say("theme", self.theme.map(Theme::code));
        parameters
    }
}

impl Face {
    /// Its code in the URL and on `<html data-face>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Wall => "wall",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Desk, Self::Wall].into_iter().find(|face| face.code() == code)
    }
}

impl Theme {
    /// Its code in the URL and on `<html data-theme>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Dark, Self::Light].into_iter().find(|theme| theme.code() == code)
    }
}

fn sort_code(sort: Sort) -> &'static str {
    match sort {
        Sort::Urgent => "urgent",
        Sort::Newest => "newest",
    }
}

fn sort_from_code(code: &str) -> Option<Sort> {
    [Sort::Urgent, Sort::Newest].into_iter().find(|sort| sort_code(*sort) == code)
}
