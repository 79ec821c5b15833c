//! Who does what for the certification: the functions that steps and tickets are given to.

/// A function. Rights come from the host's roles ([`crate::rights`]); a function says who is to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    /// Leads the certification in the establishment.
    Referent,
    /// The head of the establishment, who organises it.
    Head,
    /// The technician in the establishment.
    SchoolTechnician,
    /// The technician of the local authority, for images, software and antivirus.
    AuthorityTechnician,
    /// The IT service of the département or region, for the network.
    AuthorityIt,
    /// The rectorat, for accounts and directories.
    Academy,
    /// Invigilates a session.
    Invigilator,
    /// Teaches the candidates.
    Teacher,
    /// The support of Pix.
    Pix,
}

impl Function {
    /// Every function, as lists show them.
    pub const ALL: [Self; 9] = [
        Self::Referent,
        Self::Head,
        Self::SchoolTechnician,
        Self::AuthorityTechnician,
        Self::AuthorityIt,
        Self::Academy,
        Self::Invigilator,
        Self::Teacher,
        Self::Pix,
    ];

    /// As it is stored.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Referent => "referent",
            Self::Head => "head",
            Self::SchoolTechnician => "school-technician",
            Self::AuthorityTechnician => "authority-technician",
            Self::AuthorityIt => "authority-it",
            Self::Academy => "academy",
            Self::Invigilator => "invigilator",
            Self::Teacher => "teacher",
            Self::Pix => "pix",
        }
    }

    /// The function that is stored so.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.id() == id)
    }
}
