// Random interleavings of live events and loads of history: the window has no hole, no stale text, and ends right.
async ({ runs, seed }) => {
  const { GroupLog } = await import('/js/store/group-log.js');
  let state = seed;
  const random = n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % n;
  };

  for (let run = 0; run < runs; run++) {
    const server = { log: [], messages: [] };
    const post = () => {
      const message = { seq: server.log.length + 1, content: 'new' };
      server.messages.push(message);
      server.log.push({ message: { ...message }, isNew: true });
    };
    const edit = () => {
      if (!server.messages.length) return;
      const message = server.messages[random(server.messages.length)];
      message.content = `edit ${server.log.length + 1}`;
      server.log.push({ message: { ...message }, isNew: false });
    };
    const page = ({ before, after, around, limit }) => {
      const all = server.messages;
      let [start, end] = [Math.max(0, all.length - limit), all.length];
      if (before !== undefined) {
        end = all.filter(({ seq }) => seq < before).length;
        start = Math.max(0, end - limit);
      } else if (after !== undefined) {
        start = all.filter(({ seq }) => seq <= after).length;
        end = Math.min(all.length, start + limit);
      } else if (around !== undefined) {
        start = Math.max(0, all.filter(({ seq }) => seq < around).length - limit / 2);
        end = Math.min(all.length, start + limit);
      }
      const messages = all.slice(start, end).map(message => ({ ...message }));
      return { messages, more_before: start > 0, more_after: end < all.length };
    };
    for (let i = random(300); i > 0; i--) random(4) ? post() : edit();

    // Pages are read when they are asked for and arrive when the test lets them.
    const pending = [];
    const log = new GroupLog(server.log.length, query =>
      new Promise(resolve => pending.push({ query, resolve, page: random(2) ? page(query) : null })), { following: 60, reading: 120 });
    const hear = () => {
      const event = server.log[log.cursor];
      if (!event) return;
      log.cursor++;
      event.isNew ? log.post(event.message) : log.change(event.message);
    };
    const arrive = async () => {
      const asked = pending.shift();
      asked?.resolve(asked.page ?? page(asked.query));
      for (let i = 0; i < 20; i++) await null;
    };
    const loads = [() => log.loadNewest(), () => log.loadBefore(), () => log.loadAfter(),
      () => log.loadAround(1 + random(Math.max(1, server.log.length)))];
    const acts = [post, post, edit, hear, hear, hear, () => void loads[random(4)](), arrive,
      () => (log.following = !random(2))];
    for (let i = 0; i < 120; i++) await acts[random(acts.length)]();
    while (pending.length) await arrive();
    while (log.cursor < server.log.length) hear();

    const shown = log.messages;
    const truth = server.messages.filter(({ seq }) => shown.length && seq >= log.first && seq <= log.last);
    if (JSON.stringify(shown) !== JSON.stringify(truth)) return `run ${run}: a hole or a stale text`;
    if (log.attached && shown.length && log.last !== server.messages.at(-1).seq) return `run ${run}: attached, but not to the end`;
    if (!log.attached && shown.length === 0 && !log.moreBefore) return `run ${run}: claims to be empty`;
    if (shown.length && !log.moreBefore && log.first !== server.messages[0].seq) return `run ${run}: claims to begin here`;
    if (shown.length > 120) return `run ${run}: ${shown.length} messages kept`;
  }
  return 'right';
}
