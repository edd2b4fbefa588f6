//! The closed matters of a zone or a grid (已办结): of a folder by the parts in which they lie, of a server by what it has
//! proven. Whether a matter lies there is the caller's to say; here it is only asked for.

use super::{
    assemble::ReadCase,
    detail::{Told, read_matters, unreadable},
    partition::{Files, is_by_grid, is_kept, read_part},
    question::{Condition, Order, Question},
    service::Service,
    transport::Transport,
};
use crate::{
    contract::feature::UnreadableDocument,
    domain::{
        ability::{Abilities, Ability},
        case::{Case, Status},
        defect::Collection,
        failure::Failure,
        order::ordered_by_key,
        scope::Scope,
        verdict::Answers,
    },
};
use std::{cmp::Reverse, collections::BTreeSet};

/// The most rows of one answer: what is older is said to be left out.
pub const MOST_ROWS: u32 = 200;
/// More grids than any zone has.
const MOST_PARTS: usize = 60;

/// Closed matters, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closed {
    /// The matters, with what could not be read of them.
    pub matters: Vec<ReadCase>,
    /// The source has more than were asked for.
    pub is_cut: bool,
    /// Whether the rows that were read say when citizens were answered.
    pub answers: Option<Answers>,
}

/// What is asked for.
pub struct Where<'a> {
    /// The scope and the areas around it, the narrowest first.
    pub areas: &'a [Scope],
    /// The areas of each grid in it.
    pub grids: &'a [Vec<Scope>],
    /// Whether a matter lies there.
    pub holds: &'a dyn Fn(&Case) -> bool,
}

/// The closed matters that lie there.
///
/// # Errors
/// If an answer cannot be had or read.
pub async fn closed<T: Transport>(
    service: &Service<T>,
    abilities: &Abilities,
    files: &Files,
    of: &Where<'_>,
) -> Result<Told<Closed>, Failure> {
    let mut closed = Closed::default();
    if service.is_folder() {
        if !is_kept(service, Collection::Cases) {
            return Ok(Told::NotAvailable);
        }
        let whole = [of.areas.to_vec()];
        let parts = if is_by_grid(service, Collection::Cases) { of.grids } else { &whole };
        closed.is_cut = parts.len() > MOST_PARTS;
        for areas in parts.iter().take(MOST_PARTS) {
            let text = read_part(service, files, Collection::Cases, areas).await?;
            // What is no JSON has no rows (`contract.md`).
            let read = text.and_then(|text| read_matters(service, &text).ok());
            closed.matters.extend(read.into_iter().flat_map(|read| read.rows));
        }
    } else {
        if !abilities.has(Ability::Equality) {
            return Ok(Told::NotAvailable);
        }
        let Some(scope) = of.areas.first() else { return Ok(Told::NotAvailable) };
        // A server that fails once is not asked sixty times more.
        let mut answers = vec![ask(service, abilities, scope).await?];
        let is_told = |answer: &Option<Closed>| {
            answer.as_ref().is_some_and(|found| !found.matters.is_empty())
        };
        if !matches!(scope, Scope::Grid(_)) && !answers.iter().any(is_told) {
            // The matters of this server may name their grid and nothing above it.
            answers.clear();
            closed.is_cut = of.grids.len() > MOST_PARTS;
            for grid in of.grids.iter().take(MOST_PARTS).filter_map(|areas| areas.first()) {
                answers.push(ask(service, abilities, grid).await?);
            }
        }
        for answer in answers {
            let Some(mut answer) = answer else { return Ok(Told::Broken(Ability::Equality)) };
            closed.is_cut |= answer.is_cut;
            closed.matters.append(&mut answer.matters);
        }
    }
    closed.answers = Some(Answers::of(closed.matters.iter().map(|(case, _)| case)));
    let mut seen = BTreeSet::new();
    closed.matters.retain(|(case, _)| {
        case.status == Status::Closed && (of.holds)(case) && seen.insert(case.id.clone())
    });
    let newest_first =
        ordered_by_key(&closed.matters, |(case, _)| Reverse(case.closed_at.or(case.updated_at)));
    closed.matters = newest_first.into_iter().cloned().collect();
    Ok(Told::Here(closed))
}

/// Asks for the matters of one area, the newest first where that is proven. `None` if a row of the answer lies elsewhere.
async fn ask<T: Transport>(
    service: &Service<T>,
    abilities: &Abilities,
    scope: &Scope,
) -> Result<Option<Closed>, Failure> {
    let collection = Collection::Cases;
    let (field, id) = match scope {
        Scope::District => return Ok(None),
        Scope::Town(id) => ("town_id", id.as_str()),
        Scope::Zone(id) => ("zone_id", id.as_str()),
        Scope::Grid(id) => ("grid_id", id.as_str()),
    };
    let is_sorted = abilities.has(Ability::Sort);
    let order = if is_sorted { Order::NewestFirst } else { Order::Any };
    let condition = Condition::Equals(field, id.to_owned());
    let question = Question { collection, condition, order };
    let text = question.ask_few(service, MOST_ROWS).await?;
    let unreadable = |error: UnreadableDocument| unreadable(service, collection, error);
    let Ok(row_count) = question.verify(service, &text).map_err(unreadable)? else {
        return Ok(None);
    };
    let read = read_matters(service, &text).map_err(unreadable)?;
    let is_cut = row_count >= MOST_ROWS as usize;
    Ok(Some(Closed { matters: read.rows, is_cut, answers: None }))
}
