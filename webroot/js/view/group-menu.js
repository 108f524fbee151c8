import { t } from '../text/language.js';
import { menu } from './menu.js';

/**
 * What can be done with a group as a whole.
 * @param {import('../app.js').App} app
 * @param {import('../store/group.js').Group} group
 */
export function groupMenu(app, group) {
  const { choices } = app;
  const items = [
    { icon: 'star', label: t(choices.isFavourite(group) ? 'group.unfavourite' : 'group.favourite'), act: () => choices.toggle('favourite', group) },
    choices.isMuted(group)
      ? { icon: 'bell', label: t('group.unmute'), act: () => choices.toggle('muted', group) }
      : { icon: 'bellOff', label: t('group.mute'), act: () => choices.toggle('muted', group) },
    { icon: 'link', label: t('group.copyLink'), act: () => copyLink(app, group.address) },
  ];
  if (!group.direct) {
    items.push({ icon: 'plus', label: t('invite.title'), act: () => app.open('confab-invite', { group }) });
    items.push({ icon: 'gear', label: t('group.settings'), act: () => app.open('confab-group-settings', { group }) });
    items.push({ icon: 'signOut', label: t('group.leave'), act: () => leave(app, group), dangerous: true });
  }
  return menu('group-menu', t('group.menu'), /** @type {any} */ (items));
}

/** Puts the link to a place of the page on the clipboard. */
export async function copyLink(app, address) {
  await copy(app, location.origin + address);
}

/** Puts a text on the clipboard, and says so. */
export async function copy(app, text) {
  try {
    await navigator.clipboard.writeText(text);
    app.say(t('copied'));
  } catch {
    app.open('confab-text', { what: t('copy.byHand'), text });
  }
}

export async function leave(app, group) {
  const sentence = t(group.kind === 'PUBLIC' ? 'group.leave.public' : 'group.leave.private');
  const question = { title: t('group.leave.question', { name: group.title }), sentence, yes: t('group.leave.yes'), dangerous: true };
  if (await app.confirm(question)) app.actions.leave(group).catch(failure => app.say(failure.message));
}
