//! Open311: the open service requests of the last days, window by window. There are no areas, and no other questions.

use super::{
    address::with_parameters,
    paging::Pages,
    service::Service,
    transport::{Accept, Transport},
};
use crate::{
    contract::open311::{
        requests,
        window::{looks_cut_off, windows},
    },
    domain::{defect::Collection, failure::Failure, remark::Remark},
};
use chrono::TimeDelta;

/// How far back is asked: a server has to answer for no more at once, and not every one has an older matter at all.
const DAYS: u32 = 90;
/// How far the device's clock may be off before its windows are the wrong ones.
const SLACK: TimeDelta = TimeDelta::minutes(1);
/// A city of a hundred thousand requests in three months is read by fewer.
const MOST_REQUESTS: usize = 300;

/// Reads the open requests, telling after each answer how many have come.
///
/// # Errors
/// If an answer cannot be had, or is none of the standard.
pub async fn read_requests<T: Transport>(
    service: &Service<T>,
    progress: impl Fn(usize),
) -> Result<Pages, Failure> {
    let collection = Collection::OpenCases;
    let items = service.items_url(collection)?;
    let reading = service.reading(collection);
    let reading = reading.reading();
    let mut assumed = TimeDelta::zero();
    let mut open = windows(service.transport.now(), DAYS);
    let mut pages = Pages { remark: Some(Remark::OnlyRecent(DAYS)), ..Pages::default() };
    while let Some(window) = open.pop() {
        let (start, end) = (window.start_date(), window.end_date());
        let parameters = [("status", "open"), ("start_date", &start), ("end_date", &end)];
        let url = with_parameters(items, &parameters);
        let answer = service.transport.get(&url, Accept::Metadata).await?;
        // Asked by a clock that is off, the newest matters would be missing. Once: two servers behind one address may
        // differ from each other too.
        let is_first = assumed.is_zero();
        let off = answer.clock_offset.filter(|offset| is_first && offset.abs() > SLACK);
        if let Some(offset) = off {
            assumed = offset;
            open = windows(service.transport.now() + offset, DAYS);
            pages.texts.clear();
            pages.row_count = 0;
            continue;
        }
        let read = requests(&answer.text, &reading);
        let read = read.map_err(|error| Failure::Unreadable { url, detail: error.0 })?;
        let count = read.rows.len() + read.defects.len();
        pages.clock_offset = answer.clock_offset.or(pages.clock_offset);
        let is_cut_off = looks_cut_off(count);
        // The same rows in another window: the server does not heed windows, and halves of them lead nowhere.
        let is_repeated = is_cut_off && pages.texts.last() == Some(&answer.text);
        match window.halves().filter(|_| is_cut_off && !is_repeated) {
            Some(halves) if pages.texts.len() + open.len() < MOST_REQUESTS => open.extend(halves),
            // Too many questions already, or all of it came in one second: there is no way to the rest.
            _ => {
                if !is_repeated {
                    pages.row_count += count;
                    pages.texts.push(answer.text);
                }
                if is_cut_off {
                    pages.remark = Some(Remark::CutOff(collection, pages.row_count));
                }
                progress(pages.row_count);
            }
        }
    }
    Ok(pages)
}
