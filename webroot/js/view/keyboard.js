import { isNarrow } from './shell.js';

/** The regions that F6 goes through. */
const REGIONS = ['list', 'log', 'composer', 'panel'];

/**
 * Keys for the whole page, as `?` lists them. Those of one letter do nothing while somebody types, and can be switched
 * off altogether (WCAG 2.1.4).
 */
export const SHORTCUTS = [
  { keys: ['Ctrl', 'K'], what: 'shortcut.switch' },
  { keys: ['?'], what: 'shortcut.help' },
  { keys: ['F6'], what: 'shortcut.regions' },
  { keys: ['Alt', '↑'], what: 'shortcut.previous' },
  { keys: ['Alt', '↓'], what: 'shortcut.next' },
  { keys: ['Alt', 'Shift', '↓'], what: 'shortcut.nextUnread' },
  { keys: ['Ctrl', 'Shift', 'M'], what: 'shortcut.members' },
  { keys: ['Ctrl', ','], what: 'shortcut.settings' },
  { keys: ['↑', '↓'], what: 'shortcut.messages' },
  { keys: ['R'], what: 'shortcut.reply' },
  { keys: ['E'], what: 'shortcut.edit' },
  { keys: ['Enter'], what: 'shortcut.send' },
  { keys: ['Shift', 'Enter'], what: 'shortcut.line' },
  { keys: ['↑'], what: 'shortcut.editLast' },
  { keys: ['Esc'], what: 'shortcut.escape' },
];

export class Keyboard {
  #app;
  #shell;

  /**
   * @param {import('../app.js').App} app
   * @param {import('./shell.js').Shell} shell
   */
  constructor(app, shell) {
    this.#app = app;
    this.#shell = shell;
    shell.listen(document, 'keydown', event => this.#pressed(event));
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    const action = this.#action(event);
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** @param {KeyboardEvent} event */
  #action(event) {
    const { key, altKey, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    if (command && !shiftKey && key.toLowerCase() === 'k') return () => this.#app.open('confab-switcher');
    if (command && key === '/') return () => this.#app.open('confab-shortcuts');
    if (command && key === ',') return () => this.#app.open('confab-settings');
    if (command && shiftKey && key.toLowerCase() === 'm') return () => this.#app.togglePanel('members');
    if (key === 'F6') return () => this.#cycle(shiftKey ? -1 : 1);
    if (altKey && key === 'ArrowUp') return () => this.#neighbour(-1, shiftKey);
    if (altKey && key === 'ArrowDown') return () => this.#neighbour(1, shiftKey);
    if (key === 'Escape' && this.#app.panel && isNarrow()) return () => this.#app.show(null);
    if (key === '?' && !isTyping(event) && this.#app.settings.get('keys') === 'on') return () => this.#app.open('confab-shortcuts');
    return null;
  }

  /** Goes to the next region that is on the page. */
  #cycle(step) {
    const regions = REGIONS.map(name => this.#shell.querySelector(`[data-region="${name}"]`)).filter(region => region?.checkVisibility());
    const at = regions.findIndex(region => region?.contains(document.activeElement));
    const next = regions[(at + step + regions.length) % regions.length] ?? regions[0];
    entrance(next)?.focus();
  }

  /** Opens the group above or below in the list, if wanted the next one with something unread. */
  #neighbour(step, unread) {
    const links = [...this.#shell.querySelectorAll('.group-link')];
    const at = links.findIndex(link => link.hasAttribute('aria-current'));
    const wanted = unread ? links.filter(link => link.classList.contains('unread')) : links;
    const after = wanted.filter(link => links.indexOf(link) * step > at * step);
    const next = step > 0 ? after[0] : after.at(-1);
    /** @type {HTMLElement | undefined} */ (next ?? (unread ? wanted[0] : undefined))?.click();
  }
}

/** Where the focus goes in a region: the open group in the list, else the first control, or the region itself. */
function entrance(region) {
  if (!region || region.matches('[tabindex]')) return region;
  return region.querySelector('[aria-current], textarea') ?? region.querySelector('a, button, input');
}

/** @param {KeyboardEvent} event */
function isTyping(event) {
  return /** @type {Element} */ (event.target).matches('input, textarea, select, [contenteditable]');
}
