// Search by meaning. The mesh turns the question into a vector; this browser compares it with the vectors of all passages, which the
// mesh computed before (data/vectors.f32: little-endian float32, a row for each passage of data/passages.json).
const BEST = 8;
const at = (id) => document.getElementById(id);
const model = at('ask').dataset.model;

/** A failure whose words are meant for the visitor. */
class Told extends Error {}

async function got(address, options) {
  const response = await fetch(address, options).catch(() => {
    throw new Told('The seed cannot be reached. Is it still running?');
  });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const words = problem.detail ?? problem.title ?? problem.error?.message ?? `It answered ${response.status}.`;
  throw Object.assign(new Told(`The mesh could not answer: ${words}`), { status: response.status });
}

/** Passages and their vectors scaled to length 1, or undefined while the mesh has not read them. */
async function loadLibrary() {
  const [passages, vectors] = await Promise.all([
    got('/data/passages.json').then((response) => response.json()),
    got('/data/vectors.f32').then((response) => response.arrayBuffer()).catch((error) => {
      if (error.status === 404) return undefined;
      throw error;
    }),
  ]);
  if (!vectors) return undefined;
  const dimensions = vectors.byteLength / 4 / passages.length;
  if (!Number.isInteger(dimensions) || dimensions === 0) {
    throw new Told('The vectors here belong to another edition of the library. Run ./mesh demo again.');
  }
  const rows = passages.map((_, i) => unit(floats(vectors, i * dimensions, dimensions)));
  return { passages, rows, dimensions };
}

function floats(buffer, from, count) {
  const view = new DataView(buffer, from * 4, count * 4);
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true));
}

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

function unit(vector) {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

/** The question's vector and what the seed says about its making. */
async function embed(question) {
  const started = performance.now();
  const response = await got('/v1/embeddings', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ model, input: question }),
  });
  const { data } = await response.json();
  return { vector: unit(Float32Array.from(data[0].embedding)), millis: performance.now() - started };
}

let library; // a promise, so that a second question does not load it again

async function search(question) {
  show('Asking the mesh…');
  at('results').replaceChildren();
  try {
    library ??= loadLibrary();
    const read = await library;
    if (!read) {
      library = undefined;
      at('unread').hidden = false;
      return show('');
    }
    const asked = await embed(question);
    if (asked.vector.length !== read.dimensions) throw new Told('The question and the library were read by different models.');
    return list(read, asked);
  } catch (error) {
    library = undefined;
    return show(error instanceof Told ? error.message : `Something is wrong with what the seed sent: ${error.message}`);
  }
}

function list({ passages, rows }, { vector, millis }) {
  const started = performance.now();
  const best = rows.map((row, i) => ({ passage: passages[i], alike: dot(row, vector) }))
    .sort((a, b) => b.alike - a.alike).slice(0, BEST);
  const compared = performance.now() - started;
  at('results').replaceChildren(...best.map(result));
  credit();
  show(`The ${best.length} closest of ${passages.length} passages. The mesh read your question in ${Math.round(millis)} ms; this browser `
    + `compared it in ${compared < 1 ? 'less than 1' : Math.round(compared)} ms.`);
}

function result({ passage, alike }) {
  const item = at('result').content.cloneNode(true);
  const link = item.querySelector('a');
  link.href = `/${passage.slug}/#p${passage.passage}`;
  link.textContent = passage.title;
  item.querySelector('.where').textContent = `${passage.subject} · ${passage.heading}`;
  item.querySelector('.found').textContent = passage.text;
  item.querySelector('.bar span').style.inlineSize = `${Math.max(0, Math.min(1, alike)) * 100}%`;
  item.querySelector('.figure').textContent = `${alike.toFixed(3)} alike`;
  return item;
}

function show(words) {
  at('state').textContent = words;
}

/** Who read the library, when whoever ran the demo has left its account in data/library.json. */
async function credit() {
  const account = await fetch('/data/library.json').then((response) => (response.ok ? response.json() : undefined)).catch(() => undefined);
  if (!account?.nodes) return;
  const names = account.nodes.map(({ id, texts }) => `${id.slice(0, 10)}… (${texts} texts)`).join(', ');
  at('credit').textContent = `Who read the library: ${names}.`;
}

function follow() {
  const question = (new URLSearchParams(location.search).get('q') ?? '').trim();
  at('q').value = question;
  at('unread').hidden = true;
  at('hints').hidden = question !== '';
  document.title = question ? `${question} · The Mesh` : 'Search · The Mesh';
  if (question) search(question);
  else at('results').replaceChildren();
}

// The page stays, so that a node at work in it is not interrupted by the next question.
at('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const question = at('q').value.trim();
  if (!question) return;
  history.pushState(null, '', `?${new URLSearchParams({ q: question })}`);
  follow();
});
addEventListener('popstate', follow);
follow();
