// ONNX Runtime Web as the node uses it, with each model run in parts (model-parts.js): between two of them the executor looks at what
// else is due, a stop above all. A call of the runtime cannot be ended, and a browser that ends a worker waits for it.
import { partsOf } from './model-parts.js';

/**
 * So long may parts follow each other without a turn for anything else. With the part that goes beyond it, of up to 9 ms, that is the
 * time a stop may have to wait; short texts run through, because a turn costs some tenths of a millisecond.
 */
const TURN_MILLIS = 6;

/** Lets whatever else is due come first. A timer would come 4 ms later. */
function turns() {
  const due = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => due.shift()();
  return () => new Promise((resolve) => {
    due.push(resolve);
    port2.postMessage(0);
  });
}

/** Looks to a caller like a session of the whole model. */
class PartedSession {
  constructor(whole, parts, turn) {
    Object.assign(this, whole, { parts, turn });
  }

  /** @returns the tensors in {@code wanted}, by name */
  async run(feeds, wanted) {
    const tensors = { ...feeds };
    let began = performance.now();
    for (const { session, inputs, outputs, spent } of this.parts) {
      if (performance.now() - began >= TURN_MILLIS) {
        await this.turn();
        began = performance.now();
      }
      const given = Object.fromEntries(inputs.map((name) => [name, tensors[name]]));
      Object.assign(tensors, await session.run(given, outputs));
      for (const name of spent) delete tensors[name];
    }
    return Object.fromEntries(wanted.map((name) => [name, tensors[name]]));
  }

  async release() {
    for (const { session } of this.parts) await session.release();
  }
}

/** Which of a part's tensors no later one is given: they are let go. */
function spentAfter(parts, at, kept) {
  const { inputs, outputs } = parts[at];
  const later = new Set([...kept, ...parts.slice(at + 1).flatMap((part) => part.inputs)]);
  return [...inputs, ...outputs].filter((name) => !later.has(name));
}

async function create(ort, turn, bytes, options) {
  const { parts, inputs, outputs } = partsOf(bytes);
  if (!parts) return ort.InferenceSession.create(bytes, options);
  const sessions = [];
  for (const [at, part] of parts.entries()) {
    if (at > 0) await turn();
    const session = await ort.InferenceSession.create(part.bytes(), options);
    sessions.push({ session, inputs: part.inputs, outputs: part.outputs, spent: spentAfter(parts, at, outputs) });
  }
  return new PartedSession({ inputNames: inputs, outputNames: outputs }, sessions, turn);
}

/**
 * The runtime, with sessions that run in parts.
 * @param {object} ort module of ONNX Runtime Web
 * @param {() => Promise<void>} [turn] resolves once everything else had its turn; never where the executor has been ended
 */
export function inParts(ort, turn = turns()) {
  return { env: ort.env, Tensor: ort.Tensor, InferenceSession: { create: (bytes, options) => create(ort, turn, bytes, options) } };
}
