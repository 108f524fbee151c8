import { html, nothing } from 'lit';
import { t } from '../text/language.js';
import { badge, bdi } from './parts.js';

/** What stands above the first message: what the group is, who sees it and, while it is empty, how to begin. */
export function intro(group, app, isEmpty) {
  return html`<div class="intro">
    ${badge(group, 'large')}
    <h2>${bdi(group.title)}</h2>
    ${group.description ? html`<p dir="auto">${group.description}</p>` : nothing}
    <p class="muted">${t(`intro.${group.kind}`)}</p>
    ${isEmpty && !group.direct && !group.closed
      ? html`<p><button type="button" class="button" @click=${() => app.open('confab-invite', { group })}>${t('invite.title')}</button></p>`
      : nothing}
    ${isEmpty ? html`<p class="keys muted">${key('Enter', 'shortcut.send')}${key('Shift + Enter', 'shortcut.line')}${key('Ctrl + K', 'shortcut.switch')}</p>` : nothing}
  </div>`;
}

function key(name, what) {
  return html`<span><kbd>${name}</kbd> ${t(what)}</span>`;
}
