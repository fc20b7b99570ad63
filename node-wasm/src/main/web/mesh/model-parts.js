// Cuts an ONNX model into parts that run one after the other and compute the same, so that whoever runs it can stop in between.
// Works on the file's bytes (fields' numbers are those of onnx.proto) and copies slices; no tensor is decoded.
//
// Nodes keep their order. Each part has the nodes from one cut to the next, the weights and constants that these use, as inputs what
// earlier parts computed, as outputs what later ones need. A cut stands at the end of a chain: where the next node would make more
// tensors alive, where few are, and where the type of each is known. A model that has anything in it that is not understood here
// stays whole; so does one that is malformed, which is the runtime's to refuse.
import { Malformed, encoded, fields, joined, nameOf, wrapped } from './protobuf.js';

/**
 * So many bytes of weights take about 9 ms with 128 tokens (all-MiniLM-L6-v2, quantised: 50 ms for 10.6 MB, a layer has 1.8). Smaller
 * parts stop sooner and cost more: 9 parts took 4 ms more CPU a run.
 */
const PART_WEIGHT_MIN = 1_900_000;

/** A part costs memory and some tenths of a millisecond a run. */
const PARTS_MAX = 48;

/** What weighs less than this part of a part makes no part of its own: a LayerNorm. */
const LIGHT = 20;

/** Tensors that are handed over at a cut: the hidden state, a residual, a mask or two. */
const ALIVE_MAX = 4;

/** Protobuf's own limit. */
const BYTES_MAX = 2 ** 31 - 1;

/** Nodes and weights; the largest models of today have tens of thousands. */
const ENTRIES_MAX = 200_000;

/** Element types that JavaScript hands over as they are: float32, uint8, int8, int32, int64, bool. */
const HANDED_OVER = [1, 2, 3, 6, 7, 9];

const FLOAT = 1;
const UINT8 = 2;
const INT32 = 6;
const INT64 = 7;

/** Element types of a node's outputs, where these do not follow the first input's. */
const TYPES = {
  DequantizeLinear: [FLOAT], DynamicQuantizeLinear: [UINT8, FLOAT, UINT8], MatMulInteger: [INT32], Shape: [INT64],
};

/** Operators whose outputs have the first input's element type. */
const SAME_TYPE = new Set([
  'Add', 'Concat', 'Div', 'Dropout', 'Erf', 'Expand', 'Flatten', 'Gather', 'Gelu', 'Gemm', 'Identity', 'LayerNormalization', 'MatMul',
  'Mul', 'Neg', 'Pow', 'ReduceMean', 'Relu', 'Reshape', 'Sigmoid', 'Slice', 'Softmax', 'Split', 'Sqrt', 'Squeeze', 'Sub', 'Tanh',
  'Transpose', 'Unsqueeze',
]);

/** Why a model stays whole. */
class Whole extends Error {}

function check(holds, reason) {
  if (!holds) throw new Whole(reason);
}

// ---- the model ----

/** What is in a message's fields of {@code numbers}: the last text or number of each. */
function pick(bytes, message, numbers) {
  const found = {};
  for (const field of fields(bytes, message)) {
    const name = numbers[field.number];
    if (name) found[name] = field.wire === 2 ? nameOf(bytes, field) : field.value;
  }
  return found;
}

/** TensorProto: what it is called, of what type, how large. Its content is not looked at. */
function tensor(bytes, field) {
  const found = { ...pick(bytes, field, { 2: 'type', 8: 'name' }), field, weight: field.to - field.from };
  for (const { number } of fields(bytes, field)) check(number !== 13 && number !== 14, 'its weights lie in other files');
  return found;
}

/** ValueInfoProto: a name and, of a tensor, the element type. */
function valueInfo(bytes, field) {
  let name = '';
  let type;
  for (const inner of fields(bytes, field)) {
    if (inner.number === 1) name = nameOf(bytes, inner);
    if (inner.number !== 2) continue;
    for (const kind of fields(bytes, inner)) {
      if (kind.number === 1 && kind.wire === 2) type = pick(bytes, kind, { 1: 'type' }).type;
    }
  }
  return { name, type, field };
}

/** NodeProto; {@code type} is of a constant's value or what a cast casts to. */
function node(bytes, field) {
  const found = { inputs: [], outputs: [], operator: '', domain: '', field };
  for (const inner of fields(bytes, field)) {
    if (inner.number === 1) found.inputs.push(nameOf(bytes, inner));
    if (inner.number === 2) found.outputs.push(nameOf(bytes, inner));
    if (inner.number === 4) found.operator = nameOf(bytes, inner);
    if (inner.number === 7) found.domain = nameOf(bytes, inner);
    if (inner.number === 5) found.type = attributeType(bytes, inner) ?? found.type;
  }
  return found;
}

function attributeType(bytes, attribute) {
  let name = '';
  let type;
  for (const inner of fields(bytes, attribute)) {
    check(inner.number !== 6 && inner.number !== 11, 'one of its nodes has a graph inside');
    if (inner.number === 1) name = nameOf(bytes, inner);
    if (inner.number === 3 && inner.wire === 0) type = inner.value;
    if (inner.number === 5) type = tensor(bytes, inner).type;
  }
  return name === 'to' || name === 'value' ? type : undefined;
}

const GRAPH = { 1: ['nodes', node], 5: ['weights', tensor], 11: ['inputs', valueInfo], 12: ['outputs', valueInfo], 13: ['values', valueInfo] };

/** The model's graph, and as slices what of file and graph each part repeats. */
function read(bytes) {
  check(bytes.length <= BYTES_MAX, `it has ${bytes.length} bytes`);
  const model = { nodes: [], weights: [], inputs: [], outputs: [], values: [], head: [], graphHead: [], version: 0 };
  let graphs = 0;
  for (const field of fields(bytes, { from: 0, to: bytes.length })) {
    check(field.number !== 20 && field.number !== 25, 'it has functions or is one to be trained');
    if (field.number === 1) model.version = field.value;
    if (field.number !== 7) model.head.push(bytes.subarray(field.begin, field.to));
    else graphs = readGraph(bytes, field, model) + graphs;
  }
  check(graphs === 1, `it has ${graphs} graphs`);
  check(model.version >= 4, `it is of version ${model.version}, whose weights are inputs`);
  return model;
}

function readGraph(bytes, graph, model) {
  let entries = 0;
  for (const field of fields(bytes, graph)) {
    check(field.number !== 15, 'it has sparse weights');
    check(entries++ < ENTRIES_MAX, `it has more than ${ENTRIES_MAX} nodes and weights`);
    const [list, reader] = GRAPH[field.number] ?? [];
    if (list) model[list].push(reader(bytes, field));
    else if (field.number === 2) model.graphHead.push(bytes.subarray(field.begin, field.to)); // its name
  }
  return 1;
}

// ---- what each name is ----

/** Where a tensor that is there all the time comes from: it may be used by any part. */
const ALWAYS = -1;

/** Every tensor by name: {type, from: position of its node in {@code steps}, until: the last that uses it, source: its weight}. */
function tensors(model, steps, constants) {
  const known = new Map();
  const add = (name, what) => {
    check(name && !known.has(name), `two things in it are called "${name}"`);
    known.set(name, { until: ALWAYS, users: 0, ...what });
  };
  for (const input of model.inputs) add(input.name, { type: input.type, from: ALWAYS, input });
  for (const source of model.weights) add(source.name, { type: source.type, from: ALWAYS, source });
  for (const source of constants) add(source.outputs[0], { type: source.type, from: ALWAYS, source });
  const told = new Map(model.values.map(({ name, type }) => [name, type]));
  steps.forEach((step, at) => {
    for (const name of step.inputs.filter(Boolean)) {
      check(known.has(name), `a node wants "${name}", which is not there before it`);
      known.get(name).until = at;
    }
    const first = known.get(step.inputs[0])?.type;
    step.outputs.forEach((name, i) => name && add(name, { type: told.get(name) ?? typeOf(step, i, first), from: at }));
  });
  for (const { name } of model.outputs) {
    check(known.get(name)?.from >= 0, `nothing computes its output "${name}"`);
    known.get(name).until = steps.length;
  }
  return known;
}

/** The element type of a node's output, or undefined. */
function typeOf({ operator, domain, type }, index, first) {
  if (domain && domain !== 'ai.onnx') return undefined;
  if (operator === 'Cast') return type;
  return TYPES[operator]?.[index] ?? (SAME_TYPE.has(operator) && index === 0 ? first : undefined);
}

// ---- where to cut ----

/** For each position the tensors that are alive before its node: computed earlier and used there or later. */
function* alive(known, count) {
  const ends = Array.from({ length: count + 1 }, () => []);
  const begins = Array.from({ length: count + 1 }, () => []);
  for (const [name, { from, until }] of known) {
    if (from < 0 || until <= from) continue;
    begins[from + 1].push(name);
    ends[Math.min(until + 1, count)].push(name);
  }
  const names = new Set();
  for (let at = 0; at < count; at++) {
    ends[at].forEach((name) => names.delete(name));
    begins[at].forEach((name) => names.add(name));
    yield names;
  }
}

/** Positions at which a cut may stand. */
function places(known, count) {
  const found = [];
  let before = { size: 0, fits: false };
  let at = 0;
  for (const names of alive(known, count)) {
    if (before.fits && names.size > before.size) found.push(at - 1);
    const few = at > 0 && names.size <= ALIVE_MAX;
    before = { size: names.size, fits: few && [...names].every((name) => HANDED_OVER.includes(known.get(name).type)) };
    at++;
  }
  return found;
}

/** What a node costs, in bytes of weights that it works through; those that it only looks things up in cost nothing. */
function weightOf(step, known) {
  if (step.operator === 'Gather') return 0;
  return step.inputs.reduce((sum, name) => sum + (known.get(name)?.source?.weight ?? 0), 0);
}

/** Where to cut, so that no part weighs more than need be: [0, cut, cut, ..., count]. */
function cuts(steps, known) {
  const sums = [0];
  for (const step of steps) sums.push(sums.at(-1) + weightOf(step, known));
  const most = Math.max(PART_WEIGHT_MIN, sums.at(-1) / PARTS_MAX);
  const chosen = [0];
  let candidate = 0;
  for (const at of [...places(known, steps.length), steps.length]) {
    const adds = sums[at] - sums[candidate] > most / LIGHT;
    if (adds && candidate > chosen.at(-1) && sums[at] - sums[chosen.at(-1)] > most) chosen.push(candidate);
    candidate = at;
  }
  return [...chosen, steps.length];
}

// ---- the parts ----

/** ValueInfoProto of a tensor of which only the element type is known. */
function typed(number, name, type) {
  const shape = wrapped(2, wrapped(1, [Uint8Array.from([8, ...encoded(type)])]));
  return wrapped(number, [...wrapped(1, [new TextEncoder().encode(name)]), ...shape]);
}

/** What {@code name} is at the edge of a part: field {@code number} of its graph. */
function edge(bytes, number, name, { type, input }, told) {
  const field = input?.field ?? told.get(name)?.field;
  return field ? wrapped(number, [bytes.subarray(field.from, field.to)]) : typed(number, name, type);
}

/** A part's names: what it is given, what it is asked for, and which weights and constants it uses. */
function names(steps, from, to, known) {
  const inputs = new Set();
  const sources = new Set();
  const outputs = [];
  for (const step of steps.slice(from, to)) {
    for (const name of step.inputs.filter(Boolean)) {
      const { source, from: made } = known.get(name);
      if (source) sources.add(source);
      else if (made < from) inputs.add(name);
    }
    outputs.push(...step.outputs.filter((name) => known.get(name)?.until >= to));
  }
  return { inputs: [...inputs], outputs, sources };
}

function part(bytes, model, steps, known, [from, to]) {
  const { inputs, outputs, sources } = names(steps, from, to, known);
  const told = new Map([...model.values, ...model.outputs].map((value) => [value.name, value]));
  const slice = ({ field }) => bytes.subarray(field.begin, field.to);
  return {
    inputs,
    outputs,
    /** The part as a model of its own, made anew by each call. */
    bytes() {
      const graph = [
        ...model.graphHead,
        ...[...sources].map(slice), // weights and constants, which are nodes
        ...steps.slice(from, to).map(slice),
        ...inputs.flatMap((name) => edge(bytes, 11, name, known.get(name), told)),
        ...outputs.flatMap((name) => edge(bytes, 12, name, known.get(name), told)),
      ];
      return joined([...model.head, ...wrapped(7, graph)]);
    },
  };
}

/**
 * Cuts a model.
 * @param {Uint8Array} bytes of an ONNX file; must stay as it is while parts are made of it
 * @returns {{parts: {inputs: string[], outputs: string[], bytes: () => Uint8Array}[], inputs: string[], outputs: string[]} | {whole: string}}
 *   parts in the order in which they run, two or more, and the model's own inputs and outputs; or why it stays whole
 */
export function partsOf(bytes) {
  try {
    const model = read(bytes);
    const isConstant = ({ operator, domain, inputs, outputs }) => operator === 'Constant' && !domain && !inputs.length && outputs.length === 1;
    const steps = model.nodes.filter((one) => !isConstant(one));
    const known = tensors(model, steps, model.nodes.filter(isConstant));
    const at = cuts(steps, known);
    check(at.length > 2, 'it is small');
    const parts = at.slice(1).map((to, i) => part(bytes, model, steps, known, [at[i], to]));
    return { parts, inputs: model.inputs.map(({ name }) => name), outputs: model.outputs.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof Whole || error instanceof Malformed) return { whole: error.message };
    throw error;
  }
}
