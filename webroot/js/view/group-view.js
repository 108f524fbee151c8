import { html, nothing } from 'lit';
import { ago } from '../text/format.js';
import { parts, t } from '../text/language.js';
import { groupMenu } from './group-menu.js';
import { icon } from './icons.js';
import { badge, bdi, iconButton } from './parts.js';
import { View } from './view.js';

/** One group: who it is, what was said, what is being written. */
class GroupView extends View {
  static properties = { group: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../store/group.js').Group} */
    this.group = /** @type {any} */ (undefined);
  }

  entered() {
    this.follow(this.app.chat, 'groups');
    this.follow(this.app.choices, 'change');
    this.follow(this.app, 'panel');
  }

  /** @param {number} seq */
  async jump(seq) {
    await this.updateComplete;
    this.#messages.jump(seq);
  }

  /** @returns {any} */
  get #messages() {
    return this.querySelector('confab-messages');
  }

  /** @returns {any} */
  get #composer() {
    return this.querySelector('confab-composer');
  }

  render() {
    const { app, group } = this;
    return html`<section class="group-page" aria-label=${group.title}>
      ${this.#head()}
      <confab-messages .app=${app} .group=${group} @act=${({ detail }) => this.#act(detail)}></confab-messages>
      <div class="foot">
        <confab-typing .app=${app} .group=${group}></confab-typing>
        ${group.closed
          ? html`<p class="notice centred">${t('group.archived')}</p>`
          : html`<confab-composer .app=${app} .group=${group} @sent=${() => this.#messages.toLatest()}
              @edit-last=${event => this.#editLast(event)}></confab-composer>`}
      </div>
    </section>`;
  }

  #head() {
    const { app, group } = this;
    const members = () => app.togglePanel('members');
    return html`<header class="group-head">
      <a class="icon-button back" href="/" aria-label=${t('groups.all')} title=${t('groups.all')}>${icon('back')}</a>
      <div class="group-title">
        ${badge(group)}
        <div class="group-what"><h1>${bdi(group.title)}</h1><p class="muted" dir="auto">${about(group)}</p></div>
      </div>
      ${iconButton('calendar', t('jump.title'), () => app.open('confab-jump-date', { group, found: seq => this.jump(seq) }))}
      ${group.direct ? nothing : iconButton('people', t('members.title'), members, { pressed: app.panel?.kind === 'members' })}
      ${groupMenu(app, group)}
    </header>`;
  }

  /** What was chosen beside a message. */
  #act({ action, message }) {
    if (action === 'reply') this.#composer.reply(message);
    if (action === 'edit') this.#composer.edit(message);
    if (action === 'delete') this.#delete(message);
    if (action === 'receipts') this.app.show({ kind: 'receipts', seq: message.seq });
  }

  #editLast(event) {
    const last = this.group.log.messages.findLast(message => message.sender_id === this.app.me.id && !message.deleted_at);
    if (!last) return;
    event.preventDefault();
    this.#composer.edit(last);
  }

  async #delete(message) {
    const question = { title: t('delete.question'), sentence: t('delete.sentence'), yes: t('delete'), dangerous: true };
    if (!(await this.app.confirm(question))) return;
    this.app.actions.delete(this.group, message.seq).catch(failure => this.app.say(t('delete.failed', { why: failure.message })));
  }
}

/** Who is writing; always as high as one line, so that nothing jumps. */
class Typing extends View {
  static properties = { group: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */
    this.group = null;
  }

  willUpdate(changed) {
    if (!changed.has('group')) return;
    this.end?.();
    this.end = this.group.on('typing', () => this.requestUpdate());
  }

  left() {
    this.end?.();
  }

  render() {
    return html`<p class="typing" role="status">${typingLine(this.group.typing)}</p>`;
  }
}

function about(group) {
  if (group.direct) return lastSeen(group.peer);
  const members = t('members.count', { n: group.memberCount });
  return group.description ? `${members} · ${group.description}` : members;
}

function lastSeen(peer) {
  if (!peer) return '';
  if (peer.online) return t('presence.online');
  return peer.last_seen ? t('presence.lastSeen', { when: ago(new Date(peer.last_seen)) }) : t('presence.offline');
}

function typingLine(users) {
  const [name, other] = users.map(user => bdi(user.name));
  if (users.length === 0) return nothing;
  if (users.length === 1) return parts('typing.one', { name });
  if (users.length === 2) return parts('typing.two', { name, other });
  return parts('typing.many', { name, n: users.length - 1 });
}

customElements.define('confab-group', GroupView);
customElements.define('confab-typing', Typing);
