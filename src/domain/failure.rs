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
        /// How long the server asks to be left alone, in seconds.
        retry_after_seconds: Option<u32>,
    },
    /// The source wants to know who asks (401), or refuses the one who does (403).
    SignIn {
        /// The address asked.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// A web page instead of data: often a login page, or a proxy's message.
    WebPage {
        /// The address asked.
        url: String,
    },
    /// An answer that did not come whole in time.
    TooSlow {
        /// The address asked.
        url: String,
        /// How long was waited, in seconds.
        seconds: u32,
    },
    /// An answer larger than the config lets through.
    TooLarge {
        /// The address asked.
        url: String,
        /// The most bytes that are taken.
        max_bytes: u32,
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
}

impl Failure {
    /// Whether asking again may help (`contract.md`, errors): 400, 404 and 422 are final.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 408 | 429 | 500..),
            Self::NoAnswer { .. }
            | Self::TooSlow { .. }
            | Self::Unreadable { .. }
            | Self::WebPage { .. } => true,
            Self::SignIn { .. }
            | Self::TooLarge { .. }
            | Self::ForbiddenOrigin { .. }
            | Self::NoSource { .. }
            | Self::NoCollection { .. } => false,
        }
    }

    /// Whether it may be over without anybody mending it: also a login, which passes elsewhere.
    pub fn may_pass(&self) -> bool {
        self.is_transient() || matches!(self, Self::SignIn { .. })
    }

    /// How long the server asks to be left alone, in seconds.
    pub fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::Status { retry_after_seconds, .. } => *retry_after_seconds,
            _ => None,
        }
    }
}
