//! The initials of a zone's name, for the ids of its matters: HH for 横河 (Henghe).
//!
//! Pinyin is written without spaces, so that its syllables have to be found again. It knows only the plain letters of
//! names, no tones.

/// The first letters of the `syllables` syllables of `pinyin`, in capitals; of the first alone if it cannot be split.
pub(super) fn initials(pinyin: &str, syllables: usize) -> String {
    let parts: Vec<String> = pinyin.split('\'').map(str::to_lowercase).collect();
    let found = match parts.as_slice() {
        [whole] => split(whole, syllables),
        // An apostrophe parts syllables: Xin'an.
        parts if parts.len() == syllables => {
            Some(parts.iter().filter_map(|p| p.chars().next()).collect())
        }
        _ => split(&parts.concat(), syllables),
    };
    found.unwrap_or_else(|| pinyin.chars().take(1).collect()).to_uppercase()
}

/// Finds the initials of exactly `count` syllables, trying long syllables first.
fn split(letters: &str, count: usize) -> Option<String> {
    if count == 0 {
        return letters.is_empty().then(String::new);
    }
    (1..=letters.len().min(6)).rev().find_map(|length| {
        let (syllable, rest) = letters.split_at_checked(length)?;
        if !is_syllable(syllable) {
            return None;
        }
        let rest = split(rest, count - 1)?;
        Some(syllable.chars().take(1).chain(rest.chars()).collect())
    })
}

fn is_syllable(syllable: &str) -> bool {
    let vowel = |c: char| "aeiou".contains(c);
    let initial = syllable.find(vowel).unwrap_or(syllable.len());
    let (initial, rest) = syllable.split_at(initial);
    let end = rest.find(|c| !vowel(c)).unwrap_or(rest.len());
    let (vowels, end) = rest.split_at(end);
    let is_initial = matches!(initial, "" | "zh" | "ch" | "sh")
        || (initial.len() == 1 && "bpmfdtnlgkhjqxrzcsyw".contains(initial));
    is_initial && (1..=3).contains(&vowels.len()) && matches!(end, "" | "n" | "ng" | "r")
}
