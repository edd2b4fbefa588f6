//! The shared state and the verbs that change it.

use super::{
    ages,
    archive::Archive,
    closed, feed,
    figures::Figures,
    file, home,
    hooks::mark,
    layers::{self, Layers},
    life,
    records::RecordSignals,
    seek::{self, Pinyin, Seeking},
    shown::{Basemap, Feed, Listed, LiveEvent, Notice, Phase, SignIn, Times},
    url,
    view::{Face, Theme, View},
    wall::{self, Wall},
};
use crate::{
    contract::config::Crs,
    domain::{
        area::Place, board::Board, facets::Facets, failure::Failure, freshness::Freshness,
        lit::LitBoard, scope::Scope, speed::Speed, time::Instant,
    },
    locales::{Lang, Locale},
    source::{
        browser::Token,
        clock::ServerTime,
        session::{Progress, ReadConfig, Session},
    },
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{collections::VecDeque, sync::Arc};
use web_sys::AbortController;

/// The shared state: signals to read, and verbs.
#[derive(Clone, Copy)]
pub struct Store {
    pub(super) view: RwSignal<View>,
    pub(super) phase: RwSignal<Phase>,
    pub(super) board: RwSignal<Option<Arc<Board>>>,
    pub(super) lit_at: RwSignal<Instant>,
    pub(super) now: RwSignal<Instant>,
    pub(super) feed: RwSignal<Feed>,
    pub(super) speed: RwSignal<Option<Speed>>,
    pub(super) standing_since: RwSignal<Option<Instant>>,
    pub(super) events: RwSignal<VecDeque<LiveEvent>>,
    pub(super) notices: RwSignal<Vec<Notice>>,
    pub(super) config: RwSignal<Option<Arc<ReadConfig>>>,
    pub(super) prefers_dark: RwSignal<bool>,
    pub(super) layers: Layers,
    pub(super) records: RecordSignals,
    pub(super) wall: StoredValue<Wall>,
    pub(super) newest_here: Memo<Option<Instant>>,
    /// The first map has been painted, or could not be.
    is_settled: RwSignal<bool>,
    pub(super) session: StoredValue<Option<Session>, LocalStorage>,
    pub(super) times: StoredValue<Times>,
    /// Opens the source, for as long as the page is there.
    pub(super) token: StoredValue<Token, LocalStorage>,
    /// Ends the live stream that is open.
    pub(super) stream: StoredValue<Option<AbortController>, LocalStorage>,
    pub(super) timer: StoredValue<Option<TimeoutHandle>>,
    /// Counts the openings: an answer to an earlier one is dropped.
    pub(super) generation: StoredValue<u64>,
    pub(super) my_area: RwSignal<Option<Scope>>,
    pub(super) pinyin: RwSignal<Pinyin>,
    pub(super) listed: Memo<Listed>,
    pub(super) facets: Memo<Facets>,
    archive: StoredValue<Archive>,
    pub(super) lit: Memo<Arc<LitBoard>>,
    pub(super) figures: Figures,
    pub(super) place: Memo<Place>,
}

impl Store {
    /// Makes the state from the URL, and begins to load. Belongs to the current reactive owner, and ends with it.
    pub fn begin() -> Self {
        let (mut view, mine, unknown) = url::read();
        let notices =
            unknown.into_iter().map(|(name, value)| Notice::UnknownParameter(name, value));
        let my_area = mine.clone().or_else(|| home::kept(&view));
        home::go_home(&mut view, my_area.as_ref());
        // A link must show a colleague what is seen here, also one who has another area of their own.
        view.scope = Some(view.scope());
        let view = RwSignal::new(view);
        let board = RwSignal::new(None::<Arc<Board>>);
        let lit_at = RwSignal::new(Instant::default());
        let now = RwSignal::new(Instant::default());
        // What narrows the list alone must not light the board anew.
        let counting = Memo::new(move |_| view.with(|view| view.filter.facts()));
        let lit = Memo::new(move |_| {
            let (filter, now) = (counting.get(), lit_at.get());
            board.with(|board| {
                let lit = board.as_ref().map(|board| LitBoard::of(board, &filter, now));
                Arc::new(lit.unwrap_or_default())
            })
        });
        let figures = Figures::new(board, view, lit_at);
        let place = Memo::new(move |_| {
            view.with(|view| {
                board.with(|board| {
                    let place =
                        board.as_ref().and_then(|board| board.areas.place_of(&view.scope()));
                    place.unwrap_or_default()
                })
            })
        });
        let pinyin = RwSignal::new(Pinyin::Absent);
        let wanted = Memo::new(move |_| view.with(|view| (view.filter.clone(), view.sort)));
        let config = RwSignal::new(None);
        let seeking = Seeking { board, place, lit_at, wanted, pinyin };
        let store = Self {
            view,
            phase: RwSignal::new(Phase::Loading(Progress { done: 0, of: 0, rows: 0 })),
            board,
            lit_at,
            now,
            feed: RwSignal::new(Feed {
                freshness: Freshness::Lost,
                checked_at: None,
                newest_fact_at: None,
                failed_count: 0,
                next_try_at: None,
                server_time: ServerTime::Sound,
            }),
            speed: RwSignal::new(None),
            standing_since: RwSignal::new(None),
            events: RwSignal::new(VecDeque::new()),
            notices: RwSignal::new(notices.collect()),
            config,
            prefers_dark: RwSignal::new(false),
            layers: Layers::new(board, now),
            records: RecordSignals::new(),
            wall: StoredValue::new(Wall::new(config)),
            newest_here: ages::newest_here(board, counting, place),
            is_settled: RwSignal::new(false),
            session: StoredValue::new_local(None),
            times: StoredValue::new(Times::default()),
            token: StoredValue::new_local(Token::default()),
            stream: StoredValue::new_local(None),
            timer: StoredValue::new(None),
            generation: StoredValue::new(0),
            my_area: RwSignal::new(my_area),
            pinyin,
            listed: Memo::new(move |_| seeking.listed()),
            facets: Memo::new(move |_| seeking.facets()),
            archive: StoredValue::new(Archive::new()),
            lit,
            figures,
            place,
        };
        if let Some(area) = mine {
            store.set_my_area(Some(area.clone()));
            store.tell(Notice::AreaSet(area));
        }
        url::write(&store.view.get_untracked(), url::Step::Same);
        url::follow_history(store);
        super::wake::follow_attention(store);
        super::hooks::follow(store);
        layers::follow(store);
        feed::follow_scope(store);
        seek::follow(store);
        file::follow(store);
        closed::follow(store);
        wall::follow(store);
        on_cleanup(move || feed::stop(store));
        feed::open(store);
        store
    }

    /// What is kept of matters beyond the board.
    pub(super) fn archive(self) -> Archive {
        self.archive.get_value()
    }

    /// What a wall has beside the board.
    pub(super) fn wall(self) -> Wall {
        self.wall.get_value()
    }

    /// The state provided to the views.
    pub fn get() -> Self {
        use_context().unwrap_or_else(|| unreachable!("App provides the store to every view"))
    }

    /// What the reader looks at.
    pub fn view(self) -> Signal<View> {
        self.view.into()
    }

    /// How far the board has come.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// The board, once there is one.
    pub fn board(self) -> Signal<Option<Arc<Board>>> {
        self.board.into()
    }

    /// The lights.
    pub fn lit(self) -> Memo<Arc<LitBoard>> {
        self.lit
    }

    /// The moment the lights were computed for.
    pub fn lit_at(self) -> Signal<Instant> {
        self.lit_at.into()
    }

    /// Where the scope lies.
    pub fn place(self) -> Memo<Place> {
        self.place
    }

    /// The time, as often as it is worth showing.
    pub fn now(self) -> Signal<Instant> {
        self.now.into()
    }

    /// The state of the feed.
    pub fn feed(self) -> Signal<Feed> {
        self.feed.into()
    }

    /// The speed of the demo's clock; `None` for any other source.
    pub fn speed(self) -> Signal<Option<Speed>> {
        self.speed.into()
    }

    /// The moment at which a source's clock stands, if it does.
    pub fn standing_since(self) -> Signal<Option<Instant>> {
        self.standing_since.into()
    }

    /// What happened last, newest first.
    pub fn events(self) -> Signal<VecDeque<LiveEvent>> {
        self.events.into()
    }

    /// What the reader is to be told.
    pub fn notices(self) -> Signal<Vec<Notice>> {
        self.notices.into()
    }

    /// The district's title in `lang`, if the config has one.
    pub fn title(self, lang: Lang) -> Option<String> {
        self.config.with(|config| config.as_ref()?.config.title.get(lang.tag()).cloned())
    }

    /// The basemap, if the config has one.
    pub fn basemap(self) -> Option<Basemap> {
        self.config.with(|config| {
            let basemap = config.as_ref()?.config.basemap.clone()?;
            Some(Basemap {
                url: basemap.url,
                labels_url: basemap.labels_url,
                attribution: basemap.attribution,
                is_gcj02: basemap.crs == Crs::Gcj02,
                max_zoom: basemap.max_zoom,
            })
        })
    }

    /// The language.
    pub fn lang(self) -> Lang {
        self.view.with(|view| view.lang)
    }

    /// The sentences of the language.
    pub fn locale(self) -> &'static Locale {
        self.lang().locale()
    }

    /// A sentence that follows the language. One type for all of them, where a closure each would cost a kilobyte each.
    pub fn say(self, sentence: fn(&Locale) -> &'static str) -> Signal<&'static str> {
        Signal::derive(move || sentence(self.locale()))
    }

    /// A sentence about something that follows the language.
    pub fn say_of<T: Copy + Send + Sync + 'static>(
        self,
        of: T,
        sentence: fn(&Locale, T) -> &'static str,
    ) -> Signal<&'static str> {
        Signal::derive(move || sentence(self.locale(), of))
    }

    /// The colours: as chosen, else dark on a wall, else as the system has it.
    pub fn theme(self) -> Theme {
        let (chosen, face) = self.view.with(|view| (view.theme, view.face));
        match (chosen, face) {
            (Some(theme), _) => theme,
            (None, Face::Wall) => Theme::Dark,
            (None, Face::Desk) if self.prefers_dark.get() => Theme::Dark,
            (None, Face::Desk) => Theme::Light,
        }
    }

    /// Sets the speed of the demo's clock.
    pub fn set_speed(self, speed: Speed) {
        life::set_speed(self, speed);
    }

    /// Loads again what failed to load.
    pub fn try_again(self) {
        feed::open(self);
    }

    /// What the reader can do to be let in, if the source asks for that.
    pub fn sign_in(self) -> Option<SignIn> {
        let refused = |failure: &Failure| matches!(failure, Failure::SignIn { .. });
        let is_at_start =
            self.phase.with(|phase| matches!(phase, Phase::Failed(failure) if refused(failure)));
        let is_later = self.notices.with(|notices| {
            notices.iter().any(|notice| {
                matches!(notice, Notice::UpdateFailed(failure) | Notice::Missing(failure) if refused(failure))
            })
        });
        if !(is_at_start || is_later) {
            return None;
        }
        let source = self.config.with(|config| {
            let config = &config.as_ref()?.config;
            let name = self.view.with(|view| view.source.clone());
            let name = name.filter(|name| config.sources.contains_key(name));
            config.sources.get(&name.or(config.default_source.clone())?).cloned()
        })?;
        Some(SignIn { auth: source.auth, url: source.landing })
    }

    /// Tries again with a token that the reader has typed. It stays in memory only.
    pub fn sign_in_with(self, token: &str) {
        self.token.with_value(|known| known.set(token));
        // What somebody else was shown is not kept for this one.
        self.session.update_value(|session| {
            if let Some(session) = session {
                session.spare = std::rc::Rc::default();
            }
        });
        feed::open(self);
    }

    /// The map has been drawn and painted, or could not be: what waited for the first picture may begin.
    pub fn map_settled(self, is_drawn: bool) {
        if is_drawn {
            mark("gridlight:map-painted");
        }
        if !self.is_settled.get_untracked() {
            self.is_settled.set(true);
            life::begin(self);
        }
    }

    /// Whether the first map has been painted, or could not be: until then it goes before the lists.
    pub fn is_settled(self) -> Signal<bool> {
        self.is_settled.into()
    }

    /// Takes a notice off the page.
    pub fn dismiss(self, notice: &Notice) {
        self.notices.update(|notices| notices.retain(|known| known != notice));
    }

    pub(super) fn tell(self, notice: Notice) {
        self.notices.update(|notices| {
            if let Notice::Remark(new) = &notice {
                notices.retain(|known| !matches!(known, Notice::Remark(old) if new.renews(old)));
            }
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        });
    }

    /// Takes off what is old news.
    pub(super) fn forget(self, is_old: impl Fn(&Notice) -> bool) {
        if self.notices.with_untracked(|notices| notices.iter().any(&is_old)) {
            self.notices.update(|notices| notices.retain(|notice| !is_old(notice)));
        }
    }
}
