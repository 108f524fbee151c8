import { html } from 'lit';
import { t } from '../text/language.js';
import { languages } from './languages.js';
import { logo } from './icons.js';
import './test-client.js';
import { View } from './view.js';

/** The test client on a page of its own, `/test-client`: whoever has a token needs no sign-in. */
class TestPage extends View {
  constructor() {
    super();
    /** @type {import('../store/settings.js').Settings} */
    this.settings = /** @type {any} */ (undefined);
  }

  render() {
    document.title = `${t('developer.title')} · Confab`;
    return html`<main class="sign-in-page">
      <div class="brand">${logo()}Confab</div>
      <div class="card test-client"><h1>${t('developer.title')}</h1><confab-test-client></confab-test-client></div>
      ${languages(this.settings)}
    </main>`;
  }
}

customElements.define('confab-test-page', TestPage);
