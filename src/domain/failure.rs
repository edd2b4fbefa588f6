//! Why data could not be had: said once by `source`, kept by `store`, put into words by `locales`.

/// What went wrong with a request or a source, to be said in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer at all: the network, or a server that does not allow this page.
    NoAnswer {
        /// The address asked.
        url: String,
    },
    /// An answer that is not a success.
    Status {
        /// The address asked.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// An answer that cannot be read as what it should be.
    Unreadable {
        /// The address asked.
        url: String,
        /// Where and why, in the parser's words.
        detail: String,
    },
    /// An address of an origin that the config does not name.
    ForbiddenOrigin {
        /// The address that was not asked.
        url: String,
    },
    /// The config names no such source.
    NoSource {
        /// The name asked for.
        name: String,
    },
    /// The source lacks a collection without which there is no board.
    NoCollection {
        /// Its id.
        id: String,
    },
    /// A kind of source that this version does not speak.
    UnsupportedKind {
        /// The kind, as in the config.
        kind: &'static str,
    },
}
