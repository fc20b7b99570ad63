// The device key: the visitor's own choice, so that the seed can recognise this browser again. The node's worker uses it, and of
// those there is one per site (tabs.js); the widget forgets it. There is a key where, and only where, the visitor has asked for one.
import { records } from './store.js';

const keys = records('mesh-standing', 'keys');

/**
 * The key that is kept for {@code chain}, the seed's log.
 * @returns {Promise<{state: 'session' | 'kept', key: object | null}>}
 */
export async function claim(site, chain) {
  try {
    const record = await keys.read(site);
    if (record?.chain === chain) return { state: 'kept', key: record.key };
  } catch {
    // Storage is closed to this context, so nothing was kept.
  }
  return { state: 'session', key: null };
}

/**
 * Keeps the key that the node uses already, so that nothing of this visit is lost.
 * @returns {Promise<'kept' | 'closed'>} whether it is, or nothing may be stored here
 */
export async function keep(site, chain, key) {
  try {
    await keys.write(site, { chain, key });
    return 'kept';
  } catch {
    return 'closed';
  }
}

/** Whether a key of this site is kept; looking changes nothing. */
export async function isKept(site) {
  try {
    return Boolean(await keys.read(site));
  } catch {
    return false;
  }
}

/** Deletes this site's key. */
export async function forget(site) {
  if (await isKept(site)) await keys.drop(site);
}
