// The executor worker: ONNX Runtime Web, driven by node.wasm (io.blackroad.mesh.browser.ExecutorMain), whose bytes are the first
// message.
import * as ort from './ort/ort.wasm.min.mjs';
import { load } from './node.wasm-runtime.js';

async function run(wasm) {
  const node = await load(wasm);
  node.exports.executor(ort);
}

// A promise that fails here would fail unheard; an error in a timer reaches whoever started the worker.
self.onmessage = ({ data: { wasm } }) => run(wasm).catch((error) => setTimeout(() => { throw error; }));
