const waiting = new Map();
const worker = startWorker();
let lastId = 0;

/** Calls `action` after `ms`, in a hidden page too; answers with the function that calls it off. */
export function after(ms, action) {
  if (!worker) {
    const timeout = setTimeout(action, ms);
    return () => clearTimeout(timeout);
  }
  const id = ++lastId;
  waiting.set(id, action);
  worker.postMessage({ id, ms });
  return () => waiting.delete(id);
}

function startWorker() {
  if (typeof Worker === 'undefined') return null;
  const started = new Worker(new URL('ticker.js', import.meta.url));
  started.onmessage = ({ data: id }) => {
    const action = waiting.get(id);
    waiting.delete(id);
    action?.();
  };
  return started;
}
