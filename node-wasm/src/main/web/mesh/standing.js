// The device key: the visitor's own choice, so that the seed can recognise this browser again. The node's worker uses it and holds
// the lock; the widget forgets it. There is a key where, and only where, the visitor has asked for one.
const NAME = 'mesh-standing'; // of the database, and of the lock with the site behind it
const VERSION = 1;
const STORE = 'keys'; // key: the embedding site's origin, because same-site pages share a storage partition

/** Another tab may still be ending, as on a reload; one that lives does not let go. */
const LOCK_MILLIS_MAX = 1000;
let holding; // promise of whether this context holds the lock

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function isThere() {
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

/** Hands {@code use} the store; resolves to what it asked for, once that is on record. */
async function inStore(mode, use) {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    const doing = database.transaction(STORE, mode);
    const asked = use(doing.objectStore(STORE));
    await new Promise((resolve, reject) => {
      doing.oncomplete = resolve;
      doing.onabort = () => reject(doing.error);
    });
    return asked.result;
  } finally {
    database.close();
  }
}

/** Whether this context is the one that uses the site's key, until it ends: two would drive each other from the seed for ever. */
function lock(site) {
  holding ??= new Promise((resolve, reject) => {
    navigator.locks.request(`${NAME} ${site}`, { signal: AbortSignal.timeout(LOCK_MILLIS_MAX) }, () => {
      resolve(true);
      return new Promise(() => {});
    }).catch(({ name }) => (name === 'TimeoutError' ? resolve(false) : reject(new Error(name))));
  });
  return holding;
}

/**
 * The key that is kept for {@code chain}, the seed's log, if no other tab uses it.
 * @returns {Promise<{state: 'session' | 'kept' | 'elsewhere', key: object | null}>}
 */
export async function claim(site, chain) {
  const without = (state) => ({ state, key: null });
  try {
    if (!await isThere()) return without('session');
    const free = await lock(site);
    const record = await inStore('readonly', (store) => store.get(site));
    if (record?.chain !== chain) return without('session');
    return free ? { state: 'kept', key: record.key } : without('elsewhere');
  } catch {
    return without('session');
  }
}

/**
 * Keeps the key that the node uses already, so that nothing of this visit is lost.
 * @returns {Promise<'kept' | 'elsewhere' | 'closed'>} whether it is, or another tab's is, or nothing may be stored here
 */
export async function keep(site, chain, key) {
  try {
    if (!await lock(site)) {
      holding = undefined;
      return 'elsewhere';
    }
    await inStore('readwrite', (store) => store.put({ chain, key }, site));
    return 'kept';
  } catch {
    return 'closed';
  }
}

/** Whether a key of this site is kept; looking changes nothing. */
export async function isKept(site) {
  try {
    return await isThere() && Boolean(await inStore('readonly', (store) => store.count(site)));
  } catch {
    return false;
  }
}

/** Deletes this site's key, and the database with the last one. */
export async function forget(site) {
  if (!await isKept(site)) return;
  await inStore('readwrite', (store) => store.delete(site));
  if (await inStore('readonly', (store) => store.count()) === 0) await settled(indexedDB.deleteDatabase(NAME));
}
