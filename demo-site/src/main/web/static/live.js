// The mesh at this moment, as the seed tells it: by server-sent events, and by asking again and again where those fail.
const POLL_MILLIS = 2_000;
const WINDOW_MILLIS = 120_000;
const SAMPLE_MILLIS = 1_000;
const SMOOTHED_SAMPLES = 4;
const LOG_ROWS = 20;
const at = (id) => document.getElementById(id);
const samples = []; // {millis, texts}: what the sparkline is drawn from
let textsAccepted; // as last told

// ---- words ----

const count = new Intl.NumberFormat('en');

function short(id) {
  return id.length > 12 ? `${id.slice(0, 10)}…` : id;
}

/** ROAD from its integer units of 1e-8. */
function road(units) {
  const digits = String(units).padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`.replace(/\.?0+$/, '');
}

function duration(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function stateOf(node) {
  if (!node.ready) return 'loading the model';
  return node.leases > 0 ? 'working' : 'waiting for work';
}

/** What waits until the node is credible (docs/api.md). */
function held({ heldUnits = '0' }) {
  return heldUnits === '0' ? 'nothing' : `${road(heldUnits)} ROAD`;
}

// ---- drawing ----

function fill(table, rows) {
  at(table).hidden = rows.length === 0;
  at(table).querySelector('tbody').replaceChildren(...rows.map((cells) => {
    const row = document.createElement('tr');
    row.append(...cells.map((cell) => {
      const place = document.createElement('td');
      place.append(cell);
      return place;
    }));
    return row;
  }));
}

function code(text, title) {
  const element = document.createElement('code');
  element.textContent = text;
  element.title = title;
  return element;
}

function drawFigures(mesh) {
  const visitors = mesh.nodes.filter((node) => !node.trusted).length;
  const figures = {
    'visitors’ nodes': count.format(visitors), jobs: count.format(mesh.jobs), 'tasks waiting': count.format(mesh.tasksQueued),
    'tasks at work': count.format(mesh.tasksOpen), 'texts accepted': count.format(mesh.textsAccepted), disagreements: count.format(mesh.disagreements),
    'results corrected': count.format(mesh.corrections ?? 0),
    'ROAD paid': road(mesh.unitsPaid), 'log entries': count.format(mesh.logEntries),
  };
  at('figures').replaceChildren(...Object.entries(figures).map(([name, value]) => {
    const group = document.createElement('div');
    const term = document.createElement('dt');
    const figure = document.createElement('dd');
    term.textContent = name;
    figure.textContent = value;
    group.append(term, figure);
    return group;
  }));
}

function drawNodes(mesh) {
  at('no-nodes').hidden = mesh.nodes.some((node) => !node.trusted);
  fill('nodes', mesh.nodes.map((node) => [
    code(node.trusted ? 'the seed itself' : short(node.nodeId), node.nodeId), node.engineClass, stateOf(node), `${node.cpuCapPercent} %`,
    node.leases === 1 ? '1 task' : `${node.leases} tasks`, count.format(node.accepted), count.format(node.rejected), node.trusted ? '' : count.format(node.passed ?? 0),
    `${road(node.units)} ROAD`, node.trusted ? '' : held(node),
    duration(node.connectedMillis),
  ]));
}

function drawLog(entries) {
  at('no-log').hidden = entries.length > 0;
  fill('log', entries.slice(0, LOG_ROWS).map((entry) => [
    String(entry.seq), entry.action, code(short(entry.actorId), entry.actorId), code(short(entry.hash), entry.hash),
    new Date(Number(BigInt(entry.timestampNanos) / 1_000_000n)).toLocaleTimeString(),
  ]));
}

/** Texts per second at each sample, over the seconds before it, because texts come in whole tasks. */
function rates() {
  return samples.slice(1).map(({ millis, texts }, i) => {
    const before = samples[Math.max(0, i + 1 - SMOOTHED_SAMPLES)];
    return { millis, rate: Math.max(0, texts - before.texts) * 1000 / (millis - before.millis) };
  });
}

function drawPace() {
  const now = Date.now();
  samples.push({ millis: now, texts: textsAccepted });
  while (samples[0].millis < now - WINDOW_MILLIS) samples.shift();
  const points = rates();
  const highest = Math.max(1, ...points.map(({ rate }) => rate));
  at('pace-line').setAttribute('d', points.map(({ millis, rate }, i) =>
    `${i ? 'L' : 'M'}${(600 * (1 - (now - millis) / WINDOW_MILLIS)).toFixed(1)} ${(77 - 74 * rate / highest).toFixed(1)}`).join(''));
  const latest = points.at(-1)?.rate ?? 0;
  at('pace-now').textContent = `${latest.toFixed(1)} texts per second now; the top of the plot is ${highest.toFixed(1)}.`;
  at('pace-text').textContent = at('pace-now').textContent;
}

function draw(mesh) {
  drawFigures(mesh);
  drawNodes(mesh);
  drawLog(mesh.log ?? []);
  if (textsAccepted === undefined) setInterval(drawPace, SAMPLE_MILLIS);
  textsAccepted = mesh.textsAccepted;
  at('seed').textContent = mesh.seedId;
}

// ---- the log's witnesses ----

const CHECKPOINT_MILLIS = 5_000;

function time(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString();
}

function figure(name, value, title = '') {
  const group = document.createElement('div');
  const term = document.createElement('dt');
  const place = document.createElement('dd');
  term.textContent = name;
  place.textContent = value;
  place.title = title;
  group.append(term, place);
  return group;
}

function drawCheckpoint({ checkpoint, cosignatures }) {
  const seconds = Number(BigInt(checkpoint.timestamp_ns) / 1_000_000_000n);
  at('no-checkpoint').hidden = true;
  at('checkpoint').hidden = false;
  at('checkpoint').replaceChildren(
    figure('entries it covers', count.format(checkpoint.tree_size)),
    figure('root of their tree', short(checkpoint.merkle_root), checkpoint.merkle_root),
    figure('ago', duration(Math.max(0, Date.now() - seconds * 1000))),
    figure('witnesses', count.format(cosignatures.length)),
  );
  fill('witnesses', cosignatures.map((each) => [code(short(each.node_id), each.node_id), time(each.time_s)]));
}

async function askCheckpoint() {
  try {
    const response = await fetch('/log/witnessed.json');
    if (response.ok) drawCheckpoint(await response.json());
  } catch {
    // The state line says already that the seed does not answer.
  }
  setTimeout(askCheckpoint, CHECKPOINT_MILLIS);
}

/** What this browser itself has kept of the seed, on this site: the widget's own memory. */
async function drawKept() {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'mesh-archive')) return; // nobody said yes here
  const { everythingKept } = await import('/mesh/kept.js');
  const { checkpoint, evidence } = await everythingKept();
  if (checkpoint) {
    at('watched').textContent = `This browser holds the seed to the first ${count.format(JSON.parse(checkpoint).tree_size)} entries of its log.`;
  }
  at('evidence').replaceChildren(...evidence.map((text) => {
    const { first, second } = JSON.parse(text);
    const words = document.createElement('p');
    const strong = document.createElement('strong');
    strong.textContent = 'Evidence against this seed. ';
    words.append(strong, `It signed a log of ${count.format(first.tree_size)} entries (root `, code(short(first.merkle_root), first.merkle_root),
      `) and one of ${count.format(second.tree_size)} (root `, code(short(second.merkle_root), second.merkle_root),
      '), which cannot both be true. Your browser keeps both signatures; download them in the corner of this page, under “What ran on my machine”.');
    return words;
  }));
}

// ---- listening ----

function say(words) {
  if (at('state').textContent !== words) at('state').textContent = words;
}

async function ask() {
  try {
    const response = await fetch('/api/mesh');
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    draw(await response.json());
    say(`Asked every ${POLL_MILLIS / 1000} seconds.`);
  } catch (error) {
    say(`The seed does not answer (${error.message}). Trying again.`);
  }
  if (events.readyState !== EventSource.OPEN) setTimeout(ask, POLL_MILLIS);
}

askCheckpoint();
drawKept();
setInterval(drawKept, CHECKPOINT_MILLIS);
say('Connecting to the seed…');
const events = new EventSource('/api/mesh/events');
let asking = false;
events.onmessage = ({ data }) => {
  asking = false;
  draw(JSON.parse(data));
  say('Live: the seed tells every change.');
};
events.onerror = () => {
  if (!asking) ask();
  asking = true;
};
