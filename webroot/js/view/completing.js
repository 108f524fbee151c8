import { html, nothing } from 'lit';
import { t } from '../text/language.js';

/** A word at the cursor that something can be put in for; a colon with less than two letters is only a colon. */
const WORD = /(?:^|\s)(?:([@#])([^\s@#]{0,32})|(:)([\w+-]{2,32}))$/u;
const COMMAND = /^\/([a-z]*)$/i;

/** The list above a text field of what can be put in for the word at the cursor, and its keys; the focus stays in the field. */
export class Completing {
  /** @type {import('./completions.js').Choice[]} */
  #choices = [];
  #chosen = 0;
  /** Loaded with the first word that wants it. @type {Promise<import('./completions.js').Completions> | null} */
  #completions = null;
  #view;

  /** @param {import('./view.js').View & {group: any, area: HTMLTextAreaElement, takesCommands: boolean, written: () => void}} view */
  constructor(view) {
    this.#view = view;
  }

  get active() {
    return this.#choices.length > 0;
  }

  /** The id of the option that the keys are at. */
  get option() {
    return this.active ? `choice-${this.#chosen}` : nothing;
  }

  close() {
    this.#show([]);
  }

  /** Another group has other members. */
  restart() {
    this.#completions = null;
    this.close();
  }

  /** Something was written, so there may be another word. */
  async look() {
    const word = this.#word;
    if (!word) return this.close();
    const { app, group } = this.#view;
    this.#completions ??= import('./completions.js').then(({ Completions }) => new Completions(app, group));
    const choices = await this.#completions.then(completions => completions.of(word)).catch(() => (this.#completions = null));
    if (this.#view.group === group && this.#word?.typed === word.typed) this.#show(choices ?? []);
  }

  render() {
    return html`<ul class="completions" id="completions" role="listbox" aria-label=${t('composer.choices')} ?hidden=${!this.active}>
        ${this.#choices.map(({ view }, i) => html`<li role="option" id="choice-${i}" aria-selected=${i === this.#chosen}
          @pointerdown=${event => this.#put(event, i)}>${view}</li>`)}
      </ul>
      <span class="visually-hidden" role="status">${this.active ? t('composer.choices.count', { n: this.#choices.length }) : nothing}</span>`;
  }

  /**
   * Takes the keys of an open list.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was one
   */
  takes(event) {
    const n = this.#choices.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isWritten = this.#choices[this.#chosen]?.text.trim() === this.#view.area.value; // A command that needs no more words.
    if (!this.active || (event.key === 'Enter' && (isWritten || event.shiftKey))) return false;
    if (step) this.#choose((this.#chosen + step + n) % n);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' || event.key === 'Tab') this.#put(event, this.#chosen);
    else return false;
    event.preventDefault();
    return true;
  }

  /** @returns {{sign: string, typed: string, start: number} | null} */
  get #word() {
    const { area, takesCommands } = this.#view;
    const before = area.value.slice(0, area.selectionStart);
    const command = takesCommands && COMMAND.exec(before);
    if (command) return { sign: '/', typed: command[1], start: 0 };
    const [, sign, typed, colon, name] = WORD.exec(before) ?? [];
    const found = sign ? { sign, typed } : colon ? { sign: colon, typed: name } : null;
    return found && { ...found, start: before.length - found.typed.length - 1 };
  }

  #put(event, chosen) {
    event.preventDefault();
    const word = this.#word;
    const { area } = this.#view;
    if (word) area.setRangeText(this.#choices[chosen].text, word.start, area.selectionStart, 'end');
    this.close();
    this.#view.written();
  }

  #choose(chosen) {
    this.#chosen = chosen;
    this.#view.requestUpdate();
  }

  #show(choices) {
    if (!this.active && !choices.length) return;
    this.#choices = choices;
    this.#choose(0);
  }
}
