//! Numbers and names as readers of both languages write them.

/// A whole number with thousands separators: 1,869.
pub fn grouped(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in per cent with one decimal, without its sign; rounded down, so that 100.0 means all of them.
pub fn percent(numerator: u32, denominator: u32) -> String {
    let per_mille = (u64::from(numerator) * 1000).checked_div(u64::from(denominator)).unwrap_or(0);
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

/// A town's name where there is little room: without the word for what kind of town it is.
pub fn short_name(name: &str) -> &str {
    ["街道", "镇", " Subdistrict", " Town"]
        .into_iter()
        .find_map(|kind| name.strip_suffix(kind).filter(|short| !short.is_empty()))
        .unwrap_or(name)
}
