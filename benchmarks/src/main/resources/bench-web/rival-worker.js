// transformers.js, text in and vector out, one text at a time, in one tab.
import { env, pipeline } from './rival/transformers.min.js';
import { answer, base64 } from './answers.js';

let extract;
let wanted;

async function prepare({ texts, threads }) {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/rival/models/'; // as a URL it is taken for a remote one
  env.useBrowserCache = false;
  env.backends.onnx.wasm.wasmPaths = new URL('./rival/ort/', import.meta.url).href;
  env.backends.onnx.wasm.numThreads = threads;
  extract = await pipeline('feature-extraction', 'minilm', { dtype: 'q8', device: 'wasm' });
  wanted = texts;
}

async function run({ texts, keep }) {
  const count = Math.min(texts, wanted.length);
  const rows = [];
  const started = performance.now();
  for (let i = 0; i < count; i++) {
    const { data } = await extract(wanted[i], { pooling: 'mean', normalize: true });
    rows.push(data);
  }
  const millis = performance.now() - started;
  const vectors = new Float32Array(keep ? count * rows[0].length : 0);
  if (keep) rows.forEach((row, i) => vectors.set(row, i * row.length));
  return { millis, vectors: base64(vectors) };
}

answer({ prepare, run });
