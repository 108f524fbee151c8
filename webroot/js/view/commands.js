import { t } from '../text/language.js';
import { leave } from './group-menu.js';
import { sentenceOf } from './parts.js';

/** What a command that cannot be done has to say. */
class Refusal extends Error {}

/**
 * What can be done by writing it. `command.` and the name is the text that explains it.
 * @typedef {object} Command
 * @property {string} name
 * @property {string} [words] the key of the text that says what follows the name
 * @property {boolean} [groups] not for direct groups
 * @property {(words: string, context: Context) => any} run throws why it was not done
 *
 * @typedef {object} Context
 * @property {import('../app.js').App} app
 * @property {import('../store/group.js').Group} group
 * @property {(text: string) => void} send
 */

/** @type {Command[]} */
const COMMANDS = [
  { name: 'help', run: (_, { app, group }) => list(app, group) },
  { name: 'invite', words: 'command.words.name', groups: true, run: invite },
  { name: 'join', words: 'command.words.group', run: join },
  { name: 'leave', groups: true, run: (_, { app, group }) => leave(app, group) },
  { name: 'msg', words: 'command.words.name', run: write },
  { name: 'rename', words: 'command.words.newName', groups: true, run: (name, { app, group }) => app.actions.change(group, { name: needed(name) }) },
  { name: 'describe', words: 'command.words.text', groups: true, run: (description, { app, group }) => app.actions.change(group, { description }) },
  { name: 'members', groups: true, run: (_, { app }) => app.show({ kind: 'members' }) },
  { name: 'mute', run: (_, { app, group }) => quiet(app, group, true) },
  { name: 'unmute', run: (_, { app, group }) => quiet(app, group, false) },
  { name: 'shrug', words: 'command.words.text', run: (text, { send }) => send(`${text} ¯\\\\\\_(ツ)\\_/¯`.trim()) },
];

/** The commands that make sense in a group. */
export function commandsIn(group) {
  return COMMANDS.filter(({ groups }) => !groups || !group.direct);
}

/**
 * Does what a line says that begins with `/`.
 * @param {string} line
 * @param {Context} context
 * @returns {Promise<{refused: string, unknown: boolean} | null>} null when it is done
 */
export async function run(line, context) {
  const [, name, words] = /** @type {RegExpExecArray} */ (/^\/(\S+)\s*([^]*)$/.exec(line));
  const command = COMMANDS.find(known => known.name === name.toLowerCase());
  if (!command) return { refused: t('command.unknown', { name }), unknown: true };
  if (command.groups && context.group.direct) return { refused: t('command.notDirect', { name }), unknown: false };
  try {
    await command.run(words.trim(), context);
    return null;
  } catch (failure) {
    return { refused: failure instanceof Refusal ? failure.message : t('command.failed', { name, why: sentenceOf(failure) }), unknown: false };
  }
}

async function list(app, group) {
  await import('./command-list.js');
  app.open('confab-commands', { group });
}

async function invite(name, { app, group }) {
  if (!name) return app.open('confab-invite', { group });
  const user = await person(app, name);
  await app.actions.add(group, user.id);
  app.say(t('invite.added', { name: user.name }));
}

async function write(name, { app }) {
  if (!name) return app.open('confab-write-to');
  app.enter(await app.actions.startDirect((await person(app, name)).id));
}

/** One of one's own groups by its name, or a public one to be joined. */
async function join(name, { app }) {
  if (!name) return app.open('confab-browse');
  const wanted = folded(name.replace(/^#/, ''));
  const named = group => folded(group.name ?? '') === wanted || group.slug === wanted;
  const mine = app.chat.groups.find(named);
  if (mine) return app.enter(mine);
  const open = (await app.actions.directory()).find(named);
  if (!open) throw new Refusal(t('command.noGroup', { name }));
  app.enter(await app.actions.join(open.id));
}

function quiet(app, group, wanted) {
  if (app.choices.isMuted(group) !== wanted) app.choices.toggle('muted', group);
  app.say(t(wanted ? 'command.muted' : 'command.unmuted', { name: group.title }));
}

/** Exactly that name: a command must not hit somebody of a similar one. */
async function person(app, name) {
  const wanted = folded(name.replace(/^@/, ''));
  const found = (await app.actions.users(name.replace(/^@/, ''))).find(user => folded(user.name) === wanted);
  if (!found) throw new Refusal(t('command.nobody', { name }));
  return found;
}

function needed(words) {
  if (!words) throw new Refusal(t('group.noName'));
  return words;
}

function folded(text) {
  return text.normalize('NFC').trim().toLowerCase();
}
