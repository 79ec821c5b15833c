//! Samples and what is said of them.

/// Measured values, sorted.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Takes values in any order; what is no number is left out.
    pub fn new(mut values: Vec<f64>) -> Self {
        values.retain(|value| value.is_finite());
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value below which `percent` of the samples lie (nearest rank); none without samples.
    pub fn percentile(&self, percent: usize) -> Option<f64> {
        let rank = (self.0.len() * percent.min(100)).div_ceil(100).max(1);
        self.0.get(rank - 1).copied()
    }

    /// The median; none without samples.
    pub fn median(&self) -> Option<f64> {
        let middle = self.0.len() / 2;
        if self.0.len() % 2 == 1 {
            return self.0.get(middle).copied();
        }
        Some(f64::midpoint(*self.0.get(middle.checked_sub(1)?)?, *self.0.get(middle)?))
    }
}

#[cfg(test)]
mod tests {
    use super::Samples;

    #[test]
    fn percentiles_are_samples_and_the_median_is_the_middle() {
        let samples = Samples::new((1..=200).rev().map(f64::from).collect());
        assert_eq!(samples.percentile(99), Some(198.0), "nearest rank");
        assert_eq!(samples.percentile(50), Some(100.0), "nearest rank");
        assert_eq!(samples.median(), Some(100.5), "between the two in the middle");
        assert_eq!(Samples::new(vec![7.0]).percentile(1), Some(7.0), "one sample is every percentile");
        assert_eq!(Samples::default().median(), None, "nothing measured");
    }
}
