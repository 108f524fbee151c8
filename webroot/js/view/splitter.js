import { html } from 'lit';
import { language, t } from '../text/language.js';
import { View } from './view.js';

const STEP_PX = 16;
const BOUNDS = { side: [200, 480], panel: [220, 520] };
const USUAL = { side: 304, panel: 304 };

/** Moves the border between two columns, by pointer or by arrow keys; a double click gives the usual width back. */
export class Splitter extends View {
  static properties = { column: {} };

  constructor() {
    super();
    /** @type {'side' | 'panel'} */
    this.column = 'side';
  }

  entered() {
    this.follow(this.app.settings, 'change', () => this.#apply());
  }

  firstUpdated() {
    this.#apply();
  }

  get #width() {
    return this.app.settings.width(this.column) ?? USUAL[this.column];
  }

  render() {
    const [min, max] = BOUNDS[this.column];
    return html`<div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label=${t(`column.${this.column}`)}
      aria-valuemin=${min} aria-valuemax=${max} aria-valuenow=${this.#width}
      @pointerdown=${this.#drag} @keydown=${this.#keys} @dblclick=${() => this.#set(USUAL[this.column])}></div>`;
  }

  /** Wider is away from the edge that the column stands at. */
  get #sign() {
    return (this.column === 'side') === language.rightToLeft ? -1 : 1;
  }

  #drag({ clientX: from, pointerId, target }) {
    const width = this.#width;
    const moved = ({ clientX }) => this.#set(width + (clientX - from) * this.#sign);
    target.setPointerCapture(pointerId);
    target.addEventListener('pointermove', moved);
    target.addEventListener('lostpointercapture', () => target.removeEventListener('pointermove', moved), { once: true });
  }

  #keys(event) {
    const step = { ArrowLeft: -STEP_PX, ArrowRight: STEP_PX }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#set(this.#width + step * this.#sign);
  }

  #set(width) {
    const [min, max] = BOUNDS[this.column];
    this.app.settings.setWidth(this.column, Math.round(Math.min(max, Math.max(min, width))));
    this.requestUpdate();
  }

  #apply() {
    document.documentElement.style.setProperty(`--${this.column}-width`, `${this.#width / 16}rem`);
  }
}

customElements.define('confab-splitter', Splitter);
