//! What the model says, in words.

use greffon_archiclasse_catalogue::{self as catalogue, Catalogue, Family};
use greffon_archiclasse_model::app::Say;
use greffon_archiclasse_model::arrange::Side;
use greffon_archiclasse_model::command::{Chord, Command};
use greffon_archiclasse_model::edit::Label;
use greffon_archiclasse_model::field::{Field, Refusal};
use greffon_archiclasse_model::gesture::{Pair, Purpose};
use greffon_archiclasse_model::snap::Catch;
use greffon_archiclasse_model::template::Template;
use greffon_archiclasse_plan::length::{NoLength, metres};
use greffon_archiclasse_plan::opening::OpeningKind;
use greffon_archiclasse_plan::photo::NoPhoto;
use greffon_archiclasse_plan::plan::NoScale;
use greffon_archiclasse_plan::zone::{Space, Zone};
use greffon_archiclasse_plan::{Object, Plan, Ref, geometry};
use greffon_kit::i18n::{Lang, Text};

use crate::text::T;

/// The decimal mark.
pub(crate) const fn mark(lang: Lang) -> char {
    match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    }
}

/// The catalogue's language for the screen's.
pub(crate) const fn catalogue_lang(lang: Lang) -> catalogue::words::Lang {
    match lang {
        Lang::Fr => catalogue::words::Lang::Fr,
        Lang::En => catalogue::words::Lang::En,
    }
}

/// A count, for texts that count.
pub(crate) fn size(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One of the six spaces.
pub(crate) fn space(space: Space, lang: Lang) -> &'static str {
    let key = match space {
        Space::FeuDeCamp => T::SpaceFeuDeCamp,
        Space::Grotte => T::SpaceGrotte,
        Space::Oasis => T::SpaceOasis,
        Space::Labo => T::SpaceLabo,
        Space::Sources => T::SpaceSources,
        Space::Scene => T::SpaceScene,
    };
    key.get(lang)
}

/// What a zone is called, with its people.
pub(crate) fn zone_name(zone: &Zone, lang: Lang) -> String {
    let name = zone_called(zone, lang);
    if zone.heads > 0 { [name, " · ", &heads(zone.heads, lang)].concat() } else { name.to_owned() }
}

/// What a zone is called; without a name of its own, as its space.
pub(crate) fn zone_called(zone: &Zone, lang: Lang) -> &str {
    if zone.name.is_empty() { space(zone.space, lang) } else { zone.name.as_str() }
}

/// So many people.
pub(crate) fn heads(heads: i32, lang: Lang) -> String {
    T::ZoneHeads.count(lang, heads.unsigned_abs())
}

/// A family of the catalogue.
pub(crate) fn family(family: Family, lang: Lang) -> &'static str {
    let key = match family {
        Family::Seat => T::FamilySeat,
        Family::Soft => T::FamilySoft,
        Family::Table => T::FamilyTable,
        Family::Set => T::FamilySet,
        Family::Desk => T::FamilyDesk,
        Family::Board => T::FamilyBoard,
        Family::Screen => T::FamilyScreen,
        Family::Charging => T::FamilyCharging,
        Family::Shelf => T::FamilyShelf,
        Family::Storage => T::FamilyStorage,
        Family::Lab => T::FamilyLab,
        Family::Stage => T::FamilyStage,
        Family::Partition => T::FamilyPartition,
        Family::Point => T::FamilyPoint,
        Family::Access => T::FamilyAccess,
        Family::Outdoor => T::FamilyOutdoor,
    };
    key.get(lang)
}

/// A kind of opening.
pub(crate) fn opening(kind: OpeningKind, lang: Lang) -> &'static str {
    let key = match kind {
        OpeningKind::Door => T::OpeningDoor,
        OpeningKind::Double => T::OpeningDouble,
        OpeningKind::Sliding => T::OpeningSliding,
        OpeningKind::Passage => T::OpeningPassage,
        OpeningKind::Window => T::OpeningWindow,
    };
    key.get(lang)
}

/// An object as the list calls it: what it is, how large, where.
pub(crate) fn object(plan: &Plan, catalogue: &Catalogue, name: Ref, lang: Lang) -> String {
    let m = |value: i32| metres(value, mark(lang));
    match plan.get(name) {
        Some(Object::Piece(piece)) => {
            let known = catalogue.piece(&piece.item).map(|known| known.name.get(catalogue_lang(lang)));
            let called = if piece.name.is_empty() { known.unwrap_or(&piece.item) } else { &piece.name };
            T::ObjectPiece.with(
                lang,
                &[
                    ("name", called),
                    ("width", &m(piece.size.width)),
                    ("depth", &m(piece.size.depth)),
                    ("x", &m(piece.at.x)),
                    ("y", &m(piece.at.y)),
                ],
            )
        }
        Some(Object::Zone(zone)) => {
            let bounds = zone.outline.bounds();
            let (width, depth) = bounds.map_or((0, 0), |bounds| (bounds.width(), bounds.height()));
            T::ObjectZone
                .with(lang, &[("name", &zone_name(&zone, lang)), ("width", &m(width)), ("depth", &m(depth))])
        }
        Some(Object::Wall(_)) => {
            let length = plan.wall_line(name.id).map_or(0, |line| geometry::whole(line.length()));
            T::ObjectWall.with(lang, &[("length", &m(length))])
        }
        Some(Object::Opening(own)) => {
            let (name, width, at) = (opening(own.kind, lang), m(own.width), m(own.at));
            T::ObjectOpening.with(lang, &[("name", name), ("width", &width), ("at", &at)])
        }
        Some(Object::Node(node)) => T::ObjectNode.with(lang, &[("x", &m(node.at.x)), ("y", &m(node.at.y))]),
        _ => String::new(),
    }
}

/// A field.
pub(crate) fn field(field: Field, lang: Lang) -> &'static str {
    let key = match field {
        Field::X => T::FieldX,
        Field::Y => T::FieldY,
        Field::Width => T::FieldWidth,
        Field::Depth => T::FieldDepth,
        Field::Height => T::FieldHeight,
        Field::Turn => T::FieldTurn,
        Field::Length => T::FieldLength,
        Field::Thickness => T::FieldThickness,
        Field::At => T::FieldAt,
        Field::Sill => T::FieldSill,
        Field::Heads => T::FieldHeads,
    };
    key.get(lang)
}

/// Why what was typed was not taken, and what to do.
pub(crate) fn refusal(why: Refusal, lang: Lang) -> &'static str {
    let key = match why {
        Refusal::Length(NoLength::Empty) => T::WrongEmpty,
        Refusal::Length(NoLength::NotANumber) => T::WrongLength,
        Refusal::Length(NoLength::Negative | NoLength::Zero) => T::WrongZero,
        Refusal::Length(NoLength::TooLong) => T::WrongTooLong,
        Refusal::Number => T::WrongNumber,
        Refusal::OutOfBounds => T::WrongBounds,
    };
    key.get(lang)
}

/// What was caught.
pub(crate) fn catch(catch: Catch, lang: Lang) -> &'static str {
    let key = match catch {
        Catch::Corner => T::CatchCorner,
        Catch::WallFace => T::CatchWallFace,
        Catch::OnWall => T::CatchOnWall,
        Catch::Edge => T::CatchEdge,
        Catch::Centre => T::CatchCentre,
        Catch::Gap => T::CatchGap,
        Catch::Line => T::CatchLine,
        Catch::Angle => T::CatchAngle,
        Catch::Grid => T::CatchGrid,
    };
    key.get(lang)
}

/// A change.
pub(crate) fn label(label: Label, lang: Lang) -> &'static str {
    let key = match label {
        Label::Draw => T::LabelDraw,
        Label::Opening => T::LabelOpening,
        Label::Zone => T::LabelZone,
        Label::Place => T::LabelPlace,
        Label::Move => T::LabelMove,
        Label::Turn => T::LabelTurn,
        Label::Resize => T::LabelResize,
        Label::Delete => T::LabelDelete,
        Label::Copy => T::LabelCopy,
        Label::Repeat => T::LabelRepeat,
        Label::Align => T::LabelAlign,
        Label::Group => T::LabelGroup,
        Label::Lock => T::LabelLock,
        Label::Field => T::LabelField,
        Label::Create => T::LabelCreate,
        Label::DeletePlan => T::LabelDeletePlan,
        Label::Photo => T::LabelPhoto,
        Label::Scale => T::LabelScale,
    };
    key.get(lang)
}

/// A command.
pub(crate) fn command(command: Command, lang: Lang) -> &'static str {
    let key = match command {
        Command::Undo => T::CmdUndo,
        Command::Redo => T::CmdRedo,
        Command::Select => T::CmdSelect,
        Command::Walls => T::CmdWalls,
        Command::Door => T::CmdDoor,
        Command::Window => T::CmdWindow,
        Command::All => T::CmdAll,
        Command::Leave => T::CmdLeave,
        Command::Delete => T::CmdDelete,
        Command::Duplicate => T::CmdDuplicate,
        Command::Copy => T::CmdCopy,
        Command::Paste => T::CmdPaste,
        Command::TurnRight => T::CmdTurnRight,
        Command::TurnLeft => T::CmdTurnLeft,
        Command::Group => T::CmdGroup,
        Command::Ungroup => T::CmdUngroup,
        Command::Lock => T::CmdLock,
        Command::Align(Side::Left) => T::CmdAlignLeft,
        Command::Align(Side::Centre) => T::CmdAlignCentre,
        Command::Align(Side::Right) => T::CmdAlignRight,
        Command::Align(Side::Top) => T::CmdAlignTop,
        Command::Align(Side::Middle) => T::CmdAlignMiddle,
        Command::Align(Side::Bottom) => T::CmdAlignBottom,
        Command::SpreadAcross => T::CmdSpreadAcross,
        Command::SpreadDown => T::CmdSpreadDown,
        Command::SideBySide => T::CmdSideBySide,
        Command::ZoomIn => T::CmdZoomIn,
        Command::ZoomOut => T::CmdZoomOut,
        Command::Fit => T::CmdFit,
    };
    key.get(lang)
}

/// A key, as keyboards call it.
pub(crate) fn chord(chord: Chord, lang: Lang) -> String {
    let mut text = String::new();
    if chord.ctrl {
        text += "Ctrl+";
    }
    if chord.shift {
        text += T::KeyShift.get(lang);
        text.push('+');
    }
    match chord.key {
        "Delete" => text += T::KeyDelete.get(lang),
        "Escape" => text += T::KeyEscape.get(lang),
        key => text += &key.to_uppercase(),
    }
    text
}

/// A template, with its size.
pub(crate) fn template(template: Template, lang: Lang) -> &'static str {
    let key = match template {
        Template::Classroom => T::TemplateClassroom,
        Template::Cdi => T::TemplateCdi,
        Template::ThreeC => T::TemplateThreeC,
        Template::Laboratory => T::TemplateLaboratory,
        Template::Hall => T::TemplateHall,
        Template::Rectangle { .. } => T::TemplateRectangle,
        Template::Empty => T::TemplateEmpty,
    };
    key.get(lang)
}

/// Why a file gives no photo, and what to do.
const fn no_photo(why: NoPhoto) -> T {
    match why {
        NoPhoto::NotAPicture => T::PhotoNot,
        NoPhoto::Svg => T::PhotoSvg,
        NoPhoto::TooHeavy => T::PhotoHeavy,
        NoPhoto::TooLarge => T::PhotoLarge,
        NoPhoto::Damaged => T::PhotoDamaged,
    }
}

/// What is to be pointed at next.
pub(crate) fn pointing(pair: &Pair, lang: Lang) -> &'static str {
    let key = match (pair.purpose(), pair.first()) {
        (Purpose::Scale, None) => T::PhotoFirst,
        (Purpose::Scale, Some(_)) => T::PhotoSecond,
        (Purpose::Move, None) => T::PhotoFrom,
        (Purpose::Move, Some(_)) => T::PhotoTo,
    };
    key.get(lang)
}

/// What is announced.
pub(crate) fn say(say: Say, lang: Lang) -> String {
    match say {
        Say::Did(done, count) => T::SayDid.count_with(lang, size(count), &[("label", label(done, lang))]),
        Say::Undone(done) => T::SayUndone.with(lang, &[("label", label(done, lang))]),
        Say::Redone(done) => T::SayRedone.with(lang, &[("label", label(done, lang))]),
        Say::Selected(count) => T::SaySelected.count(lang, size(count)),
        Say::Copied(count) => T::SayCopied.count(lang, size(count)),
        Say::NoRoom => T::SayNoRoom.get(lang).to_owned(),
        Say::NothingDrawn => T::SayNothingDrawn.get(lang).to_owned(),
        Say::NotTaken(why) => refusal(why, lang).to_owned(),
        Say::NotSaved => T::SayNotSaved.get(lang).to_owned(),
        Say::Furnished(count, wanted) => {
            T::SayFurnished.count_with(lang, size(count), &[("wanted", &wanted.to_string())])
        }
        Say::NoPhoto(why) => no_photo(why).get(lang).to_owned(),
        Say::NoScale(NoScale::SamePoint) => T::PhotoSamePoint.get(lang).to_owned(),
        Say::NoScale(NoScale::OutOfBounds) => T::PhotoOutOfBounds.get(lang).to_owned(),
        Say::Measured => T::PhotoMeasured.get(lang).to_owned(),
        Say::NotAPlan => T::SayNotAPlan.get(lang).to_owned(),
        Say::NewerFile => T::SayNewerFile.get(lang).to_owned(),
        Say::Imported(0) => T::SayImported.get(lang).to_owned(),
        Say::Imported(lost) => T::SayImportedPart.count(lang, size(lost)),
    }
}
