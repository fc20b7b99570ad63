// The widget after a yes: checks the code, starts the node, shows what it does, and stops it.
import { checkedCode } from './code.js';
import { newConsent, onConsent, writeConsent } from './consent.js';
import { discardHeld, kept } from './kept.js';
import { forget } from './standing.js';
import { at, mesh, refuse, render as renderWidget, tellNews, withdraw } from './widget.js';

const PAUSE_SHOWN_MILLIS = 2000; // keeping to the limit is many short pauses; only longer ones are worth a word
const SESSION_RECEIPTS_MAX = 1000;
const STATES = {
  connecting: 'Connecting to the mesh', joining: 'Joining the mesh', preparing: 'Getting ready', idle: 'Ready, waiting for work',
  working: 'Working', paused: 'Paused', stopped: 'Not running',
};

let pausedSince = Infinity; // by performance.now()
let page; // page.js, once loaded
let account; // account.js, once loaded
let resumed = false; // by itself, from an earlier visit
let others; // BroadcastChannel to this site's other tabs, only while the yes stands
let hearNoMore; // of the record of consent, while it is heard
let told; // id of the seed that the visitor was told answers in another's place

/** Receipts that the browser does not keep, newest last; gone with the page. */
export const sessionReceipts = [];

// ---- yes and no ----

export async function begin(byItself) {
  resumed = byItself;
  const mine = mesh.run;
  if (!mesh.consent.at) mesh.consent = newConsent(mesh.consent);
  hearNoMore = onConsent(mesh.site, hearConsent);
  others = new BroadcastChannel(`mesh-standing ${mesh.site}`);
  others.onmessage = () => mesh.status.standing === 'kept' && again();
  renderWidget();
  try {
    account ??= await import('./account.js');
    if (mine !== mesh.run) return;
    const [code, { heldSeed, accused }] = await Promise.all([checkedCode(), kept()]);
    if (mine !== mesh.run) return;
    if (accused) {
      report({ phase: 'stopped', alarm: 'This browser keeps evidence that the seed showed two histories. Nothing runs for it.' });
      return;
    }
    const doubt = doubtAbout(code, heldSeed);
    if (doubt) {
      askAgain(doubt, code);
      return;
    }
    if (heldSeed && heldSeed !== code.seedId) await discardHeld();
    Object.assign(mesh.consent, { codeHash: code.hash, seedId: code.seedId });
    keepConsent();
    page ??= await import('./page.js');
    if (mine !== mesh.run) return;
    const terms = { ...mesh.consent, site: mesh.site };
    page.start(code, terms, (json) => mine === mesh.run && report(JSON.parse(json)));
  } catch ({ message }) {
    if (mine === mesh.run) report({ phase: 'stopped', error: `The node did not start: ${message}. Reload the page to try again.` });
  }
}

/** What only the visitor can settle: their yes was for another seed, or for other code. */
function doubtAbout(code, heldSeed) {
  const agreed = mesh.consent.seedId ?? heldSeed ?? code.seedId;
  if (agreed !== code.seedId && told !== code.seedId) {
    return {
      pill: 'Mesh off: another seed',
      words: `Another seed (${code.seedId}) answers at this address, and not ${agreed}, whose log this browser has watched. `
        + 'Nothing runs until you say yes to it. Then what this browser remembers of the other seed’s log is forgotten; receipts stay.',
    };
  }
  const hash = mesh.consent.codeHash ?? code.hash;
  return hash === code.hash ? undefined : {
    pill: 'Mesh off: new code',
    words: 'The mesh’s code has changed since you said yes. Nothing runs until you say yes to the new code.',
  };
}

/** The old yes is deleted: it was for something else. */
function askAgain({ pill, words }, { seedId }) {
  told = seedId;
  mesh.off = pill;
  refuse(words);
}

/** Tries anew what stopped. */
export function again() {
  if (!mesh.consent) return;
  mesh.run++;
  end();
  mesh.status = { phase: 'connecting' };
  begin(false);
}

/** Keeps this node's key beyond the visit. */
export function keepStanding() {
  page?.keepStanding();
}

/** Forgets the device key, here and in the tab that uses it, and goes on as a node that nobody knows. */
export async function beginAnew() {
  await forget(mesh.site);
  others?.postMessage('forgotten');
  again();
}

/** The word that the visitor gave in another tab of this site. */
function hearConsent(record) {
  if (record) useCap(record.cpuCapPercent);
  else withdraw();
}

async function keepConsent() {
  if (await writeConsent(mesh.site, mesh.consent) || !mesh.consent) return;
  at('note').textContent = 'This browser keeps no record here, so your yes counts for this visit only.';
}

/** Ends what {@link begin} began. */
export function end() {
  page?.stop();
  hearNoMore?.();
  others?.close();
  others = undefined;
  pausedSince = Infinity;
  if (!mesh.consent) import('./receipts.js').then((receipts) => receipts.offerToForget());
}

export function chooseCap(percent) {
  useCap(percent);
  if (mesh.consent.codeHash) keepConsent(); // else it is written once the code is checked
}

function useCap(percent) {
  mesh.consent.cpuCapPercent = percent;
  at('cap').value = percent;
  page?.setCpuCap(percent);
  renderWidget();
}

function report(latest) {
  if (latest.receipt) {
    sessionReceipts.push(JSON.stringify(latest.receipt));
    sessionReceipts.splice(0, sessionReceipts.length - SESSION_RECEIPTS_MAX);
    return;
  }
  if (Date.now() >= mesh.consent.expiresAt) {
    refuse();
    return;
  }
  if (latest.alarm && !mesh.status.alarm) at('ran').open = true;
  mesh.status = latest;
  if (latest.phase !== 'paused') {
    pausedSince = Infinity;
  } else if (pausedSince === Infinity) {
    pausedSince = performance.now();
    setTimeout(renderWidget, PAUSE_SHOWN_MILLIS);
  }
  renderWidget();
}

// ---- what is seen ----

const MEBIBYTE = 1048576;

/** What is shown as the node's phase. */
function phase() {
  const { status } = mesh;
  const brief = status.phase === 'paused' && performance.now() - pausedSince < PAUSE_SHOWN_MILLIS;
  return brief ? 'working' : status.phase;
}

/** ROAD from its integer units of 1e-8, without trailing zeros. */
export function road(units = 0) {
  const digits = String(units).replace('-', '').padStart(9, '0');
  return `${units < 0 ? '−' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`.replace(/\.?0+$/, '');
}

function downloading() {
  return mesh.status.modelTotalBytes > 0 && mesh.status.modelLoadedBytes < mesh.status.modelTotalBytes;
}

function stateText() {
  const { pauseReason, error, alarm } = mesh.status;
  if (account?.refused()) return 'Refused by the seed';
  if (alarm || error) return alarm || error;
  if (phase() === 'preparing' && downloading()) return 'Downloading the model';
  return phase() === 'paused' && pauseReason ? `Paused: ${pauseReason}` : STATES[phase()] ?? '';
}

export function render() {
  if (!mesh.consent) return;
  const { status } = mesh;
  const resting = phase() === 'paused' || phase() === 'stopped' || account?.refused();
  document.documentElement.dataset.state = resting ? 'paused' : 'on';
  const busy = Math.round(status.busyPercent ?? 0);
  const starting = resumed ? 'Mesh resumed' : 'Mesh starting';
  at('pill-text').textContent = {
    connecting: starting, joining: starting, preparing: starting, paused: `Mesh paused, ${busy} %`,
    stopped: status.alarm ? 'Mesh stopped: see why' : 'Mesh not running',
  }[phase()] ?? `Mesh ${busy} % CPU`;
  if (account?.refused()) at('pill-text').textContent = 'Mesh refused: see why';
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
  account?.render();
  tellNews(newsText());
}

/** The state without the many small changes between ready and working, and without the attempts after a refusal. */
function newsText() {
  const why = account?.refused();
  if (why) return `The seed refused this node. ${why}`;
  const state = mesh.status.phase === 'idle' ? STATES.working : stateText();
  return resumed && mesh.status.phase === 'connecting' ? at('note').textContent : state;
}
