import { html } from 'lit';
import { fit, matches } from '../store/sections.js';
import { EMOJI } from '../text/emoji.js';
import { t } from '../text/language.js';
import { commandsIn } from './commands.js';
import { avatarWithPresence, badge, bdi, roleName } from './parts.js';

const SHOWN = 7;

/**
 * What can be put in for a word that begins with a sign: members for `@`, groups for `#`, emoji for `:`, commands for `/`.
 * @typedef {{text: string, view: unknown}} Choice what is put in, and how it is shown
 */
export class Completions {
  #app;
  #group;
  /** @type {any[] | null} */
  #members = null;

  /**
   * @param {import('../app.js').App} app
   * @param {import('../store/group.js').Group} group that is written to
   */
  constructor(app, group) {
    this.#app = app;
    this.#group = group;
  }

  /**
   * The best ones first; none when the members cannot be read.
   * @param {{sign: string, typed: string}} word
   * @returns {Promise<Choice[]>}
   */
  async of({ sign, typed }) {
    const all = await { '@': () => this.#people(typed), '#': () => this.#groups(typed), ':': () => emoji(typed), '/': () => this.#commands(typed) }[sign]?.();
    return (all ?? []).slice(0, SHOWN);
  }

  async #people(typed) {
    if (this.#group.direct) return [];
    this.#members ??= await this.#app.actions.members(this.#group).catch(() => null);
    return (this.#members ?? [])
      .filter(({ user }) => user.id !== this.#app.me.id && matches(user.name, typed))
      .map(({ user, online, role }) => ({
        text: `@${user.name} `,
        view: html`${avatarWithPresence(user, online, 'small')}${bdi(user.name)}<span class="muted">${roleName(role)}</span>`,
      }));
  }

  /** As a link, which is one for every reader; the page follows it without leaving. */
  #groups(typed) {
    return this.#app.chat.groups
      .filter(group => !group.direct)
      .map(group => ({ group, fit: fit(group.title, typed) }))
      .filter(found => found.fit > 0)
      .sort((one, other) => other.fit - one.fit)
      .map(({ group }) => ({
        text: `[#${group.title.replace(/[\\[\]*_`~]/g, '\\$&')}](${location.origin}${group.address}) `,
        view: html`${badge(group, 'small')}${bdi(group.title)}<span class="muted">${t(`kind.${group.kind}`)}</span>`,
      }));
  }

  #commands(typed) {
    return commandsIn(this.#group)
      .filter(({ name }) => name.startsWith(typed.toLowerCase()))
      .map(({ name, words }) => ({
        text: `/${name} `,
        view: html`<span class="command" dir="ltr">/${name}</span><span class="command-words">${words ? t(words) : ''}</span><span class="muted">${t(`command.${name}`)}</span>`,
      }));
  }
}

/** Those whose name begins with it before those that contain it. */
function emoji(typed) {
  const wanted = typed.toLowerCase();
  const found = EMOJI.filter(({ name }) => name.includes(wanted));
  return found
    .sort((one, other) => Number(other.name.startsWith(wanted)) - Number(one.name.startsWith(wanted)) || one.name.length - other.name.length)
    .map(({ name, sign }) => ({ text: `${sign} `, view: html`<span class="emoji">${sign}</span><span dir="ltr">:${name}:</span>` }));
}
