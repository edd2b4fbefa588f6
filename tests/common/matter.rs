//! One open matter of which nothing more is known: what a test is about, it writes over this with `..matter(id)`.

use gridlight::domain::case::{Case, Domain, Status};

/// The matter with this id.
pub(crate) fn matter(id: &str) -> Case {
    Case {
        id: id.into(),
        title: "路面破损".into(),
        domain: Domain::UrbanManagement,
        category: None,
        status: Status::Handling,
        route: None,
        grid_id: None,
        zone_id: None,
        town_id: None,
        at: None,
        address: None,
        reported_at: None,
        dispatched_at: None,
        contacted_at: None,
        extension_requested_at: None,
        extension_approved_at: None,
        progress_reported_at: None,
        closed_at: None,
        answered_at: None,
        unreadable: Vec::new(),
        stated_due: None,
        first_unit: None,
        handling_unit: None,
        redispatched_at: None,
        supervision: Vec::new(),
        platform: None,
        called_back_at: None,
        is_satisfied: None,
        accountability: None,
        photos: Vec::new(),
        description: None,
        updated_at: None,
    }
}
