//! Faults for some requests: which ones, and what befalls them.

use std::time::Duration;

/// What befalls a request that a rule matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection ends before the server hears of it.
    CutBefore,
    /// The server does its work, and the connection ends before the answer: the acknowledgement is lost.
    CutAfter,
    /// It reaches the server late.
    Delay(Duration),
    /// Nothing ever comes back, and the server hears nothing.
    Hang,
    /// The server is not asked; this status comes back, with a body that is no JSON.
    Status(u16),
}

/// Which requests a fault is for.
#[derive(Debug, Clone)]
pub struct Rule {
    method: Option<String>,
    path: String,
    fault: Fault,
    left: Option<u32>,
}

impl Rule {
    /// Every request whose path and query contain `path`.
    pub fn new(path: impl Into<String>, fault: Fault) -> Self {
        Self { method: None, path: path.into(), fault, left: None }
    }

    /// Of those, only the ones of this method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Of those, only the next `count`.
    #[must_use]
    pub fn times(mut self, count: u32) -> Self {
        self.left = Some(count);
        self
    }

    /// The fault for this request, counted down when there is one.
    fn apply(&mut self, method: &str, path: &str) -> Option<Fault> {
        let meant = self.method.as_deref().is_none_or(|wanted| wanted == method);
        if !meant || !path.contains(&self.path) {
            return None;
        }
        match &mut self.left {
            Some(0) => return None,
            Some(left) => *left -= 1,
            None => (),
        }
        Some(self.fault)
    }
}

/// The fault of the first rule that matches.
pub(super) fn find(rules: &mut [Rule], method: &str, path: &str) -> Option<Fault> {
    rules.iter_mut().find_map(|rule| rule.apply(method, path))
}

#[cfg(test)]
mod tests {
    use super::{Fault, Rule, find};

    #[test]
    fn a_rule_minds_method_path_and_count() {
        let mut rules = [Rule::new("/i/", Fault::Status(500)).method("POST").times(2)];
        assert_eq!(find(&mut rules, "GET", "/i/one/shared"), None, "another method");
        assert_eq!(find(&mut rules, "POST", "/sign-in"), None, "another path");
        assert_eq!(find(&mut rules, "POST", "/i/one/shared"), Some(Fault::Status(500)), "first");
        assert_eq!(find(&mut rules, "POST", "/i/one/shared"), Some(Fault::Status(500)), "second");
        assert_eq!(find(&mut rules, "POST", "/i/one/shared"), None, "used up");
    }
}
