// The node worker: the mesh node, all of it in node.wasm (io.blackroad.mesh.browser.NodeWorkerMain). Its first message brings
// node.wasm's bytes, as they were held against the log: what was checked is what runs.
import { load } from './node.wasm-runtime.js';
import { claim, keep } from './standing.js';

async function run(wasm) {
  const node = await load(wasm);
  node.exports.nodeWorker(wasm, (soft) => import('./ed25519.js').then(({ open }) => open(soft)), { claim, keep });
}

// A promise that fails here would fail unheard; an error in a timer reaches whoever started the worker.
self.onmessage = ({ data: { wasm } }) => run(wasm).catch((error) => setTimeout(() => { throw error; }));
