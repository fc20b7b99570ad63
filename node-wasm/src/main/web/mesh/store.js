// One keyed store of IndexedDB, in a database of its own: what the mesh keeps for an embedding site. The site's origin is the key,
// because same-site pages share a storage partition.

/** The databases' version. */
const LAYOUT = 1;

/** What a request comes to. */
export const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** What {@code use} asked {@code store} of {@code database} for, once that is on record. */
async function asked(database, store, mode, use) {
  const doing = database.transaction(store, mode);
  const request = use(doing.objectStore(store));
  await new Promise((resolve, reject) => {
    doing.oncomplete = resolve;
    doing.onabort = () => reject(doing.error);
  });
  return request.result;
}

/**
 * The records of all sites. What it returns fails where storage is closed to this context, or full.
 * @param {string} name of the database
 * @param {string} store its only one
 */
export function records(name, store) {
  /** Opens and closes each time: a tab that is frozen with the database open would keep the others from deleting it. */
  async function inStore(mode, use, makes = false) {
    const opening = indexedDB.open(name, LAYOUT);
    let isNew = false;
    opening.onupgradeneeded = () => {
      isNew = true;
      if (makes) opening.result.createObjectStore(store);
      else opening.transaction.abort(); // looking leaves nothing
    };
    let database;
    try {
      database = await settled(opening);
    } catch (closed) {
      if (isNew && !makes) return undefined;
      throw closed;
    }
    try {
      return await asked(database, store, mode, use);
    } finally {
      database.close();
    }
  }

  return {
    /** The record of {@code site}; undefined where there is none. */
    read: (site) => inStore('readonly', (all) => all.get(site)),

    /** Puts {@code record} in the place of what is there. */
    write: (site, record) => inStore('readwrite', (all) => all.put(record, site), true),

    /** Makes of the record that is there what {@code change} returns; where there is none, it stays so. */
    change: (site, change) => inStore('readwrite', (all) => {
      const found = all.get(site);
      found.addEventListener('success', () => found.result && all.put(change(found.result), site));
      return found;
    }),

    /** Deletes the site's record, and the database with the last one. */
    async drop(site) {
      await inStore('readwrite', (all) => all.delete(site));
      if (await inStore('readonly', (all) => all.count()) === 0) await settled(indexedDB.deleteDatabase(name));
    },
  };
}
