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

use crate::text::{L, T};

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
        Space::FeuDeCamp => L::SpaceFeuDeCamp,
        Space::Grotte => L::SpaceGrotte,
        Space::Oasis => L::SpaceOasis,
        Space::Labo => L::SpaceLabo,
        Space::Sources => L::SpaceSources,
        Space::Scene => L::SpaceScene,
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
    L::ZoneHeads.count(lang, heads.unsigned_abs())
}

/// A family of the catalogue.
pub(crate) fn family(family: Family, lang: Lang) -> &'static str {
    let key = match family {
        Family::Seat => L::FamilySeat,
        Family::Soft => L::FamilySoft,
        Family::Table => L::FamilyTable,
        Family::Set => L::FamilySet,
        Family::Desk => L::FamilyDesk,
        Family::Board => L::FamilyBoard,
        Family::Screen => L::FamilyScreen,
        Family::Charging => L::FamilyCharging,
        Family::Shelf => L::FamilyShelf,
        Family::Storage => L::FamilyStorage,
        Family::Lab => L::FamilyLab,
        Family::Stage => L::FamilyStage,
        Family::Partition => L::FamilyPartition,
        Family::Point => L::FamilyPoint,
        Family::Access => L::FamilyAccess,
        Family::Outdoor => L::FamilyOutdoor,
    };
    key.get(lang)
}

/// A kind of opening.
pub(crate) fn opening(kind: OpeningKind, lang: Lang) -> &'static str {
    let key = match kind {
        OpeningKind::Door => L::OpeningDoor,
        OpeningKind::Double => L::OpeningDouble,
        OpeningKind::Sliding => L::OpeningSliding,
        OpeningKind::Passage => L::OpeningPassage,
        OpeningKind::Window => L::OpeningWindow,
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
            L::ObjectPiece.with(
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
            L::ObjectZone
                .with(lang, &[("name", &zone_name(&zone, lang)), ("width", &m(width)), ("depth", &m(depth))])
        }
        Some(Object::Wall(_)) => {
            let length = plan.wall_line(name.id).map_or(0, |line| geometry::whole(line.length()));
            L::ObjectWall.with(lang, &[("length", &m(length))])
        }
        Some(Object::Opening(own)) => {
            let (name, width, at) = (opening(own.kind, lang), m(own.width), m(own.at));
            L::ObjectOpening.with(lang, &[("name", name), ("width", &width), ("at", &at)])
        }
        Some(Object::Node(node)) => L::ObjectNode.with(lang, &[("x", &m(node.at.x)), ("y", &m(node.at.y))]),
        _ => String::new(),
    }
}

/// A field.
pub(crate) fn field(field: Field, lang: Lang) -> &'static str {
    let key = match field {
        Field::X => L::FieldX,
        Field::Y => L::FieldY,
        Field::Width => L::FieldWidth,
        Field::Depth => L::FieldDepth,
        Field::Height => L::FieldHeight,
        Field::Turn => L::FieldTurn,
        Field::Length => L::FieldLength,
        Field::Thickness => L::FieldThickness,
        Field::At => L::FieldAt,
        Field::Sill => L::FieldSill,
        Field::Heads => L::FieldHeads,
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
        Catch::Corner => L::CatchCorner,
        Catch::WallFace => L::CatchWallFace,
        Catch::OnWall => L::CatchOnWall,
        Catch::Edge => L::CatchEdge,
        Catch::Centre => L::CatchCentre,
        Catch::Gap => L::CatchGap,
        Catch::Line => L::CatchLine,
        Catch::Angle => L::CatchAngle,
        Catch::Grid => L::CatchGrid,
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
        Command::Undo => L::CmdUndo,
        Command::Redo => L::CmdRedo,
        Command::Select => L::CmdSelect,
        Command::Walls => L::CmdWalls,
        Command::Door => L::CmdDoor,
        Command::Window => L::CmdWindow,
        Command::All => L::CmdAll,
        Command::Leave => L::CmdLeave,
        Command::Delete => L::CmdDelete,
        Command::Duplicate => L::CmdDuplicate,
        Command::Copy => L::CmdCopy,
        Command::Paste => L::CmdPaste,
        Command::TurnRight => L::CmdTurnRight,
        Command::TurnLeft => L::CmdTurnLeft,
        Command::Group => L::CmdGroup,
        Command::Ungroup => L::CmdUngroup,
        Command::Lock => L::CmdLock,
        Command::Align(Side::Left) => L::CmdAlignLeft,
        Command::Align(Side::Centre) => L::CmdAlignCentre,
        Command::Align(Side::Right) => L::CmdAlignRight,
        Command::Align(Side::Top) => L::CmdAlignTop,
        Command::Align(Side::Middle) => L::CmdAlignMiddle,
        Command::Align(Side::Bottom) => L::CmdAlignBottom,
        Command::SpreadAcross => L::CmdSpreadAcross,
        Command::SpreadDown => L::CmdSpreadDown,
        Command::SideBySide => L::CmdSideBySide,
        Command::ZoomIn => L::CmdZoomIn,
        Command::ZoomOut => L::CmdZoomOut,
        Command::Fit => L::CmdFit,
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
        text += L::KeyShift.get(lang);
        text.push('+');
    }
    match chord.key {
        "Delete" => text += L::KeyDelete.get(lang),
        "Escape" => text += L::KeyEscape.get(lang),
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
        NoPhoto::NotAPicture => T::SayPhotoNot,
        NoPhoto::Svg => T::SayPhotoSvg,
        NoPhoto::TooHeavy => T::SayPhotoHeavy,
        NoPhoto::TooLarge => T::SayPhotoLarge,
        NoPhoto::Damaged => T::SayPhotoDamaged,
    }
}

/// What is to be pointed at next.
pub(crate) fn pointing(pair: &Pair, lang: Lang) -> &'static str {
    let key = match (pair.purpose(), pair.first()) {
        (Purpose::Scale, None) => L::PhotoFirst,
        (Purpose::Scale, Some(_)) => L::PhotoSecond,
        (Purpose::Move, None) => L::PhotoFrom,
        (Purpose::Move, Some(_)) => L::PhotoTo,
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
        Say::NoScale(NoScale::SamePoint) => T::SaySamePoint.get(lang).to_owned(),
        Say::NoScale(NoScale::OutOfBounds) => T::SayPhotoFar.get(lang).to_owned(),
        Say::Measured => T::SayMeasured.get(lang).to_owned(),
        Say::NotAPlan => T::SayNotAPlan.get(lang).to_owned(),
        Say::NewerFile => T::SayNewerFile.get(lang).to_owned(),
        Say::Imported(0) => T::SayImported.get(lang).to_owned(),
        Say::Imported(lost) => T::SayImportedPart.count(lang, size(lost)),
    }
}
