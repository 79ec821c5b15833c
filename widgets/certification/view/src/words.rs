//! What the model says, in words.

use greffon_certification_model::app::{ActKind, DeskFilter, Field, Say, Screen, View, Wrong};
use greffon_certification_model::calendar::Zone;
use greffon_certification_model::day::{Day, Moment};
use greffon_certification_model::desk::event::Act;
use greffon_certification_model::desk::problem::Problem;
use greffon_certification_model::desk::report::Place;
use greffon_certification_model::desk::ticket::Status;
use greffon_certification_model::function::Function;
use greffon_certification_model::log::Deed;
use greffon_certification_model::machine::{Aspect, State as Declared};
use greffon_certification_model::plan::State;
use greffon_certification_model::record::Record;
use greffon_kit::dates::{DateForm, format_date};
use greffon_kit::i18n::{Lang, Text};

use crate::text::T;

/// A day in full words, or in figures for a table.
pub(crate) fn day(day: Day, form: DateForm, lang: Lang) -> String {
    // Noon, so that no time zone moves it to another day.
    format_date(&[&day.text(), "T12:00:00"].concat(), form, lang)
}

/// A moment as people read it.
pub(crate) fn moment(at: Moment, lang: Lang) -> String {
    format_date(&at.text(), DateForm::WordsAndTime, lang)
}

pub(crate) const fn function(function: Function) -> T {
    match function {
        Function::Referent => T::FnReferent,
        Function::Head => T::FnHead,
        Function::SchoolTechnician => T::FnSchoolTechnician,
        Function::AuthorityTechnician => T::FnAuthorityTechnician,
        Function::AuthorityIt => T::FnAuthorityIt,
        Function::Academy => T::FnAcademy,
        Function::Invigilator => T::FnInvigilator,
        Function::Teacher => T::FnTeacher,
        Function::Pix => T::FnPix,
    }
}

pub(crate) const fn screen(screen: Screen) -> T {
    match screen {
        Screen::Home => T::TabHome,
        Screen::Plan => T::TabPlan,
        Screen::Computers => T::TabComputers,
        Screen::Desk => T::TabDesk,
        Screen::Team => T::TabTeam,
        Screen::Report => T::TabReport,
        Screen::Log => T::TabLog,
    }
}

pub(crate) const fn view(view: View) -> T {
    match view {
        View::Board => T::ViewBoard,
        View::List => T::ViewList,
        View::Timeline => T::ViewTimeline,
        View::Calendar => T::ViewCalendar,
    }
}

pub(crate) const fn desk_filter(filter: DeskFilter) -> T {
    match filter {
        DeskFilter::Open => T::DeskOpen,
        DeskFilter::Mine => T::DeskMine,
        DeskFilter::Overdue => T::DeskOverdue,
        DeskFilter::All => T::DeskAll,
    }
}

pub(crate) const fn state(state: State) -> T {
    match state {
        State::ToDo => T::StateToDo,
        State::Doing => T::StateDoing,
        State::Waiting => T::StateWaiting,
        State::Done => T::StateDone,
    }
}

pub(crate) const fn declared(state: Declared) -> T {
    match state {
        Declared::InService => T::MachineInService,
        Declared::Reserve => T::MachineReserve,
        Declared::Broken => T::MachineBroken,
        Declared::Absent => T::MachineAbsent,
    }
}

pub(crate) const fn aspect(aspect: Aspect) -> T {
    match aspect {
        Aspect::Hardware => T::AspectHardware,
        Aspect::Antivirus => T::AspectAntivirus,
        Aspect::Image => T::AspectImage,
    }
}

pub(crate) const fn zone(zone: Zone) -> T {
    match zone {
        Zone::None => T::ZoneNone,
        Zone::A => T::ZoneA,
        Zone::B => T::ZoneB,
        Zone::C => T::ZoneC,
    }
}

pub(crate) const fn problem(problem: Problem) -> T {
    match problem {
        Problem::Power => T::ProblemPower,
        Problem::Screen => T::ProblemScreen,
        Problem::Keyboard => T::ProblemKeyboard,
        Problem::Sound => T::ProblemSound,
        Problem::Image => T::ProblemImage,
        Problem::Browser => T::ProblemBrowser,
        Problem::Companion => T::ProblemCompanion,
        Problem::Software => T::ProblemSoftware,
        Problem::Antivirus => T::ProblemAntivirus,
        Problem::Network => T::ProblemNetwork,
        Problem::Filtering => T::ProblemFiltering,
        Problem::Throughput => T::ProblemThroughput,
        Problem::Account => T::ProblemAccount,
        Problem::Platform => T::ProblemPlatform,
        Problem::Room => T::ProblemRoom,
        Problem::Other => T::ProblemOther,
    }
}

pub(crate) const fn status(status: Status) -> T {
    match status {
        Status::New => T::StatusNew,
        Status::Assigned => T::StatusAssigned,
        Status::Planned => T::StatusPlanned,
        Status::Waiting => T::StatusWaiting,
        Status::Solved => T::StatusSolved,
        Status::Closed => T::StatusClosed,
        Status::Merged => T::StatusMerged,
    }
}

pub(crate) const fn act(act: ActKind) -> T {
    match act {
        ActKind::Take => T::ActTake,
        ActKind::Hand => T::ActHand,
        ActKind::Promise => T::ActPromise,
        ActKind::Plan => T::ActPlan,
        ActKind::Wait => T::ActWait,
        ActKind::Resume => T::ActResume,
        ActKind::Solve => T::ActSolve,
        ActKind::Close => T::ActClose,
        ActKind::Reopen => T::ActReopen,
        ActKind::Comment => T::ActComment,
        ActKind::Merge => T::ActMerge,
    }
}

/// What was done, as the history of a ticket says it.
pub(crate) fn event(act: &Act, lang: Lang) -> String {
    match act {
        Act::Take => T::EventTake.get(lang).to_owned(),
        Act::Hand(to) => T::EventHand.with(lang, &[("to", function(*to).get(lang))]),
        Act::Promise(on) => T::EventPromise.with(lang, &[("day", &day(*on, DateForm::Words, lang))]),
        Act::Plan { on, remote } => {
            let key = if *remote { T::EventPlanRemote } else { T::EventPlan };
            key.with(lang, &[("day", &day(*on, DateForm::Words, lang))])
        }
        Act::Wait => T::EventWait.get(lang).to_owned(),
        Act::Resume => T::EventResume.get(lang).to_owned(),
        Act::Solve => T::EventSolve.get(lang).to_owned(),
        Act::Close => T::EventClose.get(lang).to_owned(),
        Act::Reopen => T::EventReopen.get(lang).to_owned(),
        Act::Comment => T::EventComment.get(lang).to_owned(),
        Act::Merge(_) => T::EventMerge.get(lang).to_owned(),
    }
}

/// Where a problem is.
pub(crate) fn place(place: &Place, record: &Record, lang: Lang) -> String {
    match place {
        Place::School => T::PlaceSchool.get(lang).to_owned(),
        Place::Room(id) => {
            record.rooms.get(id).map_or_else(|| T::PlaceGone.get(lang).to_owned(), |room| room.name.clone())
        }
        Place::Machine(id) => record
            .machines
            .get(id)
            .map_or_else(|| T::PlaceGone.get(lang).to_owned(), |machine| machine.name.clone()),
    }
}

/// The question of a form, and a hint.
pub(crate) const fn field(field: Field) -> (T, Option<T>) {
    match field {
        Field::Name => (T::FieldName, None),
        Field::Function => (T::FieldFunction, None),
        Field::Body => (T::FieldBody, None),
        Field::Mail => (T::FieldMail, None),
        Field::Phone => (T::FieldPhone, None),
        Field::Hours => (T::FieldHours, None),
        Field::Matter => (T::FieldMatter, None),
        Field::On => (T::FieldOn, None),
        Field::Candidates => (T::FieldCandidates, None),
        Field::Pace => (T::FieldPace, None),
        Field::Title => (T::FieldTitle, None),
        Field::Session => (T::FieldSession, None),
        Field::Owner => (T::FieldOwner, None),
        Field::Due => (T::FieldDue, None),
        Field::Note => (T::FieldNote, None),
        Field::Count => (T::FieldCount, None),
        Field::Prefix => (T::FieldPrefix, Some(T::HintPrefix)),
        Field::Inventory => (T::FieldInventory, None),
        Field::State => (T::FieldState, None),
        Field::Text => (T::FieldText, None),
        Field::Site => (T::FieldSite, Some(T::HintSite)),
        Field::Rate => (T::FieldRate, Some(T::HintRate)),
        Field::Until => (T::FieldUntil, Some(T::HintUntil)),
        Field::To => (T::FieldTo, None),
        Field::Remote => (T::FieldRemote, None),
        Field::Ticket => (T::FieldTicket, None),
        Field::Problem => (T::FieldProblem, Some(T::HintProblem)),
        Field::Room => (T::FieldRoom, None),
        Field::Zone => (T::FieldZone, None),
        Field::Reserve => (T::FieldReserve, Some(T::HintReserve)),
        Field::Closed => (T::FieldClosed, Some(T::HintClosed)),
    }
}

/// What is wrong with an answer, and what to do.
pub(crate) fn wrong(wrong: Wrong, lang: Lang) -> String {
    match wrong {
        Wrong::Empty => T::WrongEmpty.get(lang).to_owned(),
        Wrong::NoDay => T::WrongDay.get(lang).to_owned(),
        Wrong::Past => T::WrongPast.get(lang).to_owned(),
        Wrong::NoMail => T::WrongMail.get(lang).to_owned(),
        Wrong::NoNumber(from, to) => {
            T::WrongNumber.with(lang, &[("from", &from.to_string()), ("to", &to.to_string())])
        }
    }
}

/// A deed and what it was about.
pub(crate) fn deed(deed: Deed, what: &str, lang: Lang) -> String {
    let key = match deed {
        Deed::ContactAdded => T::DeedContactAdded,
        Deed::ContactChanged => T::DeedContactChanged,
        Deed::ContactRemoved => T::DeedContactRemoved,
        Deed::ContactsImported => T::DeedContactsImported,
        Deed::ReferentNamed => T::DeedReferentNamed,
        Deed::ReferentReleased => T::DeedReferentReleased,
        Deed::SessionPlanned => T::DeedSessionPlanned,
        Deed::SessionChanged => T::DeedSessionChanged,
        Deed::StepAdded => T::DeedStepAdded,
        Deed::StepMoved => T::DeedStepMoved,
        Deed::StepChanged => T::DeedStepChanged,
        Deed::StepRemoved => T::DeedStepRemoved,
        Deed::RoomAdded => T::DeedRoomAdded,
        Deed::RoomChecked => T::DeedRoomChecked,
        Deed::MachineChanged => T::DeedMachineChanged,
        Deed::MachinesImported => T::DeedMachinesImported,
        Deed::MachineRemoved => T::DeedMachineRemoved,
        Deed::Reported => T::DeedReported,
        Deed::TicketActed => T::DeedTicketActed,
        Deed::RoutingChanged => return T::DeedRoutingChanged.get(lang).to_owned(),
        Deed::SettingsChanged => return T::DeedSettingsChanged.get(lang).to_owned(),
        Deed::Undone => T::DeedUndone,
    };
    // Tickets and reports are stored by the id of their kind, which each reader has words for.
    let what = Problem::from_id(what).map_or(what, |known| problem(known).get(lang));
    key.with(lang, &[("what", what)])
}

/// What was done, in a sentence.
pub(crate) fn say(said: &Say, lang: Lang) -> String {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match said {
        Say::Done(done, what) => deed(*done, what, lang),
        Say::Moved { title, state: to, place, of } => T::SayMoved.with(
            lang,
            &[
                ("title", title),
                ("state", state(*to).get(lang)),
                ("place", &place.to_string()),
                ("of", &of.to_string()),
            ],
        ),
        Say::Lifted(title) => T::SayLifted.with(lang, &[("title", title)]),
        Say::PutBack(title) => T::SayPutBack.with(lang, &[("title", title)]),
        Say::Reported(to) => T::SayReported.with(lang, &[("to", function(*to).get(lang))]),
        Say::Joined(to) => T::SayJoined.with(lang, &[("to", function(*to).get(lang))]),
        Say::PhotoAdded => T::SayPhotoAdded.get(lang).to_owned(),
        Say::PhotoRemoved => T::SayPhotoRemoved.get(lang).to_owned(),
        Say::Cycle(titles) => T::SayCycle.with(lang, &[("way", &titles.join(" → "))]),
        Say::Undone(_, false) => T::SayUndone.get(lang).to_owned(),
        Say::Undone(_, true) => T::SayUndonePartly.get(lang).to_owned(),
        Say::Hurried(steps) => T::SayHurried.count(lang, count(*steps)),
        Say::Filtered(steps) => T::SayFiltered.count(lang, count(*steps)),
    }
}
