//! Counting matters by light. The four lights always add up to the open ones.

use super::light::Light;

/// How many open matters there are, by light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LightCount {
    /// 红灯
    pub red: u32,
    /// 临期
    pub due_soon: u32,
    /// 未知
    pub unknown: u32,
    /// 正常
    pub normal: u32,
    /// 今日到期: a part of due soon.
    pub due_today: u32,
}

impl LightCount {
    /// All open matters.
    pub fn open(&self) -> u32 {
        self.red + self.due_soon + self.unknown + self.normal
    }

    /// How many have this light.
    pub fn of(&self, light: Light) -> u32 {
        match light {
            Light::Red => self.red,
            Light::DueSoon => self.due_soon,
            Light::Unknown => self.unknown,
            Light::Normal => self.normal,
        }
    }

    /// The worst light that is there; `None` where there is no open matter.
    pub fn worst(&self) -> Option<Light> {
        Light::ALL.into_iter().find(|light| self.of(*light) > 0)
    }

    /// Together with `other`.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            red: self.red + other.red,
            due_soon: self.due_soon + other.due_soon,
            unknown: self.unknown + other.unknown,
            normal: self.normal + other.normal,
            due_today: self.due_today + other.due_today,
        }
    }

    /// Without those of `part`, which are among them.
    #[must_use]
    pub fn less(self, part: Self) -> Self {
        Self {
            red: self.red.saturating_sub(part.red),
            due_soon: self.due_soon.saturating_sub(part.due_soon),
            unknown: self.unknown.saturating_sub(part.unknown),
            normal: self.normal.saturating_sub(part.normal),
            due_today: self.due_today.saturating_sub(part.due_today),
        }
    }

    /// Counts one matter.
    pub fn add(&mut self, light: Light, is_due_today: bool) {
        let count = match light {
            Light::Red => &mut self.red,
            Light::DueSoon => &mut self.due_soon,
            Light::Unknown => &mut self.unknown,
            Light::Normal => &mut self.normal,
        };
        *count += 1;
        self.due_today += u32::from(is_due_today);
    }
}
