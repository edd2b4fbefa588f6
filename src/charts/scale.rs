//! From values to pixels: scales that begin at zero, round ticks, and stacks whose parts add up.
//!
//! Pure. A value that is not a number, or not above zero, counts as nothing: hostile data must not shift a bar.

/// The most that a value can be; more is a slip, and would make all others invisible anyway.
const MOST_VALUE: f64 = 1e12;

/// The least length of a part that is not zero: one red matter among a thousand must be seen.
const LEAST_PART: f64 = 1.5;

/// A value that can be drawn: finite, and not below zero.
pub fn clean(value: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, MOST_VALUE) } else { 0.0 }
}

/// The largest of some values, as they are drawn.
pub fn most(values: &mut dyn Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |most, value| most.max(clean(value)))
}

/// A linear scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    base: f64,
    span: f64,
    length: f64,
}

impl Scale {
    /// The scale from zero to `most`, which is `length` pixels long.
    pub fn new(most: f64, length: f64) -> Self {
        Self::from_base(0.0, most, length)
    }

    /// The scale from another base than zero; whoever draws by it has to say so.
    pub fn from_base(base: f64, most: f64, length: f64) -> Self {
        let (base, most) = (clean(base), clean(most));
        let span = if most > base { most - base } else { 1.0 };
        Self { base, span, length: clean(length) }
    }

    /// How long a value is, never longer than the scale.
    pub fn px(self, value: f64) -> f64 {
        ((clean(value) - self.base) / self.span).clamp(0.0, 1.0) * self.length
    }
}

/// What a scale counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Things, of which there is no half.
    Whole,
    /// Quantities that have fractions.
    Fraction,
}

/// Round values from zero to `most`: 1, 2 or 5 times a power of ten apart, no more than `at_most` of them, and at least
/// the zero.
pub fn ticks(most: f64, at_most: usize, grain: Grain) -> Vec<f64> {
    let most = clean(most);
    let steps = f64::from(u32::try_from(at_most.saturating_sub(1)).unwrap_or(u32::MAX));
    let mut step = match grain {
        Grain::Whole => 1.0,
        Grain::Fraction => 0.001,
    };
    let mut growth = [2.0, 2.5, 2.0].into_iter().cycle();
    // A hair more, so that a sum of tenths reaches its end.
    let reach = most * (1.0 + 1e-9);
    if steps < 1.0 {
        return vec![0.0];
    }
    while (reach / step).floor() > steps {
        step *= growth.next().unwrap_or(10.0);
    }
    let mut ticks = vec![0.0];
    let mut at = step;
    while at <= reach && ticks.len() < at_most {
        ticks.push(at);
        at += step;
    }
    ticks
}

/// A stretch of a bar: where it begins and how long it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stretch {
    /// Where it begins, from the foot of the bar.
    pub from: f64,
    /// Its length.
    pub length: f64,
}

/// The parts of a bar one after the other; together they are as long as their sum. What is not zero is seen: a part that
/// would be thinner than a line takes what it lacks from the largest.
pub fn stack(values: &[f64], scale: Scale) -> Vec<Stretch> {
    let values: Vec<f64> = values.iter().map(|value| clean(*value)).collect();
    let sum: f64 = values.iter().sum();
    if sum <= 0.0 {
        return vec![Stretch::default(); values.len()];
    }
    let whole = scale.px(sum);
    let mut lengths: Vec<f64> = values.iter().map(|value| value / sum * whole).collect();
    let lacks: f64 =
        lengths.iter().filter(|of| **of > 0.0).map(|of| (LEAST_PART - of).max(0.0)).sum();
    let largest = lengths.iter().copied().fold(0.0, f64::max);
    if lacks > 0.0 && largest - lacks >= LEAST_PART {
        // Of several that are the largest, one gives.
        let giver = lengths.iter().position(|of| *of >= largest);
        for (at, length) in lengths.iter_mut().enumerate() {
            if Some(at) == giver {
                *length -= lacks;
            } else if *length > 0.0 {
                *length = length.max(LEAST_PART);
            }
        }
    }
    let mut from = 0.0;
    let mut stretches = Vec::with_capacity(lengths.len());
    for length in lengths {
        stretches.push(Stretch { from, length });
        from += length;
    }
    stretches
}
