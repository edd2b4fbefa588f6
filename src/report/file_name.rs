//! The name of a file that is taken away: what it is of, in words, and of which day.

use chrono::NaiveDate;

/// So many characters of a part; a name of 255 bytes is the most that file systems take, and Chinese has three a character.
const LONGEST_PART: usize = 16;
/// So many parts of the filter.
const MOST_PARTS: usize = 3;

/// A name such as `网格灯_横河管区_红灯_2026-09-18.csv`: the product, the place, what the filter asks, the day.
pub fn file_name(
    product: &str,
    place: &str,
    filter: &[String],
    day: NaiveDate,
    extension: &str,
) -> String {
    let mut parts = vec![product.to_owned(), part(place)];
    parts.extend(filter.iter().take(MOST_PARTS).map(|word| part(word)));
    parts.push(day.to_string());
    parts.retain(|part| !part.is_empty());
    format!("{}.{extension}", parts.join("_"))
}

/// A text without what a file system refuses, and without what would look like another part.
fn part(text: &str) -> String {
    let is_refused = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '_' | '.' | '%' | '#')
            // Marks that turn the direction of writing could hide what kind of file it is.
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let words = text.split(is_refused).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(LONGEST_PART).collect()
}
