//! The five domains on five axes: an illustration of a table, never the data itself. Areas mislead, so lines are drawn
//! and told apart by dashes and marks; layers stand side by side and are never merged.

use greffon_crcn_model::framework::{Code, Level, Words};
use greffon_crcn_model::lsu::median;
use greffon_crcn_model::opinion::Layer;

use crate::Model;

/// The figure behind the drawing: a table of domains and layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Radar {
    /// Domains, an axis each.
    pub domains: Vec<(Code, [Words; 2])>,
    /// Layers that say something, with the middle level of each domain: never a mean.
    pub layers: Vec<(Layer, Vec<Option<Level>>)>,
}

/// A point of the drawing, in hundredths of its half width, right and down from the middle.
pub type Point = (i32, i32);

/// Where the axes point, in thousandths: five directions from the top, clockwise.
const DIRECTIONS: [(i32, i32); 5] = [(0, -1000), (951, -309), (588, 809), (-588, 809), (-951, -309)];

/// The point of a level on an axis: level 8 is at 100, 0 in the middle.
pub fn point(axis: usize, level: u8) -> Point {
    let (right, down) = DIRECTIONS[axis % DIRECTIONS.len()];
    let length = i32::from(level) * 100 / 8;
    (right * length / 1000, down * length / 1000)
}

impl Model {
    /// The radar; `None` until the items came.
    pub fn radar(&self) -> Option<Radar> {
        let me = self.me.as_deref().filter(|_| self.loaded)?;
        let mut layers = Vec::new();
        for layer in Layer::ALL {
            let domains: Vec<Option<Level>> = (0..self.framework.domains.len())
                .map(|domain| {
                    median(self.framework.of_domain(domain).filter_map(|(index, _)| {
                        let said = self.said(me, index);
                        // The newest of each layer.
                        said.into_iter().find(|said| said.layer == layer && said.level.is_some())?.level
                    }))
                })
                .collect();
            if domains.iter().any(Option::is_some) {
                layers.push((layer, domains));
            }
        }
        let domains = self.framework.domains.iter();
        Some(Radar {
            domains: domains.map(|domain| (domain.code, [domain.name.fr, domain.name.en])).collect(),
            layers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_begin_at_the_top_and_end_at_the_rim() {
        assert_eq!((point(0, 8), point(0, 0)), ((0, -100), (0, 0)));
        for axis in 0..5 {
            let (right, down) = point(axis, 8);
            assert!((9_700..=10_100).contains(&(right * right + down * down)), "{axis}");
        }
    }
}
