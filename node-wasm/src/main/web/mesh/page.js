// What the widget loads after a yes: the node's page side (io.blackroad.mesh.browser.PageMain), for one tab of many.
import { stayAfter } from './after.js';
import { checkedFile } from './code.js';
import { isConsentKept } from './consent.js';
import * as node from './page-node.js';
import { watchFor } from './sensors.js';
import { endSession } from './session.js';
import { join } from './tabs.js';
import { arm, disarm, leaveToWake } from './wake.js';
import { startable } from './worker.js';

/** What only a node with peers runs, so only then is it fetched and held against the log. */
const PEERS = ['mesh/peer.wasm', 'mesh/peer-worker.js', 'mesh/peers.js'];

/** One run, from start() to stop(). */
let run;

/**
 * Takes part in this browser's one node: runs it in a worker when it is this tab's turn, else shows what it does elsewhere.
 * @param {{wasm: ArrayBuffer, hash: string, receipt: string}} code what checkedCode() of code.js found
 * @param {{cpuCapPercent: number, site: string, textVersion: number, expiresAt: number}} terms what the visitor agreed to
 * @param {(json: string) => void} onStatus hears the node's status
 */
export async function start(code, terms, onStatus) {
  stop();
  const mine = { code, terms: { ...terms }, onStatus };
  run = mine;
  mine.terms.kept = await isConsentKept(terms.site);
  if (mine !== run) return;
  enter(mine);
  arm(code, mine.terms).catch(() => undefined); // all else works without
}

function enter(mine) {
  let first = true;
  function show(json) {
    if (first) stayAfter(mine.code, mine.terms); // behind the tab that leads
    first = false;
    mine.onStatus(json);
  }
  const script = (name) => startable(new URL(name, import.meta.url).href);
  const prepare = () => node.prepare(script('./node-worker.js'), script('./executor-worker.js'), mine.code.wasm, mine.code.receipt);
  const tab = join(mine.terms.site, {
    next: prepare,
    lead(inherits) {
      prepare();
      mine.show = show;
      node.start(JSON.stringify({ ...mine.terms, inherits, codeHash: mine.code.hash }), (json) => hear(mine, json));
      mine.sensors = new AbortController();
      watchFor(mine.terms.site, node.conditions, mine.sensors.signal, () => mine.terms.restsHidden);
    },
    rest: () => abandon(mine),
    hear: (json) => show(JSON.stringify({ ...JSON.parse(json), elsewhere: true })),
    wish: (wish) => wish === 'keep' && node.keepStanding(),
  });
  mine.tab = tab;
}

/** Hears the node that runs here, and tells the other tabs. */
function hear(mine, json) {
  const { phase } = JSON.parse(json); // none in a receipt
  if (phase) Object.assign(mine, { phase, status: json });
  tell(mine, json);
  if (phase === 'working') meet(mine).catch((error) => console.warn(`BlackRoad Mesh: no peers, ${error.message}`));
  if (phase === 'stopped') leavePeers(mine);
}

/** Tells what the node says; a status with how its edges are. */
function tell(mine, json) {
  const told = mine.peers && json === mine.status ? JSON.stringify({ ...JSON.parse(json), peers: mine.peers.status }) : json;
  mine.show(told);
  mine.tab.tell(told, mine.phase === 'stopped');
}

// ---- peers ----

const limits = ({ relayMibPerDay: mibPerDay, directPeers: direct = false }) => ({ mibPerDay, direct });

/** Lets the node have peers, once it has worked, where the visitor allows any. */
async function meet(mine) {
  if (mine.meeting || !(mine.terms.relayMibPerDay > 0)) return;
  const meeting = new AbortController();
  mine.meeting = meeting;
  const { files } = JSON.parse(mine.code.receipt).entry.payload;
  const [wasm] = await Promise.all(PEERS.map((path) => checkedFile(path, files[path])));
  const { openPeers } = await import('./peers.js');
  const peers = await openPeers({
    wasm, site: mine.terms.site, limits: limits(mine.terms), node: node.peers, tell: () => mine.peers === peers && tell(mine, mine.status),
  });
  if (meeting.signal.aborted) peers.end();
  else mine.peers = peers;
}

function leavePeers(mine, why) {
  mine.meeting?.abort();
  mine.peers?.end(why);
  mine.meeting = undefined;
  mine.peers = undefined;
}

/** Lets whoever has the other end of {@code port} use the edges of the node that runs here; whether there are any. */
export function usePeers(port) {
  run?.peers?.use(port);
  return Boolean(run?.peers);
}

function abandon(mine) {
  leavePeers(mine);
  mine.sensors?.abort();
  node.abandon();
}

/** Changes what the visitor agreed to, by the names of start(), now and for when this tab's turn comes. */
export function setTerms(terms) {
  if (!run) return;
  Object.assign(run.terms, terms);
  if (run.tab?.leads()) node.setTerms(JSON.stringify({ ...run.terms, codeHash: run.code.hash }));
  if (run.terms.relayMibPerDay > 0) run.peers?.allow(limits(run.terms));
  else leavePeers(run);
  if (terms.afterClose) stayAfter(run.code, run.terms);
  arm(run.code, run.terms).catch(() => undefined);
}

/** Keeps the node's key in this browser; the status tells how that went. */
export function keepStanding() {
  if (run?.tab?.leads()) node.keepStanding();
  else run?.tab?.wish('keep');
}

/**
 * Stops the node: no computing from now on, everything gone within 50 ms. Nobody goes on with it.
 * @param {boolean} withdrawn whether the visitor has taken the consent back, which the seed puts on record
 */
export function stop(withdrawn = false) {
  if (!run) return;
  const { tab, terms, sensors } = run;
  leavePeers(run, { withdrawn });
  run = undefined;
  sensors?.abort();
  if (withdrawn) disarm(terms).catch(() => undefined);
  if (tab?.leads()) node.stop(withdrawn, () => endSession(terms.site).finally(tab.leave));
  else node.stop(false, () => tab?.leave());
  if (withdrawn) endSession(terms.site); // whoever runs the node may be frozen
}

addEventListener('pagehide', () => {
  if (!run?.tab) return;
  leavePeers(run, { leaving: true });
  run.sensors?.abort();
  const goesOn = run.tab.isAwaited() || (run.phase === 'working' && leaveToWake());
  if (run.tab.leads() && !goesOn) {
    node.stop(false, () => {});
    endSession(run.terms.site);
  } else {
    node.abandon();
  }
  run.tab.leave();
});

// A page that comes back from the back/forward cache begins anew, with the cap it had.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted || !run?.tab) return;
  abandon(run);
  enter(run);
});
