import { h, iconButton } from './dom.js';
import { icon } from './icons.js';

/** The buttons beside the message that is pointed at or focused; there is one set of them, which moves. */
export class MessageTools {
  #element = h('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Message actions' });
  #keyed;
  #chat;
  #group;
  #actions;

  constructor(lines, keyed, chat, group, actions) {
    this.#keyed = keyed;
    this.#chat = chat;
    this.#group = group;
    this.#actions = actions;
    for (const event of ['pointerover', 'focusin']) lines.addEventListener(event, ({ target }) => this.#moveTo(target));
    lines.addEventListener('pointerleave', () => this.#element.remove());
  }

  #moveTo(target) {
    const line = target.closest('li.message');
    if (!line || line.contains(this.#element)) return;
    const message = this.#keyed.itemOf(line)?.message;
    const buttons = message ? this.#buttons(message) : [];
    this.#element.replaceChildren(...buttons);
    if (buttons.length) line.append(this.#element);
    else this.#element.remove();
  }

  #buttons(message) {
    if (message.deleted_at || this.#group.archivedAt) return [];
    const mine = message.sender_id === this.#chat.me.id;
    const admin = this.#group.role === 'ADMIN' || this.#group.role === 'OWNER';
    const { reply, edit, remove } = this.#actions;
    const buttons = [iconButton(icon('reply'), 'Reply', () => reply(message))];
    if (mine) buttons.push(iconButton(icon('edit'), 'Edit', () => edit(message)));
    if (mine || admin) buttons.push(iconButton(icon('trash'), 'Delete', () => remove(message)));
    return buttons;
  }
}
