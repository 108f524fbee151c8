import { html } from 'lit';
import { t } from '../text/language.js';
import { commandsIn } from './commands.js';
import { Dialog } from './dialog.js';

/** All commands that can be written in a group, and how to write a text that looks like one. */
class CommandList extends Dialog {
  constructor() {
    super();
    /** @type {any} */
    this.group = null;
  }

  get heading() {
    return t('command.title');
  }

  content() {
    return html`<dl class="shortcuts">${commandsIn(this.group).map(({ name, words }) => html`<div><dt>${t(`command.${name}`)}</dt>
        <dd><kbd dir="ltr">/${name}</kbd> ${words ? html`<span class="muted">${t(words)}</span>` : ''}</dd></div>`)}</dl>
      <p class="muted">${t('command.escape')}</p>`;
  }
}

customElements.define('confab-commands', CommandList);
