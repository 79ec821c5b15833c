use greffon_archiclasse_plan::length::{self, NoLength};

/// Digits that a person types during a gesture: they set its length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    text: String,
}

/// Longer texts are no length.
const LONGEST: usize = 16;

impl Typed {
    /// Takes a sign; only a digit or a mark begins a text, so that letters stay free for tools.
    pub(super) fn push(&mut self, sign: char) -> bool {
        let starts = sign.is_ascii_digit() || sign == ',' || sign == '.';
        let goes_on = matches!(sign, 'm' | 'c' | 'x' | ' ' | '×') && !self.text.is_empty();
        if !(starts || goes_on) {
            return false;
        }
        if self.text.len() < LONGEST {
            self.text.push(sign);
        }
        true
    }

    pub(super) fn pop(&mut self) -> bool {
        self.text.pop().is_some()
    }

    /// Forgets the text; whether there was one.
    pub(super) fn clear(&mut self) -> bool {
        let was = !self.text.is_empty();
        self.text.clear();
        was
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The length, mm; `None` where nothing is typed.
    pub fn length(&self) -> Option<Result<i32, NoLength>> {
        if self.text.is_empty() { None } else { Some(length::parse(&self.text)) }
    }

    /// Two lengths with `x` between them.
    pub fn lengths(&self) -> Option<Result<(i32, i32), NoLength>> {
        let (one, other) = self.text.split_once(['x', '×'])?;
        Some(length::parse(one).and_then(|one| length::parse(other).map(|other| (one, other))))
    }

    /// The length, where it is one.
    pub(super) fn right(&self) -> Option<i32> {
        self.length().and_then(Result::ok)
    }

    /// Whether something is typed that is no length.
    pub fn is_wrong(&self) -> bool {
        match self.lengths() {
            Some(lengths) => lengths.is_err(),
            None => self.length().is_some_and(|length| length.is_err()),
        }
    }
}
