//! `text/event-stream` as it comes in, byte by byte, to events (WHATWG HTML, server-sent events).
//!
//! It knows the framing and the three kinds of news a stream of the contract brings. What a `case` event says is read by
//! `stream`; who opens, watches and resumes a stream is `source`.

/// News from a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// An event `case`, with its data as sent.
    Case(String),
    /// The server cannot resume: everything has to be read again.
    Reset,
    /// A comment, or an event of another name: the server is alive.
    Beat,
}

/// A line, or the data of one event, longer than any of the contract can be: the stream is not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlong;

/// The longest data of an event, in bytes: a matter has some hundreds.
const LONGEST: usize = 4 * 1024 * 1024;

/// A stream that is being read.
#[derive(Clone, Debug, Default)]
pub struct EventStream {
    line: Vec<u8>,
    /// The last byte was a carriage return: a line feed after it ends no second line.
    after_return: bool,
    has_begun: bool,
    name: String,
    data: String,
    id: Option<String>,
    last_event_id: Option<String>,
}

impl EventStream {
    /// A stream that goes on after the event with this id.
    pub fn after(last_event_id: Option<String>) -> Self {
        Self { id: last_event_id.clone(), last_event_id, ..Self::default() }
    }

    /// The id of the last event that came whole and was given out: where to go on after a break.
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }

    /// Takes in the next bytes, wherever they were cut.
    ///
    /// # Errors
    /// If a line or an event grows beyond every sensible length.
    pub fn take_in(&mut self, bytes: &[u8]) -> Result<Vec<News>, Overlong> {
        let given_out = self.last_event_id.clone();
        let mut news = Vec::new();
        for byte in bytes {
            let is_second_half = *byte == b'\n' && self.after_return;
            self.after_return = *byte == b'\r';
            match byte {
                b'\n' if is_second_half => {}
                b'\n' | b'\r' => {
                    let line = std::mem::take(&mut self.line);
                    news.extend(self.end_line(&String::from_utf8_lossy(&line)));
                }
                other => self.line.push(*other),
            }
            if self.line.len() + self.data.len() > LONGEST {
                // Nobody gets to see the news of these bytes, so they have to be sent again.
                self.last_event_id = given_out;
                return Err(Overlong);
            }
        }
        Ok(news)
    }

    fn end_line(&mut self, line: &str) -> Option<News> {
        let begins = !std::mem::replace(&mut self.has_begun, true);
        let line = if begins { line.trim_start_matches('\u{feff}') } else { line };
        if line.is_empty() {
            return self.end_event();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" => return Some(News::Beat),
            "event" => value.clone_into(&mut self.name),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            // An id with a null in it is none, by the standard.
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            _ => {}
        }
        None
    }

    fn end_event(&mut self) -> Option<News> {
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        data.pop();
        self.last_event_id = self.id.clone().filter(|id| !id.is_empty());
        match name.as_str() {
            "reset" => Some(News::Reset),
            "case" if !data.is_empty() => Some(News::Case(data)),
            _ if data.is_empty() => None,
            _ => Some(News::Beat),
        }
    }
}
