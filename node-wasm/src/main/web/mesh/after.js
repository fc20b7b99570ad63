// Work after the last tab is closed, where the visitor allows it: a shared worker that waits in the queue of tabs (tabs.js) and
// that the browser keeps for up to 300 s once nobody else is left (mesh/after-worker.js).
const NAME = 'mesh-after';

/** Whether this browser can, for a page of the script's origin: asked of it with an address that starts nothing. */
export function canStayAfter() {
  if (new URL(import.meta.url).origin !== self.origin) return false;
  let asked = false;
  try {
    new SharedWorker('http://:', { get extendedLifetime() { asked = true; return true; } });
  } catch {
    // No such address; or no shared workers at all.
  }
  return asked;
}

/** Puts a shared worker in the queue, if the terms say so; it starts nothing before its turn. */
export function stayAfter(code, terms) {
  if (!terms.afterClose || !terms.kept || !canStayAfter()) return;
  const after = new SharedWorker(new URL('./after-worker.js', import.meta.url), {
    name: `${NAME} ${terms.site}`, type: 'module', extendedLifetime: true,
  });
  after.port.postMessage({ code, terms });
}
