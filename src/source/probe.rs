//! Proving what a server can do, by at most ten small requests: `/conformance` predicts nothing (`contract.md`, Prove).

use super::{
    question::{Condition, Order, Question, Violation, ask_by_id},
    service::Service,
    transport::Transport,
};
use crate::{
    contract::feature::{UnreadableDocument, read_collection},
    domain::{
        ability::{Abilities, Ability, Finding},
        defect::Collection,
        failure::Failure,
        ids::CaseId,
        time::Instant,
    },
};
use chrono::TimeDelta;

/// How many rows a test asks for: enough for a wrong one to show.
const FEW: u32 = 10;
/// No row of any district has this for a value.
const NOWHERE: &str = "gridlight-no-such-value";

/// A matter of the server's own to test with.
struct Sample {
    id: String,
    grid_id: Option<String>,
    updated_at: Option<Instant>,
}

/// Tests what the client wants to use. Every answer is checked against its question: a server that ignores a question
/// answers as politely as one that understood it. The `newest` matter that is known, and when it changed, makes for the
/// strictest test of changes: so few changed since that it has to be among them.
pub async fn probe<T: Transport>(
    service: &Service<T>,
    now: Instant,
    newest: Option<(&CaseId, Instant)>,
) -> Abilities {
    let mut found = Abilities::default();
    if !service.answers_questions() || service.items_url(Collection::Cases).is_err() {
        return found;
    }
    let any = of_cases(Condition::Any);
    let text = match any.ask_few(service, 2).await {
        Ok(text) => text,
        Err(failure) => {
            found.note(Ability::Limit, Finding::Refused(said(&failure)));
            return found;
        }
    };
    let samples = samples(service, &text).unwrap_or_default();
    found.note(
        Ability::Limit,
        match samples.len() {
            0 => Finding::Untested,
            1 | 2 => Finding::Proven,
            count => Finding::Lying(format!("{count} rows for limit=2")),
        },
    );
    // Asked for in the order in which they do not come by themselves, rows tell whether the question was heard.
    let order = match samples.as_slice() {
        [first, second, ..] if second.updated_at < first.updated_at => Order::OldestFirst,
        _ => Order::NewestFirst,
    };
    let Some(sample) = samples.into_iter().next() else { return found };
    if let Some(grid_id) = sample.grid_id {
        found.note(Ability::Equality, equality(service, grid_id).await);
    }
    let newest = newest.map(|(id, at)| (id.as_str(), at));
    if let Some(changed) = newest.or(sample.updated_at.map(|at| (sample.id.as_str(), at))) {
        for way in [Ability::ChangesByFilter, Ability::ChangesByDatetime] {
            found.note(way, changes(service, way, changed, now).await);
            if found.has(way) {
                break;
            }
        }
    }
    if sample.updated_at.is_some() {
        found.note(Ability::Sort, sort(service, order).await);
    }
    found.note(Ability::ById, by_id(service, &sample.id).await);
    if service.items_url(Collection::CaseSteps).is_ok() {
        found.note(Ability::Steps, steps(service, sample.id).await);
    }
    found
}

fn has_row<T: Transport>(service: &Service<T>, text: &str, id: &str) -> bool {
    samples(service, text).is_ok_and(|samples| samples.iter().any(|sample| sample.id == id))
}

fn of_cases(condition: Condition) -> Question {
    Question { collection: Collection::Cases, condition, order: Order::Any }
}

fn samples<T: Transport>(
    service: &Service<T>,
    text: &str,
) -> Result<Vec<Sample>, UnreadableDocument> {
    let reading = service.reading(Collection::Cases);
    let sample = read_collection(text, &reading.reading(), |row| {
        Some(Sample {
            id: row.id.to_string(),
            grid_id: row.text("grid_id").map(Into::into),
            updated_at: row.instant("updated_at"),
        })
    });
    sample.map(|decoded| decoded.rows)
}

/// Rows of one grid are of that grid, and no row is of a grid that does not exist.
async fn equality<T: Transport>(service: &Service<T>, grid_id: String) -> Finding {
    let here = of_cases(Condition::Equals("grid_id", grid_id));
    match judged(service, &here, FEW).await {
        Ok(0) => return Finding::Refused("no row of a grid that has one".into()),
        Ok(_) => {}
        Err(finding) => return finding,
    }
    let nowhere = of_cases(Condition::Equals("grid_id", NOWHERE.into()));
    match judged(service, &nowhere, FEW).await {
        // A server whose ids are numbers may refuse a word; what matters is that it gives no row.
        Ok(0) | Err(Finding::Refused(_)) => Finding::Proven,
        Ok(count) => Finding::Lying(format!("{count} rows of a grid that does not exist")),
        Err(finding) => finding,
    }
}

/// Tests one way to ask for changes: a matter is among what changed since just before it changed, unless that is more than
/// is asked for; and nothing changed in the far future.
pub async fn changes<T: Transport>(
    service: &Service<T>,
    way: Ability,
    (id, updated_at): (&str, Instant),
    now: Instant,
) -> Finding {
    let since = of_cases(Condition::ChangedAfter(way, updated_at - TimeDelta::minutes(2)));
    let text = match since.ask_few(service, FEW).await {
        Ok(text) => text,
        Err(failure) => return Finding::Refused(said(&failure)),
    };
    match verified(service, &since, &text) {
        Ok(0) => return Finding::Refused("nothing changed since before a change".into()),
        // A server may take the time of another column, and leave out what changed by this one.
        Ok(count) if count < FEW as usize && !has_row(service, &text, id) => {
            return Finding::Lying(format!("without {id}, which changed since"));
        }
        Ok(_) => {}
        Err(finding) => return finding,
    }
    let later = now.max(updated_at) + TimeDelta::days(3_650);
    match judged(service, &of_cases(Condition::ChangedAfter(way, later)), FEW).await {
        Ok(0) => Finding::Proven,
        Ok(count) => Finding::Lying(format!("{count} rows that changed in ten years")),
        Err(finding) => finding,
    }
}

async fn sort<T: Transport>(service: &Service<T>, order: Order) -> Finding {
    let sorted = Question { order, ..of_cases(Condition::Any) };
    match judged(service, &sorted, FEW).await {
        Ok(0 | 1) => Finding::Untested,
        Ok(_) => Finding::Proven,
        Err(finding) => finding,
    }
}

async fn by_id<T: Transport>(service: &Service<T>, id: &str) -> Finding {
    match ask_by_id(service, Collection::Cases, id).await {
        Ok(Ok(_)) => Finding::Proven,
        Ok(Err(Violation(row))) => Finding::Lying(row),
        Err(failure) => Finding::Refused(said(&failure)),
    }
}

async fn steps<T: Transport>(service: &Service<T>, case_id: String) -> Finding {
    let of = |case_id: String| Question {
        collection: Collection::CaseSteps,
        condition: Condition::Equals("case_id", case_id),
        order: Order::Any,
    };
    match judged(service, &of(case_id), FEW).await {
        Ok(0) => Finding::Untested,
        Ok(_) => Finding::Proven,
        Err(finding) => finding,
    }
}

/// How many rows answer a question, if all of them satisfy it.
async fn judged<T: Transport>(
    service: &Service<T>,
    question: &Question,
    limit: u32,
) -> Result<usize, Finding> {
    let text = question.ask_few(service, limit).await;
    let text = text.map_err(|failure| Finding::Refused(said(&failure)))?;
    verified(service, question, &text)
}

/// How many rows of a text answer a question, if all of them satisfy it.
fn verified<T: Transport>(
    service: &Service<T>,
    question: &Question,
    text: &str,
) -> Result<usize, Finding> {
    match question.verify(service, text) {
        Ok(Ok(count)) => Ok(count),
        Ok(Err(Violation(row))) => Err(Finding::Lying(row)),
        Err(UnreadableDocument(detail)) => Err(Finding::Refused(detail)),
    }
}

/// A failure in a few words, for a table that people of the backend read.
pub fn said(failure: &Failure) -> String {
    match failure {
        Failure::NoAnswer { .. } => "no answer".into(),
        Failure::Status { status, .. } | Failure::SignIn { status, .. } => status.to_string(),
        Failure::Unreadable { detail, .. } => detail.clone(),
        Failure::WebPage { .. } => "a web page".into(),
        Failure::TooSlow { seconds, .. } => format!("not whole in {seconds} s"),
        Failure::TooLarge { max_bytes, .. } => format!("more than {max_bytes} bytes"),
        Failure::ForbiddenOrigin { url } => format!("{url} is of another origin"),
        Failure::NoSource { name: id } | Failure::NoCollection { id } => format!("no {id}"),
    }
}
