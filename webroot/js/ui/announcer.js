import { fill, h } from './dom.js';
import { count } from './format.js';

const TOGETHER_MS = 1_000;

/** Reads new messages of the open group out to screen readers, a burst as one sentence, one's own never. */
export class Announcer {
  #waiting = [];
  element = h('div', { class: 'visually-hidden', 'aria-live': 'polite' });

  /** @param openGroup gives the group that is shown */
  constructor(chat, openGroup) {
    chat.on('posted', ({ group, message }) => {
      if (group === openGroup() && message.sender_id !== chat.me.id) this.#hear(group, message);
    });
  }

  #hear(group, message) {
    if (this.#waiting.push(message) === 1) setTimeout(() => this.#say(group), TOGETHER_MS);
  }

  #say(group) {
    const [first, ...more] = this.#waiting.splice(0);
    const burst = `${count(more.length + 1, 'new message')} in ${group.title}`;
    fill(this.element, more.length ? burst : `${first.sender_name}: ${first.content ?? 'deleted'}`);
  }
}
