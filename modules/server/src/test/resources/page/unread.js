// Random histories of one group on three devices: each device's unread count ends where the server's is.
async ({ runs, seed }) => {
  const { Group } = await import('/js/store/group.js');
  const [ME, OTHER] = [1, 2];
  let state = seed;
  const random = n => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % n;
  };

  for (let run = 0; run < runs; run++) {
    const server = { log: [], messages: new Map(), read: 0 };
    const summary = () => ({
      id: 1, kind: 'PUBLIC', name: 'x', member_count: 2, role: 'MEMBER', created_at: '2026-01-01T00:00:00Z',
      head: server.log.length, delivered_seq: 0, read_seq: server.read,
      unread: [...server.messages.values()].filter(m => m.sender_id === OTHER && !m.deleted_at && m.seq > server.read).length,
    });
    const append = event => server.log.push({ group_id: 1, ...event, seq: event.seq ?? server.log.length + 1 });
    const post = sender => {
      const seq = server.log.length + 1;
      const message = { group_id: 1, seq, sender_id: sender, content: 'x', sent_at: '2026-01-01T00:00:00Z' };
      server.messages.set(seq, message);
      append({ type: 'new_message', ...message });
    };
    const remove = () => {
      const candidates = [...server.messages.values()].filter(m => !m.deleted_at);
      if (!candidates.length) return;
      const message = candidates[random(candidates.length)];
      server.messages.set(message.seq, { ...message, deleted_at: 'now' });
      append({ type: 'message_deleted', message: { ...message, deleted_at: 'now' }, seq: server.log.length + 1 });
    };
    for (let i = random(12); i > 0; i--) post(1 + random(2));

    const devices = Array.from({ length: 3 }, () => {
      const group = new Group(summary(), ME, async () => ({}));
      return { group, marks: [] };
    });
    const hear = ({ group }) => {
      const event = server.log[group.log.cursor];
      if (event) group.apply(event);
    };
    const hearMark = device => {
      const marks = device.marks.shift();
      // A mark whose count is not known asks the server; its answer is immediate here.
      if (marks && !device.group.marked(marks)) device.group.update(summary());
    };
    const mark = device => {
      const seq = Math.min(1 + random(server.log.length + 1), server.log.length);
      if (seq <= server.read) return;
      server.read = seq;
      devices.forEach(({ marks }) => marks.push({ delivered_seq: seq, read_seq: seq }));
    };
    const reconnect = device => {
      device.marks = [];
      device.group.update(summary());
    };
    const acts = [() => post(OTHER), () => post(OTHER), () => post(ME), remove, mark, hear, hear, hear, hearMark, reconnect];
    for (let i = 0; i < 40; i++) acts[random(acts.length)](devices[random(3)]);
    for (const device of devices) {
      while (device.marks.length) hearMark(device);
      while (device.group.log.cursor < server.log.length) hear(device);
      const expected = summary().unread;
      if (device.group.unread !== expected) return `run ${run}: ${device.group.unread} instead of ${expected}`;
    }
  }
  return 'equal';
}
