import { html } from 'lit';
import { icon } from './icons.js';

/**
 * A button that opens a menu of actions; the browser's own popover, so it closes by Esc, by a click elsewhere, and is
 * above everything.
 *
 * @param {string} id of the menu, one of its kind on the page
 * @param {string} label
 * @param {{label: string, icon: Parameters<typeof icon>[0], act: () => void, dangerous?: boolean}[]} items
 */
export function menu(id, label, items) {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} aria-haspopup="menu"
      popovertarget=${id}>${icon('more')}</button>
    <div class="menu" id=${id} popover role="menu" aria-label=${label} @toggle=${opened} @keydown=${keys}>
      ${items.map(item => html`<button type="button" role="menuitem" tabindex="-1" class="menu-item ${item.dangerous ? 'danger' : ''}"
        @click=${event => choose(event, item.act)}>${icon(item.icon)}<span>${item.label}</span></button>`)}
    </div>`;
}

function choose({ currentTarget }, act) {
  currentTarget.closest('.menu').hidePopover();
  act();
}

/** Places the menu below its button, or above where there is no room, and goes to its first item. */
function opened({ target: menu, newState }) {
  if (newState !== 'open') return;
  const button = menu.previousElementSibling.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = button.bottom + height < innerHeight;
  const rightToLeft = getComputedStyle(menu).direction === 'rtl';
  const left = rightToLeft ? button.left : button.right - width;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  menu.style.top = `${below ? button.bottom + 4 : Math.max(8, button.top - height - 4)}px`;
  menu.firstElementChild?.focus();
}

function keys(event) {
  const items = [...event.currentTarget.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[next].focus();
}
