import { html } from 'lit';
import { t } from '../text/language.js';
import { iconButton } from './parts.js';
import { View } from './view.js';

const SHOWN = {
  members: (app, group) => html`<confab-members .app=${app} .group=${group}></confab-members>`,
  receipts: (app, group, { seq }) => html`<confab-receipts .app=${app} .group=${group} .seq=${seq}></confab-receipts>`,
};

/** What stands beside the open group. */
class Panel extends View {
  static properties = { group: { attribute: false }, panel: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
    /** @type {any} */
    this.panel = null;
  }

  render() {
    const { kind } = this.panel;
    return html`<aside class="panel-page" aria-labelledby="panel-title">
      <header class="panel-head"><h2 id="panel-title">${t(`${kind}.title`)}</h2>${iconButton('close', t('close'), () => this.app.show(null))}</header>
      ${SHOWN[kind](this.app, this.group, this.panel)}
    </aside>`;
  }
}

customElements.define('confab-panel', Panel);
