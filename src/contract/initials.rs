//! stub
pub fn initials(_: &str) -> crate::domain::find::Initials {
    crate::domain::find::Initials::default()
}
