//! Looking for words in Chinese and by pinyin initials: "znl" finds 藏南路, and "路面" does too.
//!
//! The table of initials comes from a file, and only when somebody looks for something; without it, letters find letters.

/// The first and the last character of the block that the table covers (CJK Unified Ideographs).
const FIRST: char = '\u{4e00}';
const LAST: char = '\u{9fff}';

/// For each Chinese character the letters its readings begin with, and its place in the order of the pinyin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Initials {
    /// By place in the block: one bit for each letter.
    letters: Vec<u32>,
    /// By place in the block: the place in the order of the pinyin; 0 where it is not known.
    ranks: Vec<u16>,
}

impl Initials {
    /// A table of readings, in the order of their pinyin: a character, and the letter with which the reading begins. A
    /// character that has several stands where its first one does.
    pub fn new(readings: impl IntoIterator<Item = (char, char)>) -> Self {
        let size = LAST as usize - FIRST as usize + 1;
        let mut table = Self { letters: vec![0; size], ranks: vec![0; size] };
        for ((character, letter), place_in_order) in readings.into_iter().zip(1..=u16::MAX) {
            let known = place(character).and_then(|at| {
                table.letters.get_mut(at).zip(table.ranks.get_mut(at)).zip(bit(letter))
            });
            let Some(((letters, rank), bit)) = known else { continue };
            *letters |= bit;
            if *rank == 0 {
                *rank = place_in_order;
            }
        }
        table
    }

    /// Whether a reading of `character` begins with `letter`, which is in lower case.
    fn begins_with(&self, character: char, letter: char) -> bool {
        let letters = place(character).and_then(|at| self.letters.get(at)).copied();
        letters.zip(bit(letter)).is_some_and(|(letters, bit)| letters & bit != 0)
    }

    /// Where a character stands among others: letters and digits first, then Chinese by its pinyin where that is known.
    pub fn rank(&self, character: char) -> (u16, char) {
        let rank = place(character).and_then(|at| self.ranks.get(at)).copied();
        match rank {
            // What the table does not have comes after what it has.
            Some(0) => (u16::MAX, character),
            rank => (rank.unwrap_or_default(), character),
        }
    }
}

fn place(character: char) -> Option<usize> {
    (FIRST..=LAST).contains(&character).then(|| character as usize - FIRST as usize)
}

fn bit(letter: char) -> Option<u32> {
    letter.is_ascii_lowercase().then(|| 1 << (letter as u32 - 'a' as u32))
}

/// What is looked for: words, all of which must be found, each as it is or by its initials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle(Vec<Vec<char>>);

impl Needle {
    /// The words of a text; upper and lower case, and full-width letters, are the same.
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(|word| word.chars().map(folded).collect());
        Self(words.collect())
    }

    /// Whether nothing is looked for: then everything is found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word is found in one of the texts.
    pub fn is_in(&self, texts: &[&str], initials: Option<&Initials>) -> bool {
        self.0.iter().all(|word| texts.iter().any(|text| at(word, text, initials).is_some()))
    }

    /// How well a name fits: 0 where it begins with the first word, 1 where it has every word; `None` where it has not.
    pub fn rank_in(&self, name: &str, initials: Option<&Initials>) -> Option<u8> {
        let places: Option<Vec<usize>> =
            self.0.iter().map(|word| at(word, name, initials)).collect();
        Some(u8::from(places?.first().is_some_and(|first| *first > 0)))
    }
}

/// Where in `text` a word begins, counted in characters.
fn at(word: &[char], text: &str, initials: Option<&Initials>) -> Option<usize> {
    let is_same = |found: char, wanted: char| {
        found == wanted || initials.is_some_and(|initials| initials.begins_with(found, wanted))
    };
    let mut rest = text.chars();
    let mut begin = 0;
    loop {
        let mut found = rest.clone().map(folded);
        if word.iter().all(|wanted| found.next().is_some_and(|found| is_same(found, *wanted))) {
            return Some(begin);
        }
        rest.next()?;
        begin += 1;
    }
}

/// A character as it is compared: in lower case, and full-width forms of ASCII as ASCII.
fn folded(character: char) -> char {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        other => other,
    };
    narrow.to_ascii_lowercase()
}
