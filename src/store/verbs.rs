//! What the reader can ask for: the verbs that change the view, and with it the URL.

use super::{
    state::Store,
    url,
    view::{Face, List, Page, Per, Theme, View},
};
use crate::{
    domain::{
        brief::Period,
        case::Domain,
        facets::Choice,
        filter::{Dimension, Filter, Sort},
        ids::CaseId,
        layer::Layer,
        measure::Measure,
        scope::Scope,
        window::Window,
    },
    locales::Lang,
};
use leptos::prelude::*;

impl Store {
    /// Looks at a part of the district. An open matter is closed, since it may lie elsewhere.
    pub fn select(self, scope: Scope) {
        let around = self.around(&scope);
        self.change_view(|view| {
            view.scope = Some(scope);
            view.around = around;
            view.case = None;
        });
    }

    /// Opens a matter, or closes the one that is open.
    pub fn open_case(self, id: Option<CaseId>) {
        self.change_view(|view| view.case = id);
    }

    /// Opens a matter and looks at where it lies.
    pub fn open_case_in(self, id: CaseId, scope: Scope) {
        let around = self.around(&scope);
        self.change_view(|view| {
            view.scope = Some(scope);
            view.around = around;
            view.case = Some(id);
        });
    }

    /// Leaves a printed page for the board, with a matter open where it lies.
    pub fn open_file(self, id: CaseId, scope: Scope) {
        let around = self.around(&scope);
        self.change_view(|view| {
            view.page = Page::Board;
            view.scope = Some(scope);
            view.around = around;
            view.case = Some(id);
        });
    }

    /// Leaves a printed page for the board, with these matters listed, and perhaps one of them open.
    pub fn open_matters(self, scope: Option<Scope>, filter: Filter, case: Option<CaseId>) {
        let scope = scope.unwrap_or_else(|| self.view.with_untracked(View::scope));
        let around = self.around(&scope);
        self.change_view(|view| {
            view.page = Page::Board;
            view.scope = Some(scope);
            view.around = around;
            view.filter = filter;
            view.list = List::Open;
            view.case = case;
        });
    }

    /// Tells the brief of another period.
    pub fn set_period(self, period: Period) {
        self.change_view(|view| view.period = period);
    }

    /// Chooses an option of a filter; one that is chosen already is let go.
    pub fn choose(self, choice: Choice) {
        self.change_view(|view| {
            let dimension = choice.dimension();
            let is_chosen = view.filter.chosen(dimension).as_ref() == Some(&choice);
            view.filter =
                if is_chosen { view.filter.without(dimension) } else { view.filter.with(choice) };
            // Filters are of the open matters: whoever presses one wants to see those.
            view.list = List::Open;
        });
    }

    /// Asks no question of this dimension any more.
    pub fn let_go(self, dimension: Dimension) {
        self.change_view(|view| view.filter = view.filter.without(dimension));
    }

    /// Filters nothing.
    pub fn clear_filter(self) {
        self.change_view(|view| {
            view.filter = Filter::default();
            view.list = List::Open;
        });
    }

    /// Lets only what has these words through in the list.
    pub fn look_for(self, words: &str) {
        self.change_view(|view| {
            view.filter.words = words.trim().into();
            view.list = List::Open;
        });
    }

    /// Orders the list.
    pub fn sort(self, sort: Sort) {
        self.change_view(|view| view.sort = sort);
    }

    /// Lists the open matters, or the closed ones.
    pub fn list(self, list: List) {
        self.change_view(|view| view.list = list);
    }

    /// Lays a layer over the map, or takes it away.
    pub fn toggle_layer(self, layer: Layer) {
        self.change_view(|view| {
            let is_on = |of: &Layer| view.layers.contains(of) != (*of == layer);
            view.layers = Layer::ALL.into_iter().filter(is_on).collect();
        });
    }

    /// Shows the board, or the sheet to be printed.
    pub fn show_page(self, page: Page) {
        self.change_view(|view| view.page = page);
    }

    /// Sets the window of the rates.
    pub fn set_window(self, window: Window) {
        self.change_view(|view| view.window = window);
    }

    /// Ranks the places by another measure.
    pub fn set_measure(self, measure: Measure) {
        self.change_view(|view| view.measure = measure);
    }

    /// Sets what the bars of the workload are of.
    pub fn set_per(self, per: Per) {
        self.change_view(|view| view.per = per);
    }

    /// Looks at a place and at one domain of it.
    pub fn select_domain(self, scope: Scope, domain: Option<Domain>) {
        let around = self.around(&scope);
        self.change_view(|view| {
            view.scope = Some(scope);
            view.around = around;
            view.case = None;
            view.filter.domain = domain;
            view.list = List::Open;
        });
    }

    /// Speaks another language.
    pub fn speak(self, lang: Lang) {
        self.change_view(|view| view.lang = lang);
    }

    /// Shows other colours.
    pub fn set_theme(self, theme: Theme) {
        self.change_view(|view| view.theme = Some(theme));
    }

    /// Shows another face.
    pub fn set_face(self, face: Face) {
        self.change_view(|view| view.face = face);
    }

    /// The areas around a scope, as far as they are known.
    pub(super) fn around(self, scope: &Scope) -> Vec<Scope> {
        self.board.with_untracked(|board| {
            let areas = board.as_ref().map(|board| &board.areas);
            let place = areas.and_then(|areas| areas.place_of(scope)).unwrap_or_default();
            let mut scopes = areas.map(|areas| areas.scopes_of(place)).unwrap_or_default();
            scopes.retain(|known| known != scope);
            scopes
        })
    }

    fn change_view(self, change: impl FnOnce(&mut View)) {
        self.write_view(change, url::Step::New);
    }

    /// Changes the view without a new step of the history.
    pub(super) fn replace_view(self, change: impl FnOnce(&mut View)) {
        self.write_view(change, url::Step::Same);
    }

    fn write_view(self, change: impl FnOnce(&mut View), step: url::Step) {
        let before = self.view.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if before.face == Face::Wall && after.face == Face::Desk {
            after = self.without_scene(after);
        }
        // A link must show a colleague what is seen here, also one who has another area of their own.
        after.scope = Some(after.scope());
        if after != before {
            match self.set_up_address(&before, &after) {
                Some(address) => url::write(&address, url::Step::Same),
                None => url::write(&after, step),
            }
            self.view.set(after);
        }
    }
}
