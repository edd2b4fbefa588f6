//! Matters written as the contract has them, so that whoever reads the contract reads what was taken away.
//!
//! What Gridlight itself computed stands apart, in an object `gridlight`. Who was held to account (`accountability`) names
//! people and is left out.

use crate::domain::{
    board::OpenCase,
    case::{Case, StatedDue},
    time::Instant,
};
use chrono::FixedOffset;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A `FeatureCollection` of these matters, in their order: times with the district's offset, positions in CRS84.
pub fn feature_collection(cases: &[Arc<OpenCase>], zone: FixedOffset, now: Instant) -> String {
    let mut collection = Object::default();
    collection.text("type", Some("FeatureCollection"));
    let features = cases.iter().map(|open| feature(open, zone, now)).collect();
    collection.0.insert("features".into(), Value::Array(features));
    Value::Object(collection.0).to_string()
}

fn feature(open: &OpenCase, zone: FixedOffset, now: Instant) -> Value {
    let case = &open.case;
    let mut feature = Object::default();
    feature.text("type", Some("Feature"));
    feature.text("id", Some(case.id.as_str()));
    let geometry = case.at.map_or(Value::Null, |at| {
        let mut point = Object::default();
        point.text("type", Some("Point"));
        point.0.insert("coordinates".into(), vec![at.lon, at.lat].into());
        Value::Object(point.0)
    });
    feature.0.insert("geometry".into(), geometry);
    let mut properties = properties(case, zone);
    let mut computed = Object::default();
    computed.text("light", Some(open.clock.light(now).code()));
    computed.time("due_at", open.clock.due().map(|due| due.due_at), zone);
    computed.time("as_of", Some(now), zone);
    computed.texts("unreadable", case.unreadable.iter().copied());
    properties.0.insert("gridlight".into(), Value::Object(computed.0));
    feature.0.insert("properties".into(), Value::Object(properties.0));
    Value::Object(feature.0)
}

fn properties(case: &Case, zone: FixedOffset) -> Object {
    let mut to = Object::default();
    to.text("title", Some(&case.title));
    to.text("domain", Some(case.domain.code()));
    to.text("category", case.category.as_deref());
    to.text("status", Some(case.status.code()).filter(|code| !code.is_empty()));
    to.text("route", case.route.map(|route| route.code()));
    to.text("grid_id", case.grid_id.as_ref().map(|id| id.as_str()));
    to.text("zone_id", case.zone_id.as_ref().map(|id| id.as_str()));
    to.text("town_id", case.town_id.as_ref().map(|id| id.as_str()));
    to.text("address", case.address.as_deref());
    let times = [
        ("reported_at", case.reported_at),
        ("dispatched_at", case.dispatched_at),
        ("contacted_at", case.contacted_at),
        ("extension_requested_at", case.extension_requested_at),
        ("extension_approved_at", case.extension_approved_at),
        ("progress_reported_at", case.progress_reported_at),
        ("closed_at", case.closed_at),
        ("answered_at", case.answered_at),
        ("redispatched_at", case.redispatched_at),
        ("called_back_at", case.called_back_at),
        ("updated_at", case.updated_at),
    ];
    for (name, at) in times {
        to.time(name, at, zone);
    }
    match case.stated_due {
        Some(StatedDue::At(at)) => to.time("due_at", Some(at), zone),
        Some(StatedDue::On(date)) => to.text("due_at", Some(&date.to_string())),
        None => {}
    }
    to.text("first_unit", case.first_unit.as_deref());
    to.text("handling_unit", case.handling_unit.as_deref());
    to.texts("supervision", case.supervision.iter().map(|step| step.code()));
    to.text("platform", case.platform.map(|platform| platform.code()));
    if let Some(is_satisfied) = case.is_satisfied {
        to.0.insert("satisfied".into(), is_satisfied.into());
    }
    to.texts("photos", case.photos.iter().map(|photo| &**photo));
    to.text("description", case.description.as_deref());
    to
}

/// An object that is being written; what is not known is not written.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.0.insert(name.into(), text.into());
        }
    }

    fn time(&mut self, name: &str, at: Option<Instant>, zone: FixedOffset) {
        let text = at.map(|at| at.with_timezone(&zone).to_rfc3339());
        self.text(name, text.as_deref());
    }

    fn texts<'a>(&mut self, name: &str, texts: impl Iterator<Item = &'a str>) {
        let texts: Vec<Value> = texts.map(Value::from).collect();
        if !texts.is_empty() {
            self.0.insert(name.into(), Value::Array(texts));
        }
    }
}
