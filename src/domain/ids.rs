//! Opaque identities. They are compared and shown, never parsed: a grid code means nothing here.

use std::{fmt, sync::Arc};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identity as the backend wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// A town or subdistrict (镇街).
    TownId
}
id! {
    /// A management zone (管区).
    ZoneId
}
id! {
    /// A grid (网格), the lowest unit.
    GridId
}
id! {
    /// One matter (事项).
    CaseId
}
