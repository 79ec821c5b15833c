//! A change of a plan: the objects as they shall be, and what it is called.

use greffon_archiclasse_plan::{Object, Ref};

/// One object as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which.
    pub name: Ref,
    /// Its new value; `None` takes it away.
    pub object: Option<Object>,
}

impl Edit {
    /// The object shall be this.
    pub const fn set(name: Ref, object: Object) -> Self {
        Self { name, object: Some(object) }
    }

    /// The object shall be gone.
    pub const fn delete(name: Ref) -> Self {
        Self { name, object: None }
    }
}

/// What a change is called, in undo and in announcements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// Walls were drawn.
    Draw,
    /// A door or a window was put in.
    Opening,
    /// A zone was drawn.
    Zone,
    /// A piece was put in.
    Place,
    /// Something was moved.
    Move,
    /// Something was turned.
    Turn,
    /// Something was resized.
    Resize,
    /// Something was deleted.
    Delete,
    /// Something was doubled or pasted.
    Copy,
    /// Pieces were repeated in rows, in arcs, in islands.
    Repeat,
    /// Pieces were aligned or spread.
    Align,
    /// Pieces were grouped or a group was dissolved.
    Group,
    /// Something was locked or unlocked.
    Lock,
    /// A field was filled in.
    Field,
    /// A plan was made.
    Create,
    /// A plan was deleted.
    DeletePlan,
    /// A photo was put below the plan, shown, hidden or taken away.
    Photo,
    /// A photo got its scale.
    Scale,
}

impl Label {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Draw,
        Self::Opening,
        Self::Zone,
        Self::Place,
        Self::Move,
        Self::Turn,
        Self::Resize,
        Self::Delete,
        Self::Copy,
        Self::Repeat,
        Self::Align,
        Self::Group,
        Self::Lock,
        Self::Field,
        Self::Create,
        Self::DeletePlan,
        Self::Photo,
        Self::Scale,
    ];

    /// The label of a write with that number, as the store keeps it.
    pub fn with_tag(self, tag: u32) -> String {
        let place = Self::ALL.iter().position(|known| *known == self).unwrap_or(0);
        [&place.to_string(), ":", &tag.to_string()].concat()
    }

    /// The label of what [`Label::with_tag`] wrote.
    pub fn of(text: &str) -> Option<Self> {
        let place: usize = text.split(':').next()?.parse().ok()?;
        Self::ALL.get(place).copied()
    }
}
