// The node worker: the mesh node, all of it in node.wasm (io.blackroad.mesh.browser.NodeWorkerMain). Its first message brings
// node.wasm's bytes, as they were held against the log: what was checked is what runs; and the log's receipt for them.
import { load } from './node.wasm-runtime.js';
import { readConsent } from './consent.js';
import { PeerLine } from './peer-line.js';
import { beginSession, endSession, inherited, saveCheckpoint } from './session.js';
import { claim, keep } from './standing.js';
import { beat } from './tabs.js';
import { PageWorker, settle } from './worker.js';

settle(import.meta.url, (lacks) => self.postMessage({ kind: 'status', json: JSON.stringify({ lacks }) }));

if (self.DedicatedWorkerGlobalScope) self.Worker = PageWorker; // else inside.js has its own

self.meshPeers = new PeerLine(); // see io.blackroad.mesh.browser.js.PeerLine
self.meshLoad = async (wasm) => (await load(wasm)).exports; // see io.blackroad.mesh.browser.js.SealPart

let left; // what another tab left of this session: its key is on record already

/** What of the node this browser keeps: see io.blackroad.mesh.browser.js.StandingKeys. */
const kept = {
  /** Asked for once, by a node that begins. */
  async claim(site, chain, inherits) {
    beat(site);
    const [own, found] = await Promise.all([claim(site, chain), inherits ? inherited(site, chain) : endSession(site)]);
    left = found;
    return { state: own.state, key: left?.key ?? own.key, checkpoint: left?.checkpoint ?? null };
  },
  async consent(site, codeHash) {
    const record = await readConsent(site);
    return record?.codeHash === codeHash ? { ...record, site } : null;
  },
  keep,
  begun: (site, chain, key) => left || beginSession(site, chain, key),
  save: saveCheckpoint,
};

async function run(wasm, receipt) {
  const node = await load(wasm);
  node.exports.nodeWorker(wasm, receipt, (soft) => import('./ed25519.js').then(({ open }) => open(soft)), kept);
}

// A promise that fails here would fail unheard; an error in a timer reaches whoever started the worker.
self.onmessage = ({ data: { wasm, receipt } }) => run(wasm, receipt).catch((error) => setTimeout(() => { throw error; }));
