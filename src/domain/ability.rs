//! What a backend can do beyond handing out whole collections, and what was found out about it (`contract.md`, Prove).

/// Something a client may ask of a backend once it is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ability {
    /// `limit` bounds the rows of a page.
    Limit,
    /// A property as a parameter lets only equal rows through.
    Equality,
    /// `filter=updated_at > '…'` gives what changed since.
    ChangesByFilter,
    /// `datetime=…/..` gives what changed since.
    ChangesByDatetime,
    /// `sortby` orders the rows.
    Sort,
    /// A matter can be had by its id.
    ById,
    /// The steps of a matter can be had by its id.
    Steps,
}

impl Ability {
    /// All abilities, in the order in which they are tested.
    pub const ALL: [Self; 7] = [
        Self::Limit,
        Self::Equality,
        Self::ChangesByFilter,
        Self::ChangesByDatetime,
        Self::Sort,
        Self::ById,
        Self::Steps,
    ];

    /// How a request uses it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Equality => "grid_id=…",
            Self::ChangesByFilter => "filter=updated_at > '…'",
            Self::ChangesByDatetime => "datetime=…/..",
            Self::Sort => "sortby",
            Self::ById => "items/{id}",
            Self::Steps => "case-steps?case_id=…",
        }
    }
}

/// What was found out about an ability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The answers satisfied the questions.
    Proven,
    /// The server does not do it, and says so or fails: in its words or ours.
    Refused(String),
    /// The server answers as if it did it, with rows that do not satisfy the question: such as this one.
    Lying(String),
    /// There was nothing to test it with, or another way was proven.
    Untested,
}

/// What was found out about a backend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abilities(Vec<(Ability, Finding)>);

impl Abilities {
    /// Notes a finding; a later one replaces an earlier.
    pub fn note(&mut self, ability: Ability, finding: Finding) {
        self.0.retain(|(known, _)| *known != ability);
        self.0.push((ability, finding));
    }

    /// What was found out about an ability.
    pub fn of(&self, ability: Ability) -> &Finding {
        let found = self.0.iter().find(|(known, _)| *known == ability);
        found.map_or(&Finding::Untested, |(_, finding)| finding)
    }

    /// Whether an ability may be used.
    pub fn has(&self, ability: Ability) -> bool {
        *self.of(ability) == Finding::Proven
    }

    /// The ability by which changes are asked for, if there is one.
    pub fn changes(&self) -> Option<Ability> {
        [Ability::ChangesByFilter, Ability::ChangesByDatetime]
            .into_iter()
            .find(|way| self.has(*way))
    }

    /// The first ability that the server only pretends to have.
    pub fn first_lie(&self) -> Option<Ability> {
        let lying = self.0.iter().find(|(_, finding)| matches!(finding, Finding::Lying(_)));
        lying.map(|(ability, _)| *ability)
    }
}
