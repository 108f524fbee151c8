import { html } from 'lit';
import { firstSince } from '../store/by-date.js';
import { startOfDay } from '../text/format.js';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { sentenceOf } from './parts.js';

/** Asks for a day and goes to the first message of it. */
class JumpDate extends Dialog {
  static properties = { problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
    /** @type {(seq: number) => void} */
    this.found = () => {};
    this.problem = '';
    this.busy = false;
  }

  get heading() {
    return t('jump.title');
  }

  content() {
    const today = asInput(new Date());
    return html`<form @submit=${event => this.#go(event)}>
      <div class="field"><label for="day">${t('jump.day')}</label>
        <input class="input" type="date" id="day" name="day" required autofocus max=${today} value=${today}>
        <p class="field-error" role="alert">${this.problem}</p></div>
      <div class="dialog-buttons"><button type="submit" class="button primary" ?disabled=${this.busy}>${t('jump.go')}</button></div>
    </form>`;
  }

  async #go(event) {
    event.preventDefault();
    const [year, month, day] = String(new FormData(event.target).get('day')).split('-').map(Number);
    this.busy = true;
    try {
      const read = query => this.app.actions.history(this.group, query);
      const seq = await firstSince(read, this.group.log.cursor, startOfDay(new Date(year, month - 1, day)));
      this.close();
      if (seq) this.found(seq);
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
    this.busy = false;
  }
}

/** A day as the browser's field has it, by the reader's calendar. */
function asInput(date) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(n => String(n).padStart(2, '0')).join('-');
}

customElements.define('confab-jump-date', JumpDate);
