//! Questions to a server, and whether an answer satisfies them: a server that ignores a filter answers 200 with wrong rows.

use super::{
    address::{below, with_parameters},
    paging::{Pages, read_pages},
    service::Service,
    transport::{Accept, Transport},
};
use crate::{
    contract::{
        feature::{UnreadableDocument, read_collection, read_row},
        row::Row,
    },
    domain::{ability::Ability, defect::Collection, failure::Failure, time::Instant},
};
use chrono::SecondsFormat;

/// What the rows that are asked for have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All of them.
    Any,
    /// A property, by the contract's name, has this value.
    Equals(&'static str, String),
    /// They changed after this moment, asked for in this way.
    ChangedAfter(Ability, Instant),
}

/// In which order rows are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the server likes.
    Any,
    /// What changed last comes first.
    NewestFirst,
    /// What changed last comes last.
    OldestFirst,
}

/// A question to a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The collection.
    pub collection: Collection,
    /// Which rows.
    pub condition: Condition,
    /// In which order.
    pub order: Order,
}

/// A row that does not satisfy the question it came as an answer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation(pub String);

impl Question {
    /// The parameters that ask it, by the source's names.
    fn parameters<T: Transport>(&self, service: &Service<T>) -> Vec<(String, String)> {
        let reading = service.reading(self.collection);
        let reading = reading.reading();
        let name = |field| reading.name_of(field).to_owned();
        let updated_at = name("updated_at");
        let mut parameters = Vec::new();
        match &self.condition {
            Condition::Any => {}
            Condition::Equals(field, value) => parameters.push((name(field), value.clone())),
            Condition::ChangedAfter(Ability::ChangesByDatetime, since) => {
                parameters.push(("datetime".into(), format!("{}/..", rfc3339(*since))));
            }
            Condition::ChangedAfter(_, since) => {
                let filter = format!("{updated_at} > '{}'", rfc3339(*since));
                parameters.push(("filter".into(), filter));
            }
        }
        let sign = match self.order {
            Order::Any => return parameters,
            Order::NewestFirst => "-",
            Order::OldestFirst => "",
        };
        // By id among equals, so that no row falls between two pages.
        parameters.push(("sortby".into(), format!("{sign}{updated_at},{}", name("id"))));
        parameters
    }

    /// Asks for all rows.
    ///
    /// # Errors
    /// If a page cannot be had or read.
    pub async fn ask<T: Transport>(&self, service: &Service<T>) -> Result<Pages, Failure> {
        let parameters = self.parameters(service);
        let parameters = borrowed(&parameters);
        let items = service.items_url(self.collection)?;
        read_pages(service, self.collection, items, &parameters, |_| {}).await
    }

    /// Asks for at most `limit` rows, without going on to the next page.
    ///
    /// # Errors
    /// If there is no answer, or it is no success.
    pub async fn ask_few<T: Transport>(
        &self,
        service: &Service<T>,
        limit: u32,
    ) -> Result<String, Failure> {
        let mut parameters = self.parameters(service);
        parameters.push(("limit".into(), limit.to_string()));
        let url = with_parameters(service.items_url(self.collection)?, &borrowed(&parameters));
        Ok(service.transport.get(&url, Accept::Items).await?.text)
    }

    /// Whether every row of an answer satisfies the question; gives the number of rows.
    ///
    /// # Errors
    /// The first row that does not. A value that cannot be read violates nothing: it is a defect of the row.
    pub fn verify<T: Transport>(
        &self,
        service: &Service<T>,
        text: &str,
    ) -> Result<Result<usize, Violation>, UnreadableDocument> {
        let reading = service.reading(self.collection);
        let mut violation = None;
        let mut last: Option<Instant> = None;
        let decoded = read_collection(text, &reading.reading(), |row| {
            let updated_at = row.instant("updated_at");
            let is_in_order = match (self.order, last, updated_at) {
                (Order::NewestFirst, Some(last), Some(at)) => at <= last,
                (Order::OldestFirst, Some(last), Some(at)) => at >= last,
                _ => true,
            };
            last = updated_at.or(last);
            if violation.is_none() && !(is_in_order && self.is_met_by(row, updated_at)) {
                violation = Some(Violation(row.id.to_string()));
            }
            Some(())
        })?;
        Ok(violation.map_or(Ok(decoded.rows.len()), Err))
    }

    fn is_met_by(&self, row: &mut Row<'_>, updated_at: Option<Instant>) -> bool {
        match &self.condition {
            Condition::Any => true,
            Condition::Equals(field, value) => row.text(field).is_some_and(|text| *text == **value),
            // Ranges are taken as half open, and servers differ in fractions of a second.
            Condition::ChangedAfter(_, since) => {
                updated_at.is_none_or(|at| at.timestamp() >= since.timestamp())
            }
        }
    }
}

/// Asks for one row by its id, and sees whether it is that row.
///
/// # Errors
/// If there is no answer, or it is no success.
pub async fn ask_by_id<T: Transport>(
    service: &Service<T>,
    collection: Collection,
    id: &str,
) -> Result<Result<String, Violation>, Failure> {
    let url = below(service.items_url(collection)?, id);
    let answer = service.transport.get(&url, Accept::Items).await?;
    let reading = service.reading(collection);
    let reading = reading.reading();
    let found = read_row(&answer.text, 1, &reading).map(|row| row.id);
    Ok(match found {
        Ok(found) if *found == *id => Ok(answer.text),
        Ok(found) => Err(Violation(found.into())),
        // An answer that broke off says nothing of what the server can do.
        Err(defect) => return Err(Failure::Unreadable { url, detail: defect.value.into() }),
    })
}

fn rfc3339(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn borrowed(parameters: &[(String, String)]) -> Vec<(&str, &str)> {
    parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
