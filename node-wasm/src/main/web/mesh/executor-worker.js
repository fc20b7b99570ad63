// The executor worker: ONNX Runtime Web, driven by node.wasm (io.blackroad.mesh.browser.ExecutorMain), whose bytes are the first
// message, with what the visitor lets it keep.
import * as ort from './ort/ort.wasm.min.mjs';
import { load } from './node.wasm-runtime.js';
import { inParts } from './parted-session.js';
import { settle, speakThrough } from './worker.js';

settle(import.meta.url);

/** Where the visitor lets nothing be kept, this worker has no storage: models are fetched anew each time. */
const keepNothing = () => Object.defineProperty(self, 'caches', { value: undefined, configurable: true });

async function run({ wasm, storageMib }) {
  if (storageMib === 0) keepNothing();
  const node = await load(wasm);
  node.exports.executor(inParts(ort, self.meshTurns?.()));
}

self.onmessage = ({ data }) => {
  if (data.port) speakThrough(data.port);
  // A promise that fails here would fail unheard; an error in a timer reaches whoever started the worker.
  else run(data).catch((error) => setTimeout(() => { throw error; }));
};
