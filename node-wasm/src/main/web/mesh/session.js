// What the next tab needs to go on with this one's node: the session's key, which no code can read, and how far its tasks are.
// Written by whoever runs the node, deleted when the session ends; a context that inherits from nobody deletes what it finds.
import { records } from './store.js';

const sessions = records('mesh-session', 'sessions');

/** A tab that was frozen while it wrote keeps the record to itself until it thaws: a session of one's own is better than none. */
const READ_MILLIS_MAX = 500;

/** What a killed browser left is gone on with for so long: nobody shall be known by it from one day to the next. */
const LEFT_MILLIS_MAX = 10 * 60_000;

/**
 * What the context left that ran the site's node until now.
 * @param {string} chain the seed's log: another seed is not shown the key
 * @returns {Promise<{key: object, checkpoint: Int8Array | undefined} | undefined>}
 */
export async function inherited(site, chain) {
  try {
    const late = new Promise((resolve) => { setTimeout(resolve, READ_MILLIS_MAX); });
    const record = await Promise.race([sessions.read(site), late]);
    return record?.chain === chain ? record : undefined;
  } catch {
    return undefined; // storage is closed to this context
  }
}

/** Puts down the key of a session that begins. Where the browser stores nothing, nobody goes on with it. */
export async function beginSession(site, chain, key) {
  try {
    await sessions.write(site, { chain, key, at: Date.now() });
  } catch {
    // Storage is closed to this context, or full.
  }
}

let due = false; // whether tasks have changed since what is on record
let writing = false;

/**
 * Puts down how far the tasks are, unless the session is over; of many changes that come at once, the last.
 * @param {() => Int8Array} newest gives the checkpoint, empty when nothing is under way
 */
export async function saveCheckpoint(site, newest) {
  due = true;
  if (writing) return;
  writing = true;
  try {
    await undefined; // the node's turn is over then
    while (due) {
      due = false;
      const checkpoint = newest();
      await sessions.change(site, (record) => ({ ...record, checkpoint, at: Date.now() }));
    }
  } catch {
    // Storage is closed to this context, or full: the seed gives the tasks to others.
  } finally {
    writing = false;
  }
}

/** Deletes the site's session if nothing was done in it for {@link LEFT_MILLIS_MAX}; for whom nobody has handed it to. */
export async function endOldSession(site) {
  try {
    const record = await sessions.read(site);
    if (record && !(Date.now() - record.at < LEFT_MILLIS_MAX)) await sessions.drop(site);
  } catch {
    // Storage is closed to this context, so nothing was kept.
  }
}

/** Deletes the site's session. */
export async function endSession(site) {
  try {
    await sessions.drop(site);
  } catch {
    // Storage is closed to this context, so nothing was kept.
  }
}
