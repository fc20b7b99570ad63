// The node worker: the mesh node, all of it in node.wasm (io.blackroad.mesh.browser.NodeWorkerMain).
import { load } from './node.wasm-runtime.js';

const node = await load(new URL('./node.wasm', import.meta.url).href);
node.exports.nodeWorker(() => import('./ed25519.js'));
