//! What a source does that its reader should know, although a board can be shown.

use super::{ability::Ability, defect::Collection};

/// One thing worth telling about a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A link to the next page led back to rows already read: reading stopped there.
    RepeatedPages(Collection),
    /// Pages went on beyond every sensible number: reading stopped after so many rows.
    EndlessPages(Collection, usize),
    /// The last page was full, and no way leads on: rows may be missing.
    CutOff(Collection, usize),
    /// An ability that the server only pretends to have, or no longer has: it is not used.
    Broken(Ability),
    /// A time lies in the server's future: its times may be mislabelled.
    TimesMislabelled,
    /// The source is asked for the matters of the last days only: so many.
    OnlyRecent(u32),
    /// The live stream broke off; what happens is asked for until it is back.
    StreamLost,
}

impl Remark {
    /// Whether it says the same of the same with another number: the newer one is enough.
    pub fn renews(&self, older: &Self) -> bool {
        match (self, older) {
            (Self::CutOff(new, now), Self::CutOff(old, then))
            | (Self::EndlessPages(new, now), Self::EndlessPages(old, then)) => {
                new == old && now != then
            }
            _ => false,
        }
    }
}
