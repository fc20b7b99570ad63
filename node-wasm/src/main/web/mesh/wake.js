// Where the service worker (service-worker.js) comes from and goes: registered after a yes, in a page that may keep something and is
// of the seed's own origin, or of one that has a script whose one line imports it (docs/site-owner.md); unregistered by a no. In a
// frame on another site the browser would not wake it, so there is none.
import { canStayAfter } from './after.js';
import { checkedFile } from './code.js';

const SCRIPT = new URL('./service-worker.js', import.meta.url);
const TAG = 'mesh-work';

/** What only the service worker runs, so only here is it fetched and held against the log. */
const RUNS = ['mesh/offline.js', 'mesh/ort/ort.wasm.bundle.min.mjs', 'mesh/service-worker.js'];

/** Browsers wake an app twice a day at most, whatever is asked for. */
const INTERVAL_MILLIS = 12 * 3600_000;

let registration;
let terms; // what the visitor agreed to, while it is registered
let watching; // the battery and the permission, while it is registered

/**
 * The script to register here. In a frame on another site a service worker could do nothing, even where that shares its storage.
 * @param {{site: string, worker?: string}} terms with the path of the site's own script, if it has one
 */
function scriptFor({ site, worker }) {
  if (!('serviceWorker' in navigator) || site !== self.origin) return undefined;
  if (SCRIPT.origin === site) return new URL(SCRIPT);
  return worker ? new URL(worker, site) : undefined;
}

/** Beside the site's pages, whose requests are none of its business. */
const scopeOf = (script) => new URL(script.origin === SCRIPT.origin ? './' : 'blackroad-mesh/', script);

/**
 * Registers the service worker for this code and these terms, or sees to it that there is none.
 * @param {{hash: string, receipt: string}} code what checkedCode() of code.js found
 */
export async function arm(code, agreed) {
  const script = scriptFor(agreed);
  if (!script) return;
  if (!agreed.kept || !(agreed.storageMib > 0)) {
    await disarm(agreed);
    return;
  }
  terms = agreed;
  const mine = new AbortController();
  watching?.abort();
  watching = mine;
  const { files } = JSON.parse(code.receipt).entry.payload;
  await Promise.all(RUNS.map((path) => checkedFile(path, files[path])));
  if (mine.signal.aborted) return;
  script.search = new URLSearchParams({ code: code.hash });
  registration = await navigator.serviceWorker.register(script, { scope: scopeOf(script), type: 'module', updateViaCache: 'none' });
  if (!terms) {
    await disarm(agreed); // meanwhile the visitor has said no
    return;
  }
  await active(registration); // only then can it be asked to be woken
  await watchPower(mine.signal);
}

/** Resolves once {@code found} has a worker that listens. */
function active({ active: listens, waiting, installing }) {
  const worker = listens ?? waiting ?? installing;
  return new Promise((resolve) => {
    const look = () => worker.state === 'activated' && resolve();
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Ends it, running or not, with everything that could wake it. */
export async function disarm(agreed) {
  const script = scriptFor(agreed);
  if (!script) return;
  terms = undefined;
  watching?.abort();
  const found = registration ?? await navigator.serviceWorker.getRegistration(scopeOf(script));
  registration = undefined;
  await found?.unregister(); // and with it what it wanted to be woken for
}

/** Wakes need the visitor's permission, the browser's, which installed apps have, and a device that is not seen to use its battery. */
async function watchPower(signal) {
  if (!registration.periodicSync) return;
  const [granted, battery] = await Promise.all([
    navigator.permissions.query({ name: 'periodic-background-sync' }), navigator.getBattery?.(),
  ]);
  const settle = () => {
    const plugged = !battery || (battery.charging && battery.level === 1);
    const wanted = terms?.afterClose && granted.state === 'granted' && plugged && !signal.aborted;
    // Refused where the app has just been removed, or in private windows.
    (wanted ? registration?.periodicSync.register(TAG, { minInterval: INTERVAL_MILLIS }) : registration?.periodicSync.unregister(TAG))?.catch(() => undefined);
  };
  granted.addEventListener('change', settle, { signal });
  for (const change of ['chargingchange', 'levelchange']) battery?.addEventListener(change, settle, { signal });
  settle();
}

/**
 * Leaves the node to the service worker: asked by the last page when it goes, in the middle of a task.
 * @returns {boolean} whether it goes on
 */
export function leaveToWake() {
  if (!terms?.afterClose || !registration?.active || canStayAfter()) return false;
  registration.active.postMessage(TAG);
  registration.sync?.register(TAG).catch(() => undefined);
  return true;
}
