// The widget after a yes: checks the code, starts the node, hears what it does, and stops it. What is seen of it is view.js.
import { checkedCode } from './code.js';
import { newConsent, onConsent, writeConsent } from './consent.js';
import { discardHeld, kept } from './kept.js';
import { note, refuse, render as renderWidget, withdraw } from './panel.js';
import { directive, hearLacks } from './policy.js';
import { showChoices } from './settings.js';
import { forget } from './standing.js';
import { deleteCaches } from './stored.js';
import { renderLive } from './view.js';
import { at, mesh } from './widget.js';
import { say } from './words.js';

const SESSION_RECEIPTS_MAX = 1000;
/** What io.blackroad.mesh.browser.PageSession says of a worker that came to nothing without a reason. */
const UNLOADED = 'its script did not load';
/** After so long without a link a site's owner is told what may be the matter. */
const LINK_MILLIS_MAX = 10_000;

let page; // page.js, once loaded
let account; // account.js, once loaded
let resumed = false; // by itself, from an earlier visit
let others; // BroadcastChannel to this site's other tabs, only while the yes stands
let hearNoMore; // of the record of consent, while it is heard
let told; // id of the seed that the visitor was told answers in another's place
let hint; // timer of what the console says of a seed that cannot be reached
let lacks; // what the site's policy keeps out, as a problem; only in the site's own origin

/** Receipts that the browser does not keep, newest last; gone with the page. */
export const sessionReceipts = [];

// ---- yes and no ----

export async function begin(byItself) {
  resumed = byItself;
  const mine = mesh.run;
  if (!mesh.consent.at) mesh.consent = newConsent({ ...mesh.consent, inOrigin: mesh.inOrigin });
  mesh.since = Date.now();
  hearNoMore = onConsent(mesh.site, hearConsent);
  others = new BroadcastChannel(`mesh-standing ${mesh.site}`);
  others.onmessage = () => mesh.status.standing === 'kept' && again();
  renderWidget();
  try {
    account ??= await import('./account.js');
    if (mine !== mesh.run) return;
    const [code, { heldSeed, accused }] = await Promise.all([checkedCode(mesh.language), kept()]);
    if (mine !== mesh.run) return;
    if (accused) {
      report({ phase: 'stopped', alarm: 'accused' });
      return;
    }
    const doubt = doubtAbout(code, heldSeed);
    if (doubt) {
      told = code.seedId;
      refuse(doubt.words, doubt.pill); // the old yes was for something else
      return;
    }
    if (heldSeed && heldSeed !== code.seedId) await discardHeld();
    Object.assign(mesh.consent, { codeHash: code.hash, seedId: code.seedId });
    await keepConsent();
    page ??= await import('./page.js');
    if (mine !== mesh.run) return;
    page.start(code, { ...mesh.consent, site: mesh.site, worker: mesh.worker }, (json) => mine === mesh.run && report(JSON.parse(json)));
  } catch (problem) {
    if (mine === mesh.run) report({ phase: 'stopped', problem });
  }
}

/** What only the visitor can settle: their yes was for another seed, or for other code. */
function doubtAbout(code, heldSeed) {
  const agreed = mesh.consent.seedId ?? heldSeed ?? code.seedId;
  if (agreed !== code.seedId && told !== code.seedId) {
    return { pill: 'pillOtherSeed', words: say('otherSeed', { now: code.seedId, before: agreed }) };
  }
  const hash = mesh.consent.codeHash ?? code.hash;
  return hash === code.hash ? undefined : { pill: 'pillNewCode', words: say('newCode') };
}

/** Tries anew what stopped. */
export function again() {
  if (!mesh.consent) return;
  mesh.run++;
  end();
  mesh.status = { phase: 'connecting' };
  begin(false);
}

/** Ends what {@link begin} began. */
export function end() {
  page?.stop(!mesh.consent);
  hearNoMore?.();
  others?.close();
  others = undefined;
}

// ---- terms ----

async function keepConsent() {
  if (await writeConsent(mesh.site, mesh.consent) || !mesh.consent) return;
  note(say('sessionOnly'));
}

/** Changes terms of the yes, by the consent record's names: for the record, the node, the log and the other tabs. */
export async function choose(chosen) {
  Object.assign(mesh.consent, chosen);
  if (chosen.storageMib === 0) deleteCaches();
  renderWidget();
  // The record first, because the node reads it before each task; without a hash it is written once the code is checked.
  if (mesh.consent.codeHash) await keepConsent();
  if (mesh.consent) useTerms();
}

/** The word that the visitor gave in another tab of this site. */
function hearConsent(record) {
  if (!record) {
    withdraw();
    return;
  }
  mesh.consent = record;
  at('cap').value = record.cpuCapPercent;
  showChoices(record);
  useTerms();
}

function useTerms() {
  page?.setTerms(mesh.consent);
  renderWidget();
}

/** Keeps this node's key beyond the visit. */
export function keepStanding() {
  page?.keepStanding();
  choose({ keepStanding: true });
}

/** Forgets the device key, here and in the tab that uses it, and goes on as a node that nobody knows. */
export async function beginAnew() {
  await forget(mesh.site);
  others?.postMessage('forgotten');
  if (mesh.consent) choose({ keepStanding: false });
  again();
}

// ---- what the node does ----

/** Without this directive of the site's policy no node can run. */
function stopFor(missing) {
  lacks = { key: 'policyLacks', values: { directive: missing } };
  page?.stop();
  if (mesh.consent) report({ phase: 'stopped' });
}

if (mesh.inOrigin) hearLacks(document, import.meta.url, stopFor);

/** A seed takes links from its own pages; it has to be told of a site in whose origin a node runs. */
function hintAt(phase) {
  if (phase === 'connecting') {
    hint ??= setTimeout(() => console.warn(`BlackRoad Mesh: no link to the seed. Is it running, and was it started with --origin ${self.origin}?`), LINK_MILLIS_MAX);
  } else {
    clearTimeout(hint);
    hint = undefined;
  }
}

/** Hears each status: of the node in this tab or, where another tab leads, of that one. page.js passes on either. */
function report(latest) {
  const missing = latest.lacks ?? (mesh.inOrigin && latest.error === UNLOADED ? directive('worker-src', import.meta.url) : undefined);
  if (missing) {
    console.warn(`BlackRoad Mesh: this page’s Content-Security-Policy lacks: ${missing}`);
    stopFor(missing);
    return;
  }
  if (latest.receipt) {
    sessionReceipts.push(JSON.stringify(latest.receipt));
    sessionReceipts.splice(0, sessionReceipts.length - SESSION_RECEIPTS_MAX);
    return;
  }
  if (Date.now() >= mesh.consent.expiresAt) {
    refuse(say('expired'));
    return;
  }
  if (mesh.inOrigin) hintAt(latest.phase);
  if (latest.alarm && !mesh.status.alarm) at('ran').open = true;
  mesh.status = lacks ? { ...latest, problem: lacks } : latest;
  renderWidget();
}

export function render() {
  if (mesh.consent) renderLive({ resumed, account });
}
