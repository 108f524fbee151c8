import { LitElement } from 'lit';
import { language } from '../text/language.js';

/**
 * A part of the page. It is drawn into the page itself, not into a shadow: styles, labels and focus go across all parts.
 * Draws at most once in each frame, whatever happens, and anew when the language changes.
 */
export class View extends LitElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = { app: { attribute: false } };

  /** @type {(() => void)[]} */
  #following = [];

  constructor() {
    super();
    /** @type {import('../app.js').App} */
    this.app = /** @type {any} */ (undefined);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.follow(language, 'change');
    this.entered();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#following.splice(0).forEach(end => end());
    this.left();
  }

  /** It is on the page now; its properties are set. */
  entered() {}

  /** It is off the page. */
  left() {}

  /**
   * Does something (draws anew, without an action) at each event, for as long as it is on the page.
   * @param {import('../protocol/emitter.js').Emitter} emitter
   * @param {string} event
   * @param {(detail?: any) => void} [action]
   */
  follow(emitter, event, action = () => this.requestUpdate()) {
    this.#following.push(emitter.on(event, action));
  }

  /** Listens to an event of the window or document, for as long as it is on the page. */
  listen(target, event, action) {
    target.addEventListener(event, action);
    this.#following.push(() => target.removeEventListener(event, action));
  }

  /** The first time at once: a dialog must have the focus before the next key is pressed. */
  async scheduleUpdate() {
    if (this.hasUpdated) await frame();
    super.scheduleUpdate();
  }
}

/** The next frame; in hidden pages, which have none, soon. */
function frame() {
  return new Promise(resolve => (document.hidden ? setTimeout(resolve) : requestAnimationFrame(resolve)));
}
