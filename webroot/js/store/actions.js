const MARKS_UP_TO = 200;

/** What a signed-in user does, each a request to the server; what it refuses is thrown as a `Failure`. */
export class Actions {
  #client;
  #chat;

  /**
   * @param {import('../protocol/client.js').Client} client
   * @param {import('./chat.js').Chat} chat
   */
  constructor(client, chat) {
    this.#client = client;
    this.#chat = chat;
  }

  edit(group, seq, content) {
    return this.#client.connection.request('edit_message', { group_id: group.id, seq, content });
  }

  delete(group, seq) {
    return this.#client.connection.request('delete_message', { group_id: group.id, seq });
  }

  typing(group) {
    this.#client.connection.tell('typing', { group_id: group.id });
  }

  /** @returns {Promise<any[]>} public groups that can be joined */
  async directory() {
    return (await this.#client.rest.read('/groups/directory', { limit: 200 })).groups;
  }

  /** The public group of a slug, whether one is in it or not. */
  find(slug) {
    return this.#client.rest.read(`/groups/by-slug/${encodeURIComponent(slug)}`);
  }

  async join(groupId) {
    return this.#chat.taken(await this.#client.rest.post(`/groups/${groupId}/join`));
  }

  async create(kind, name, description) {
    return this.#chat.taken(await this.#client.rest.post('/groups', { kind, name, description: description || undefined }));
  }

  async startDirect(userId) {
    return this.#chat.taken(await this.#client.rest.post('/groups/direct', { user_id: userId }));
  }

  /** @param {{name?: string, description?: string, archived?: boolean}} change */
  async change(group, change) {
    group.describe(await this.#client.rest.patch(`/groups/${group.id}`, change));
  }

  /** People by the start of their name, or by their number. */
  async users(name) {
    const { users } = await this.#client.rest.read('/users', { name });
    if (!/^#?\d{1,15}$/.test(name)) return users;
    const numbered = await this.#client.rest.read(`/users/${Number(name.replace('#', ''))}`).catch(() => null);
    return numbered && !users.some(({ id }) => id === numbered.id) ? [numbered, ...users] : users;
  }

  async members(group) {
    return (await this.#client.rest.read(`/groups/${group.id}/members`, { limit: 200 })).members;
  }

  /** Brings somebody in, or gives a member a role. */
  async add(group, userId, role) {
    await this.#client.rest.put(`/groups/${group.id}/members/${userId}`, role ? { role } : {});
  }

  /** The links into a private group that hold now. @returns {Promise<any[]>} */
  async invitations(group) {
    return (await this.#client.rest.read(`/groups/${group.id}/invitations`)).invitations;
  }

  /** Makes a link; its token is answered this once. @param {{expires_in?: number, max_uses?: number}} wishes */
  invite(group, wishes) {
    return this.#client.rest.post(`/groups/${group.id}/invitations`, wishes);
  }

  async revoke(group, invitationId) {
    await this.#client.rest.remove(`/groups/${group.id}/invitations/${invitationId}`);
  }

  /** The name and size of the group that an invitation leads to. */
  invitation(token) {
    return this.#client.rest.post('/invitations/show', { token });
  }

  async accept(token) {
    return this.#chat.taken(await this.#client.rest.post('/invitations/accept', { token }));
  }

  async remove(group, userId) {
    await this.#client.rest.remove(`/groups/${group.id}/members/${userId}`);
  }

  async leave(group) {
    await this.#client.rest.remove(`/groups/${group.id}/members/me`);
    this.#chat.forget(group);
  }

  /** Who has received and read a message. */
  receipts(group, seq) {
    return this.#client.rest.read(`/groups/${group.id}/messages/${seq}/receipts`);
  }

  /** Learns how far everybody is; the socket tells what moves from then on. Only small groups have it. */
  async readMarks(group) {
    if (group.memberCount > MARKS_UP_TO) return;
    group.receipts((await this.#client.rest.read(`/groups/${group.id}/marks`)).marks);
  }

  /** A page of history, past the window that is shown. */
  history(group, query) {
    return this.#client.rest.read(`/groups/${group.id}/messages`, query);
  }
}
