import { addressOf, follow, go, here } from './address.js';
import { Announcer } from './announcer.js';
import { confirm } from './dialog.js';
import { coalesce, fill, h } from './dom.js';
import { createDialog, directDialog, directoryDialog } from './group-dialogs.js';
import { GroupPage } from './group-page.js';
import { Indicator } from './indicator.js';
import { Sidebar } from './sidebar.js';

/** What a signed-in user sees: the list of groups and the open one. The address of the page tells which. */
export class ChatPage {
  #chat;
  #drafts;
  #signOut;
  #sidebar;
  #open = null;
  #stop = new AbortController();
  #main = h('main', { class: 'main', id: 'main' });

  /** @param signOut ends the sign-in */
  constructor(chat, connection, drafts, signOut) {
    this.#chat = chat;
    this.#drafts = drafts;
    this.#signOut = signOut;
    const indicator = new Indicator(connection);
    const show = group => go(addressOf(group));
    this.#sidebar = new Sidebar(chat, indicator.word, {
      browse: () => directoryDialog(chat, show),
      create: () => createDialog(chat, show),
      startDirect: () => directDialog(chat, show),
      signOut: () => this.#leave(),
    });
    const announcer = new Announcer(chat, () => this.#open?.group);
    this.element = h('div', { class: 'chat-page' }, indicator.bar, this.#sidebar.element, this.#main, announcer.element);
    this.element.addEventListener('click', follow);
    addEventListener('popstate', () => this.#route(), { signal: this.#stop.signal });
    chat.on('groups', coalesce(() => this.#changed()));
    chat.on('left', group => this.#open?.group === group && go('/'));
    fill(this.#main, waiting());
  }

  close() {
    this.#stop.abort();
    this.#open?.page.close();
    this.#open = null;
    setFavicon(0);
  }

  /** Opens a group of the user if the address names none: the first one, or on a phone only `wanted`. */
  land(wanted) {
    const group = wanted ?? (narrow() ? null : this.#first());
    if (!this.#addressed && group) go(addressOf(group), { replace: true });
    else this.#route();
  }

  #first() {
    return this.#chat.groups.find(group => group.slug === 'general') ?? this.#chat.groups[0];
  }

  get #addressed() {
    const { id, slug } = here();
    return (slug ? this.#chat.groups.find(group => group.slug === slug) : this.#chat.group(id)) ?? null;
  }

  #changed() {
    this.#retitle();
    if (this.#chat.loaded && this.#addressed !== (this.#open?.group ?? null)) this.#route();
  }

  #route() {
    if (!this.#chat.loaded) return;
    const group = this.#addressed;
    const { seq } = here();
    this.element.classList.toggle('showing-group', Boolean(group));
    if (!group || this.#open?.group !== group) this.#show(group);
    if (seq) this.#open?.page.jump(seq);
  }

  #show(group) {
    this.#open?.page.close();
    this.#open = group && { group, page: new GroupPage(this.#chat, group, this.#drafts) };
    fill(this.#main, this.#open ? this.#open.page.element : nothingOpen());
    this.#open?.page.shown({ focus: !narrow() });
    this.#sidebar.open(group?.id ?? null);
    this.#retitle();
  }

  #retitle() {
    const unread = this.#chat.unread;
    const where = this.#open ? `${this.#open.group.title} · Confab` : 'Confab';
    document.title = unread ? `(${unread}) ${where}` : where;
    setFavicon(unread);
  }

  async #leave() {
    const unsent = this.#chat.outbox.empty ? null : 'Some messages have not been sent yet. They are lost if you sign out now.';
    if (await confirm('Sign out?', unsent ?? 'Drafts that you have not sent are removed from this browser.', 'Sign out')) this.#signOut();
  }
}

function narrow() {
  return matchMedia('(max-width: 720px)').matches;
}

function setFavicon(unread) {
  const link = document.querySelector('link[rel="icon"]');
  const wanted = unread ? '/favicon-unread.svg' : '/favicon.svg';
  if (link.getAttribute('href') !== wanted) link.setAttribute('href', wanted);
}

function waiting() {
  return h('p', { class: 'nothing muted', role: 'status' }, 'Reading your groups …');
}

function nothingOpen() {
  return h('p', { class: 'nothing muted' }, 'Choose a group on the left, or browse the public ones.');
}
