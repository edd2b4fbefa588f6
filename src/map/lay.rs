//! Which layers lie over the map, as the store has them: followed by one effect, which draws what differs.

use super::{
    control::{Control, sign_height_px},
    overlay::{Laid, SCATTERED},
    scatter::{self, Positions},
};
use crate::{
    domain::{
        layer::Layer,
        overlay::{case_points, validity},
    },
    store::Store,
};
use leptos::prelude::*;
use std::sync::Arc;

impl Control {
    /// Draws the layers that are on, whenever they change or the map has come to rest somewhere else.
    pub(super) fn follow_layers(self) {
        let store = self.store;
        let points = SCATTERED.map(|layer| points_of(store, layer));
        let validities = Memo::new(move |_| {
            let now = store.now().get();
            store.layer_data().with(|data| {
                let alerts = data.alerts.as_ref().filter(|_| store.is_layer_on(Layer::Alerts))?;
                Some(alerts.iter().map(|alert| validity(alert, now)).collect::<Vec<_>>())
            })
        });
        Effect::new(move |_| {
            self.rested.track();
            if self.made.get() == 0 {
                return;
            }
            let alerts = validities.get().and_then(|validities| {
                let alerts = store.layer_data().with(|data| data.alerts.clone())?;
                Some((alerts, validities))
            });
            let laid = Laid {
                scattered: points.map(|points| points.get()),
                alerts,
                lang: store.lang(),
                unit: sign_height_px(store.view().with(|view| view.face)),
            };
            self.surface.update_value(|surface| {
                if let Some(surface) = surface
                    && surface.lay(laid).is_err()
                {
                    self.has_failed.set(true);
                }
            });
        });
    }
}

/// The points of a layer while it is on and its data are there. The same points stay the same value, so that a light that
/// changes somewhere else draws nothing.
fn points_of(store: Store, layer: Layer) -> Memo<Option<Arc<Positions>>> {
    Memo::new(move |_| {
        if !store.is_layer_on(layer) {
            return None;
        }
        let positions = match layer {
            Layer::Cases => {
                let (filter, now) =
                    (store.view().with(|view| view.filter.facts()), store.lit_at().get());
                store.board().with(|board| {
                    Some(scatter::of_cases(case_points(board.as_ref()?, &filter, now)))
                })
            }
            _ => store.layer_data().with(|data| match layer {
                Layer::Workers => data.workers.as_ref().map(|rows| scatter::of_workers(rows)),
                _ => data.cameras.as_ref().map(|rows| scatter::of_cameras(rows)),
            }),
        };
        positions.map(Arc::new)
    })
}
