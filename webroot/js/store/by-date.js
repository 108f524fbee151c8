/**
 * The seq of the first message of a day: halves the log until it is found, as the history is asked for by seq alone.
 *
 * @param {(query: object) => Promise<{messages: {seq: number, sent_at: string}[]}>} read a page of the history
 * @param {number} head of the group
 * @param {Date} day
 * @returns {Promise<number | null>} of the newest message when nothing was said since then; null for an empty log
 */
export async function firstSince(read, head, day) {
  let [low, high] = [0, head];
  let found = null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [message] = (await read({ after: middle, limit: 1 })).messages;
    if (message && new Date(message.sent_at) < day) low = message.seq;
    else {
      found = message?.seq ?? found;
      high = middle;
    }
  }
  if (found) return found;
  const [newest] = (await read({ limit: 1 })).messages;
  return newest?.seq ?? null;
}
