//! One row of a collection, read field by field by the contract's names, whatever the source calls them.

use super::{
    config::{CollectionConfig, Crs},
    feature::{excerpt, scalar},
    geometry,
    properties::Properties,
    time::TimeReading,
};
use crate::domain::{
    case::{Domain, StatedDue},
    defect::{Collection, Defect, DefectReason},
    geometry::{LonLat, MultiPolygon},
    layer::AlertPlace,
    time::Instant,
};
use chrono::NaiveDate;
use serde_json::{Map, Value, value::RawValue};

/// How the rows of one collection of one source are read.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The collection, for the defects.
    pub collection: Collection,
    /// The source's names and codes.
    pub names: &'a CollectionConfig,
    /// The source's times.
    pub times: TimeReading,
    /// The source's coordinates.
    pub crs: Crs,
}

impl Reading<'_> {
    /// What the source calls `field`.
    pub fn name_of<'n>(&'n self, field: &'n str) -> &'n str {
        self.names.properties.get(field).map_or(field, String::as_str)
    }
}

/// A feature with an id, and what could not be read of it so far.
pub struct Row<'a> {
    /// The feature's id.
    pub id: Box<str>,
    /// What could not be read.
    pub defects: Vec<Defect>,
    properties: Properties<'a>,
    geometry: Option<&'a RawValue>,
    reading: &'a Reading<'a>,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        id: Box<str>,
        properties: Properties<'a>,
        geometry: Option<&'a RawValue>,
        reading: &'a Reading<'a>,
    ) -> Self {
        Self { id, defects: Vec::new(), properties, geometry, reading }
    }

    /// Notes that `field` could not be used.
    pub fn defect(&mut self, field: &str, reason: DefectReason) {
        let value = self.value(field).map(|value| shown(&value)).unwrap_or_default();
        self.note(field, reason, &value);
    }

    /// Notes that a part of `field`, which reads `value`, could not be used.
    pub(super) fn note(&mut self, field: &str, reason: DefectReason, value: &str) {
        self.defects.push(Defect {
            collection: self.reading.collection,
            row: self.id.clone(),
            field: field.into(),
            reason,
            value: excerpt(value),
        });
    }

    /// Notes it as a defect if there is nothing in `field`.
    pub fn require(&mut self, field: &str) {
        if self.value(field).is_none() {
            self.defect(field, DefectReason::Missing);
        }
    }

    /// Whether a defect of `field` has been noted.
    pub fn is_defective(&self, field: &str) -> bool {
        self.defects.iter().any(|defect| &*defect.field == field)
    }

    /// The text of `field`. A number is text too; a list or an object is unreadable.
    pub fn text(&mut self, field: &str) -> Option<Box<str>> {
        let text = scalar(&self.value(field)?);
        if text.is_none() {
            self.defect(field, DefectReason::Unreadable);
        }
        text
    }

    /// The text of `field`, whose absence is a defect.
    pub fn required_text(&mut self, field: &str) -> Option<Box<str>> {
        self.require(field);
        self.text(field)
    }

    /// The code in `field`, after the config's mapping of values; its absence is a defect.
    pub fn code(&mut self, field: &str) -> Option<Box<str>> {
        self.require(field);
        self.optional_code(field)
    }

    /// The code in `field`, after the config's mapping of values.
    pub fn optional_code(&mut self, field: &str) -> Option<Box<str>> {
        let text = self.text(field)?;
        Some(self.mapped(field, &text).unwrap_or(text))
    }

    /// What the config maps this text of `field` to, if it does.
    pub fn mapped(&self, field: &str, text: &str) -> Option<Box<str>> {
        let code = self.reading.names.values.get(field)?.get(text)?;
        Some(code.as_str().into())
    }

    /// The instant in `field`.
    pub fn instant(&mut self, field: &str) -> Option<Instant> {
        let times = self.reading.times;
        self.parsed(field, |text| times.instant(text))
    }

    /// The civil date in `field`.
    pub fn date(&mut self, field: &str) -> Option<NaiveDate> {
        self.parsed(field, TimeReading::date)
    }

    /// The deadline in `field`: an instant, or a date alone.
    pub fn due(&mut self, field: &str) -> Option<StatedDue> {
        let times = self.reading.times;
        self.parsed(field, |text| {
            TimeReading::date(text)
                .map(StatedDue::On)
                .or_else(|_| times.instant(text).map(StatedDue::At))
        })
    }

    /// The whole number in `field`, not negative; it may come as text.
    pub fn count(&mut self, field: &str) -> Option<u32> {
        self.parsed(field, |text| text.parse().or(Err(DefectReason::Unreadable)))
    }

    /// The whole number in `field`; it may come as text.
    pub fn integer(&mut self, field: &str) -> Option<i64> {
        self.parsed(field, |text| text.parse().or(Err(DefectReason::Unreadable)))
    }

    /// The yes or no in `field`; it may come as text or as 1 and 0.
    pub fn flag(&mut self, field: &str) -> Option<bool> {
        match self.value(field)? {
            Value::Bool(flag) => Some(flag),
            _ => self.parsed(field, |text| match text {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err(DefectReason::Unreadable),
            }),
        }
    }

    /// The texts in `field`: a list of them, a list written as text (as servers of flat tables send it), or one alone.
    pub fn texts(&mut self, field: &str) -> Vec<Box<str>> {
        let Some(value) = self.value(field) else { return Vec::new() };
        let written = value.as_str().filter(|text| text.starts_with('['));
        let value = written.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(value);
        let Value::Array(items) = value else { return self.text(field).into_iter().collect() };
        let texts: Vec<_> = items.iter().filter_map(scalar).collect();
        if texts.len() < items.iter().filter(|item| !is_nothing(item)).count() {
            self.defect(field, DefectReason::Unreadable);
        }
        texts
    }

    /// The members of the object in `field`, or of one written as text, as servers of flat tables send it. Members without a
    /// value are none.
    pub(super) fn members(&mut self, field: &str) -> Option<Map<String, Value>> {
        let value = self.value(field)?;
        let written = value.as_str().and_then(|text| serde_json::from_str(text).ok());
        let Value::Object(mut members) = written.unwrap_or(value) else {
            self.defect(field, DefectReason::Unreadable);
            return None;
        };
        members.retain(|_, member| !is_nothing(member));
        Some(members)
    }

    /// The domain that a code in `field` stands for, where the domain is not a value but a name. One that nobody knows is
    /// 其他, and a defect.
    pub(super) fn domain_of(&mut self, field: &str, code: &str) -> Domain {
        let mapped = self.mapped("domain", code);
        let domain = Domain::from_code(mapped.as_deref().unwrap_or(code));
        domain.unwrap_or_else(|| {
            self.note(field, DefectReason::UnmappedCode, code);
            Domain::Other
        })
    }

    /// The area; a geometry that is there and is no area is a defect.
    pub fn shape(&mut self) -> Option<MultiPolygon> {
        self.geometry(geometry::multi_polygon)
    }

    /// The point; a geometry that is there and is no point is a defect.
    pub fn point(&mut self) -> Option<LonLat> {
        self.geometry(geometry::point)
    }

    /// Where an alert holds: an area or a point; any other geometry is a defect.
    pub fn alert_place(&mut self) -> AlertPlace {
        let place = self.geometry(|text, crs| {
            let area = || geometry::multi_polygon(text, crs).map(AlertPlace::Area);
            geometry::point(text, crs).map(AlertPlace::Point).or_else(area)
        });
        place.unwrap_or(AlertPlace::Unknown)
    }

    fn geometry<T>(&mut self, read: impl FnOnce(&str, Crs) -> Option<T>) -> Option<T> {
        let raw = self.geometry.filter(|raw| raw.get() != "null")?;
        let geometry = read(raw.get(), self.reading.crs);
        if geometry.is_none() {
            self.note("geometry", DefectReason::Unreadable, raw.get());
        }
        geometry
    }

    /// The point that `lat` and `long` give together. Zero and zero are what systems without a place send, and are none;
    /// half a place, and one off the earth, as when the two are exchanged, is a defect and never put right.
    pub fn lat_long(&mut self) -> Option<LonLat> {
        let [lat, lon] = ["lat", "long"].map(|field| self.value(field));
        let degrees = |value: &Option<Value>| scalar(value.as_ref()?)?.trim().parse::<f64>().ok();
        let at = degrees(&lat).zip(degrees(&lon)).map(|(lat, lon)| LonLat { lon, lat });
        let is_none = at.map_or(lat.is_none() && lon.is_none(), |at| at == LonLat::ZERO);
        if is_none {
            return None;
        }
        let point = at.and_then(|at| geometry::position(at, self.reading.crs));
        if point.is_none() {
            let [lat, lon] = [lat, lon].map(|value| value.as_ref().map(shown).unwrap_or_default());
            self.note("geometry", DefectReason::Unreadable, &format!("lat {lat}, long {lon}"));
        }
        point
    }

    /// The value of a field, whatever the source calls it; null and "" are the same as none.
    fn value(&self, field: &str) -> Option<Value> {
        self.properties.get(self.reading.name_of(field))
    }

    fn parsed<T>(
        &mut self,
        field: &str,
        parse: impl FnOnce(&str) -> Result<T, DefectReason>,
    ) -> Option<T> {
        let text = self.text(field)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(reason) => {
                self.defect(field, reason);
                None
            }
        }
    }
}

/// Null and "" are the same as nothing.
pub(super) fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

pub(super) fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}
