import { avatarWithPresence } from './avatar.js';
import { bdi, button, fill, h } from './dom.js';
import { confirm, openDialog } from './dialog.js';
import { PeoplePicker } from './people-picker.js';

const ROLES = { OWNER: 'Owner', ADMIN: 'Admin', MEMBER: '' };

/** Who is in a group; admins add people here, and everybody leaves here. */
export function membersDialog(chat, group) {
  const list = h('ul', { class: 'pick-list' });
  const problem = h('p', { class: 'field-error', role: 'alert' });
  const show = async () => fill(list, (await chat.members(group)).map(memberRow));
  const tell = failure => fill(problem, failure.message);
  const add = async user => {
    await chat.add(group, user.id);
    await show();
  };
  const leave = async () => {
    if (!(await confirm(`Leave ${group.title}?`, leaving(group), 'Leave'))) return;
    chat.leave(group).then(() => dialog.close(), tell);
  };
  const admin = group.role === 'OWNER' || group.role === 'ADMIN';
  const dialog = openDialog(
    `Members of ${group.title}`,
    admin && new PeoplePicker(chat, 'Add somebody', add).element,
    list,
    problem,
    h('div', { class: 'dialog-buttons' }, button('Leave group', leave, { class: 'button danger' })),
  );
  show().catch(tell);
}

function memberRow({ user, online, role }) {
  const name = h('span', { class: 'pick-name' }, bdi(user.name));
  return h('li', { class: 'pick' }, avatarWithPresence(user, online, { small: true }), name, h('span', { class: 'muted' }, ROLES[role]));
}

function leaving(group) {
  return group.kind === 'PUBLIC' ? 'You can join it again at any time.' : 'Only its admins can bring you back.';
}
