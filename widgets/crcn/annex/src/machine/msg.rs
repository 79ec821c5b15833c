//! What the machine is told.

use greffon_crcn_model::framework::{Lang, Level};
use greffon_crcn_model::trace;
use greffon_protocol::RpcError;
use serde_json::Value;

use super::{Field, Offers, Page};
use crate::badges::PictureForm;
use crate::class::ClassTab;
use crate::framework::FileForm;

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    // From the tracker and the host.
    /// Items by key; `None` where one is gone. `all`: these are all there are.
    Items {
        /// Which.
        items: Vec<(String, Option<Value>)>,
        /// Whether what was known before is forgotten.
        all: bool,
    },
    /// Whether nothing may be changed, and what the host offers now.
    Session(bool, Offers),
    /// The tracker turned to another page.
    Turn(Page),
    /// The write of that label was refused for good.
    Refused(u32),
    /// A service, a trace or a file dialog answered.
    Answered(u32, Result<Value, RpcError>),

    // From the person.
    /// A field's text.
    Type(Field, String),
    /// Add what was typed to the evidence of the competence.
    AddEvidence,
    /// Take a piece of evidence away, by its key.
    RemoveEvidence(String),
    /// Set the goal that was typed.
    SetGoal,
    /// Take over the goal of the class, by its key.
    TakeGoal(String),
    /// Drop the goal.
    DropGoal,
    /// Ask who was chosen.
    Ask,
    /// Take a request back, by its key.
    Unask(String),
    /// Open a request to answer it, by its key; `None` closes.
    OpenRequest(Option<String>),
    /// Answer the request that is open.
    Answer,
    /// Undo what the toast offers to undo.
    Undo,
    /// The toast was closed, or its time is over.
    CloseToast,

    // Badges.
    /// Open the form that claims the badge of that name, `catalogue/badge`; `None` closes.
    OpenBadge(Option<String>),
    /// Recognise the open badge in oneself.
    ClaimBadge,
    /// Open the form that asks about a badge of one's own, by its id; `None` closes.
    OpenHeld(Option<String>),
    /// Ask who was chosen about the open badge.
    AskBadge,
    /// Give a badge of one's own up, by its id.
    GiveUpBadge(String),
    /// Show a signed badge to everybody who has its address, or hide it, by its id.
    ShowBadge(String, bool),
    /// Take a badge away as a file, by its id.
    TakeBadge(String, PictureForm, Lang, &'static str),
    /// Pick a badge file to read it.
    PickBadge,
    /// Forget the badge file.
    CloseBadgeFile,
    /// Open a question about a badge to answer it, by who asks and its id; `None` closes.
    OpenQuestion(Option<(String, String)>),
    /// Confirm the open badge, as a classmate.
    ConfirmBadge,
    /// Complete the open badge, as a teacher; its texts are in that language.
    CompleteBadge(Lang),

    // Traces.
    /// Show the trace that would leave of this; `None` closes.
    OfferTrace(Option<trace::Event>, Lang),
    /// Send the trace that is shown.
    SendTrace,
    /// Take a trace back, by its id.
    WithdrawTrace(String),

    // Files.
    /// Hand out one's own record.
    SaveRecord,
    /// Pick a record to take over.
    PickRecord,
    /// Pick the results of a Pix campaign.
    PickPix,
    /// Hand out the framework in that form and language.
    SaveFramework(FileForm, Lang),
    /// Pick a framework to compare.
    PickFramework,
    /// Place oneself on Pix by hand: the level of the competence that was typed.
    SetPix,
    /// Go on reading a long file.
    Slice,
    /// Take over what the preview shows.
    AcceptImport,
    /// Forget the file.
    CancelImport,
    /// Show the portfolio instead of the record, or the record again.
    Portfolio(bool),
    /// Show something in the portfolio, or leave it out: a competence by its code, a badge by its UUID.
    ShowInPortfolio(String, bool),
    /// Delete everything that this person stored here.
    Erase,

    // From a teacher.
    /// Show one side of the class.
    ClassTab(ClassTab),
    /// Choose a group by its id.
    PickGroup(String),
    /// Ask for the counts again.
    Refresh,
    /// Open a pupil, by id; `None` closes.
    OpenPupil(Option<String>),
    /// Validate what was chosen for the pupil who is open.
    Validate,
    /// Take one's validation of the open pupil back, by its key.
    Unvalidate(String),
    /// Set the goal that was typed for the class.
    SetClassGoal,
    /// Drop a goal of the class, by its key.
    DropClassGoal(String),
    /// Choose the page of the list of pupils, from 0.
    PupilsFrom(usize),
    /// Settle a figure of the report sheet: the pupil, the domain's index, the level.
    Figure(String, usize, Option<Level>),
    /// Settle every suggestion that nobody settled yet.
    SettleAll,
    /// Hand out the sheet as a file: the language, and the word for the first column.
    SaveReport(Lang, &'static str),
}
