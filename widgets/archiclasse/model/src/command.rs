//! What can be asked of the editor: one entry a command, the same for toolbar, menu and key.

use crate::arrange::Side;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Take the person's last change back.
    Undo,
    /// Bring it back.
    Redo,
    /// The tool that selects and moves.
    Select,
    /// The tool that draws walls.
    Walls,
    /// The tool that puts doors in.
    Door,
    /// The tool that puts windows in.
    Window,
    /// Select everything that can be moved.
    All,
    /// Select nothing; leave a tool.
    Leave,
    /// Delete the selection.
    Delete,
    /// Double it, a little aside.
    Duplicate,
    /// Keep a copy.
    Copy,
    /// Put the copy in, in whichever plan is open.
    Paste,
    /// Turn by 15 degrees with the clock.
    TurnRight,
    /// Turn by 15 degrees against the clock.
    TurnLeft,
    /// Make a group of it.
    Group,
    /// Dissolve its groups.
    Ungroup,
    /// Lock it, or unlock it where all of it is locked.
    Lock,
    /// Bring sides or middles in line.
    Align(Side),
    /// Equal gaps from left to right.
    SpreadAcross,
    /// Equal gaps from top to bottom.
    SpreadDown,
    /// Side by side without a gap.
    SideBySide,
    /// Nearer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// All of it.
    Fit,
}

/// A key that runs a command, as the browser names it; with Ctrl (or Cmd) or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chord {
    /// `KeyboardEvent.key`, lower case where it is a letter.
    pub key: &'static str,
    /// With Ctrl or Cmd.
    pub ctrl: bool,
    /// With Shift.
    pub shift: bool,
}

const fn plain(key: &'static str) -> Chord {
    Chord { key, ctrl: false, shift: false }
}

const fn shift(key: &'static str) -> Chord {
    Chord { key, ctrl: false, shift: true }
}

const fn ctrl(key: &'static str) -> Chord {
    Chord { key, ctrl: true, shift: false }
}

/// Every command with its key, in the order of menus.
pub const REGISTRY: [(Command, Option<Chord>); 29] = [
    (Command::Undo, Some(ctrl("z"))),
    (Command::Redo, Some(ctrl("y"))),
    (Command::Select, Some(plain("v"))),
    (Command::Walls, Some(plain("w"))),
    (Command::Door, Some(plain("d"))),
    (Command::Window, Some(plain("f"))),
    (Command::All, Some(ctrl("a"))),
    (Command::Leave, Some(plain("Escape"))),
    (Command::Delete, Some(plain("Delete"))),
    (Command::Duplicate, Some(ctrl("d"))),
    (Command::Copy, Some(ctrl("c"))),
    (Command::Paste, Some(ctrl("v"))),
    (Command::TurnRight, Some(plain("r"))),
    (Command::TurnLeft, Some(shift("r"))),
    (Command::Group, Some(ctrl("g"))),
    (Command::Ungroup, Some(Chord { key: "g", ctrl: true, shift: true })),
    (Command::Lock, Some(plain("l"))),
    (Command::Align(Side::Left), None),
    (Command::Align(Side::Centre), None),
    (Command::Align(Side::Right), None),
    (Command::Align(Side::Top), None),
    (Command::Align(Side::Middle), None),
    (Command::Align(Side::Bottom), None),
    (Command::SpreadAcross, None),
    (Command::SpreadDown, None),
    (Command::SideBySide, None),
    (Command::ZoomIn, Some(plain("+"))),
    (Command::ZoomOut, Some(plain("-"))),
    (Command::Fit, Some(plain("0"))),
];

impl Command {
    /// The command of a key.
    pub fn of_key(key: &str, ctrl: bool, shift: bool) -> Option<Self> {
        let key = if key.len() == 1 { key.to_ascii_lowercase() } else { key.to_owned() };
        if key == "z" && ctrl && shift {
            return Some(Self::Redo);
        }
        if key == "Backspace" && !ctrl {
            return Some(Self::Delete);
        }
        let found = REGISTRY.iter().find(|(_, chord)| {
            // A plus needs Shift on some keyboards.
            chord.is_some_and(|chord| {
                chord.key == key && chord.ctrl == ctrl && (chord.shift == shift || key == "+" || key == "-")
            })
        });
        found.map(|(command, _)| *command)
    }

    /// Its key.
    pub fn chord(self) -> Option<Chord> {
        REGISTRY.iter().find(|(command, _)| *command == self).and_then(|(_, chord)| *chord)
    }

    /// How many selected objects it needs.
    pub const fn needs(self) -> usize {
        match self {
            Self::Delete
            | Self::Duplicate
            | Self::Copy
            | Self::TurnLeft
            | Self::TurnRight
            | Self::Lock
            | Self::Ungroup => 1,
            Self::Group | Self::Align(_) | Self::SideBySide => 2,
            Self::SpreadAcross | Self::SpreadDown => 3,
            _ => 0,
        }
    }

    /// Whether it changes the plan.
    pub const fn writes(self) -> bool {
        !matches!(
            self,
            Self::Select | Self::All | Self::Leave | Self::Copy | Self::ZoomIn | Self::ZoomOut | Self::Fit
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_runs_one_command() {
        for (command, chord) in REGISTRY {
            if let Some(chord) = chord {
                assert_eq!(Command::of_key(chord.key, chord.ctrl, chord.shift), Some(command), "{chord:?}");
            }
        }
        assert_eq!(Command::of_key("Z", true, true), Some(Command::Redo));
        assert_eq!(Command::of_key("q", false, false), None);
    }
}
