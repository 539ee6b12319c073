//! The colour of a cell of the map.

use super::{Grid, Layer, MapCell};
use nsg::Decision;

impl Grid {
    /// The colour of a cell, for the light or the dark page: red, green, blue. Every rule has its own shade.
    pub fn colour(&self, cell: MapCell, layer: Layer, dark: bool) -> [u8; 3] {
        let Some(ruling) = self.ruling(cell, layer) else {
            return [128, 128, 128];
        };
        if layer == Layer::Difference && !self.differs(cell) {
            return if dark { [38, 42, 50] } else { [232, 235, 240] };
        }
        let number = self
            .picture
            .rulings
            .iter()
            .position(|known| known == ruling);
        shade(ruling.access, number.unwrap_or(0), dark)
    }
}

/// Green, red or amber, a shade for each rule.
fn shade(access: Decision, number: usize, dark: bool) -> [u8; 3] {
    // Neighbours in a list should not look alike: steps of the golden section.
    let step = u8::try_from(number * 99 % 160).unwrap_or(0);
    let part = |from: u8, to: u8| {
        let (from, to) = (u16::from(from), u16::from(to));
        let mixed = (from * (160 - u16::from(step)) + to * u16::from(step)) / 160;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    let mixed = |[a, b, c]: [u8; 3], [x, y, z]: [u8; 3]| [part(a, x), part(b, y), part(c, z)];
    match (access, dark) {
        (Decision::Allow, false) => mixed([150, 214, 150], [60, 150, 140]),
        (Decision::Allow, true) => mixed([40, 110, 60], [70, 170, 150]),
        (Decision::Deny, false) => mixed([250, 190, 180], [200, 90, 110]),
        (Decision::Deny, true) => mixed([100, 38, 40], [170, 70, 90]),
        (Decision::Depends, false) => mixed([250, 222, 150], [215, 160, 60]),
        (Decision::Depends, true) => mixed([110, 86, 30], [180, 140, 60]),
    }
}
