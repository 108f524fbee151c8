import { html } from 'lit';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import { SHORTCUTS } from './keyboard.js';

/** All keys, and the switch for those of one letter. */
class Shortcuts extends Dialog {
  get heading() {
    return t('shortcut.title');
  }

  entered() {
    this.follow(this.app.settings, 'change');
  }

  content() {
    const { settings } = this.app;
    return html`<dl class="shortcuts">${SHORTCUTS.map(({ keys, what }) => html`<div><dt>${t(what)}</dt><dd>${keys.map(key => html`<kbd>${key}</kbd>`)}</dd></div>`)}</dl>
      <label class="check"><input type="checkbox" .checked=${settings.get('keys') === 'on'}
        @change=${({ target }) => settings.set('keys', target.checked ? 'on' : 'off')}>${t('shortcut.single')}</label>`;
  }
}

customElements.define('confab-shortcuts', Shortcuts);
