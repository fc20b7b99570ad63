// The visitor's yes, one record per embedding site, in IndexedDB: the one place where page, workers, shared worker and service
// worker can all read it. Every context reads it again before each piece of work; where there is no record, nothing runs.
import { records } from './store.js';

const NAME = 'mesh-consent'; // of the database, and of the channel with the site behind it
const words = records(NAME, 'consent');

/** By site, what has gone to and from peers in a day: the visitor's limit holds for the day and not for the tab. Goes with the yes. */
export const traffic = records('mesh-traffic', 'days');

/** Of the record's members; another version is not understood, so it is no consent. */
const VERSION = 3;

/** Goes up when the words of the widget promise something else; an older yes then no longer counts. */
export const TEXT_VERSION = 6;
const CONSENT_DAYS = 90;

/**
 * @typedef {object} Consent
 * @property {number} version of the record's members
 * @property {number} textVersion of the words that were on the screen
 * @property {number} cpuCapPercent share of one core, 5 to 100
 * @property {boolean} gpu whether the GPU may be used
 * @property {number} relayMibPerDay what may go to and from other visitors' nodes, both ways counted; 0 is nothing
 * @property {number} storageMib what may be kept on the device beyond the session; 0 is nothing
 * @property {boolean} directPeers whether other browsers may see this one's network address
 * @property {boolean} keepStanding whether the node's key outlives the visit
 * @property {boolean} afterClose whether work may go on for up to 300 s after the last tab closes, and when the browser wakes the app
 * @property {boolean} restsHidden whether nothing runs while the page is not seen
 * @property {boolean} inOrigin whether the widget was of the page's own origin, whose scripts could have answered
 * @property {string} purpose in the site's words; may be empty
 * @property {string} [codeHash] of the code that was agreed to, once it is known
 * @property {string} [seedId] of the seed that was agreed to, once it is known
 * @property {number} at when the visitor said yes, by Date.now()
 * @property {number} expiresAt when that ends, by Date.now()
 */

/** Records where the browser keeps none: they end with this context, and no other context sees them. */
const unkept = new Map();
let writing = Promise.resolve(); // the newest writeConsent() of this context
const hearers = new Map(); // site -> this context's own channel

const counts = (record) => record?.version === VERSION && record.textVersion === TEXT_VERSION && Date.now() < record.expiresAt;

/** A record of what the visitor agrees to at this moment; what {@code choices} leave out stays off. */
export function newConsent(choices) {
  const now = Date.now();
  return {
    cpuCapPercent: 50, gpu: false, relayMibPerDay: 0, storageMib: 0, directPeers: false, keepStanding: false, afterClose: false,
    restsHidden: false, inOrigin: false, purpose: '',
    ...choices,
    version: VERSION, textVersion: TEXT_VERSION, at: now, expiresAt: now + CONSENT_DAYS * 864e5,
  };
}

/**
 * The yes that stands for {@code site} now. Absent, unreadable, expired or of another version: undefined, which is no.
 * @param {string} site origin of the page around the widget
 * @returns {Promise<Consent | undefined>}
 */
export async function readConsent(site) {
  let record = unkept.get(site);
  try {
    record = await words.read(site) ?? record;
    if (record && !counts(record)) await words.drop(site);
  } catch {
    // Storage is closed to this context; what it was told itself still counts.
  }
  return counts(record) ? record : undefined;
}

/**
 * Keeps {@code record} as the visitor's word, and tells the site's other contexts.
 * @returns {Promise<boolean>} whether it outlives this context; where the browser keeps nothing it does not
 */
export function writeConsent(site, record) {
  writing = write(site, record);
  return writing;
}

async function write(site, record) {
  let kept = true;
  try {
    await words.write(site, record);
    unkept.delete(site);
  } catch {
    unkept.set(site, structuredClone(record));
    kept = false;
  }
  tell(site, record);
  return kept;
}

/** Whether the yes for {@code site} is where every context can read it, and not only in this one. */
export async function isConsentKept(site) {
  await writing;
  return !unkept.has(site) && Boolean(await readConsent(site));
}

/** Takes the yes back: the other contexts hear it at once, and find no record from now on. */
export async function deleteConsent(site) {
  unkept.delete(site);
  tell(site, null);
  try {
    await Promise.all([words.drop(site), traffic.drop(site)]);
  } catch {
    // Storage is closed to this context, so nothing was kept.
  }
}

/**
 * Hears what other contexts of this origin write for {@code site}: a record, or undefined once it is deleted.
 * @param {(record: Consent | undefined) => void} hear
 * @returns {() => void} ends the hearing
 */
export function onConsent(site, hear) {
  const channel = new BroadcastChannel(`${NAME} ${site}`);
  channel.onmessage = ({ data }) => hear(counts(data) ? data : undefined);
  hearers.set(site, channel);
  return () => {
    channel.close();
    if (hearers.get(site) === channel) hearers.delete(site);
  };
}

/** By the context's own channel where it has one, so that it does not hear itself. */
function tell(site, record) {
  const own = hearers.get(site);
  const channel = own ?? new BroadcastChannel(`${NAME} ${site}`);
  channel.postMessage(record);
  if (!own) channel.close();
}
