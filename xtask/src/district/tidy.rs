//! Makes the pieces of a raster fit to become polygons: smooth, in one part, touching nowhere
//! at a mere corner.
//!
//! It knows labels on cells, not what a label stands for.
#![expect(clippy::indexing_slicing, reason = "cells are numbered by the raster that made them")]
#![expect(clippy::cast_possible_truncation, reason = "cells fit u32")]

use super::ground::Ground;

/// Tidies labels in place; 0 is outside and stays outside.
pub(super) fn tidy(ground: &Ground, labels: &mut [u16], rounds: usize) {
    for _ in 0..rounds {
        take_majority(ground, labels);
    }
    // Each repair can, rarely, cause the other fault; every round leaves fewer of both.
    for _ in 0..20 {
        let joined = join_fragments(ground, labels);
        let parted = part_corners(ground, labels);
        if joined + parted == 0 {
            return;
        }
    }
}

/// Makes the land one part without pinches; what is cut off by it is given up.
pub(super) fn tidy_land(ground: &mut Ground) {
    loop {
        let mut land: Vec<u16> = ground.inside.iter().map(|&inside| u16::from(inside)).collect();
        let cells: Vec<u32> = (0..land.len()).filter(|&c| land[c] == 1).map(|c| c as u32).collect();
        give_back_fragments(ground, &mut land, &cells, 1, 0);
        let pinched = pinches(ground, &land);
        for &(cell, _) in &pinched {
            land[cell] = 0;
        }
        for (inside, land) in ground.inside.iter_mut().zip(&land) {
            *inside = *land == 1;
        }
        if pinched.is_empty() {
            return;
        }
    }
}

/// Leaves `label` only on its largest part within some cells; the other parts become `heir`.
pub(super) fn give_back_fragments(
    ground: &Ground,
    labels: &mut [u16],
    cells: &[u32],
    label: u16,
    heir: u16,
) {
    let own: Vec<u32> = cells.iter().copied().filter(|&c| labels[c as usize] == label).collect();
    let mut parts = parts(ground, labels, &own);
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    for cell in parts.into_iter().skip(1).flatten() {
        labels[cell as usize] = heir;
    }
}

/// The connected parts that some cells, all those of their labels, fall into.
fn parts(ground: &Ground, labels: &[u16], cells: &[u32]) -> Vec<Vec<u32>> {
    let first = cells.iter().copied().min().unwrap_or(0) as usize;
    let last = cells.iter().copied().max().unwrap_or(0) as usize;
    // Only the rows in question: the function runs for every single cut.
    let mut seen = vec![false; last - first + 1];
    let mut parts = Vec::new();
    for &cell in cells {
        if std::mem::replace(&mut seen[cell as usize - first], true) {
            continue;
        }
        let mut part = vec![cell];
        let mut next = 0;
        while let Some(&from) = part.get(next) {
            next += 1;
            for to in ground.sides(from as usize) {
                let same = labels[to] == labels[from as usize];
                if same && !std::mem::replace(&mut seen[to - first], true) {
                    part.push(to as u32);
                }
            }
        }
        parts.push(part);
    }
    parts
}

/// Gives every cell the label that most cells about it have.
fn take_majority(ground: &Ground, labels: &mut [u16]) {
    let before = labels.to_vec();
    for cell in ground.columns..labels.len() - ground.columns {
        let own = before[cell];
        if own == 0 || ground.sides(cell).iter().all(|&next| before[next] == own) {
            continue;
        }
        let around = || ground.sides(cell).into_iter().chain(ground.corners(cell));
        let votes = |label: u16| around().filter(|&next| before[next] == label).count();
        let winner =
            around().map(|next| before[next]).filter(|&l| l != 0).max_by_key(|&l| (votes(l), l));
        if let Some(winner) = winner.filter(|&winner| votes(winner) > votes(own) + 1) {
            labels[cell] = winner;
        }
    }
}

/// Gives every part but the largest of each label to the neighbour it has most sides with.
fn join_fragments(ground: &Ground, labels: &mut [u16]) -> usize {
    let cells: Vec<u32> =
        (0..labels.len()).filter(|&cell| labels[cell] != 0).map(|cell| cell as u32).collect();
    let mut all = parts(ground, labels, &cells);
    all.sort_by_key(|part| (labels[part[0] as usize], std::cmp::Reverse(part.len())));
    let mut previous = 0;
    let mut joined = 0;
    for part in &all {
        let label = labels[part[0] as usize];
        if std::mem::replace(&mut previous, label) != label {
            continue;
        }
        let mut beside: Vec<u16> = part
            .iter()
            .flat_map(|&cell| ground.sides(cell as usize))
            .map(|next| labels[next])
            .filter(|&next| next != 0 && next != label)
            .collect();
        beside.sort_unstable();
        let heir = beside.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).map(|same| same[0]);
        for &cell in part {
            labels[cell as usize] = heir.unwrap_or(label);
        }
        joined += 1;
    }
    joined
}

/// Parts labels that meet themselves only at a corner, by giving one of the cells away.
fn part_corners(ground: &Ground, labels: &mut [u16]) -> usize {
    let found = pinches(ground, labels);
    for &(cell, heir) in &found {
        labels[cell] = heir;
    }
    found.len()
}

/// Cells that meet a cell of their own label only at a corner, with a label they could take.
fn pinches(ground: &Ground, labels: &[u16]) -> Vec<(usize, u16)> {
    let mut found = Vec::new();
    for cell in 0..labels.len() - ground.columns - 1 {
        let (east, north) = (cell + 1, cell + ground.columns);
        let across = north + 1;
        for (cell, other, a, b) in [(cell, across, east, north), (east, north, cell, across)] {
            let own = labels[cell];
            if own != 0 && own == labels[other] && own != labels[a] && own != labels[b] {
                found.push((cell, if labels[a] == 0 { labels[b] } else { labels[a] }));
            }
        }
    }
    found
}
