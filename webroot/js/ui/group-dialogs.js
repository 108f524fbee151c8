import { bdi, button, fill, h } from './dom.js';
import { openDialog } from './dialog.js';
import { Field } from './field.js';
import { count } from './format.js';
import { PeoplePicker } from './people-picker.js';
import { badge } from './sidebar.js';

/** Makes a group; `open` shows it. */
export function createDialog(chat, open) {
  const name = new Field('Name', { required: true, maxlength: 80, dir: 'auto', autofocus: true });
  const description = new Field('What is it for?', { maxlength: 500, dir: 'auto', hint: 'Optional.' });
  const kinds = h(
    'fieldset',
    { class: 'choices' },
    h('legend', {}, 'Who can join?'),
    choice('PUBLIC', 'Public', 'Everybody can find it and join.', true),
    choice('PRIVATE', 'Private', 'Only people whom you add.'),
  );
  const submit = async event => {
    event.preventDefault();
    if (!name.value.trim()) return name.refuse('Give the group a name.');
    const kind = kinds.querySelector('input:checked').value;
    try {
      const group = await chat.create(kind, name.value.trim(), description.value.trim());
      dialog.close();
      open(group);
    } catch (failure) {
      (failure.field === 'description' ? description : name).refuse(failure.message);
    }
  };
  const buttons = h('div', { class: 'dialog-buttons' }, h('button', { type: 'submit', class: 'button primary' }, 'Create group'));
  const form = h('form', { novalidate: true, on: { submit } }, name.element, description.element, kinds, buttons);
  const dialog = openDialog('Create a group', form);
}

/** Public groups, to join or to open. */
export function directoryDialog(chat, open) {
  const list = h('ul', { class: 'pick-list' });
  const told = h('p', { class: 'muted', role: 'status' }, 'Reading the list …');
  const enter = async group => {
    try {
      open(chat.group(group.id) ?? (await chat.join(group.id)));
      dialog.close();
    } catch (failure) {
      fill(told, failure.message);
    }
  };
  const dialog = openDialog('Public groups', told, list);
  chat.directory().then(
    groups => {
      fill(told, groups.length === 0 && 'There is no public group yet.');
      fill(list, groups.map(group => directoryRow(group, chat.group(group.id), () => enter(group))));
    },
    failure => fill(told, failure.message),
  );
}

/** Finds a user and opens the direct group with him. */
export function directDialog(chat, open) {
  const start = async user => {
    const group = await chat.startDirect(user.id);
    dialog.close();
    open(group);
  };
  const dialog = openDialog('Write to somebody', new PeoplePicker(chat, 'User name', start).element);
}

function directoryRow(group, mine, enter) {
  const what = [count(group.member_count, 'member'), group.description].filter(Boolean).join(' · ');
  return h(
    'li',
    { class: 'pick' },
    badge(group),
    h('span', { class: 'pick-name' }, bdi(group.name), h('span', { class: 'muted', dir: 'auto' }, what)),
    button(mine ? 'Open' : 'Join', enter, { class: mine ? 'button' : 'button primary', 'aria-label': `${mine ? 'Open' : 'Join'} ${group.name}` }),
  );
}

function choice(value, label, what, checked = false) {
  const input = h('input', { type: 'radio', name: 'kind', value, checked });
  return h('label', { class: 'choice' }, input, h('span', {}, h('strong', {}, label), h('span', { class: 'muted' }, what)));
}
