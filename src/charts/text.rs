//! How much room a text needs, without asking a browser: whether it fits, where it is cut, how it is broken.
//!
//! An estimate, the same on every machine: a Chinese character is as wide as high, a Latin letter about half.

/// The width of a text in units of its height.
pub fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f64 {
    if c.is_ascii() { 0.56 } else { 1.0 }
}

/// The width of the widest of some texts in units of its height.
pub fn widest(texts: &mut dyn Iterator<Item = &str>) -> f64 {
    texts.fold(0.0, |most, text| most.max(ems(text)))
}

/// A text cut to so many units of its height, with "…" where something is missing; empty where not even one character has
/// room beside it.
pub fn fit(text: &str, room: f64) -> String {
    // A hair more, so that a text has room in its own width.
    let room = room.max(0.0) + 1e-6;
    if ems(text) <= room {
        return text.to_owned();
    }
    let mut used = em('…');
    let mut cut = String::new();
    for c in text.chars() {
        used += em(c);
        if used > room {
            break;
        }
        cut.push(c);
    }
    let kept = cut.trim_end().len();
    cut.truncate(kept);
    if !cut.is_empty() {
        cut.push('…');
    }
    cut
}

/// A text in lines of no more than `room` units of its height, three characters each at the most, as Chinese may be broken
/// anywhere; what has no room in `most` lines is cut with "…". A Latin word is broken with a hyphen, in parts of a length: two
/// names that begin alike must not be cut to the same letters. What has a number in it is one line.
pub fn lines(text: &str, room: f64, most: usize) -> Vec<String> {
    if ems(text) > room && text.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') {
        return syllables(text, room, most).unwrap_or_else(|| vec![fit(text, room)]);
    }
    let is_chinese = text.chars().all(|c| !c.is_ascii_alphanumeric());
    if ems(text) <= room || !is_chinese || room < 1.0 {
        return vec![fit(text, room)];
    }
    let each = [(3.0, 3), (2.0, 2)].into_iter().find(|(wide, _)| *wide <= room);
    let each = each.map_or(1, |(_, count)| count);
    let all: Vec<char> = text.chars().collect();
    let mut lines: Vec<String> = all.chunks(each).map(|line| line.iter().collect()).collect();
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// No part of a broken word is shorter than so many letters.
const SHORTEST_PART: usize = 3;

/// A Latin word in parts that fit, with hyphens; `None` where it does not fit in `most` lines.
fn syllables(word: &str, room: f64, most: usize) -> Option<Vec<String>> {
    let letters: Vec<char> = word.chars().collect();
    let parts = (2..=most).find(|parts| {
        let each = letters.len().div_ceil(*parts);
        let wide: f64 = letters.iter().take(each).copied().map(em).sum();
        each >= SHORTEST_PART && wide + em('-') <= room
    })?;
    let each = letters.len().div_ceil(parts);
    let mut lines: Vec<String> = letters.chunks(each).map(|part| part.iter().collect()).collect();
    for next in 1..lines.len() {
        let [line, after] = lines.get_disjoint_mut([next - 1, next]).ok()?;
        // Where the name itself parts its syllables it needs no hyphen.
        let mark = if after.starts_with('\'') { after.remove(0) } else { '-' };
        line.push(mark);
    }
    Some(lines)
}
