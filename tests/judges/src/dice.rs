//! A small generator (Numerical Recipes' constants), so that a failing case fails again.

/// The dice of a case.
#[derive(Clone, Debug)]
pub struct CaseDice(u32);

impl CaseDice {
    /// Makes the dice of the case with this number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Rolls a number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % sides.max(1)
    }

    /// Picks one of the words.
    pub fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        let place = self.roll(from.len());
        from.get(place).copied().unwrap_or_default()
    }

    /// Whether something happens that does so once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }
}
