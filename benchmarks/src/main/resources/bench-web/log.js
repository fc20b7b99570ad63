// The log's hashes and proofs in a tab; called from LogPage. Times are in milliseconds.
const LABEL = 'BR-PS-SHA∞-mesh-output:v1\n'; // D(mesh-output, …) of spec/ps-sha-infinity.md 2
const WARM_UP = 20;
const REPEATED = 5; // of a pair of proofs: their median leaves out what else the machine did meanwhile
const SAMPLE_BYTES = 262_144; // short tensors are hashed again and again within one sample: the clock ticks in microseconds
let ours;
let hashWasm;
let hashWasmHasher;

export async function open() {
  const { load } = await import('/mesh-web/mesh/node.wasm-runtime.js');
  ours = (await load('/mesh-conformance/conformance.wasm')).exports;
  hashWasm = await import('/rival/index.esm.min.js');
  hashWasmHasher = await hashWasm.createSHA256();
}

export async function hashWasmVersion() {
  return (await (await fetch('/rival/package.json')).json()).version;
}

export function verify(lines) {
  const count = lines.split('\n').length;
  ours.readProofs(lines);
  const check = (line) => {
    if (!ours.proofsHold(line)) throw new Error(`the proofs of line ${line} do not hold`);
  };
  for (let i = 0; i < WARM_UP; i++) check(i % count);
  const time = (line) => {
    const begun = performance.now();
    check(line);
    return performance.now() - begun;
  };
  const all = Array.from({ length: count }, (_, line) => Array.from({ length: REPEATED }, () => time(line)));
  const median = (times) => times.toSorted((a, b) => a - b)[REPEATED >> 1];
  return { once: all.map(([first]) => first), steady: all.map(median) };
}

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const WAYS = {
  ours: (tensor) => {
    const hash = ours.outputHash(new Int8Array(tensor.buffer));
    return new Uint8Array(hash.buffer, hash.byteOffset, hash.byteLength);
  },
  webCrypto: async (tensor) => {
    const label = new TextEncoder().encode(LABEL);
    const separated = new Uint8Array(label.length + tensor.length);
    separated.set(label);
    separated.set(tensor, label.length);
    return crypto.subtle.digest('SHA-256', separated);
  },
  hashWasm: (tensor) => hashWasmHasher.init().update(LABEL).update(tensor).digest('binary'),
};

export async function digest(bytes, rounds) {
  const tensor = Uint8Array.from({ length: bytes }, (_, i) => i * 31);
  const times = Math.max(1, Math.round(SAMPLE_BYTES / bytes));
  const told = { ours: [], webCrypto: [], hashWasm: [], hashes: [] };
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [name, way] of Object.entries(WAYS)) {
      let hash;
      const begun = performance.now();
      for (let i = 0; i < times; i++) hash = await way(tensor);
      const millis = (performance.now() - begun) / times;
      if (round >= 0) told[name].push(millis);
      if (round === 0) told.hashes.push(hex(hash));
    }
  }
  return told;
}
