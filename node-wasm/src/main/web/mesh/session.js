// What the next tab needs to go on with this one's node: the session's key, which no code can read, and how far its tasks are.
// Written by whoever runs the node, deleted when the session ends; a context that inherits from nobody deletes what it finds.
const NAME = 'mesh-session';
const LAYOUT = 1;
const STORE = 'sessions'; // key: the embedding site's origin, because same-site pages share a storage partition

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Opens and closes each time: a tab that is frozen with the database open would keep the others from deleting it. */
async function inStore(mode, use) {
  const opening = indexedDB.open(NAME, LAYOUT);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(use(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

async function isThere() {
  return (await indexedDB.databases()).some(({ name }) => name === NAME);
}

/**
 * What the context left that ran the site's node until now.
 * @param {string} chain the seed's log: another seed is not shown the key
 * @returns {Promise<{key: object, checkpoint: Int8Array | undefined} | undefined>}
 */
export async function inherited(site, chain) {
  try {
    const record = await isThere() ? await inStore('readonly', (store) => store.get(site)) : undefined;
    return record?.chain === chain ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Puts down the key of a session that begins. Where the browser stores nothing, nobody goes on with it. */
export async function beginSession(site, chain, key) {
  try {
    await inStore('readwrite', (store) => store.put({ chain, key }, site));
  } catch {
    // Storage is closed to this context, or full.
  }
}

const unsaved = new Map(); // site -> checkpoint that waits for the one that is being written

/** Puts down how far the tasks are, unless the session is over; of many that come at once, the newest. */
export async function saveCheckpoint(site, checkpoint) {
  const writing = unsaved.has(site);
  unsaved.set(site, checkpoint);
  if (writing) return;
  try {
    for (let saved; saved !== unsaved.get(site);) {
      saved = unsaved.get(site);
      if (!await isThere()) return;
      await inStore('readwrite', (store) => update(store, site, saved));
    }
  } catch {
    // Storage is closed to this context, or full: the seed gives the tasks to others.
  } finally {
    unsaved.delete(site);
  }
}

function update(store, site, checkpoint) {
  const found = store.get(site);
  found.addEventListener('success', () => found.result && store.put({ ...found.result, checkpoint }, site));
  return found;
}

/** Deletes the site's session, and the database with the last one. */
export async function endSession(site) {
  try {
    if (!await isThere()) return;
    await inStore('readwrite', (store) => store.delete(site));
    if (await inStore('readonly', (store) => store.count()) === 0) await settled(indexedDB.deleteDatabase(NAME));
  } catch {
    // Storage is closed to this context, so nothing was kept.
  }
}
