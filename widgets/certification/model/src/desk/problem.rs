//! Kinds of problems: what they touch, and to whom they go where no other table is stored.

use crate::function::Function;
use crate::machine::Aspect;

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The computer does not start.
    Power,
    /// Screen.
    Screen,
    /// Keyboard or mouse.
    Keyboard,
    /// Sound, headset.
    Sound,
    /// Signing in to the computer, or its system.
    Image,
    /// Browser too old, or broken.
    Browser,
    /// The Pix Companion extension is missing.
    Companion,
    /// Another program.
    Software,
    /// Antivirus missing, off, out of date.
    Antivirus,
    /// No network on one computer or in one room.
    Network,
    /// A site is blocked by the filter.
    Filtering,
    /// The line is too slow: to be raised, or some computers to be given priority.
    Throughput,
    /// An account of Pix or of the ENT.
    Account,
    /// The platform of Pix itself.
    Platform,
    /// The room: keys, tables, power.
    Room,
    /// Anything else.
    Other,
}

impl Problem {
    /// Every kind, as people are asked.
    pub const ALL: [Self; 16] = [
        Self::Power,
        Self::Screen,
        Self::Keyboard,
        Self::Sound,
        Self::Network,
        Self::Filtering,
        Self::Image,
        Self::Account,
        Self::Browser,
        Self::Companion,
        Self::Software,
        Self::Antivirus,
        Self::Throughput,
        Self::Platform,
        Self::Room,
        Self::Other,
    ];

    /// As it is stored, and the first part of a fingerprint.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Power => "power",
            Self::Screen => "screen",
            Self::Keyboard => "keyboard",
            Self::Sound => "sound",
            Self::Image => "image",
            Self::Browser => "browser",
            Self::Companion => "companion",
            Self::Software => "software",
            Self::Antivirus => "antivirus",
            Self::Network => "network",
            Self::Filtering => "filtering",
            Self::Throughput => "throughput",
            Self::Account => "account",
            Self::Platform => "platform",
            Self::Room => "room",
            Self::Other => "other",
        }
    }

    /// The kind that is stored so.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// What of a computer it touches; `None` for what is not the computer's.
    pub const fn aspect(self) -> Option<Aspect> {
        match self {
            Self::Power | Self::Screen | Self::Keyboard | Self::Sound => Some(Aspect::Hardware),
            Self::Antivirus => Some(Aspect::Antivirus),
            Self::Image | Self::Browser | Self::Companion | Self::Software => Some(Aspect::Image),
            _ => None,
        }
    }

    /// Whether a candidate can sit at a computer that has it. One's account is no fault of the computer.
    pub const fn stops_a_seat(self) -> bool {
        !matches!(self, Self::Account | Self::Other | Self::Throughput)
    }

    /// To whom it goes by default. Ours, to be replaced by each territory's table.
    pub const fn default_holder(self) -> Function {
        match self {
            Self::Power | Self::Screen | Self::Keyboard | Self::Sound | Self::Room => {
                Function::SchoolTechnician
            }
            Self::Image | Self::Browser | Self::Companion | Self::Software | Self::Antivirus => {
                Function::AuthorityTechnician
            }
            Self::Network | Self::Filtering | Self::Throughput => Function::AuthorityIt,
            Self::Account => Function::Academy,
            Self::Platform | Self::Other => Function::Referent,
        }
    }
}
