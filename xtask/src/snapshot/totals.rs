//! Adding to the totals of a `workload` collection as text, a row to a line.

/// Adds one to the numbers named `keys` in the row with this id.
///
/// # Errors
/// If there is no such row, or it has no such number.
pub(super) fn add_one(workload: &str, id: &str, keys: &[&str]) -> Result<String, String> {
    let mark = format!("\"id\":\"{id}\"");
    let mut is_found = false;
    let mut lines = Vec::new();
    for line in workload.lines() {
        if !line.contains(&mark) {
            lines.push(line.to_owned());
            continue;
        }
        is_found = true;
        let added = keys.iter().try_fold(line.to_owned(), |line, key| add_one_in(&line, key));
        lines.push(added.ok_or_else(|| format!("the row {id} lacks one of {keys:?}"))?);
    }
    if is_found { Ok(lines.join("\n") + "\n") } else { Err(format!("no row {id}")) }
}

fn add_one_in(line: &str, key: &str) -> Option<String> {
    let (before, after) = line.split_once(&format!("\"{key}\":"))?;
    let end = after.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = after.split_at(end);
    let number: u32 = number.parse().ok()?;
    Some(format!("{before}\"{key}\":{}{rest}", number + 1))
}
