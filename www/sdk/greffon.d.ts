// The public types of the Greffon host SDK. The messages themselves are in `greffon-protocol.d.ts`, made from the
// Rust types; here stand only those parts that a page or a back-end adapter touches.

/** What went wrong, as a stable name (protocol, section 5). */
export type ErrorKind =
  | 'parse' | 'invalid' | 'unsupported' | 'internal' | 'version' | 'not_granted' | 'denied' | 'session_expired'
  | 'not_found' | 'conflict' | 'closed' | 'cancelled' | 'timeout' | 'too_large' | 'quota' | 'read_only'
  | 'rate_limited' | 'backend' | 'offline';

/** An error with its kind, and the details that the protocol gives that kind (`rev` of a conflict, `limit` …). */
export interface Failure extends Error {
  kind: ErrorKind;
  retryAfterMs?: number;
  [detail: string]: unknown;
}

/** A text in the two languages of the project. */
export interface Text { fr: string; en: string }

/** A capability that a widget asks for, and what for. */
export interface Wish { name: string; purpose: Text }

/** A widget's `widget.json`, as far as a page uses it. */
export interface Manifest {
  greffon: 1;
  id: string;
  version: string;
  major: number;
  title: Text;
  entry: string;
  element: string;
  bundle?: boolean;
  required?: Wish[];
  optional?: Wish[];
  [more: string]: unknown;
}

/** How the link to the back end is. */
export type LinkState = 'online' | 'offline' | 'readonly' | 'expired';

/** Why a widget is closed. */
export type CloseReason = 'navigate' | 'remove' | 'reload' | 'signout';

/** Where and how the widget is shown; each member may be absent. */
export interface Context {
  mode?: 'frame' | 'page';
  locale?: string;
  dir?: 'ltr' | 'rtl';
  timeZone?: string;
  theme?: 'light' | 'dark';
  contrast?: 'normal' | 'more';
  motion?: 'full' | 'reduced';
  fontScale?: number;
  dyslexiaFont?: boolean;
  colors?: Record<string, string>;
  container?: { width: number; height?: number; maxHeight?: number };
  display?: 'inline' | 'wide' | 'fullscreen';
  touch?: boolean;
  visible?: boolean;
  readOnly?: boolean;
  instanceTitle?: string;
  uai?: string;
  /** The last day on which the establishment keeps what is stored here (`2027-08-31`); it erases everything after it. */
  lastDay?: string;
  academicYear?: string;
}

/** What a widget may send and keep (section 9). */
export interface Limits {
  message: number;
  inFlight: number;
  rate: number;
  burst: number;
  value?: number;
  batch?: number;
  keys?: number;
  quotaUser?: number;
  quotaShared?: number;
  liveRate?: number;
  liveSize?: number;
  file?: number;
  timeoutMs?: number;
}

/** The person, as far as granted. */
export interface User {
  id?: string;
  profile?: string[];
  roles?: string[];
  name?: string;
  groups?: { id: string; name: string }[];
}

/** What a back end says of an instance: all that a page needs to welcome the widget. */
export interface Describe {
  instance: string;
  title: string;
  widget?: string;
  level: number;
  features?: string[];
  granted: string[];
  denied?: { name: string; reason: string }[];
  user?: User;
  context?: Context;
  limits?: Partial<Limits>;
  readOnly?: boolean;
  sharedComputer?: boolean;
}

export type Scope = 'user' | 'shared' | 'widget' | 'device';

/** An item, or a change of one. */
export interface Change {
  key: string;
  rev: number;
  value?: unknown;
  deleted?: boolean;
  by?: string;
  at?: string;
  opId?: string;
}

/** What moved between two counters of a scope. */
export interface Changes { from: number; to: number; items: Change[] }

/** A watch that runs. */
export interface Watch {
  /** The counter that `items` reach to. */
  rev: number;
  items: Change[];
  /** `items` is everything: forget the rest. */
  reset?: boolean;
  /** Ends it; may be called more than once. */
  stop(): void;
}

/**
 * What an adapter to a back end does for one mounted widget. Refusals are thrown with their `kind`.
 * `onChange` is told at most ten times a second, never before the watch was answered.
 */
export interface Backend {
  open(instance: string, manifest: Manifest): Promise<Describe>;
  request(method: string, params: any, call?: { signal?: AbortSignal; progress?: () => void }): Promise<any>;
  watch(params: { scope: Scope; prefix: string; since?: number }, onChange: (changes: Changes) => void): Promise<Watch>;
  onState?(listener: (state: LinkState) => void): void;
  /** Notifications that come from the back end by themselves: `live.message`, and `storage.changed` with `rejected`. */
  onNote?(listener: (method: string, params: any) => void): void;
  /** Ends everything; may be called more than once. */
  close(): void;
}

/** A line of the log. Never personal data. */
export interface LogLine {
  instance?: string;
  level: 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  code: string;
  data?: unknown;
}

export interface MountOptions {
  /** Address of the widget's `widget.json`; its files are looked for beside it. */
  manifest: string;
  instance: string;
  /** One adapter for each mounted widget. */
  backend: Backend;
  /** `frame` (default): isolated. `page`: an element of the page, for audited widgets. */
  mode?: 'frame' | 'page';
  /** What the page knows better than the browser: `theme`, `locale`, `colors`, `uai` … */
  context?: Context;
  /** Name of the frame for screen readers; the instance's title by default. */
  title?: string;
  /** Keys that the widget hands over; each arrives as a `keydown` event that bubbles from the mounted element. */
  keys?: string[];
  onLog?(line: LogLine): void;
  onState?(state: LinkState): void;
  /** The widget asks to be closed. */
  onDone?(reason: string): void;
  /** The widget asks for capabilities: the page may answer by `grant`. */
  onRequest?(names: string[], why: string): Promise<void> | void;
  /** The widget asks for more room; the answer is what it gets. Without this, it stays inline. */
  onDisplay?(mode: 'inline' | 'wide'): 'inline' | 'wide';
  /** A learning trace, only where `event` was granted. Without this, it goes to the back end. */
  onEvent?(statement: {
    id?: string; verb: string; object: unknown; result?: unknown; context?: unknown;
  }): { id: string } | void | Promise<{ id: string } | void>;
}

/** A mounted widget. */
export interface Handle {
  /** Settles when the widget can be used; fails with `closed` where it is taken away before. */
  readonly ready: Promise<void>;
  readonly state: 'loading' | 'ready' | 'error' | 'closed';
  /** Changes the context. */
  update(patch?: Context): void;
  /** Tells how the page sees the link: `readonly` and `expired` close the writing, `online` opens it. */
  setState(state: LinkState): void;
  grant(names: string[]): Promise<void>;
  revoke(names: string[]): Promise<void>;
  /** Has screen readers say something. */
  announce(text: string, assertive?: boolean): Promise<void>;
  focus(enter?: 'first' | 'last' | 'restore'): Promise<void>;
  /** Moves the widget to another element, without reloading it where the browser can. */
  moveTo(target: HTMLElement): Promise<void>;
  /** Lets the widget save, for 1.5 s at most, then destroys it. */
  close(reason?: CloseReason): Promise<void>;
  /** Takes the widget away at once: no listener, timer or pending promise is left. */
  destroy(): void;
}

export function mount(el: HTMLElement, options: MountOptions): Handle;
export function failure(kind: ErrorKind, details?: object): Failure;
