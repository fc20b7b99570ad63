// "What ran on my machine": the receipts that this browser keeps, and evidence against the seed. Loaded when the visitor opens it.
import { discardHeld, everythingKept } from './kept.js';
import { again, sessionReceipts } from './live.js';
import { at, mesh } from './widget.js';
import { knows, make, moment, percent, road, say } from './words.js';

const TASKS_PER_PAGE = 5;
const HASH_CHARS_SHOWN = 12;
const NANOS_PER_MILLI = 1_000_000n;
const place = at('ran').querySelector('div');
let found = { evidence: [], receipts: [] };
let pageNumber = 0;

const style = make('link', { rel: 'stylesheet', href: new URL('receipts.css', import.meta.url).href });
document.head.append(style);

const button = (words, press) => make('button', { type: 'button', onclick: press }, words);
const short = (hash) => make('code', { title: hash, dir: 'ltr' }, hash.length > HASH_CHARS_SHOWN ? `${hash.slice(0, HASH_CHARS_SHOWN)}…` : hash);
const pair = (name, ...value) => make('div', {}, make('dt', {}, name), make('dd', {}, ...value));
const when = (nanos) => moment(Number(BigInt(nanos) / NANOS_PER_MILLI));

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

const TITLES = { CONSENT: 'ranYes', JOIN: 'ranJoin', LEAVE: 'ranLeave' };

function titleOf(entries) {
  if (entries.some(({ payload }) => payload?.task_id)) return say('ranWork');
  const { action_type: action, payload } = entries[0];
  if (action === 'CONSENT' && payload?.enabled === false) return say('ranNo');
  return TITLES[action] ? say(TITLES[action]) : action;
}

function outcomeOf(entries) {
  const verdict = entries.findLast(({ action_type: action }) => action === 'VERIFY');
  if (!verdict) return '';
  const { agree, of, fault } = verdict.payload;
  if (verdict.truth_state === 1) return say('outcomeAccepted', { agree, of });
  if (verdict.truth_state !== -1) return say('outcomeNone');
  return fault ? say('outcomeRejected', { fault }) : say('outcomeOther');
}

function earnedBy(entries) {
  return entries.filter(({ action_type: action }) => action === 'REWARD').reduce((sum, { payload }) => sum + BigInt(payload.amount), 0n);
}

function card(entries) {
  const result = entries.find(({ action_type: action }) => action === 'RESULT');
  const consent = entries.find(({ action_type: action }) => action === 'CONSENT');
  const outcome = outcomeOf(entries);
  const earned = earnedBy(entries);
  const details = make('dl', {}, pair(say('when'), when(entries.at(-1).timestamp_ns)));
  if (result) {
    details.append(pair(say('task'), short(result.payload.task_id)), pair(say('withModel'), short(result.payload.model.replace('sha256:', ''))));
  }
  if (consent) {
    details.append(pair(say('cap'), say('capText', { percent: percent(consent.payload.cpu_cap_percent ?? consent.payload.cpu_cap_pct) })),
      pair(say('code'), short(consent.payload.code_hash ?? consent.payload.code)));
  }
  if (outcome) details.append(pair(say('result'), outcome));
  if (earned) details.append(pair(say('earnedFor'), say('road', { amount: road(earned) })));
  details.append(pair(say('logEntry', { n: entries.length }), entries.map(({ seq }) => seq).join(', ')));
  return make('li', {}, make('h3', {}, titleOf(entries)), details,
    make('p', { className: 'verified' }, make('span', { ariaHidden: 'true' }, '✓ '), say('receiptHolds')));
}

// ---- evidence ----

function checkpointView(name, { tree_size: size, merkle_root: root, timestamp_ns: nanos }) {
  return pair(name, make('span', { title: root }, say('checkpoint', { n: size, root: `${root.slice(0, HASH_CHARS_SHOWN)}…`, when: when(nanos) })));
}

function accusation(text, i) {
  const { kind, first, second } = JSON.parse(text);
  const words = knows(`evidence.${kind}`) ? say(`evidence.${kind}`) : kind;
  return make('section', { className: 'evidence' },
    make('h3', {}, say('evidence')),
    make('p', {}, words, ' ', say(kind === 'NOT_CONTINUED' ? 'evidenceDoubt' : 'evidenceConvicts')),
    make('dl', {}, pair(say('seed'), first.chain.replace('mesh/', '')), checkpointView(say('evidenceFirst'), first), checkpointView(say('evidenceThen'), second)),
    button(say('evidenceDownload'), () => download(`mesh-evidence-${i + 1}.json`, `${text}\n`)));
}

function discardEvidence() {
  return make('p', {}, say('evidenceRule'), ' ',
    button(say('evidenceDiscard'), async () => {
      await discardHeld();
      await show();
      at('ran').querySelector('summary').focus();
      again();
    }));
}

// ---- all of it ----

function witnessWords() {
  const size = Math.max(mesh.status.witnessedSize ?? 0, found.checkpoint ? JSON.parse(found.checkpoint).tree_size : 0);
  return size ? say('witness', { n: size }) : say('noWitness');
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
  const ofAll = say('page', { page: pageNumber + 1, pages: last + 1 });
  const list = make('ol', { tabIndex: -1, ariaLabel: ofAll }, ...shown.map(card));
  if (last === 0) return [list];
  const newer = button(say('newer'), () => turn(-1));
  const older = button(say('older'), () => turn(1));
  newer.disabled = pageNumber === 0;
  older.disabled = pageNumber === last;
  return [list, make('nav', { ariaLabel: say('pages') }, newer, make('span', {}, ofAll), older)];
}

function draw() {
  const { evidence, receipts } = found;
  const parts = [...evidence.map(accusation)];
  if (evidence.length) parts.push(discardEvidence());
  parts.push(make('p', {}, witnessWords()));
  if (mesh.status.keptForSession) {
    parts.push(make('p', {}, say('keptForSession')));
  }
  if (receipts.length === 0) {
    parts.push(make('p', {}, say('ranNothing')));
  } else {
    parts.push(...pages(grouped(receipts)), make('p', { className: 'acts' },
      button(say('download', { n: receipts.length }), () => download(fileName(), `[\n${receipts.join(',\n')}\n]\n`)),
      button(say('showNewest'), () => { pageNumber = 0; show(); })));
  }
  place.replaceChildren(...parts);
}

/** Reads what is kept and shows it. */
export async function show() {
  found = await everythingKept();
  found.receipts.push(...sessionReceipts);
  draw();
}
