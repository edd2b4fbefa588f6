//! A live stream, byte by byte: the framing of the standard, wherever it is cut.

use gridlight::contract::event_stream::{
    EventStream,
    News::{self, Beat, Case, Reset},
    Overlong,
};
use proptest::prelude::*;

fn case(data: &str) -> News {
    Case(data.into())
}

/// The news of a stream that comes in chunks of so many bytes, and the id to go on after.
fn read(text: &[u8], chunk: usize) -> (Vec<News>, Option<String>) {
    let mut stream = EventStream::default();
    let mut news = Vec::new();
    for bytes in text.chunks(chunk) {
        news.extend(stream.take_in(bytes).unwrap());
    }
    (news, stream.last_event_id().map(str::to_owned))
}

#[test]
fn the_framing_is_the_standards() {
    let check = |text: &str, news: &[News], last: Option<&str>| {
        for chunk in [1, 2, 3, 7, 1_000] {
            let (found, id) = read(text.as_bytes(), chunk);
            assert_eq!(found, news, "{text:?} in pieces of {chunk}");
            assert_eq!(id.as_deref(), last, "{text:?} in pieces of {chunk}");
        }
    };
    check("", &[], None);
    check("event: case\ndata: {}\n\n", &[case("{}")], None);
    check("event: case\r\ndata: {}\r\n\r\n", &[case("{}")], None);
    check("event: case\rdata: {}\r\r", &[case("{}")], None);
    check("event: case\ndata: {}\r\n\r", &[case("{}")], None);
    check("\u{feff}event: case\ndata: {}\n\n", &[case("{}")], None);
    check("event:case\ndata:{}\n\n", &[case("{}")], None);
    check("event: case\ndata:  {}\n\n", &[case(" {}")], None);
    check("data: 甲\nevent: case\n\n", &[case("甲")], None);
    check("event: case\ndata: [\ndata\ndata: ]\n\n", &[case("[\n\n]")], None);
    check("event: case\ndata: a:b: c\n\n", &[case("a:b: c")], None);
    check(": still here\n\n", &[Beat], None);
    check(":\n:\n", &[Beat, Beat], None);
    check(": beat\nevent: case\n: beat\ndata: {}\n\n", &[Beat, Beat, case("{}")], None);
    check("event: reset\n\n", &[Reset], None);
    check("event: reset\ndata: {}\nid: 9\n\n", &[Reset], Some("9"));
    check("event: message\ndata: {}\n\n", &[Beat], None);
    check("data: {}\n\n", &[Beat], None);
    check("event: Case\ndata: {}\n\n", &[Beat], None);
    check("event: case\n\n", &[], None);
    check("event: case\ndata\n\n", &[], None);
    check("event: case\n\ndata: {}\n\n", &[Beat], None);
    check("event: case\ndata: 1\n\nevent: case\ndata: 2\n\n", &[case("1"), case("2")], None);
    check("retry: 5\nunknown: x\nfield\nevent: case\ndata: {}\n\n", &[case("{}")], None);
    check("event: case\ndata: not whole", &[], None);
    check("event: case\ndata: not whole\n", &[], None);
    // An id counts when its event is whole, and until another comes.
    check("id: 7\nevent: case\ndata: 1\n\n", &[case("1")], Some("7"));
    check("id: 7\nevent: case\ndata: 1\n", &[], None);
    check("id: 7\nevent: case\ndata: 1\n\nid: 8\ndata: 2\n", &[case("1")], Some("7"));
    check("id: 7\n\nevent: case\ndata: 1\n\n", &[case("1")], Some("7"));
    check("id: 7\n\nid: 8\0\n\n", &[], Some("7"));
    check("id: 7\n\nid\n\n", &[], None);
    check("id: 批次 1\n\n", &[], Some("批次 1"));
}

#[test]
fn bytes_that_are_no_text_break_nothing_else() {
    let (news, _) = read(b"event: case\ndata: \xff\xfe\n\nevent: case\ndata: {}\n\n", 1);
    assert_eq!(news, [case("\u{fffd}\u{fffd}"), case("{}")]);
}

#[test]
fn a_stream_goes_on_after_the_event_it_was_opened_with() {
    let mut stream = EventStream::after(Some("41".into()));
    assert_eq!(stream.take_in(b"event: case\ndata: {}\n\n"), Ok(vec![case("{}")]));
    assert_eq!(stream.last_event_id(), Some("41"));
    assert_eq!(stream.take_in(b"id: 42\n\n"), Ok(vec![]));
    assert_eq!(stream.last_event_id(), Some("42"));
}

#[test]
fn what_grows_beyond_every_sense_is_given_up() {
    let mebibyte = |text: &str| text.repeat(1024 * 1024 / text.len()).into_bytes();
    let check = |what: &str,
                 begin: &str,
                 mebibytes: usize,
                 piece: &str,
                 expected: Result<Vec<News>, Overlong>| {
        let mut stream = EventStream::default();
        assert_eq!(stream.take_in(begin.as_bytes()), Ok(vec![]), "{what}");
        let piece = mebibyte(piece);
        let last = (0..mebibytes).map(|_| stream.take_in(&piece)).find(Result::is_err);
        assert_eq!(last.unwrap_or(Ok(vec![])), expected, "{what}");
    };
    check("a line of 3 MiB", "data: ", 3, "x", Ok(vec![]));
    check("a line without end", "data: ", 5, "x", Err(Overlong));
    check("a comment without end", ": ", 5, "x", Err(Overlong));
    check("lines without end", "event: case\n", 8, "data: 3456789ab\n", Err(Overlong));
    check("a name without end", "event", 5, "x", Err(Overlong));
}

#[test]
fn what_came_with_too_much_is_sent_again() {
    let mut stream = EventStream::after(Some("1".into()));
    assert_eq!(stream.take_in(b"id: 2\nevent: case\ndata: a\n\n"), Ok(vec![case("a")]));
    let mut bytes = b"id: 3\nevent: case\ndata: b\n\ndata: ".to_vec();
    bytes.resize(5 * 1024 * 1024, b'x');
    assert_eq!(stream.take_in(&bytes), Err(Overlong));
    assert_eq!(stream.last_event_id(), Some("2"), "nobody has seen event 3");
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("event: case".to_owned()),
        Just("event: reset".to_owned()),
        Just("event: other".to_owned()),
        "(data|id|:|event|x)?:? ?[a-c甲\u{feff}\0:]{0,6}",
    ]
}

proptest! {
    #[test]
    fn wherever_it_is_cut_the_news_are_the_same(
        lines in prop::collection::vec((any_line(), "\n|\r|\r\n"), 0..24),
        cuts in prop::collection::vec(1_usize..9, 1..20),
    ) {
        let text: String = lines.iter().map(|(line, end)| format!("{line}{end}")).collect();
        let mut whole = EventStream::default();
        let news = whole.take_in(text.as_bytes()).unwrap();
        let (mut pieces, mut found, mut rest) = (EventStream::default(), Vec::new(), text.as_bytes());
        for cut in cuts.iter().cycle() {
            let (piece, after) = rest.split_at((*cut).min(rest.len()));
            found.extend(pieces.take_in(piece).unwrap());
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(found, news);
        prop_assert_eq!(pieces.last_event_id(), whole.last_event_id());
    }

    #[test]
    fn the_kind_of_line_end_does_not_matter(lines in prop::collection::vec(any_line(), 0..24)) {
        let read = |end: &str| {
            let text: String = lines.iter().map(|line| format!("{line}{end}")).collect();
            read(text.as_bytes(), 4_096)
        };
        prop_assert_eq!(read("\n"), read("\r\n"));
        prop_assert_eq!(read("\n"), read("\r"));
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut stream = EventStream::default();
        prop_assert!(stream.take_in(&bytes).is_ok());
    }
}
