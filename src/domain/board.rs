//! The board: the areas and the open matters, each with its clock. What a light is at a moment is `lit`.

use super::{
    area::{Areas, Place},
    calendar::{Calendar, announced::Announced},
    case::Case,
    clock::Clock,
    defect::{Collection, Defect, DefectReason},
    doubt::doubts,
    gone::Gone,
    ids::{CaseId, GridId, TownId, ZoneId},
    rule::Rule,
    time::Instant,
    workload::WorkloadRow,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// An open matter, where it lies, and its clock.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCase {
    /// The facts.
    pub case: Case,
    /// Its clock under the board's rule and calendar.
    pub clock: Clock,
    /// Where it lies, as far as that is known.
    pub place: Place,
    /// What could not be read of it.
    pub defects: Vec<Defect>,
}

/// Something that happened to a matter.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseChange {
    /// It is new, or these are its facts now, with what could not be read of them.
    Put(Box<Case>, Vec<Defect>),
    /// It is gone, since this moment if that is said.
    Delete(CaseId, Option<Instant>),
}

impl CaseChange {
    /// The matter it is about.
    pub fn case_id(&self) -> &CaseId {
        match self {
            Self::Put(case, _) => &case.id,
            Self::Delete(id, _) => id,
        }
    }
}

/// Everything the lights are computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Towns, zones and grids.
    pub areas: Arc<Areas>,
    /// The days that are worked.
    pub calendar: Arc<Calendar>,
    /// What the calendar is made of: the verdict of a closed matter goes by an older version of it.
    pub announced: Arc<Announced>,
    /// How the clocks count.
    pub rule: Rule,
    /// The workload rows, one per town (or zone) and day.
    pub workload: Arc<Vec<WorkloadRow>>,
    cases: BTreeMap<CaseId, Arc<OpenCase>>,
    /// Matters that have left the board: a late word on one must not bring it back.
    gone: Gone,
    /// What could not be read, other than of a single open matter.
    defects: Vec<Defect>,
}

impl Board {
    /// A board without matters.
    pub fn new(areas: Areas, calendar: Calendar, rule: Rule, defects: Vec<Defect>) -> Self {
        Self {
            areas: Arc::new(areas),
            calendar: Arc::new(calendar),
            announced: Arc::default(),
            rule,
            workload: Arc::default(),
            cases: BTreeMap::new(),
            gone: Gone::default(),
            defects,
        }
    }

    /// The open matters, by id.
    pub fn cases(&self) -> impl Iterator<Item = &Arc<OpenCase>> {
        self.cases.values()
    }

    /// The open matter with this id.
    pub fn case(&self, id: &CaseId) -> Option<&Arc<OpenCase>> {
        self.cases.get(id)
    }

    /// Everything that could not be read.
    pub fn defects(&self) -> impl Iterator<Item = &Defect> {
        self.defects.iter().chain(self.cases.values().flat_map(|case| &case.defects))
    }

    /// How many open matters have a deadline of the backend's that is not what the rule gives; no defects, and counted
    /// apart (`rules.md`, Figures).
    pub fn disagreement_count(&self) -> usize {
        self.cases.values().filter(|open| open.clock.disagreement().is_some()).count()
    }

    /// The newest `updated_at` of the open matters.
    pub fn newest_fact_at(&self) -> Option<Instant> {
        self.newest_case().map(|(_, at)| at)
    }

    /// The open matter that changed last, and when.
    pub fn newest_case(&self) -> Option<(&CaseId, Instant)> {
        let times = self.cases.values().filter_map(|of| Some((&of.case.id, of.case.updated_at?)));
        // A time of 2099 is a slip, and says nothing of how new the data are.
        times.filter(|(_, at)| self.calendar.reach().contains(at)).max_by_key(|(_, at)| *at)
    }

    /// Adds what could not be read of whole collections.
    pub fn add_defects(&mut self, defects: impl IntoIterator<Item = Defect>) {
        self.defects.extend(defects);
    }

    /// The same, without what is known already: what is sent again and again is one defect.
    pub fn note_defects(&mut self, defects: impl IntoIterator<Item = Defect>) {
        for defect in defects {
            if !self.defects.contains(&defect) {
                self.defects.push(defect);
            }
        }
    }

    /// Takes in what could not be read of a collection that is read anew by itself.
    pub fn replace_defects(&mut self, of: Collection, defects: Vec<Defect>) {
        self.defects.retain(|defect| defect.collection != of);
        self.add_defects(defects);
    }

    /// Takes in all open matters as they were read whole, with what could not be read of the rows left out. That is the
    /// truth of when it was asked for; of the matters `touched` since then, whatever is newer by its stamp is. Gives those
    /// that are new or changed.
    pub fn replace_cases(
        &mut self,
        cases: Vec<(Case, Vec<Defect>)>,
        defects: Vec<Defect>,
        touched: &BTreeSet<CaseId>,
    ) -> Vec<Arc<OpenCase>> {
        self.defects.retain(|defect| defect.collection != Collection::OpenCases);
        self.add_defects(defects);
        let mut known = std::mem::take(&mut self.cases);
        let mut changed = Vec::new();
        for (case, defects) in cases {
            let id = case.id.clone();
            let known_at = known.get(&id).map(|known| known.case.updated_at);
            let known_at = known_at.unwrap_or_else(|| self.gone.since(&id));
            let is_newer = known_at.is_some() && case.updated_at > known_at;
            if (touched.contains(&id) && !is_newer) || !case.status.is_open() {
                continue;
            }
            let open = self.open_case(case, defects);
            let before = known.remove(&id).filter(|before| **before == open);
            let open = before.unwrap_or_else(|| {
                let open = Arc::new(open);
                changed.push(Arc::clone(&open));
                open
            });
            self.cases.insert(id, open);
        }
        // What was not read any more is gone, but for what came by other news meanwhile.
        for (id, open) in known {
            if touched.contains(&id) {
                self.cases.insert(id, open);
            } else if let Some(at) = open.case.updated_at {
                self.gone.note(id, at);
            }
        }
        changed
    }

    /// Takes in one change. A closed matter leaves the board; an older state than the one known changes nothing, also
    /// where the one known is that the matter is gone (`contract.md`, Live stream).
    pub fn apply(&mut self, change: CaseChange) {
        let id = change.case_id();
        let updated_at = match &change {
            CaseChange::Delete(_, updated_at) => *updated_at,
            CaseChange::Put(case, _) => case.updated_at,
        };
        let known = self.cases.get(id).map(|known| known.case.updated_at);
        let known_at = known.unwrap_or_else(|| self.gone.since(id));
        if matches!((updated_at, known_at), (Some(new), Some(old)) if new < old) {
            return;
        }
        let (id, open) = match change {
            CaseChange::Delete(id, _) => (id, None),
            CaseChange::Put(case, defects) => {
                let id = case.id.clone();
                let open = case.status.is_open().then(|| self.open_case(*case, defects));
                (id, open)
            }
        };
        if let Some(open) = open {
            self.cases.insert(id, Arc::new(open));
        } else {
            self.cases.remove(&id);
            if let Some(at) = updated_at.or(known_at) {
                self.gone.note(id, at);
            }
        }
    }

    fn open_case(&self, case: Case, mut defects: Vec<Defect>) -> OpenCase {
        let place = self.place(&case);
        let areas = &self.areas;
        let mut note = |field: &str, id: Option<&str>, is_known: bool| {
            if let Some(id) = id.filter(|_| !is_known) {
                defects.push(Defect {
                    collection: Collection::OpenCases,
                    row: case.id.as_str().into(),
                    field: field.into(),
                    reason: DefectReason::UnknownReference,
                    value: id.into(),
                });
            }
        };
        let (grid, zone, town) = (&case.grid_id, &case.zone_id, &case.town_id);
        let is_zone = zone.as_ref().and_then(|id| areas.place_of_zone(id)).is_some();
        let is_town = town.as_ref().and_then(|id| areas.place_of_town(id)).is_some();
        note("grid_id", grid.as_ref().map(GridId::as_str), place.grid.is_some());
        note("zone_id", zone.as_ref().map(ZoneId::as_str), is_zone);
        note("town_id", town.as_ref().map(TownId::as_str), is_town);
        for (field, reason) in doubts(&case, &self.calendar) {
            // What the decoder has found already is one defect, not two.
            if defects.iter().all(|known| &*known.field != field) {
                defects.push(Defect {
                    collection: Collection::OpenCases,
                    row: case.id.as_str().into(),
                    field: field.into(),
                    reason,
                    value: "".into(),
                });
            }
        }
        let clock = Clock::of(&case, &self.rule, &self.calendar);
        OpenCase { case, clock, place, defects }
    }

    /// Where a matter lies: its grid decides, else the zone it names, else the town; else it is in the district alone.
    pub fn place(&self, case: &Case) -> Place {
        let areas = &self.areas;
        let by_grid = case.grid_id.as_ref().and_then(|id| areas.place_of_grid(id));
        by_grid
            .or_else(|| areas.place_of_zone(case.zone_id.as_ref()?))
            .or_else(|| areas.place_of_town(case.town_id.as_ref()?))
            .unwrap_or_default()
    }
}
