//! What the reader looks at, as the URL says it (`rules.md`, hooks). Pure: text in, text out.

use crate::{
    domain::{
        brief::Period,
        case::{Domain, Route, Status, Supervision},
        filter::{DueWindow, Filter, Sort, Waiting},
        ids::CaseId,
        layer::Layer,
        light::Light,
        measure::Measure,
        scope::Scope,
        wall::scene::Scene,
        window::Window,
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

/// Which matters the list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// 在办
    #[default]
    Open,
    /// 已办结
    Closed,
}

/// What the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The board, to work with.
    #[default]
    Board,
    /// The sheet: everything that is listed, whole, to be printed, searched or read aloud.
    Sheet,
    /// 工作量: the places one level below compared, in charts.
    Workload,
    /// 考核: the matters of this year that were overdue, to be printed.
    Assessment,
    /// 研判简报: what rose, fell, came back and falls due, to be printed.
    Brief,
}

/// What a bar of the workload is long for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    /// For each matter.
    #[default]
    Matter,
    /// For each matter of a grid worker.
    Worker,
}

/// The measure by which places are ranked where nothing is said.
const MEASURE: Measure = Measure::OnTimeRate;

/// Everything a colleague must see who opens the same link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The face.
    pub face: Face,
    /// The source by its name in the config; the default one where nothing is said.
    pub source: Option<String>,
    /// The part of the district; the reader's own where nothing is said, else all of it.
    pub scope: Option<Scope>,
    /// The areas around it, the narrowest first: what is shown where the scope itself is not there any more.
    pub around: Vec<Scope>,
    /// The matter that is open.
    pub case: Option<CaseId>,
    /// Which matters count, and which are listed.
    pub filter: Filter,
    /// The order of the list.
    pub sort: Sort,
    /// Which matters the list has.
    pub list: List,
    /// The layers over the map, in their own order.
    pub layers: Vec<Layer>,
    /// The window of the rates.
    pub window: Window,
    /// The measure by which places are ranked.
    pub measure: Measure,
    /// What the bars of the workload are of.
    pub per: Per,
    /// What the brief is about.
    pub period: Period,
    /// What the page is.
    pub page: Page,
    /// The one scene that the wall stays at.
    pub scene: Option<Scene>,
    /// The language.
    pub lang: Lang,
    /// The colours; the face's or the system's own where nothing is said.
    pub theme: Option<Theme>,
}

/// A parameter that is not known, or whose value is not: reported, never obeyed.
pub type UnknownParameter = (String, String);

impl Default for View {
    fn default() -> Self {
        Self {
            face: Face::default(),
            source: None,
            scope: None,
            around: Vec::new(),
            case: None,
            filter: Filter::default(),
            sort: Sort::default(),
            list: List::default(),
            layers: Vec::new(),
            window: Window::default(),
            measure: MEASURE,
            per: Per::default(),
            period: Period::default(),
            page: Page::default(),
            scene: None,
            lang: Lang::default(),
            theme: None,
        }
    }
}

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

    /// The part of the district that is shown.
    pub fn scope(&self) -> Scope {
        self.scope.clone().unwrap_or_default()
    }

    /// Takes in one area of a link: the narrowest is the scope, whatever their order. Of two of one level the later counts.
    fn add_scope(&mut self, scope: Scope) {
        let mut all: Vec<Scope> =
            self.scope.take().into_iter().chain(self.around.drain(..)).collect();
        all.retain(|known| known.depth() != scope.depth());
        all.push(scope);
        all.sort_by_key(|scope| std::cmp::Reverse(scope.depth()));
        let mut all = all.into_iter();
        self.scope = all.next();
        self.around = all.collect();
    }

    /// Whether the link names nothing to look at, so that a wall may choose by itself.
    pub fn is_free(&self) -> bool {
        let Self { scope, case, filter, page, .. } = self;
        let is_whole = scope.as_ref().is_none_or(|scope| *scope == Scope::District);
        is_whole && case.is_none() && *filter == Filter::default() && *page == Page::Board
    }

    /// Takes in one parameter; `None` if it is not known.
    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "face" => self.face = Face::from_code(value)?,
            "source" => self.source = Some(value.into()),
            "scope" if value == "district" => self.add_scope(Scope::District),
            "town" => self.add_scope(Scope::Town(value.into())),
            "zone" => self.add_scope(Scope::Zone(value.into())),
            "grid" => self.add_scope(Scope::Grid(value.into())),
            "case" => self.case = Some(value.into()),
            "sort" => self.sort = Sort::from_code(value)?,
            "list" => self.list = (value == "closed").then_some(List::Closed)?,
            "page" => self.page = Page::from_code(value)?,
            "scene" => self.scene = Some(Scene::from_code(value)?),
            "layers" => self.layers = layers(value)?,
            "window" => self.window = Window::from_code(value)?,
            "measure" => self.measure = Measure::from_code(value)?,
            "period" => self.period = Period::from_code(value)?,
            "per" => self.per = (value == "worker").then_some(Per::Worker)?,
            "lang" => self.lang = Lang::from_tag(value)?,
            "theme" => self.theme = Some(Theme::from_code(value)?),
            _ => set_filter(&mut self.filter, name, value)?,
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
        for scope in self.around.iter().rev().chain(&self.scope) {
            match scope {
                // The reader's own area is opened where nothing is said: so that all of the district has to be said.
                Scope::District => say("scope", Some("district")),
                Scope::Town(id) => say("town", Some(id.as_str())),
                Scope::Zone(id) => say("zone", Some(id.as_str())),
                Scope::Grid(id) => say("grid", Some(id.as_str())),
            }
        }
        say("case", self.case.as_ref().map(CaseId::as_str));
        say("light", self.filter.light.map(Light::code));
        say("due", self.filter.due.map(DueWindow::code).as_deref());
        say("waiting", self.filter.waiting.map(Waiting::code));
        say("domain", self.filter.domain.map(Domain::code));
        say("category", self.filter.category.as_deref());
        say("status", self.filter.status.as_ref().map(Status::code));
        say("route", self.filter.route.map(Route::code));
        say("unit", self.filter.unit.as_deref());
        say("supervision", self.filter.supervision.as_ref().map(Supervision::code));
        say("q", Some(&*self.filter.words).filter(|words| !words.is_empty()));
        say("sort", (self.sort != Sort::default()).then(|| self.sort.code()).as_deref());
        say("list", (self.list == List::Closed).then_some("closed"));
        say("page", (self.page != Page::default()).then(|| self.page.code()));
        say("scene", self.scene.as_ref().map(Scene::code).as_deref());
        let layers: Vec<&str> = self.layers.iter().map(|layer| layer.code()).collect();
        say("layers", (!layers.is_empty()).then(|| layers.join(",")).as_deref());
        say("window", (self.window != Window::default()).then(|| self.window.code()).as_deref());
        say("measure", (self.measure != MEASURE).then(|| self.measure.code()));
        say("period", (self.period != Period::default()).then(|| self.period.code()));
        say("per", (self.per == Per::Worker).then_some("worker"));
        say("lang", (self.lang != Lang::default()).then(|| self.lang.tag()));
        say("theme", self.theme.map(Theme::code));
        parameters
    }
}

/// Takes in one parameter of the filter; `None` if it is not known. What is written in the source's own words can be
/// anything but nothing.
fn set_filter(filter: &mut Filter, name: &str, value: &str) -> Option<()> {
    let said = || Some(value).filter(|value| !value.is_empty());
    match name {
        "light" => filter.light = Some(Light::from_code(value)?),
        "due" => filter.due = Some(DueWindow::from_code(value)?),
        "waiting" => filter.waiting = Some(Waiting::ALL.into_iter().find(|of| of.code() == value)?),
        "domain" => filter.domain = Some(Domain::from_code(value)?),
        "category" => filter.category = Some(said()?.into()),
        "status" => filter.status = Some(Status::of(said()?)),
        "route" => filter.route = Some(Route::from_code(value)?),
        "unit" => filter.unit = Some(said()?.into()),
        "supervision" => filter.supervision = Some(Supervision::from_code(said()?)),
        "q" => filter.words = said()?.into(),
        _ => return None,
    }
    Some(())
}

/// The layers of a list of codes, in their own order; `None` if one is not known.
fn layers(codes: &str) -> Option<Vec<Layer>> {
    let wanted: Option<Vec<Layer>> = codes.split(',').map(Layer::from_code).collect();
    let wanted = wanted?;
    Some(Layer::ALL.into_iter().filter(|layer| wanted.contains(layer)).collect())
}

impl Page {
    const ALL: [Self; 5] =
        [Self::Board, Self::Sheet, Self::Workload, Self::Assessment, Self::Brief];

    /// Its code in the URL and on `<main data-page>` of the board.
    pub fn code(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Sheet => "sheet",
            Self::Workload => "workload",
            Self::Assessment => "assessment",
            Self::Brief => "brief",
        }
    }

    /// Whether it is a document to be printed, in place of the board.
    pub fn is_printed(self) -> bool {
        matches!(self, Self::Sheet | Self::Assessment | Self::Brief)
    }

    fn from_code(code: &str) -> Option<Self> {
        // The board has no code in the URL: a link without a page is one to it.
        Self::ALL.into_iter().skip(1).find(|page| page.code() == code)
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
