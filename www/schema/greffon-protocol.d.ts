// The types of the Greffon host protocol, version 1.
// Generated from greffon-protocol by `cargo xtask schema`; do not edit.

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** Names of the messages that the widget sends. */
export type WidgetMethod =
  | 'session.init'
  | 'session.ready'
  | 'session.done'
  | 'capability.request'
  | 'ui.resize'
  | 'ui.display'
  | 'ui.announce'
  | 'ui.focus'
  | 'ui.key'
  | 'ui.dirty'
  | 'ui.open'
  | 'ui.print'
  | 'log'
  | 'storage.read'
  | 'storage.write'
  | 'storage.watch'
  | 'storage.unwatch'
  | 'live.send'
  | 'service.call'
  | 'file.save'
  | 'file.pick'
  | 'file.put'
  | 'file.get'
  | 'file.delete'
  | 'event.emit'
  | '$cancel'
  | '$progress'
  | '$ping';

/** Names of the messages that the host sends. */
export type HostMethod =
  | 'ui.focus'
  | 'context.changed'
  | 'capability.changed'
  | 'session.state'
  | 'session.close'
  | 'print.prepare'
  | 'storage.changed'
  | 'live.message'
  | '$cancel'
  | '$progress'
  | '$ping';

/**
 * First message of a widget's document, on the window. Says nothing about the person.
 */
export type Hello = { 
/**
 * Always `hello`.
 */
greffon: HelloTag, 
/**
 * Majors that the widget speaks.
 */
v: Array<number>, 
/**
 * The manifest's id.
 */
id: string, 
/**
 * The manifest's version.
 */
version: string, 
/**
 * Random, known to this document alone; comes back in `session.init`.
 */
nonce: string, };

/**
 * The one value of the `greffon` member of this message.
 */
export type HelloTag = "hello";

/**
 * The host asks a document to say hello again.
 */
export type Probe = { 
/**
 * Always `probe`.
 */
greffon: ProbeTag, };

/**
 * The one value of the `greffon` member of this message.
 */
export type ProbeTag = "probe";

/**
 * The host's answer on the window, with the port and nothing else.
 */
export type Welcome = { 
/**
 * Always `welcome`.
 */
greffon: WelcomeTag, 
/**
 * The major chosen.
 */
v: number, };

/**
 * The one value of the `greffon` member of this message.
 */
export type WelcomeTag = "welcome";

/**
 * `session.init`: first request on a port.
 */
export type InitParams = { 
/**
 * The nonce of this document's hello; absent in the page mode.
 */
nonce?: string, 
/**
 * Name and version of the widget's kit.
 */
sdk: string, 
/**
 * Capabilities without which the widget is no use.
 */
want: Array<Capability>, 
/**
 * Capabilities that make it better.
 */
optional: Array<Capability>, };

/**
 * Answer to `session.init`: the first private data.
 */
export type InitResult = { 
/**
 * The major chosen.
 */
v: number, 
/**
 * Which instance this is.
 */
instance: string, 
/**
 * Who hosts.
 */
host: HostInfo, 
/**
 * How far the host goes (section 1), 0 to 3.
 */
level: number, 
/**
 * Named additions that the host has.
 */
features: Array<string>, 
/**
 * Capabilities granted.
 */
granted: Array<Capability>, 
/**
 * Capabilities refused, with the reason.
 */
denied: Array<Denied>, 
/**
 * Where and how the widget is shown.
 */
context: Context, 
/**
 * The person, as far as granted.
 */
user?: User, 
/**
 * What may be sent and kept.
 */
limits: Limits, };

/**
 * Name and version of the host's SDK or portal.
 */
export type HostInfo = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its version.
 */
version: string, };

/**
 * A capability that was refused.
 */
export type Denied = { 
/**
 * Which.
 */
name: Capability, 
/**
 * `manifest`, `administrator`, `person` or `host`: who does not give it (section 7).
 */
reason: string, };

/**
 * `session.done`: the widget asks to be closed.
 */
export type DoneParams = { 
/**
 * Why, for the host's log.
 */
reason: string, };

/**
 * `capability.request`.
 */
export type CapabilityRequest = { 
/**
 * Which.
 */
names: Array<Capability>, 
/**
 * What for, shown to the person.
 */
why: string, };

/**
 * Answer to `capability.request`.
 */
export type CapabilityAnswer = { 
/**
 * Everything granted now.
 */
granted: Array<Capability>, 
/**
 * What was asked and refused.
 */
denied: Array<Denied>, };

/**
 * `capability.changed`: grants moved while the widget runs.
 */
export type CapabilityChanged = { 
/**
 * Everything granted now.
 */
granted: Array<Capability>, 
/**
 * What was taken away.
 */
revoked: Array<Capability>, };

/**
 * State of the link and of the session.
 */
export type LinkState = "online" | "offline" | "readonly" | "expired";

/**
 * `session.state`.
 */
export type SessionState = { 
/**
 * The state now.
 */
state: LinkState, 
/**
 * Until when, RFC 3339 UTC, where it is known.
 */
until?: string, };

/**
 * Why a widget is closed.
 */
export type CloseReason = "navigate" | "remove" | "reload" | "signout";

/**
 * `session.close`: answer `{}` once everything is saved.
 */
export type CloseParams = { 
/**
 * Why.
 */
reason: CloseReason, 
/**
 * How long the host waits, in ms.
 */
deadlineMs: number, };

/**
 * How grave a line of the log is.
 */
export type LogLevel = "debug" | "info" | "warn" | "error" | "fatal";

/**
 * `log`: never personal data.
 */
export type Log = { 
/**
 * How grave.
 */
level: LogLevel, 
/**
 * A stable word, such as `panic` or `resize_loop`.
 */
code: string, 
/**
 * Details.
 */
data?: JsonValue, };

/**
 * `$cancel`: the answer is not awaited any more.
 */
export type CancelParams = { 
/**
 * Which request.
 */
id: number, };

/**
 * `$progress`: the answer takes longer (a person is asked, a server is slow); restarts the caller's timer.
 */
export type ProgressParams = { 
/**
 * Which request.
 */
id: number, 
/**
 * For people.
 */
note?: string, };

/**
 * `ui.resize`: the height that the widget's root element takes.
 */
export type Resize = { 
/**
 * CSS px.
 */
height: number, };

/**
 * `ui.display`: asks for a way of being displayed.
 */
export type DisplayParams = { 
/**
 * The way asked.
 */
mode: Display, };

/**
 * Answer to `ui.display`.
 */
export type DisplayResult = { 
/**
 * The way set.
 */
mode: Display, };

/**
 * `ui.announce`: said by screen readers.
 */
export type Announce = { 
/**
 * What to say, in the language of the context.
 */
text: string, 
/**
 * Interrupts what is being said.
 */
assertive?: boolean, };

/**
 * Where focus leaves the widget.
 */
export type FocusExit = "forward" | "backward";

/**
 * Where focus enters the widget.
 */
export type FocusEnter = "first" | "last" | "restore";

/**
 * `ui.focus`: `exit` from the widget, `enter` from the host.
 */
export type FocusParams = { 
/**
 * Widget to host.
 */
exit?: FocusExit, 
/**
 * Host to widget.
 */
enter?: FocusEnter, };

/**
 * `ui.key`: a key that the host asked for, such as Escape.
 */
export type KeyPress = { 
/**
 * The DOM's name of the key.
 */
key: string, 
/**
 * `alt`, `ctrl`, `meta`, `shift`.
 */
mods: Array<string>, };

/**
 * `ui.dirty`: whether leaving would lose work; the host then asks before it leaves.
 */
export type Dirty = { 
/**
 * There is unsaved work.
 */
dirty: boolean, 
/**
 * What it is, for the question.
 */
label?: string, };

/**
 * `ui.open`: the host shows the address and asks.
 */
export type Open = { 
/**
 * `https:`, `http:` or `mailto:`.
 */
url: string, };

/**
 * `print.prepare`: the host wants a static form.
 */
export type PrintPrepare = { 
/**
 * Width of the page's content, CSS px.
 */
widthPx: number, };

/**
 * Answer to `print.prepare`: shown in a frame without scripts. One of the two.
 */
export type PrintResult = { 
/**
 * A whole document.
 */
html?: string, 
/**
 * Or a drawing.
 */
svg?: string, };

/**
 * `live.send`: to everyone who follows the topic in this instance now. May be dropped.
 */
export type LiveSend = { 
/**
 * 1 to 64 characters of the key grammar. Sending joins the topic.
 */
topic: string, 
/**
 * At most `limits.liveSize` bytes as text.
 */
data: JsonValue, 
/**
 * Leaves the topic.
 */
leave?: boolean, };

/**
 * `live.message`.
 */
export type LiveMessage = { 
/**
 * On which topic.
 */
topic: string, 
/**
 * Who sent it, as a pairwise id.
 */
from?: string, 
/**
 * What was sent.
 */
data?: JsonValue, 
/**
 * Who is there, where the host tells.
 */
present?: Array<string>, };

/**
 * `service.call`: a named service of the back end.
 */
export type ServiceCall = { 
/**
 * Which.
 */
name: string, 
/**
 * As the service defines.
 */
args: JsonValue, 
/**
 * For a service that changes something: a retry returns the first result.
 */
opId?: string, };

/**
 * Answer to `service.call`.
 */
export type ServiceResult = { 
/**
 * As the service defines.
 */
data: JsonValue, };

/**
 * Stands in the text for the bytes that ride beside it: the index of the buffer.
 */
export type Bytes = { 
/**
 * From 0.
 */
$bytes: number, };

/**
 * `file.save`: to the person's disk.
 */
export type FileSave = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Its media type.
 */
mime: string, 
/**
 * Its bytes.
 */
bytes: Bytes, };

/**
 * `file.pick`: from the person's disk.
 */
export type FilePick = { 
/**
 * Media types or endings, as an `accept` attribute.
 */
accept: string, 
/**
 * At most so many bytes.
 */
max: number, 
/**
 * A photograph is wanted, its longer side at most so many px: the host draws it anew as JPEG of at most `max` bytes,
 * so that the place and the device that a camera writes into it never reach the widget. What is no photograph is
 * `invalid`.
 */
side?: number, };

/**
 * Answer to `file.pick`.
 */
export type FilePicked = { 
/**
 * The file's name.
 */
name: string, 
/**
 * Its media type as the browser says.
 */
mime: string, 
/**
 * Its bytes.
 */
bytes: Bytes, };

/**
 * `file.put`: keeps bytes in the instance.
 */
export type FilePut = { 
/**
 * Its media type.
 */
mime: string, 
/**
 * Its bytes, at most `limits.file`.
 */
bytes: Bytes, };

/**
 * Answer to `file.put`.
 */
export type FilePutResult = { 
/**
 * Its id in the instance.
 */
file: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * The media type that was found.
 */
mime: string, };

/**
 * `file.get`.
 */
export type FileGet = { 
/**
 * Its id.
 */
file: string, };

/**
 * Answer to `file.get`.
 */
export type FileGetResult = { 
/**
 * Its media type.
 */
mime: string, 
/**
 * Its bytes.
 */
bytes: Bytes, };

/**
 * `file.delete`: takes a file away that this person kept; another's is `denied`.
 */
export type FileDelete = { 
/**
 * Its id.
 */
file: string, };

/**
 * `event.emit`: a learning trace, shaped so that the host can make an xAPI statement of it. Sent as a request, it is
 * answered once the trace is kept.
 *
 * A trace is taken back by voiding it: the verb `http://adlnet.gov/expapi/verbs/voided`, the object a `StatementRef`
 * to its id.
 */
export type EventEmit = { 
/**
 * The statement's id, a UUID in lower case; the host draws one where there is none. Who wants to void the trace
 * later gives it.
 */
id?: string, 
/**
 * IRI of the verb.
 */
verb: string, 
/**
 * xAPI object.
 */
object: JsonValue, 
/**
 * xAPI result.
 */
result?: JsonValue, 
/**
 * xAPI context: `contextActivities`, `language` and `extensions`; who, where and when are the host's to say.
 */
context?: JsonValue, };

/**
 * Answer to `event.emit`.
 */
export type EventResult = { 
/**
 * The id under which the trace is kept.
 */
id: string, };

/**
 * Whose data a scope holds.
 */
export type Scope = "user" | "shared" | "widget" | "device";

/**
 * A storage key: 1 to 128 of `a-z 0-9 . _ / -` (section 8).
 */
export type Key = string;

/**
 * An item as it is read.
 */
export type StoredItem = { 
/**
 * Its key.
 */
key: Key, 
/**
 * The batch that last changed it.
 */
rev: number, 
/**
 * Any JSON value; at most `limits.value` bytes as text.
 */
value: JsonValue, 
/**
 * Who wrote it, as a pairwise id; only where `user:id` is granted.
 */
by?: string, 
/**
 * When, RFC 3339 UTC with milliseconds, by the back end's clock.
 */
at: string, };

/**
 * A change of an item: a new value, or a tombstone.
 */
export type Change = { 
/**
 * Its key.
 */
key: Key, 
/**
 * The batch that made the change.
 */
rev: number, 
/**
 * The value; absent on a tombstone.
 */
value?: JsonValue, 
/**
 * Whether the item was deleted.
 */
deleted: boolean, 
/**
 * Who made it, as a pairwise id.
 */
by?: string, 
/**
 * When, RFC 3339 UTC with milliseconds.
 */
at?: string, 
/**
 * The `opId` of the write, told to its own author only, so that a widget knows its echo.
 */
opId?: string, };

/**
 * Set or delete.
 */
export type OpKind = "set" | "delete";

/**
 * One operation of a write batch.
 */
export type Op = { 
/**
 * What to do.
 */
op: OpKind, 
/**
 * To which item.
 */
key: Key, 
/**
 * The value to set; absent on a delete.
 */
value?: JsonValue, 
/**
 * The revision that the writer saw; 0 where the item must not exist. Mandatory in `shared` and `widget`.
 */
ifRev?: number, };

/**
 * `storage.read`: the items of those keys, or under that prefix in order of keys.
 */
export type ReadParams = { 
/**
 * Where.
 */
scope: Scope, 
/**
 * These items. Either `keys` or `prefix`.
 */
keys?: Array<Key>, 
/**
 * All items whose key starts so. Empty: all.
 */
prefix?: string, 
/**
 * Only keys after this one (the `next` of the page before).
 */
after?: Key, 
/**
 * At most so many; the host may send fewer.
 */
limit?: number, };

/**
 * Answer to `storage.read`.
 */
export type ReadResult = { 
/**
 * The scope's counter at the time of reading.
 */
rev: number, 
/**
 * The items, in order of keys.
 */
items: Array<StoredItem>, 
/**
 * Where to go on with `after`, if there is more.
 */
next?: Key, };

/**
 * `storage.write`: one atomic batch of 1 to 50 operations.
 */
export type WriteParams = { 
/**
 * Where.
 */
scope: Scope, 
/**
 * Remembered for 24 h: a retry returns the first result. 1 to 64 visible ASCII characters.
 */
opId: string, 
/**
 * Done all or none.
 */
ops: Array<Op>, 
/**
 * Keep the write in the host's outbox where there is no link.
 */
queue?: boolean, };

/**
 * Answer to `storage.write`.
 */
export type WriteResult = { 
/**
 * The number of the batch; where `queued`, the counter last known.
 */
rev: number, 
/**
 * The host keeps it in its outbox; `storage.changed` tells the end.
 */
queued?: boolean, };

/**
 * `storage.watch`: what changed since, then every change.
 */
export type WatchParams = { 
/**
 * Where.
 */
scope: Scope, 
/**
 * Under which prefix. Empty: everything readable.
 */
prefix: string, 
/**
 * The counter last seen; absent or 0: everything from the start.
 */
since?: number, };

/**
 * Answer to `storage.watch`.
 */
export type WatchResult = { 
/**
 * The number of this watch on this port.
 */
watch: number, 
/**
 * The scope's counter that `items` reach to.
 */
rev: number, 
/**
 * The changes since, oldest first, latest value a key.
 */
items: Array<Change>, 
/**
 * The tombstones are gone: `items` is everything, forget the rest.
 */
reset?: boolean, };

/**
 * `storage.unwatch`.
 */
export type UnwatchParams = { 
/**
 * The number from [`WatchResult::watch`].
 */
watch: number, };

/**
 * `storage.changed`: what moved between two counters. A `from` that is not the last `to` means a gap: watch again.
 */
export type StorageChanged = { 
/**
 * Which watch; 0 where only `rejected` is told.
 */
watch: number, 
/**
 * The counter before.
 */
from: number, 
/**
 * The counter after.
 */
to: number, 
/**
 * Latest value a key; may be empty where nothing readable changed.
 */
items: Array<Change>, 
/**
 * Queued writes that lost.
 */
rejected: Array<Rejected>, };

/**
 * A queued write that the back end refused when it was replayed.
 */
export type Rejected = { 
/**
 * Which write.
 */
opId: string, 
/**
 * Why; a `conflict` carries the winner.
 */
error: RpcError, };

/**
 * The context at `session.init`, and the part that changed in `context.changed`: a member that is absent
 * there has not changed.
 */
export type Context = { 
/**
 * In a frame, or in the page.
 */
mode?: Mode, 
/**
 * Language, BCP 47 (`fr`, `en-GB`).
 */
locale?: string, 
/**
 * Direction of writing.
 */
dir?: Dir, 
/**
 * IANA name (`Europe/Paris`).
 */
timeZone?: string, 
/**
 * Light or dark.
 */
theme?: Theme, 
/**
 * Whether more contrast is asked.
 */
contrast?: Contrast, 
/**
 * Whether less motion is asked.
 */
motion?: Motion, 
/**
 * Text size against the normal one: 1 is 100 %, 2 is 200 %.
 */
fontScale?: number, 
/**
 * Whether the person asked for a reading font.
 */
dyslexiaFont?: boolean, 
/**
 * Values of colour properties by name without the dashes (`accent`: `#2F5D50`); all are texts. Kept as they came,
 * because a map of another type would be one more tree in every widget.
 */
colors?: { [key in string]: string }, 
/**
 * The room there is.
 */
container?: Container, 
/**
 * How the widget is displayed.
 */
display?: Display, 
/**
 * Whether the main pointer is a finger.
 */
touch?: boolean, 
/**
 * Whether the widget can be seen now.
 */
visible?: boolean, 
/**
 * Whether nothing may be changed.
 */
readOnly?: boolean, 
/**
 * What the establishment calls this instance.
 */
instanceTitle?: string, 
/**
 * The establishment.
 */
uai?: Uai, 
/**
 * The last day on which the establishment keeps what is stored here, as `2027-08-31`: it erases everything after it.
 */
lastDay?: string, 
/**
 * School year, as `2026-2027`.
 */
academicYear?: string, };

/**
 * How the widget is embedded.
 */
export type Mode = "frame" | "page";

/**
 * Direction of writing.
 */
export type Dir = "ltr" | "rtl";

/**
 * Ground of the page.
 */
export type Theme = "light" | "dark";

/**
 * Contrast asked.
 */
export type Contrast = "normal" | "more";

/**
 * Motion asked.
 */
export type Motion = "full" | "reduced";

/**
 * How much of the page the widget takes.
 */
export type Display = "inline" | "wide" | "fullscreen";

/**
 * The room that the host gives, in CSS px.
 */
export type Container = { 
/**
 * Width.
 */
width: number, 
/**
 * Height where it is fixed: the widget scrolls inside and sends no `ui.resize`.
 */
height?: number, 
/**
 * Height that is not passed.
 */
maxHeight?: number, };

/**
 * What a widget may send and keep. Every member has the default of section 9; a host may raise it.
 */
export type Limits = { 
/**
 * Longest message, in UTF-16 units of its text.
 */
message: number, 
/**
 * Largest value, in bytes of its JSON text.
 */
value: number, 
/**
 * Most operations in one write.
 */
batch: number, 
/**
 * Most keys in a scope.
 */
keys: number, 
/**
 * Bytes that the `user` scope holds.
 */
quotaUser: number, 
/**
 * Bytes that the `shared` scope holds.
 */
quotaShared: number, 
/**
 * Most requests that wait for an answer.
 */
inFlight: number, 
/**
 * Requests a second, long-term.
 */
rate: number, 
/**
 * Requests at once.
 */
burst: number, 
/**
 * Live messages a second.
 */
liveRate: number, 
/**
 * Bytes of one live message.
 */
liveSize: number, 
/**
 * Bytes of one file.
 */
file: number, 
/**
 * How long a request may take before it answers `timeout`, in ms.
 */
timeoutMs: number, };

/**
 * What was granted of the person in front of the screen.
 */
export type User = { 
/**
 * Pairwise id: another one for every widget and establishment (`user:id`).
 */
id?: string, 
/**
 * SDET profile names (`user:role`); a person can have several.
 */
profile: Array<Profile>, 
/**
 * Roles that the manifest names and the host assigns (`user:role`).
 */
roles: Array<string>, 
/**
 * For display only (`user:name`).
 */
name?: string, 
/**
 * Groups of this person that the instance is about (`user:groups`).
 */
groups?: Array<Group>, };

/**
 * A class or a group.
 */
export type Group = { 
/**
 * Opaque, stable in the instance.
 */
id: string, 
/**
 * For display.
 */
name: string, };

/**
 * A profile of the SDET, by its ENT name. Compared without case: GAR files write `National_elv`.
 */
export type Profile = string;

/**
 * An establishment's number in its normal form: seven digits and an upper-case letter.
 */
export type Uai = string;

/**
 * A capability: a thing that the host may let a widget do. Unknown names are kept, so that a newer manifest
 * can be read, and are never granted.
 */
export type Capability = string;

/**
 * What went wrong, as a stable name. A kind is never renamed or reused.
 */
export type ErrorKind = "parse" | "invalid" | "unsupported" | "internal" | "version" | "not_granted" | "denied" | "session_expired" | "not_found" | "conflict" | "closed" | "cancelled" | "timeout" | "too_large" | "quota" | "read_only" | "rate_limited" | "backend" | "offline";

/**
 * Kind and details of an error. Also the `error` member of the back end's answers.
 */
export type ErrorData = { 
/**
 * What went wrong.
 */
kind: ErrorKind, 
/**
 * Whether the same request may succeed later, unchanged.
 */
retryable: boolean, 
/**
 * When to try again, in milliseconds from now (`rate_limited`, `backend`).
 */
retryAfterMs?: number, 
/**
 * `conflict`, `invalid`, `denied`: the key concerned.
 */
key?: Key, 
/**
 * `conflict`: the revision that stands; 0 where the item does not exist.
 */
rev?: number, 
/**
 * `conflict`: the value that stands; absent where the item does not exist.
 */
value?: JsonValue, 
/**
 * `conflict`: who wrote it, as a pairwise id.
 */
by?: string, 
/**
 * `conflict`: when it was written, RFC 3339 UTC.
 */
at?: string, 
/**
 * `too_large`, `quota`: the limit that was passed, in its own unit.
 */
limit?: number, 
/**
 * `invalid`: the JSON pointer of the offending place.
 */
pointer?: string, 
/**
 * `backend`: the HTTP status that came.
 */
status?: number, };

/**
 * The error member of a JSON-RPC answer.
 */
export type RpcError = { 
/**
 * The number of the kind (section 5).
 */
code: number, 
/**
 * For people, in the host's language.
 */
message: string, 
/**
 * The kind and its details.
 */
data: ErrorData, };

/**
 * Answer to `GET B/I`: all that a page needs to welcome the widget.
 */
export type Describe = { 
/**
 * The instance.
 */
instance: string, 
/**
 * What the establishment calls it.
 */
title: string, 
/**
 * The widget's id.
 */
widget: string, 
/**
 * How far the back end goes, 0 to 3.
 */
level: number, 
/**
 * Named additions.
 */
features: Array<string>, 
/**
 * Manifest ∩ administrator ∩ person ∩ host.
 */
granted: Array<Capability>, 
/**
 * The rest of the manifest's wishes, with the reason.
 */
denied: Array<Denied>, 
/**
 * The person, as far as granted.
 */
user?: User, 
/**
 * What the server knows of the context (`uai`, `academicYear`, `timeZone` …).
 */
context: Context, 
/**
 * Limits of this back end.
 */
limits: Limits, 
/**
 * Nothing may be written.
 */
readOnly: boolean, 
/**
 * The person said that others use this computer: keep nothing on its disk.
 */
sharedComputer: boolean, };

/**
 * Body of `POST B/I/{scope}`; the `opId` is the header `Idempotency-Key`.
 */
export type WriteBody = { 
/**
 * 1 to 50, done all or none.
 */
ops: Array<Op>, };

/**
 * Answer to `GET …/since`, and the data of a `changed` event.
 */
export type Changes = { 
/**
 * The counter before.
 */
from: number, 
/**
 * The counter after.
 */
to: number, 
/**
 * Latest value a key, oldest first.
 */
items: Array<Change>, 
/**
 * The tombstones are gone: `items` is everything.
 */
reset?: boolean, };

/**
 * Body of every refusal.
 */
export type ErrorBody = { 
/**
 * What went wrong.
 */
error: HttpError, };

/**
 * Kind, text and details of a refusal.
 */
export type HttpError = { 
/**
 * For people, in the language of the request.
 */
message: string, 
/**
 * What went wrong.
 */
kind: ErrorKind, 
/**
 * Whether the same request may succeed later, unchanged.
 */
retryable: boolean, 
/**
 * When to try again, in milliseconds from now (`rate_limited`, `backend`).
 */
retryAfterMs?: number, 
/**
 * `conflict`, `invalid`, `denied`: the key concerned.
 */
key?: Key, 
/**
 * `conflict`: the revision that stands; 0 where the item does not exist.
 */
rev?: number, 
/**
 * `conflict`: the value that stands; absent where the item does not exist.
 */
value?: JsonValue, 
/**
 * `conflict`: who wrote it, as a pairwise id.
 */
by?: string, 
/**
 * `conflict`: when it was written, RFC 3339 UTC.
 */
at?: string, 
/**
 * `too_large`, `quota`: the limit that was passed, in its own unit.
 */
limit?: number, 
/**
 * `invalid`: the JSON pointer of the offending place.
 */
pointer?: string, 
/**
 * `backend`: the HTTP status that came.
 */
status?: number, };

/**
 * Arguments of the service `tally` (see [`crate::manifest::Tally`]).
 */
export type TallyArgs = { 
/**
 * The tally's name in the manifest.
 */
name: string, 
/**
 * The group whose members are counted.
 */
group: string, };

/**
 * Answer of the service `tally`: counts, never who.
 */
export type TallyResult = { 
/**
 * The group.
 */
group: string, 
/**
 * How many pupils the group has.
 */
members: number, 
/**
 * How many of them have at least one counted item; masked as the cells are.
 */
population: Count, 
/**
 * The scope's counter that the counts reach to.
 */
rev: number, 
/**
 * The cells that are not zero.
 */
cells: Array<TallyCell>, };

/**
 * One cell of a tally.
 */
export type TallyCell = { 
/**
 * What it stands for, in the order of the manifest's `by`.
 */
by: Array<JsonValue>, 
/**
 * The number, where it may be told.
 */
count?: number, 
/**
 * It may not be told: between 1 and the tally's `min` - 1, or it would give such a number away.
 */
masked: boolean, };

/**
 * A number of people, or that it is too small to be told.
 */
export type Count = { 
/**
 * The number, where it may be told.
 */
count?: number, 
/**
 * It may not be told: between 1 and the tally's `min` - 1, or it would give such a number away.
 */
masked: boolean, };

/**
 * A widget's manifest.
 */
export type Manifest = { 
/**
 * Version of the manifest's own form: 1.
 */
greffon: number, 
/**
 * `a-z 0-9 -`, 2 to 32 characters, first a letter. Folder, element and pairwise ids hang on it: it never changes.
 */
id: string, 
/**
 * Semantic version of the widget.
 */
version: string, 
/**
 * Its major, part of the element's name, so that two majors can stand on a page.
 */
major: number, 
/**
 * For people.
 */
title: Text, 
/**
 * One sentence for people.
 */
description: Text, 
/**
 * The document of the frame mode, relative to the manifest.
 */
entry: string, 
/**
 * The module of the page mode, relative to the manifest.
 */
element: string, 
/**
 * Whether it stands in a class or in the whole establishment.
 */
place: Place, 
/**
 * The widget is also in the common module that pages with several widgets load.
 */
bundle: boolean, 
/**
 * Without these the widget is no use.
 */
required: Array<Wish>, 
/**
 * With these it is better.
 */
optional: Array<Wish>, 
/**
 * Roles and the profiles that get them.
 */
roles: Array<Role>, 
/**
 * Who may read and write what. Nothing is allowed that no rule allows.
 */
access: Array<AccessRule>, 
/**
 * JSON Schemas (draft 2020-12) by name.
 */
schemas: { [key in string]: JsonValue }, 
/**
 * Counts that the back end makes, so that nobody is sent what they may not read.
 */
tallies: Array<Tally>, 
/**
 * Who may call which service; one that is not named may be called by whoever the capability is granted for.
 */
services: Array<ServiceRule>, 
/**
 * Prefixes of `shared` that the levels above may read.
 */
publish: Array<string>, 
/**
 * Keys that a scope needs, where more than the default.
 */
keys: { [key in string]: number }, 
/**
 * Bytes that a scope needs, where more than the default.
 */
quota: { [key in string]: number }, };

/**
 * A text in French and English.
 */
export type Text = { 
/**
 * French.
 */
fr: string, 
/**
 * English.
 */
en: string, };

/**
 * A capability that is asked for, and what for.
 */
export type Wish = { 
/**
 * Which.
 */
name: Capability, 
/**
 * What for, read by the administrator who grants it.
 */
purpose: Text, };

/**
 * Whom an instance is about.
 */
export type Place = "class" | "establishment";

/**
 * A role, and who has it.
 */
export type Role = { 
/**
 * `a-z 0-9 -`.
 */
name: string, 
/**
 * What people call it; a host that assigns roles shows this, or the name where there is none.
 */
title?: Text | null, 
/**
 * SDET profiles that have it by default; the host may assign it otherwise.
 */
profiles: Array<Profile>, };

/**
 * Who may read and write under a prefix. The longest prefix that fits rules.
 *
 * A reference is `owner` (the person whose pairwise id stands at `{self}`), `by` (the person whose id stands at `{by}`),
 * a role, `role@group` (that role, about people with whom they share a group) or `role@family` (that role, about pupils
 * in their care).
 *
 * `{by}` signs what one person writes about another: whoever may write, may do so under their own id there only.
 */
export type AccessRule = { 
/**
 * `shared` or `widget`.
 */
scope: Scope, 
/**
 * May hold one `{self}` and one `{by}` as whole segments.
 */
prefix: string, 
/**
 * References.
 */
read: Array<string>, 
/**
 * References.
 */
write: Array<string>, 
/**
 * Name of the schema that values must match.
 */
schema?: string, };

/**
 * Counts over the items under a prefix with `{self}`, for the members of one group.
 *
 * A cell of 1 to `min` - 1 people is masked; where exactly one cell of a row (same first `by`) would be masked,
 * the smallest other cell is masked too, so that it cannot be worked out by subtraction.
 */
export type Tally = { 
/**
 * Its name.
 */
name: string, 
/**
 * Which items, in `shared`; holds `{self}`.
 */
prefix: string, 
/**
 * What tells cells apart: `key:N` (the Nth segment of the key, from 0) or `value:/json/pointer`.
 */
by: Array<string>, 
/**
 * Smallest number that is told.
 */
min: number, 
/**
 * References of who may ask; `role@group` asks about their own groups only.
 */
read: Array<string>, };

/**
 * Who may call a service.
 */
export type ServiceRule = { 
/**
 * The service, as in `badge.sign`; the manifest wishes for its capability too.
 */
name: string, 
/**
 * Roles. `role@group` is for services that are about a person: of a group in common.
 */
call: Array<string>, };
