// What the first script of a widget's document leaves for the others.

interface Boot {
  /** Random, known to this document and its parent alone. */
  nonce: string;
  /** The port, once the page has welcomed the document. */
  port: MessagePort | null;
  /** Called at each welcome. */
  onport: (() => void) | null;
}

interface Window { greffonBoot: Boot }
