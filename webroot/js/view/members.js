import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { matches } from '../store/sections.js';
import { ago, fullTime } from '../text/format.js';
import { t } from '../text/language.js';
import { leave } from './group-menu.js';
import { menu } from './menu.js';
import { avatarWithPresence, bdi, roleName, sentenceOf, skeleton } from './parts.js';
import { View } from './view.js';

const FILTER_FROM = 8;
const RANKS = ['OWNER', 'ADMIN', 'MEMBER'];

/** Who is in a group, with role, presence and when somebody was seen last; admins change it here. */
class Members extends View {
  static properties = { group: { attribute: false }, members: { state: true }, filter: { state: true }, problem: { state: true } };

  #end = () => {};

  constructor() {
    super();
    /** @type {import('../store/group.js').Group} */
    this.group = /** @type {any} */ (undefined);
    /** @type {any[] | null} */
    this.members = null;
    this.filter = '';
    this.problem = '';
  }

  entered() {
    this.follow(this.app.chat, 'ready', () => this.#read());
  }

  left() {
    this.#end();
  }

  willUpdate(changed) {
    if (!changed.has('group')) return;
    this.#end();
    this.members = null;
    this.#end = this.group.on('members', () => this.#read());
    this.#read();
  }

  async #read() {
    try {
      this.members = (await this.app.actions.members(this.group)).sort(byRank);
      this.problem = '';
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }

  render() {
    const { members, group } = this;
    const shown = (members ?? []).filter(({ user }) => matches(user.name, this.filter));
    const online = shown.filter(member => this.#isOnline(member));
    const offline = shown.filter(member => !this.#isOnline(member));
    return html`<div class="panel-body">
      ${group.isAdmin ? html`<button type="button" class="button wide-button" @click=${() => this.app.open('confab-invite', { group })}>${t('invite.title')}</button>` : nothing}
      ${(members?.length ?? 0) >= FILTER_FROM ? this.#filterField() : nothing}
      ${this.problem ? html`<p class="field-error" role="alert">${this.problem}</p>` : nothing}
      ${members ? [this.#list('presence.online', online), this.#list('presence.offline', offline)] : this.problem ? nothing : skeleton(4)}
      <p><button type="button" class="button danger" @click=${() => leave(this.app, group)}>${t('group.leave')}</button></p>
    </div>`;
  }

  #filterField() {
    return html`<input class="input filter" type="search" placeholder=${t('members.filter')} aria-label=${t('members.filter')}
      @input=${({ target }) => (this.filter = target.value)}>`;
  }

  /** What the socket told since is newer than the list. */
  #isOnline({ user, online }) {
    return user.id === this.app.me.id || (this.group.online(user.id) ?? online);
  }

  #list(title, members) {
    if (members.length === 0) return nothing;
    return html`<section><h3 class="list-title">${t(title)} <span class="muted">${members.length}</span></h3>
      <ul class="pick-list">${repeat(members, ({ user }) => user.id, member => this.#row(member))}</ul></section>`;
  }

  #row(member) {
    const { user, role, last_seen: seen } = member;
    const isOnline = this.#isOnline(member);
    const when = !isOnline && seen ? html`<time class="muted" datetime=${seen} title=${fullTime(new Date(seen))}>${ago(new Date(seen))}</time>` : nothing;
    const actions = this.#actions(member);
    return html`<li class="pick member">${avatarWithPresence(user, isOnline, 'small')}
      <span class="pick-name"><span>${bdi(user.name)}${user.id === this.app.me.id ? html` <span class="muted">${t('members.you')}</span>` : nothing}</span>${when}</span>
      ${user.guest ? html`<span class="role">${t('guest')}</span>` : nothing}
      ${roleName(role) ? html`<span class="role">${roleName(role)}</span>` : nothing}
      ${actions.length ? menu(`member-${user.id}`, t('members.actions', { name: user.name }), actions) : nothing}</li>`;
  }

  /** @returns {any[]} */
  #actions({ user, role }) {
    const { app, group } = this;
    if (user.id === app.me.id) return [];
    const give = wanted => () => this.#do(() => app.actions.add(group, user.id, wanted));
    const isOwner = group.role === 'OWNER';
    return [
      { icon: 'person', label: t('write.to', { name: user.name }), act: () => this.#write(user) },
      isOwner && role === 'MEMBER' && { icon: 'star', label: t('role.makeAdmin'), act: give('ADMIN') },
      isOwner && role === 'ADMIN' && { icon: 'down', label: t('role.makeMember'), act: give('MEMBER') },
      isOwner && { icon: 'up', label: t('role.makeOwner'), act: () => this.#handOver(user) },
      RANKS.indexOf(group.role) < RANKS.indexOf(role) && { icon: 'trash', label: t('members.remove'), act: () => this.#remove(user), dangerous: true },
    ].filter(Boolean);
  }

  async #write(user) {
    await this.#do(async () => this.app.enter(await this.app.actions.startDirect(user.id)));
  }

  async #handOver(user) {
    const question = { title: t('role.handOver', { name: user.name }), sentence: t('role.handOver.sentence'), yes: t('role.makeOwner') };
    if (await this.app.confirm(question)) await this.#do(() => this.app.actions.add(this.group, user.id, 'OWNER'));
  }

  async #remove(user) {
    const question = { title: t('members.remove.question', { name: user.name }), sentence: t('members.remove.sentence'), yes: t('members.remove'), dangerous: true };
    if (await this.app.confirm(question)) await this.#do(() => this.app.actions.remove(this.group, user.id));
  }

  async #do(action) {
    try {
      await action();
      await this.#read();
    } catch (failure) {
      this.problem = sentenceOf(failure);
    }
  }
}

function byRank(one, other) {
  return RANKS.indexOf(one.role) - RANKS.indexOf(other.role) || one.user.name.localeCompare(other.user.name);
}

customElements.define('confab-members', Members);
