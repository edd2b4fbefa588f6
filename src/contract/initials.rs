//! The table of pinyin initials (`public/pinyin.txt`), by which "znl" finds 藏南路.
//!
//! One line for each letter: the letter, a colon, and the characters whose usual reading begins with it, in the order of
//! the whole pinyin; behind a character stand the letters of its other readings (`c:…藏z…`). Any other line is a remark.

use crate::domain::find::Initials;

/// Reads the table. It never fails: what cannot be read is skipped, and then letters find only letters.
pub fn initials(text: &str) -> Initials {
    let mut readings = Vec::with_capacity(text.len() / 3);
    for line in text.lines() {
        let Some((letter, characters)) = line.split_once(':') else { continue };
        // Longer than a letter, it is one of no reading, and `Initials` has no place for it.
        let mut letters = letter.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { continue };
        let mut last = None;
        for character in characters.chars() {
            if character.is_ascii_lowercase() {
                readings.extend(last.map(|last| (last, character)));
            } else {
                last = Some(character);
                readings.push((character, letter));
            }
        }
    }
    Initials::new(readings)
}
