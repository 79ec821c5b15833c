//! Who may change what. The host and the back end enforce it by the rules of `widget.json`; here it only decides what
//! is offered. A test holds the two together.

use crate::function::Function;
use crate::stored::Kind;

/// A role that the manifest names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Leads the certification; assigned by the host, since it is no profile.
    Referent,
    /// The head.
    Head,
    /// Staff of the establishment, its technician among them.
    Technician,
    /// Local authority.
    Authority,
    /// Academy.
    Academy,
    /// Teaches, or keeps the library or school life.
    Teacher,
    /// Learns.
    Pupil,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Referent,
        Self::Head,
        Self::Technician,
        Self::Authority,
        Self::Academy,
        Self::Teacher,
        Self::Pupil,
    ];

    /// As the manifest names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Referent => "referent",
            Self::Head => "head",
            Self::Technician => "technician",
            Self::Authority => "authority",
            Self::Academy => "academy",
            Self::Teacher => "teacher",
            Self::Pupil => "pupil",
        }
    }

    /// The functions that somebody of this role has: what "mine" means on the board.
    pub const fn functions(self) -> &'static [Function] {
        match self {
            Self::Referent => &[Function::Referent],
            Self::Head => &[Function::Head],
            Self::Technician => &[Function::SchoolTechnician],
            Self::Authority => &[Function::AuthorityTechnician, Function::AuthorityIt],
            Self::Academy => &[Function::Academy],
            Self::Teacher => &[Function::Invigilator, Function::Teacher],
            Self::Pupil => &[],
        }
    }

    /// Whether this role changes items of that kind. Everybody may report.
    pub const fn may_change(self, kind: Kind) -> bool {
        let leads = matches!(self, Self::Referent | Self::Head);
        let works = leads || matches!(self, Self::Technician | Self::Authority | Self::Academy);
        match kind {
            Kind::Session | Kind::Settings => leads,
            Kind::Contact | Kind::Step | Kind::Ticket | Kind::Log => works,
            Kind::Room | Kind::Machine => leads || matches!(self, Self::Technician | Self::Authority),
            Kind::Routing => leads || matches!(self, Self::Authority | Self::Academy),
            Kind::Report => true,
        }
    }

    /// Whether this role sees the preparation, and not only the form to report something.
    pub const fn sees_all(self) -> bool {
        !matches!(self, Self::Pupil)
    }
}

/// What somebody may do: the sum of their roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rights {
    roles: Vec<Role>,
    read_only: bool,
}

impl Rights {
    /// Those of somebody with these roles, by name; names of no role give none.
    pub fn new(names: &[String], read_only: bool) -> Self {
        let has = |role: &Role| names.iter().any(|name| name == role.name());
        Self { roles: Role::ALL.into_iter().filter(has).collect(), read_only }
    }

    /// Nothing may be changed, or it may again.
    pub const fn set_read_only(&mut self, read_only: bool) {
        self.read_only = read_only;
    }

    /// Whether items of that kind may be changed now.
    pub fn may_change(&self, kind: Kind) -> bool {
        !self.read_only && self.roles.iter().any(|role| role.may_change(kind))
    }

    /// Whether the preparation is seen.
    pub fn sees_all(&self) -> bool {
        self.roles.iter().any(|role| role.sees_all())
    }

    /// Whether something can be reported.
    pub fn may_report(&self) -> bool {
        !self.read_only && !self.roles.is_empty()
    }

    /// Whether there is anything here for them.
    pub const fn is_nobody(&self) -> bool {
        self.roles.is_empty()
    }

    /// Whether that function is theirs.
    pub fn is_mine(&self, function: Function) -> bool {
        self.roles.iter().any(|role| role.functions().contains(&function))
    }

    /// Whether they are of the staff of some body, not a pupil only.
    pub fn is_staff(&self) -> bool {
        self.sees_all()
    }

    /// Whether they lead.
    pub fn leads(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Referent | Role::Head))
    }
}
