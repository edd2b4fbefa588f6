//! `public/pinyin.txt`: with which letters the readings of Chinese characters begin, and the order of their pinyin.
//!
//! It knows the form of the file, which `src/contract/initials.rs` reads; the readings are those of the crate `pinyin`.
//! Only the characters of GB 2312 are in it: those of names and everyday writing, in a fifth of the bytes of all.

use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::GBK;
use pinyin::{Pinyin, ToPinyinMulti as _};

use crate::page::write;

/// The block in which all of them stand.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Writes the file.
pub(crate) fn write_to(path: &Path) -> Result<(), String> {
    write(path, &table())
}

/// The whole file.
fn table() -> String {
    let mut lines: BTreeMap<char, Vec<(Reading, char)>> = BTreeMap::new();
    for character in BLOCK.filter(|character| is_everyday(*character)) {
        if let Some(reading) = Reading::of(character) {
            lines.entry(reading.letter).or_default().push((reading, character));
        }
    }
    let mut out =
        "# 拼音首字母 Pinyin initials of GB 2312, from the crate pinyin (MIT)\n".to_owned();
    for (letter, mut characters) in lines {
        characters.sort_unstable();
        out.extend([letter, ':']);
        for (reading, character) in characters {
            out.push(character);
            out.push_str(&reading.others);
        }
        out.push('\n');
    }
    out
}

/// How a character is read, in the order of a dictionary: by the usual reading, then by its tone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    letter: char,
    usual: &'static str,
    toned: &'static str,
    /// The letters with which its other readings begin, where these are others.
    others: String,
}

impl Reading {
    fn of(character: char) -> Option<Self> {
        let readings: Vec<Pinyin> = character.to_pinyin_multi()?.into_iter().collect();
        let usual = readings.first()?;
        let letter = letter_of(*usual)?;
        let mut others: Vec<char> = readings.iter().filter_map(|other| letter_of(*other)).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != letter);
        let (usual, toned) = (usual.plain(), usual.with_tone_num_end());
        Some(Self { letter, usual, toned, others: others.into_iter().collect() })
    }
}

/// The letter with which a reading begins; none for the rare ones without a vowel (呣, ê).
fn letter_of(reading: Pinyin) -> Option<char> {
    reading.plain().chars().next().filter(char::is_ascii_lowercase)
}

/// Whether GB 2312 has the character: GBK keeps its rows 16 to 87 at the same place.
fn is_everyday(character: char) -> bool {
    let mut text = [0; 4];
    let (bytes, _, is_unknown) = GBK.encode(character.encode_utf8(&mut text));
    !is_unknown && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_published_table_is_what_the_command_writes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/pinyin.txt");
        let is_same = fs::read_to_string(path).unwrap() == table();
        assert!(is_same, "run `cargo xtask pinyin`");
    }

    #[test]
    fn it_has_the_everyday_characters_and_is_small() {
        let table = table();
        let characters = table.lines().skip(1).flat_map(str::chars);
        let count = characters.filter(|character| BLOCK.contains(character)).count();
        assert_eq!(count, 6_763, "GB 2312 has so many");
        assert!(table.len() < 30_000, "{} bytes", table.len());
        assert!(is_everyday('藏') && !is_everyday('藔'));
    }
}
