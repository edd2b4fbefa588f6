//! Numbers as SVG writes them.

/// A length in tenths.
pub fn tenths(length: f64) -> String {
    fraction(length, 10)
}

/// A number to so many parts of one (a power of ten), without the program having to carry the formatting of fractions.
#[expect(clippy::cast_possible_truncation, reason = "parts of the pixels of a screen fit 32 bits")]
pub fn fraction(number: f64, parts: i32) -> String {
    let all = (number * f64::from(parts)).round() as i32;
    let sign = if all < 0 { "-" } else { "" };
    let (whole, rest) = ((all / parts).abs(), (all % parts).abs());
    // The digits of what is left, with the zeros before them: one more part, and the leading 1 taken off.
    let rest = (parts + rest).to_string();
    format!("{sign}{whole}.{}", rest.get(1..).unwrap_or_default())
}
