// "What ran on my machine": the receipts that this browser keeps, and evidence against the seed. Loaded when the visitor opens it.
import { discardHeld, everythingKept, forgetEverything } from './kept.js';
import { again, road, sessionReceipts } from './live.js';
import { forget, isKept } from './standing.js';
import { at, mesh } from './widget.js';

const TASKS_PER_PAGE = 5;
const HASH_CHARS_SHOWN = 12;
const place = at('ran').querySelector('div');
const count = new Intl.NumberFormat('en');
let found = { evidence: [], receipts: [] };
let pageNumber = 0;

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = new URL('receipts.css', import.meta.url).href;
document.head.append(style);

// ---- making elements ----

/** An element with properties, and what stands in it: elements and texts. */
function make(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

const button = (words, press) => make('button', { type: 'button', onclick: press }, words);
const short = (hash) => make('code', { title: hash }, hash.length > HASH_CHARS_SHOWN ? `${hash.slice(0, HASH_CHARS_SHOWN)}…` : hash);
const pair = (name, ...value) => make('div', {}, make('dt', {}, name), make('dd', {}, ...value));
const plural = (number, one, many) => `${count.format(number)} ${number === 1 ? one : many}`;

function when(nanos) {
  return new Date(Number(BigInt(nanos) / 1_000_000n)).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' });
}

/** Gives the visitor a file. */
function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  make('a', { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

// ---- what the receipts say ----

/** Receipts of one task together, or of one consent; newest first. An entry that came twice counts once. */
function grouped(texts) {
  const groups = new Map();
  for (const text of texts) {
    const { entry } = JSON.parse(text);
    const key = entry.payload?.task_id ?? `${entry.action_type} ${entry.seq}`;
    if (!groups.has(key)) groups.set(key, new Map());
    groups.get(key).set(entry.seq, entry);
  }
  return [...groups.values()]
    .map((group) => [...group.values()].sort((a, b) => a.seq - b.seq))
    .sort((a, b) => b.at(-1).seq - a.at(-1).seq);
}

const TITLES = { CONSENT: 'You said yes', JOIN: 'This browser joined', LEAVE: 'This browser left' };

function titleOf(entries) {
  if (entries.some(({ payload }) => payload?.task_id)) return 'A piece of work was computed';
  const { action_type: action, payload } = entries[0];
  return action === 'CONSENT' && payload?.enabled === false ? 'You said no' : TITLES[action] ?? action;
}

function outcomeOf(entries) {
  const verdict = entries.findLast(({ action_type: action }) => action === 'VERIFY');
  if (!verdict) return '';
  if (verdict.truth_state === 1) return `Accepted: ${verdict.payload.agree} of ${verdict.payload.of} agreed`;
  return verdict.truth_state === -1 ? `Rejected: ${verdict.payload.fault ?? 'others agree on another answer'}` : 'Not counted: nobody agreed';
}

function earnedBy(entries) {
  return entries.filter(({ action_type: action }) => action === 'REWARD').reduce((sum, { payload }) => sum + BigInt(payload.amount), 0n);
}

function card(entries) {
  const result = entries.find(({ action_type: action }) => action === 'RESULT');
  const consent = entries.find(({ action_type: action }) => action === 'CONSENT');
  const outcome = outcomeOf(entries);
  const earned = earnedBy(entries);
  const details = make('dl', {}, pair('When', when(entries.at(-1).timestamp_ns)));
  if (result) details.append(pair('Task', short(result.payload.task_id)), pair('With the model', short(result.payload.model.replace('sha256:', ''))));
  if (consent) details.append(pair('CPU limit', `${consent.payload.cpu_cap_percent ?? consent.payload.cpu_cap_pct} % of one core`), pair('Code', short(consent.payload.code_hash ?? consent.payload.code)));
  if (outcome) details.append(pair('Result', outcome));
  if (earned) details.append(pair('Earned', `${road(earned)} ROAD`));
  details.append(pair(entries.length === 1 ? 'Log entry' : 'Log entries', entries.map(({ seq }) => seq).join(', ')));
  return make('li', {}, make('h2', {}, titleOf(entries)), details,
    make('p', { className: 'verified' }, make('span', { ariaHidden: 'true' }, '✓ '), 'Verified: contents, place in the log, the seed’s signature'));
}

// ---- evidence ----

const EVIDENCE_WORDS = {
  SPLIT: 'The seed signed two different logs of the same length. Nobody who keeps one honest log can do that.',
  NOT_CONTINUED: 'The seed signed a log that does not continue the one it showed before, or would not prove that it does.',
  TIME_BACKWARDS: 'The seed signed a longer log that claims to be older than a shorter one.',
};

function checkpointView(name, { tree_size: size, merkle_root: root, timestamp_ns: nanos }) {
  return pair(name, plural(size, 'entry', 'entries'), ', root ', short(root), `, ${when(nanos)}`);
}

function accusation(text, i) {
  const { kind, first, second } = JSON.parse(text);
  return make('section', { className: 'evidence' },
    make('h2', {}, 'Evidence against the seed'),
    make('p', {}, EVIDENCE_WORDS[kind] ?? kind, ' Both checkpoints bear its signature: ', kind === 'NOT_CONTINUED'
      ? 'whoever doubts this file can ask the seed for the proof that it owes.' : 'this file convicts it wherever you show it.'),
    make('dl', {}, pair('Seed', first.chain.replace('mesh/', '')), checkpointView('First it showed', first), checkpointView('Then it showed', second)),
    button('Download the evidence', () => download(`mesh-evidence-${i + 1}.json`, `${text}\n`)));
}

function discardEvidence() {
  return make('p', {}, 'Nothing runs for this seed while you keep this. ',
    button('Discard the evidence and trust the seed anew', async () => {
      await discardHeld();
      await show();
      at('ran').querySelector('summary').focus();
      again();
    }));
}

// ---- all of it ----

function witnessWords() {
  const size = Math.max(mesh.status.witnessedSize ?? 0, found.checkpoint ? JSON.parse(found.checkpoint).tree_size : 0);
  return size
    ? `This browser holds the seed to the first ${plural(size, 'entry', 'entries')} of its log: another history would be noticed.`
    : 'This browser has not watched this seed’s log yet.';
}

function fileName() {
  return `mesh-receipts-${new Date().toISOString().slice(0, 10)}.json`;
}

function turn(by) {
  pageNumber += by;
  draw();
  place.querySelector('ol').focus();
}

function pages(groups) {
  const last = Math.ceil(groups.length / TASKS_PER_PAGE) - 1;
  pageNumber = Math.min(pageNumber, last);
  const shown = groups.slice(pageNumber * TASKS_PER_PAGE, (pageNumber + 1) * TASKS_PER_PAGE);
  const list = make('ol', { tabIndex: -1, ariaLabel: `Page ${pageNumber + 1} of ${last + 1}` }, ...shown.map(card));
  if (last === 0) return [list];
  const newer = button('Newer', () => turn(-1));
  const older = button('Older', () => turn(1));
  newer.disabled = pageNumber === 0;
  older.disabled = pageNumber === last;
  return [list, make('nav', { ariaLabel: 'Pages of receipts' }, newer, make('span', {}, `Page ${pageNumber + 1} of ${last + 1}`), older)];
}

function draw() {
  const { evidence, receipts } = found;
  const parts = [...evidence.map(accusation)];
  if (evidence.length) parts.push(discardEvidence());
  parts.push(make('p', {}, witnessWords()));
  if (mesh.status.keptForSession) {
    parts.push(make('p', {}, 'This browser keeps nothing for the mesh here. Receipts last until you leave the page; download them if you want them.'));
  }
  if (receipts.length === 0) {
    parts.push(make('p', {}, 'Nothing has run yet.'));
  } else {
    parts.push(...pages(grouped(receipts)), make('p', { className: 'acts' },
      button(`Download ${plural(receipts.length, 'receipt', 'receipts')}`, () => download(fileName(), `[\n${receipts.join(',\n')}\n]\n`)),
      button('Show the newest', () => { pageNumber = 0; show(); })));
  }
  place.replaceChildren(...parts);
}

/** Reads what is kept and shows it. */
export async function show() {
  found = await everythingKept();
  found.receipts.push(...sessionReceipts);
  draw();
}

/** After a stop: what is kept may go as well. */
export async function offerToForget() {
  found = await everythingKept();
  const stay = [];
  if (found.receipts.length) stay.push(plural(found.receipts.length, 'receipt', 'receipts'));
  if (found.evidence.length) stay.push('the evidence against the seed');
  if (await isKept(mesh.site)) stay.push('the key by which the seed can recognise it');
  if (mesh.consent || stay.length === 0) return;
  const one = stay.length === 1 && found.receipts.length < 2;
  const words = make('span', {}, ` This browser still holds ${new Intl.ListFormat('en').format(stay)}. `);
  at('note').append(words, button(one ? 'Delete it' : 'Delete them', async () => {
    await forgetEverything();
    await forget(mesh.site);
    at('note').textContent = 'Stopped. Your yes and everything the mesh kept in this browser have been deleted.';
    at('lend').focus();
    if (at('ran').open) show();
  }));
}
