// The service worker: the mesh while no page of it is open, for as long as the browser lets an event last, and only where the
// visitor allows work after the last tab. And a page of its own for when the seed cannot be reached. Registered by wake.js, itself
// or by a script of another site that imports it.
//
//   asleep --push, sync, periodic sync--> working --its time, no work, a tab, the visitor's no--> asleep
//
// It may start no workers, so the node's worker and the executor run in here (inside.js); import() is not allowed either, so
// everything is imported at the top. The browser may end it at any time: the node puts down after each run how far it is.
import { LEAVE_MILLIS, endInside, has, loadNode, openInside } from './inside.js';
import './node-worker.js';
import { checkedNode } from './code.js';
import { onConsent, readConsent } from './consent.js';
import { load } from './node.wasm-runtime.js';
import { offlinePage } from './offline.js';
import * as ort from './ort/ort.wasm.bundle.min.mjs';
import { inParts } from './parted-session.js';
import { endOldSession, endSession } from './session.js';
import { queueName } from './tabs.js';

/** How long an event may work. The browser ends a push after 90 s, the others after 180 s. */
const PUSH_MILLIS = 60_000;
const SYNC_MILLIS = 150_000;

/** So long without work, and it sleeps again. */
const QUIET_MILLIS = 10_000;

/** An event may come before the page that has just gone has let go of the lock. */
const PATIENCE_MILLIS = 2000;

/** Of the node, that it is not without work. */
const BUSY = ['joining', 'preparing', 'working'];

const CODE = new URL(location).searchParams.get('code'); // hash of what the visitor agreed to when this was registered
const site = location.origin;

has(new URL('./node-worker.js', import.meta.url).href);
has(new URL('./executor-worker.js', import.meta.url).href, async ({ data: { wasm } }) => {
  const node = await load(wasm);
  node.exports.executor(inParts(ort, self.meshTurns()));
});
// The bundle has its loader inside; told a place for it, it would import() it from there.
Object.defineProperty(ort.env.wasm, 'wasmPaths', { set() {} });

// ---- work ----

let working; // one at a time, whatever wakes it

// A message comes from the last page when it goes: its sync may have come too late for the browser.
for (const [kind, millis] of [['push', PUSH_MILLIS], ['sync', SYNC_MILLIS], ['periodicsync', SYNC_MILLIS], ['message', SYNC_MILLIS]]) {
  self.addEventListener(kind, (event) => {
    working ??= work(performance.now() + millis).finally(() => { working = undefined; });
    event.waitUntil(working);
  });
}

/** Goes on with the site's node until then, by performance.now(), if no tab runs it and the visitor's word allows it. */
async function work(until) {
  openInside();
  const record = await readConsent(site);
  if (record?.codeHash !== CODE) {
    await self.registration.unregister();
  } else if (record.afterClose && record.storageMib > 0 && !navigator.connection?.saveData) {
    await whenNobodyRunsIt(() => run(record, until));
  }
}

/** Holds the site's lock while {@code use} lasts; where somebody keeps it, nothing happens. */
async function whenNobodyRunsIt(use) {
  const waiting = new AbortController();
  setTimeout(() => waiting.abort(), PATIENCE_MILLIS);
  let began = false;
  try {
    await navigator.locks.request(queueName(site), { signal: waiting.signal }, () => {
      began = true;
      return use();
    });
  } catch (error) {
    if (began) throw error;
  }
}

async function run(record, until) {
  const end = Promise.withResolvers(); // of { withdrawn } where a goodbye is to be said
  new BroadcastChannel(queueName(site)).onmessage = ({ data }) => data.here && end.resolve(); // a tab, which goes on with the node
  onConsent(site, (word) => word?.afterClose || end.resolve({ withdrawn: !word }));
  setTimeout(end.resolve, until - performance.now(), { withdrawn: false });
  let over = false;
  let node;
  const start = async () => {
    const [code] = await Promise.all([checkedNode(record.codeHash), endOldSession(site)]);
    if (!code) await self.registration.unregister(); // the next page asks for a yes to the new code
    if (code && !over) node = begin(code, record, end.resolve);
    else end.resolve();
  };
  start().catch(end.reject); // the seed is out of reach: a sync is tried again by the browser
  try {
    const goodbye = await end.promise;
    if (goodbye && node) await leave(node, goodbye.withdrawn);
    if (goodbye?.withdrawn) await self.registration.unregister();
  } finally {
    over = true;
    endInside();
  }
}

/** Says goodbye, and forgets the session: nobody goes on with it. */
async function leave(node, withdrawn) {
  node.stop('the time of the service worker is over', withdrawn);
  await Promise.all([new Promise((resolve) => { setTimeout(resolve, LEAVE_MILLIS); }), endSession(site)]);
}

function begin(code, record, end) {
  let quiet;
  const rest = () => end({ withdrawn: false });
  const node = loadNode(code, {
    status(json) {
      const { phase } = JSON.parse(json); // none in a receipt
      if (BUSY.includes(phase)) {
        clearTimeout(quiet);
        quiet = undefined;
      } else if (phase) {
        quiet ??= setTimeout(rest, QUIET_MILLIS);
      }
    },
    over: () => end(),
  });
  node.start(record, site);
  return node;
}

// ---- the seed out of reach ----

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // Everything but pages goes past this worker, which need not be started for it.
  event.addRoutes?.({ condition: { not: { requestMode: 'navigate' } }, source: 'network' }).catch(() => undefined);
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (site !== new URL(import.meta.url).origin) return; // the site's pages are its own business
  if (request.mode !== 'navigate' || request.destination !== 'document') return;
  event.respondWith(fetch(request).catch(() => offlinePage(request.url)));
});
