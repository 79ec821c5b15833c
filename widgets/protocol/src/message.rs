//! Params and results of the messages of section 4 (storage is in [`crate::storage`]).

mod connected;
mod session;
mod ui;

pub use connected::{
    Bytes, EventEmit, EventResult, FileDelete, FileGet, FileGetResult, FilePick, FilePicked, FilePut,
    FilePutResult, FileSave, LiveMessage, LiveSend, ServiceCall, ServiceResult,
};
pub use session::{
    CancelParams, CapabilityAnswer, CapabilityChanged, CapabilityRequest, CloseParams, CloseReason, Denied,
    DoneParams, Hello, HelloTag, HostInfo, InitParams, InitResult, LinkState, Log, LogLevel, Probe, ProbeTag,
    ProgressParams, SessionState, Welcome, WelcomeTag,
};
pub use ui::{
    Announce, Dirty, DisplayParams, DisplayResult, FocusEnter, FocusExit, FocusParams, KeyPress, Open,
    PrintPrepare, PrintResult, Resize,
};
