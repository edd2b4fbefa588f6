//! A collection that a folder keeps in parts: one file for each town, zone or grid, by the config's template
//! (`contract.md`, Static files). It knows where a part lies and keeps the last few that were read, and not what is in them.

use super::{
    address::encode,
    service::Service,
    transport::{Accept, Transport},
};
use crate::domain::{defect::Collection, failure::Failure, scope::Scope, time::Instant};
use chrono::TimeDelta;
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

/// A part is read again after this long.
const KEPT_FOR: TimeDelta = TimeDelta::minutes(1);
/// How many parts are kept: a zone's matters and steps, and those of the zones beside it.
const MOST_KEPT: usize = 12;

/// The parts that were read last: the steps of a zone serve all its matters.
#[derive(Clone, Debug, Default)]
pub struct Files(RefCell<VecDeque<KeptFile>>);

#[derive(Clone, Debug)]
struct KeptFile {
    url: String,
    read_at: Instant,
    text: Rc<str>,
}

impl Files {
    /// Forgets all of them: something is known to be newer.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    fn kept(&self, url: &str, now: Instant) -> Option<Rc<str>> {
        let files = self.0.borrow();
        let file = files.iter().find(|file| file.url == url)?;
        // Either way: a clock may be put back.
        ((now - file.read_at).abs() < KEPT_FOR).then(|| Rc::clone(&file.text))
    }

    fn keep(&self, url: String, read_at: Instant, text: Rc<str>) {
        let mut files = self.0.borrow_mut();
        files.retain(|file| file.url != url);
        files.truncate(MOST_KEPT - 1);
        files.push_front(KeptFile { url, read_at, text });
    }
}

/// The address of a part, relative to the landing document: the template with the ids of these areas in their places.
/// `None` where the template asks for an area that is not among them, or an id would lead out of the folder.
pub fn part_of(template: &str, areas: &[Scope]) -> Option<String> {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (variable, after) = after.split_once('}')?;
        let id = areas.iter().find_map(|area| match (variable, area) {
            ("town_id", Scope::Town(id)) => Some(id.as_str()),
            ("zone_id", Scope::Zone(id)) => Some(id.as_str()),
            ("grid_id", Scope::Grid(id)) => Some(id.as_str()),
            _ => None,
        })?;
        // Dots alone are a way up, and nothing else in an id can be one once it is encoded.
        if id.chars().all(|letter| letter == '.') {
            return None;
        }
        path.push_str(before);
        encode(id, &mut path);
        rest = after;
    }
    path.push_str(rest);
    Some(path)
}

/// Whether the parts of a collection are as small as grids: those of a zone are then several.
pub fn is_by_grid<T: Transport>(service: &Service<T>, collection: Collection) -> bool {
    let template = service.source.collection(collection.id()).partition;
    template.is_some_and(|template| template.contains("{grid_id}"))
}

/// Whether a folder keeps this collection, in parts or whole.
pub fn is_kept<T: Transport>(service: &Service<T>, collection: Collection) -> bool {
    service.source.collection(collection.id()).partition.is_some()
        || service.items_url(collection).is_ok()
}

/// The text of the part that belongs to these areas, or of the whole collection where it has no parts. `None` where there is
/// no such part: a missing file, and one that is a page for people, have no rows.
///
/// # Errors
/// If it cannot be had for another reason.
pub async fn read_part<T: Transport>(
    service: &Service<T>,
    files: &Files,
    collection: Collection,
    areas: &[Scope],
) -> Result<Option<Rc<str>>, Failure> {
    let url = match service.source.collection(collection.id()).partition {
        Some(template) => {
            let path = part_of(&template, areas);
            path.and_then(|path| service.transport.resolve(&path, &service.landing_url))
        }
        None => service.items_url(collection).ok().map(str::to_owned),
    };
    let Some(url) = url else { return Ok(None) };
    let now = service.transport.now();
    if let Some(text) = files.kept(&url, now) {
        return Ok(Some(text));
    }
    let text: Rc<str> = match service.transport.get(&url, Accept::Items).await {
        Ok(answer) => answer.text.into(),
        Err(Failure::Status { status: 404 | 410, .. } | Failure::WebPage { .. }) => "".into(),
        Err(failure) => return Err(failure),
    };
    files.keep(url, now, Rc::clone(&text));
    Ok(Some(text))
}
