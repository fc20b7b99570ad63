// The executor worker: ONNX Runtime Web, driven by node.wasm (io.blackroad.mesh.browser.ExecutorMain).
import * as ort from './ort/ort.wasm.min.mjs';
import { load } from './node.wasm-runtime.js';

const node = await load(new URL('./node.wasm', import.meta.url).href);
node.exports.executor(ort);
