import { html, nothing } from 'lit';
import { ifText } from './parts.js';

/**
 * A labelled input with room for a hint and for what is wrong with it.
 *
 * @param {object} field
 * @param {string} field.name
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {string} [field.error]
 * @param {string} [field.type]
 * @param {string} [field.value] to begin with
 * @param {string} [field.autocomplete]
 * @param {number} [field.maxlength]
 * @param {boolean} [field.autofocus]
 * @param {string} [field.placeholder]
 * @param {(event: any) => void} [field.input] is called while somebody types
 */
export function field({ name, label, hint, error, type = 'text', value, autocomplete = 'off', maxlength, autofocus, placeholder, input }) {
  const id = `field-${name}`;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input class="input" id=${id} name=${name} type=${type} dir="auto" autocapitalize="none" spellcheck="false" autocomplete=${/** @type {any} */ (autocomplete)}
      value=${value ?? nothing} maxlength=${maxlength ?? nothing} placeholder=${ifText(placeholder)} ?autofocus=${autofocus}
      aria-invalid=${error ? 'true' : nothing} aria-describedby="${id}-error ${id}-hint" @input=${input}>
    <p class="field-error" id="${id}-error">${error}</p>
    <p class="hint" id="${id}-hint">${hint}</p>
  </div>`;
}

/** Goes to the first field that something is wrong with. */
export function focusFault(form) {
  form.querySelector('[aria-invalid]')?.focus();
}
