// What the widget loads after a yes: the node's page side (io.blackroad.mesh.browser.PageMain), for one tab of many.
import { stayAfter } from './after.js';
import { isConsentKept } from './consent.js';
import * as node from './page-node.js';
import { watchFor } from './sensors.js';
import { endSession } from './session.js';
import { join } from './tabs.js';
import { arm, disarm, leaveToWake } from './wake.js';
import { startable } from './worker.js';

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
  const prepare = () => node.prepare(startable(new URL('./node-worker.js', import.meta.url).href), mine.code.wasm, mine.code.receipt);
  const tab = join(mine.terms.site, {
    next: prepare,
    lead(inherits) {
      prepare();
      node.start(JSON.stringify({ ...mine.terms, inherits, codeHash: mine.code.hash }), (json) => {
        show(json);
        const { phase } = JSON.parse(json); // none in a receipt
        mine.phase = phase ?? mine.phase;
        tab.tell(json, phase === 'stopped');
      });
      mine.sensors = new AbortController();
      watchFor(mine.terms.site, node.conditions, mine.sensors.signal, () => mine.terms.restsHidden);
    },
    rest: () => abandon(mine),
    hear: (json) => show(JSON.stringify({ ...JSON.parse(json), elsewhere: true })),
    wish: (wish) => wish === 'keep' && node.keepStanding(),
  });
  mine.tab = tab;
}

function abandon(mine) {
  mine.sensors?.abort();
  node.abandon();
}

/** Changes what the visitor agreed to, by the names of start(), now and for when this tab's turn comes. */
export function setTerms(terms) {
  if (!run) return;
  Object.assign(run.terms, terms);
  if (run.tab?.leads()) node.setTerms(JSON.stringify({ ...run.terms, codeHash: run.code.hash }));
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
  run = undefined;
  sensors?.abort();
  if (withdrawn) disarm(terms).catch(() => undefined);
  if (tab?.leads()) node.stop(withdrawn, () => endSession(terms.site).finally(tab.leave));
  else node.stop(false, () => tab?.leave());
  if (withdrawn) endSession(terms.site); // whoever runs the node may be frozen
}

addEventListener('pagehide', () => {
  if (!run?.tab) return;
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
