import { html } from 'lit';
import { t } from '../text/language.js';
import { Dialog } from './dialog.js';
import './test-client.js';

/** The test client beside the open group. */
class Developer extends Dialog {
  get heading() {
    return t('developer.title');
  }

  content() {
    return html`<confab-test-client .app=${this.app}></confab-test-client>
      <p class="muted"><a href="/test-client" target="_blank">${t('developer.page')}</a></p>`;
  }
}

customElements.define('confab-developer', Developer);
