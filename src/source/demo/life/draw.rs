//! Chance with a seed: the same draws on every machine and in every browser.
//!
//! Only 32-bit draws and whole numbers are used, because `usize` draws differ between wasm and hosts, and logarithms
//! between mathematics libraries. It knows nothing of what is drawn.

use fastrand::Rng;

/// Draws that belong to one thing (a day, a grid, a matter) and to one purpose, so that no draw can move another.
pub(super) struct Draw(Rng);

impl Draw {
    /// The draws of the thing named `of`, for the purpose numbered `purpose`, in the life of `seed`.
    pub(super) fn of(seed: u64, of: &str, purpose: u8) -> Self {
        // FNV-1a: short, and good enough as the generator mixes its seed once more.
        let bytes = of.bytes().chain([purpose]);
        let hash = bytes.fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut rng = Rng::with_seed(hash);
        // The first draw of a fresh generator is the one that shows a likeness between neighbouring seeds.
        rng.u32(..);
        Self(rng)
    }

    /// A whole number from 0 up to, and without, `n`; 0 for `n` below 2.
    pub(super) fn below(&mut self, n: i32) -> i32 {
        let product = u64::from(self.0.u32(..)) * u64::from(n.max(1).unsigned_abs());
        i32::try_from(product >> 32).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below(high - low + 1)
    }

    /// True in `permille` of a thousand cases.
    pub(super) fn chance(&mut self, permille: i32) -> bool {
        self.below(1000) < permille
    }

    /// A place in `weights`, each as likely as its weight.
    pub(super) fn weighted(&mut self, weights: &[i32]) -> usize {
        let mut left = self.below(weights.iter().sum());
        let drawn = weights.iter().position(|weight| {
            left -= weight;
            left < 0
        });
        drawn.unwrap_or(0)
    }

    /// A place in `sums`, the running sums of weights, each as likely as its weight.
    pub(super) fn summed(&mut self, sums: &[i32]) -> usize {
        let at = self.below(sums.last().copied().unwrap_or(0));
        sums.partition_point(|sum| *sum <= at)
    }

    /// One of `from`; nothing of nothing.
    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        let count = i32::try_from(from.len()).unwrap_or(i32::MAX);
        from.get(usize::try_from(self.below(count)).unwrap_or(0))
    }
}
