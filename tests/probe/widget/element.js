// A probe in page mode: the element that gets the port.
import { createProbe } from './core.js';

const id = new URL(import.meta.url).pathname.split('/').at(-2);

export const tag = `greffon-${id}-0`;

if (!customElements.get(tag)) {
  customElements.define(tag, class extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: 'open' });
      this.probe = createProbe(this.port, this.nonce || undefined, id, this.shadowRoot);
    }
  });
}
