// The device key: the visitor's own choice, so that the seed can recognise this browser again. The node's worker uses it, and of
// those there is one per site (tabs.js); the widget forgets it. There is a key where, and only where, the visitor has asked for one.
const NAME = 'mesh-standing';
const VERSION = 1;
const STORE = 'keys'; // key: the embedding site's origin, because same-site pages share a storage partition

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

/**
 * The key that is kept for {@code chain}, the seed's log.
 * @returns {Promise<{state: 'session' | 'kept', key: object | null}>}
 */
export async function claim(site, chain) {
  const without = { state: 'session', key: null };
  try {
    if (!await isThere()) return without;
    const record = await inStore('readonly', (store) => store.get(site));
    return record?.chain === chain ? { state: 'kept', key: record.key } : without;
  } catch {
    return without;
  }
}

/**
 * Keeps the key that the node uses already, so that nothing of this visit is lost.
 * @returns {Promise<'kept' | 'closed'>} whether it is, or nothing may be stored here
 */
export async function keep(site, chain, key) {
  try {
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
