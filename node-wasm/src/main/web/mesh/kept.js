// What this browser keeps of the mesh: receipts, the newest checkpoint, evidence (io.blackroad.mesh.browser.KeptArchive writes it).
import { settled } from './store.js';

const NAME = 'mesh-archive';
const VERSION = 1;

/** Hands {@code use} the database; nothing when there is none, which looking must not change, or none may be had. */
async function inDatabase(use) {
  try {
    if (!(await indexedDB.databases()).some(({ name }) => name === NAME)) return undefined;
    const database = await settled(indexedDB.open(NAME, VERSION));
    try {
      return await use(database);
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/** Everything, as the texts that were kept, oldest first. */
export async function everythingKept() {
  const texts = await inDatabase(async (database) => {
    const reading = database.transaction(database.objectStoreNames);
    return Promise.all(['checkpoints', 'evidence', 'receipts'].map((store) => settled(reading.objectStore(store).getAll())));
  });
  const [checkpoints, evidence, receipts] = texts ?? [[], [], []];
  return { checkpoint: checkpoints.at(-1), evidence, receipts };
}

/** The seed whose log this browser has watched, if any, and whether it has been caught. */
export async function kept() {
  const found = await inDatabase(async (database) => {
    const reading = database.transaction(['checkpoints', 'evidence']);
    return Promise.all([settled(reading.objectStore('checkpoints').getAll()), settled(reading.objectStore('evidence').count())]);
  });
  const [checkpoints, accusations] = found ?? [[], 0];
  const heldSeed = checkpoints.length ? JSON.parse(checkpoints.at(-1)).chain.replace('mesh/', '') : undefined;
  return { heldSeed, accused: accusations > 0 };
}

/** Forgets what seeds have shown so far, and evidence with it; receipts stay. */
export function discardHeld() {
  return inDatabase((database) => new Promise((resolve, reject) => {
    const writing = database.transaction(['checkpoints', 'evidence'], 'readwrite');
    writing.objectStore('checkpoints').clear();
    writing.objectStore('evidence').clear();
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error);
  }));
}

/** Forgets everything; tabs that still write lose the database and keep the rest for their session. */
export function forgetEverything() {
  return settled(indexedDB.deleteDatabase(NAME));
}
