//! The person, as far as the widget may know (section 4).

use serde::{Deserialize, Serialize};

/// What was granted of the person in front of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields))]
pub struct User {
    /// Pairwise id: another one for every widget and establishment (`user:id`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// SDET profile names (`user:role`); a person can have several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<Profile>,
    /// Roles that the manifest names and the host assigns (`user:role`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// For display only (`user:name`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Groups of this person that the instance is about (`user:groups`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
}

impl User {
    /// Whether the host gave the person this role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|own| own == role)
    }
}

/// A class or a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Group {
    /// Opaque, stable in the instance.
    pub id: String,
    /// For display.
    pub name: String,
}

/// A profile of the SDET, by its ENT name. Compared without case: GAR files write `National_elv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"), ts(type = "string"))]
pub enum Profile {
    /// `National_ELV`: pupil.
    Pupil,
    /// `National_TUT`: guardian.
    Guardian,
    /// `National_ENS`: teacher.
    Teacher,
    /// `National_DIR`: head.
    Head,
    /// `National_EVS`: school life.
    SchoolLife,
    /// `National_ETA`: establishment staff.
    Staff,
    /// `National_ACA`: academy staff.
    Academy,
    /// `National_DOC`: librarian.
    Librarian,
    /// `National_COL`: local authority.
    LocalAuthority,
}

/// A text that names no profile of the SDET.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProfile(pub String);

impl core::fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("not a profile of the SDET: ")?;
        f.write_str(&self.0)
    }
}

impl core::error::Error for UnknownProfile {}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 9] = [
        Self::Pupil,
        Self::Guardian,
        Self::Teacher,
        Self::Head,
        Self::SchoolLife,
        Self::Staff,
        Self::Academy,
        Self::Librarian,
        Self::LocalAuthority,
    ];

    /// The ENT name, as in `National_ELV`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pupil => "National_ELV",
            Self::Guardian => "National_TUT",
            Self::Teacher => "National_ENS",
            Self::Head => "National_DIR",
            Self::SchoolLife => "National_EVS",
            Self::Staff => "National_ETA",
            Self::Academy => "National_ACA",
            Self::Librarian => "National_DOC",
            Self::LocalAuthority => "National_COL",
        }
    }
}

crate::wire::text!(Profile, |text| Self::try_from(text).ok(), |profile| profile.name());

impl TryFrom<String> for Profile {
    type Error = UnknownProfile;

    fn try_from(text: String) -> Result<Self, UnknownProfile> {
        Self::ALL
            .into_iter()
            .find(|profile| profile.name().eq_ignore_ascii_case(&text))
            .ok_or(UnknownProfile(text))
    }
}

impl From<Profile> for String {
    fn from(profile: Profile) -> Self {
        profile.name().to_owned()
    }
}
