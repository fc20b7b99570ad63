// What the mesh's overhead is measured against: a page that calls ONNX Runtime Web itself, in a loop, with the same files, level and
// pooling, and with token ids already at hand.
import { answer, base64 } from './answers.js';

let ort;
let session;
let sequences;
let dimensions;

async function prepare({ ortUrl, filesUrl, modelUrl, threads, ids, size }) {
  ort = await import(ortUrl);
  ort.env.wasm.wasmPaths = filesUrl;
  ort.env.wasm.numThreads = threads;
  const model = new Uint8Array(await (await fetch(modelUrl)).arrayBuffer());
  session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'basic' });
  sequences = ids;
  dimensions = size;
}

const int64 = (values) => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);

/** Pooled and scaled as SentenceVector does it: the same sums in the same order. */
function pool(states, tokens, vectors, offset) {
  const sum = new Float64Array(dimensions);
  for (let token = 0, at = 0; token < tokens; token++) {
    for (let i = 0; i < dimensions; i++) sum[i] += states[at++];
  }
  let squares = 0;
  for (let i = 0; i < dimensions; i++) squares += sum[i] * sum[i];
  const length = Math.sqrt(squares);
  for (let i = 0; i < dimensions; i++) vectors[offset + i] = sum[i] / length;
}

async function run({ texts, keep }) {
  const count = Math.min(texts, sequences.length);
  const vectors = new Float32Array(count * dimensions);
  const started = performance.now();
  for (let i = 0; i < count; i++) {
    const ids = sequences[i];
    const feeds = { input_ids: int64(ids), attention_mask: int64(ids.map(() => 1)), token_type_ids: int64(ids.map(() => 0)) };
    const { last_hidden_state: states } = await session.run(feeds, ['last_hidden_state']);
    pool(states.data, ids.length, vectors, i * dimensions);
  }
  const millis = performance.now() - started;
  return { millis, threads: ort.env.wasm.numThreads, vectors: keep ? base64(vectors) : '' };
}

answer({ prepare, run });
