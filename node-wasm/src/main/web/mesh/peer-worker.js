// The peer worker: edges to other visitors' nodes, all of it in peer.wasm (io.blackroad.mesh.browser.peer.PeerWorkerMain). Its first
// message brings peer.wasm's bytes, as they were held against the log.
import { load } from './node.wasm-runtime.js';
import { settle } from './worker.js';

settle(import.meta.url);

async function run(wasm) {
  const peers = await load(wasm);
  peers.exports.peerWorker();
}

// A promise that fails here would fail unheard; an error in a timer reaches whoever started the worker.
self.onmessage = ({ data: { wasm } }) => run(wasm).catch((error) => setTimeout(() => { throw error; }));
