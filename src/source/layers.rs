//! The data of an optional layer: read whole when the layer is first wanted, and decoded in slices, so that the page goes
//! on while 23,000 cameras are being read.

use super::{
    browser::Browser,
    paging::read_whole,
    service::Service,
    stream::{Slice, breathe},
};
use crate::{
    contract::{
        feature::{UnreadableDocument, read_row, texts_of_rows},
        layers,
        row::{Reading, Row},
    },
    domain::{
        defect::{Collection, Defect, DefectReason},
        failure::Failure,
        layer::{Alert, Camera, Worker},
        remark::Remark,
    },
};
use std::{collections::BTreeMap, sync::Arc};

/// The rows of one layer.
#[derive(Clone, Debug)]
pub enum LayerRows {
    /// 网格员
    Workers(Arc<Vec<Worker>>),
    /// 摄像头
    Cameras(Arc<Vec<Camera>>),
    /// 预警
    Alerts(Arc<Vec<Alert>>),
}

/// A layer as it was read.
pub struct ReadLayer {
    /// Its rows.
    pub rows: LayerRows,
    /// What could not be read.
    pub defects: Vec<Defect>,
    /// What the reader should know of how it was read.
    pub remark: Option<Remark>,
}

/// Reads a layer of its collection; `is_wanted` is asked again and again, and ends it early.
///
/// # Errors
/// If the source has no such layer, or it cannot be had or read.
pub async fn read_layer(
    service: &Service<Browser>,
    collection: Collection,
    is_wanted: impl Fn() -> bool,
) -> Result<ReadLayer, Failure> {
    let pages = read_whole(service, collection, |_| {}).await?;
    let reading = service.reading(collection);
    let reading = reading.reading();
    let mut decoding = Decoding { defects: Vec::new(), reading: &reading };
    let (texts, is_wanted) = (&pages.texts, &is_wanted as &dyn Fn() -> bool);
    let rows = match collection {
        Collection::Workers => {
            LayerRows::Workers(decoding.rows(texts, layers::worker, is_wanted).await?.into())
        }
        Collection::Cameras => {
            LayerRows::Cameras(decoding.rows(texts, layers::camera, is_wanted).await?.into())
        }
        Collection::Alerts => {
            LayerRows::Alerts(decoding.rows(texts, layers::alert, is_wanted).await?.into())
        }
        other => return Err(Failure::NoCollection { id: other.id().into() }),
    };
    Ok(ReadLayer { rows, defects: decoding.defects, remark: pages.remark })
}

/// Reading the rows of a collection in slices.
pub(super) struct Decoding<'a> {
    pub(super) defects: Vec<Defect>,
    pub(super) reading: &'a Reading<'a>,
}

impl Decoding<'_> {
    /// Reads the rows of all pages, a slice of the page's time after another.
    pub(super) async fn rows<T>(
        &mut self,
        pages: &[String],
        read: fn(&mut Row<'_>) -> T,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Vec<T>, Failure> {
        let mut rows = Vec::new();
        let mut known: BTreeMap<Box<str>, usize> = BTreeMap::new();
        let mut slice = Slice::begin();
        for (page, text) in pages.iter().enumerate() {
            let texts = texts_of_rows(text).map_err(|UnreadableDocument(detail)| {
                Failure::Unreadable { url: self.reading.collection.id().into(), detail }
            })?;
            for (place, text) in (1..).zip(texts) {
                if slice.is_over() {
                    breathe().await;
                    if !is_wanted() {
                        return Ok(Vec::new());
                    }
                    slice = Slice::begin();
                }
                let mut row = match read_row(text, place, self.reading) {
                    Ok(row) => row,
                    Err(defect) => {
                        self.defects.push(defect);
                        continue;
                    }
                };
                // A row that moved on while the pages were being turned came twice, and is one row.
                match known.insert(row.id.clone(), page) {
                    None => rows.push(read(&mut row)),
                    Some(known) if known == page => row.defect("id", DefectReason::DuplicateId),
                    Some(_) => {}
                }
                self.defects.append(&mut row.defects);
            }
        }
        Ok(rows)
    }
}
