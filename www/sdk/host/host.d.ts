// What the modules of the SDK know of a mounted widget. Pages know `Handle`, the public part of it.

import type {
  Backend, CloseReason, Context, Describe, Handle, Limits, LogLine, Manifest, MountOptions,
} from '../greffon.js';

/** One widget document on one port. */
export interface Session {
  /** Sends a notification, once the widget was welcomed. */
  note(method: string, params: object): void;
  /** Sends a request; how long to wait is the caller's business. */
  ask(method: string, params: object): Promise<any>;
  close(): void;
}

export interface Host extends Omit<Handle, 'state'> {
  state: Handle['state'];
  options: MountOptions;
  backend: Backend;
  /** The mounted element's child, with a shadow root. */
  shell: HTMLElement;
  /** Holds the frame or the element. */
  stage: HTMLElement;
  /** Holds the bones while loading, or a card. */
  card: HTMLElement;
  /** Aborted when the widget, as it runs now, ends; a reload makes a new one. */
  attempt: AbortController;
  /** Address of the manifest. */
  base: string;
  manifest: Manifest;
  described: Describe;
  title: string;
  limits: Limits;
  granted: Set<string>;
  /** Grants that the page decided itself. */
  decided: Record<string, boolean | undefined>;
  session?: Session;
  /** Where the height was frozen, CSS px. */
  height?: number;
  /** Takes the height that a widget in a frame reports. */
  resize?: (height: number) => void;
  /** A function of the extras, given this host as its first argument. */
  more(name: string): (...args: any[]) => Promise<any>;
  /** Begins a session with a document; the one before it ends. */
  connect(port: MessagePort, nonce?: string): void;
  /** Tells the widget what changed of its context. */
  refresh(): void;
  start(): Promise<void>;
  stop(): void;
  fail(code: string, data?: unknown): void;
  context(): Context;
  readOnly(): boolean | undefined;
  log(line: LogLine): void;
  /** The widget said `session.ready`. */
  shown(): void;
  /** The answer to `session.init`. */
  welcome(): object;
  close(reason?: CloseReason): Promise<void>;
}
