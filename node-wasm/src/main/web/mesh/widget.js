// The consent widget. Before a trusted click on its switch nothing is loaded, opened or stored (DESIGN.md 7); after it, the node
// itself is loaded from page.js.
const TEXT_VERSION = 1; // goes up when the words of widget.html promise something else; an older yes then no longer counts
const CONSENT_DAYS = 90;
const DATABASE = 'mesh-consent';
const STORE = 'consent'; // key: the embedding site's origin, because same-site pages share a storage partition
const PAUSE_SHOWN_MILLIS = 2000; // keeping to the limit is many short pauses; only longer ones are worth a word
const STATES = {
  connecting: 'Connecting to the mesh', joining: 'Joining the mesh', preparing: 'Getting ready', idle: 'Ready, waiting for work',
  working: 'Working', paused: 'Paused', stopped: 'Not running',
};

const at = (id) => document.getElementById(id);
let site = location.origin; // of the page around the frame
let purpose = '';
let consent; // the record while the visitor's yes stands, else undefined
let status = {};
let pausedSince = Infinity; // by performance.now()
let node; // page.js, once loaded
let run = 0; // counts yes and no, so that a late answer to an earlier yes is recognised
let resumed = false; // by itself, from an earlier visit
let others; // BroadcastChannel to this site's other tabs, only while the yes stands

// ---- the record of consent ----

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function inStore(mode, use) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(use(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** The record that still counts, if any. Looks for the database first, because opening it would create it. */
async function readConsent() {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === DATABASE)) return undefined;
  const record = await inStore('readonly', (store) => store.get(site));
  const counts = record?.enabled && record.textVersion === TEXT_VERSION && Date.now() < record.expiresAt;
  if (record && !counts) await deleteConsent();
  return counts ? record : undefined;
}

async function writeConsent() {
  try {
    await inStore('readwrite', (store) => store.put(consent, site));
  } catch {
    at('note').textContent = 'This browser keeps no record here, so your yes counts for this visit only.';
  }
}

async function deleteConsent() {
  await inStore('readwrite', (store) => store.delete(site));
  if (await inStore('readonly', (store) => store.count()) === 0) indexedDB.deleteDatabase(DATABASE);
}

// ---- yes and no ----

async function begin(record) {
  consent = record;
  const mine = ++run;
  status = { phase: 'connecting' };
  at('cap').value = record.cpuCapPercent;
  at('note').textContent = resumed ? `Resumed by itself: you said yes on ${new Date(record.at).toLocaleDateString('en', { dateStyle: 'long' })}.` : '';
  others = new BroadcastChannel(`${DATABASE} ${site}`);
  others.onmessage = ({ data }) => (data ? useCap(data.cpuCapPercent) : withdraw());
  render();
  try {
    node ??= await import('./page.js');
    const { entry } = await (await fetch('/log/code')).json();
    if (mine !== run) return;
    const options = { cpuCapPercent: consent.cpuCapPercent, site, textVersion: TEXT_VERSION, purpose, codeHash: entry.payload.code };
    await node.start(JSON.stringify(options), (json) => mine === run && report(JSON.parse(json)));
  } catch (error) {
    if (mine === run) report({ phase: 'stopped', error: `The node could not start: ${error.message}. Reload the page to try again.` });
  }
}

function resume(record) {
  resumed = Boolean(record);
  if (record) begin(record);
}

function agree() {
  const now = Date.now();
  const cpuCapPercent = at('cap').valueAsNumber;
  begin({ version: 1, enabled: true, cpuCapPercent, textVersion: TEXT_VERSION, at: now, expiresAt: now + CONSENT_DAYS * 864e5 });
  writeConsent();
}

function withdraw() {
  run++;
  consent = undefined;
  resumed = false;
  node?.stop();
  others?.close();
  status = {};
  pausedSince = Infinity;
  at('note').textContent = 'Stopped. Your yes has been deleted.';
  render();
}

/** The visitor's own no: for this tab, for the site's other tabs, and for later visits. */
async function refuse() {
  others?.postMessage(null);
  withdraw();
  try {
    await deleteConsent();
  } catch {
    // Storage is closed to this frame, so nothing was kept.
  }
}

function useCap(percent) {
  consent.cpuCapPercent = percent;
  at('cap').value = percent;
  node?.setCpuCap(percent);
  render();
}

function report(latest) {
  if (Date.now() >= consent.expiresAt) return refuse();
  status = latest;
  if (latest.phase !== 'paused') {
    pausedSince = Infinity;
  } else if (pausedSince === Infinity) {
    pausedSince = performance.now();
    setTimeout(render, PAUSE_SHOWN_MILLIS);
  }
  return render();
}

/** What is shown as the node's phase. */
function phase() {
  const brief = status.phase === 'paused' && performance.now() - pausedSince < PAUSE_SHOWN_MILLIS;
  return brief ? 'working' : status.phase;
}

// ---- what is seen ----

const MEBIBYTE = 1048576;

/** ROAD from its integer units of 1e-8, without trailing zeros. */
function road(units) {
  const digits = String(units ?? 0).padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`.replace(/\.?0+$/, '');
}

function stateText() {
  const { pauseReason, error } = status;
  if (error) return error;
  if (phase() === 'preparing' && downloading()) return 'Downloading the model';
  return phase() === 'paused' && pauseReason ? `Paused: ${pauseReason}` : STATES[phase()] ?? '';
}

const downloading = () => status.modelTotalBytes > 0 && status.modelLoadedBytes < status.modelTotalBytes;

function render() {
  const on = Boolean(consent);
  const resting = phase() === 'paused' || phase() === 'stopped';
  document.documentElement.dataset.state = on ? (resting ? 'paused' : 'on') : 'off';
  at('lend').setAttribute('aria-checked', on);
  at('title').textContent = on ? 'You are lending idle CPU' : 'Lend your idle CPU?';
  at('offer').hidden = on;
  at('live').hidden = !on;
  if (!on && document.activeElement === at('stop')) at('pill').focus();
  at('stop').hidden = !on;
  at('cap-text').textContent = `${at('cap').value} % of one core`;
  if (on) renderLive();
  else at('pill-text').textContent = 'Mesh off';
  tellNews(on ? newsText() : at('note').textContent);
}

function renderLive() {
  const busy = Math.round(status.busyPercent ?? 0);
  const starting = resumed ? 'Mesh resumed' : 'Mesh starting';
  at('pill-text').textContent = {
    connecting: starting, joining: starting, preparing: starting, paused: `Mesh paused, ${busy} %`, stopped: 'Mesh not running',
  }[phase()] ?? `Mesh ${busy} % CPU`;
  at('busy-text').textContent = `${busy} % of one core`;
  at('gauge').setAttribute('aria-valuenow', Math.min(busy, 100));
  for (const fill of document.querySelectorAll('.fill')) fill.style.inlineSize = `${Math.min(busy, 100)}%`;
  at('mark').style.insetInlineStart = `calc(${at('cap').value}% - 2px)`;
  at('state').textContent = stateText();
  at('download').hidden = !downloading();
  if (downloading()) {
    at('loaded').max = status.modelTotalBytes;
    at('loaded').value = status.modelLoadedBytes;
    at('loaded-text').textContent =
      `${(status.modelLoadedBytes / MEBIBYTE).toFixed(1)} of ${(status.modelTotalBytes / MEBIBYTE).toFixed(1)} MiB`;
  }
  at('work').textContent = status.purpose || 'Nothing at this moment';
  at('earned').textContent = `${road(status.unitsEarned)} ROAD`;
  at('results').textContent = `${status.tasksAccepted ?? 0} accepted, ${status.tasksRejected ?? 0} rejected`;
  at('receipts').textContent = `${status.receiptsVerified ?? 0} verified${status.receiptsBroken ? `, ${status.receiptsBroken} broken` : ''}`;
  at('node').textContent = status.nodeId || 'none yet';
}

/** The state without the many small changes between ready and working. */
function newsText() {
  const state = status.phase === 'idle' ? STATES.working : stateText();
  return resumed && status.phase === 'connecting' ? at('note').textContent : state;
}

/** Said aloud by screen readers: only changes of state, never figures, and not each task. */
function tellNews(words) {
  if (at('news').textContent !== words) at('news').textContent = words;
}

function open(wanted) {
  at('panel').hidden = !wanted;
  at('pill').setAttribute('aria-expanded', wanted);
}

// ---- the visitor's hands ----

/** A yes needs a switch and a panel that are really seen: a page that covers, fades, scales or crops the frame gets none. */
const seen = new Set();
const eye = new IntersectionObserver((entries) => {
  for (const { target, isVisible, isIntersecting } of entries) seen[isVisible ?? isIntersecting ? 'add' : 'delete'](target);
  at('lend').setAttribute('aria-disabled', seen.size < 2 && !consent);
}, { threshold: 0.9, trackVisibility: true, delay: 100 });
eye.observe(at('lend'));
eye.observe(at('panel'));

at('lend').addEventListener('click', (event) => {
  if (!event.isTrusted) return;
  if (consent) refuse();
  else if (seen.size === 2) agree();
  else at('note').textContent = 'The page covers part of this panel. The switch takes a yes only while you can see all of it.';
});
at('stop').addEventListener('click', () => consent && refuse());
at('pill').addEventListener('click', () => open(at('panel').hidden));
at('cap').addEventListener('input', render);
at('cap').addEventListener('change', (event) => {
  if (!consent || !event.isTrusted) return;
  useCap(at('cap').valueAsNumber);
  others.postMessage({ cpuCapPercent: consent.cpuCapPercent });
  writeConsent();
});
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || at('panel').hidden) return;
  open(false);
  at('pill').focus();
});

// ---- the page around the frame ----

let settledIn = false;

function settle({ width, height, place = 'bottom-right', theme = '', purpose: words = '' }) {
  const root = document.documentElement;
  root.style.setProperty('--room-width', `${width}px`);
  root.style.setProperty('--room-height', `${height}px`);
  root.dataset.theme = theme;
  if (settledIn) return;
  settledIn = true;
  root.dataset.place = place;
  purpose = String(words);
  at('purpose').hidden = !purpose;
  at('purpose').querySelector('q').textContent = purpose;
  at('widget').hidden = false;
  readConsent().then(resume, () => undefined); // storage closed to this frame means no record, so off
}

if (parent === window) {
  settle({ width: innerWidth, height: innerHeight });
} else {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || data?.mesh !== 'room') return;
    if (!settledIn) site = origin;
    settle(data);
  });
  new ResizeObserver(() => {
    const { width, height } = at('widget').getBoundingClientRect();
    parent.postMessage({ mesh: 'size', width: Math.ceil(width), height: Math.ceil(height) }, '*');
  }).observe(at('widget'));
  parent.postMessage({ mesh: 'ready' }, '*');
}
