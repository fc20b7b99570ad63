// The node worker: the mesh node, all of it in node.wasm (io.blackroad.mesh.browser.NodeWorkerMain). Its first message brings
// node.wasm's bytes, as they were held against the log: what was checked is what runs.
import { load } from './node.wasm-runtime.js';
import { readConsent } from './consent.js';
import { beginSession, endSession, inherited, saveCheckpoint } from './session.js';
import { claim, keep } from './standing.js';
import { beat } from './tabs.js';

/** What of the node this browser keeps: see io.blackroad.mesh.browser.js.StandingKeys. */
const keptOf = ({ site, codeHash, inherits }) => ({
  async claim(site, chain) {
    const own = await claim(site, chain);
    const left = inherits ? await inherited(site, chain) : await endSession(site);
    return { state: own.state, key: left?.key ?? own.key, checkpoint: left?.checkpoint ?? null };
  },
  async consent() {
    const record = await readConsent(site);
    return record?.codeHash === codeHash ? { ...record, site } : null;
  },
  keep,
  begun: beginSession,
  save: saveCheckpoint,
});

async function run(wasm, options) {
  beat(options.site);
  const node = await load(wasm);
  node.exports.nodeWorker(wasm, (soft) => import('./ed25519.js').then(({ open }) => open(soft)), keptOf(options));
}

// A promise that fails here would fail unheard; an error in a timer reaches whoever started the worker.
self.onmessage = ({ data: { wasm, options } }) => run(wasm, JSON.parse(options)).catch((error) => setTimeout(() => { throw error; }));
