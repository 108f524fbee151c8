import { html } from 'lit';
import { LANGUAGES } from '../text/language.js';

/**
 * The languages to choose from, where there is no dialog of settings.
 * @param {import('../store/settings.js').Settings} settings
 */
export function languages(settings) {
  const chosen = document.documentElement.lang;
  return html`<p class="languages">${Object.entries(LANGUAGES).map(([code, name]) => html`<button type="button" class="link" lang=${code}
    aria-pressed=${code === chosen} @click=${() => settings.set('language', code)}>${name}</button>`)}</p>`;
}
