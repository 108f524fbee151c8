import { button, h, iconButton } from './dom.js';
import { icon } from './icons.js';

/** Opens a modal dialog; it leaves the page when it is closed, and gives the focus back. */
export function openDialog(title, ...content) {
  const close = () => dialog.close();
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': title, on: { close: () => dialog.remove() } },
    h('header', { class: 'dialog-head' }, h('h2', {}, title), iconButton(icon('close'), 'Close', close)),
    ...content,
  );
  dialog.addEventListener('click', event => event.target === dialog && outside(dialog, event) && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks; settles with whether the answer was yes. */
export function confirm(title, sentence, yes) {
  return new Promise(resolve => {
    let answer = false;
    const agree = () => {
      answer = true;
      dialog.close();
    };
    const buttons = h(
      'div',
      { class: 'dialog-buttons' },
      button('Cancel', () => dialog.close()),
      button(yes, agree, { class: 'button primary', autofocus: true }),
    );
    const dialog = openDialog(title, h('p', { dir: 'auto' }, sentence), buttons);
    dialog.addEventListener('close', () => resolve(answer));
  });
}

function outside(dialog, { clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
