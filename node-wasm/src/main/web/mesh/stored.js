// What the mesh keeps in this browser, and how all of it goes: the yes, receipts and evidence, the key, the model.
import { deleteConsent } from './consent.js';
import { everythingKept, forgetEverything } from './kept.js';
import { endSession } from './session.js';
import { forget, isKept } from './standing.js';
import { at, mesh } from './widget.js';
import { list, make, say } from './words.js';

const CACHES = /^mesh-/;
/** A tab that does not let go of a database keeps it from being deleted for as long as it likes. */
const DELETE_MILLIS_MAX = 5000;

async function cachesKept() {
  try {
    return (await caches.keys()).filter((name) => CACHES.test(name));
  } catch {
    return []; // storage is closed to this frame
  }
}

/** Deletes the models and their program. */
export async function deleteCaches() {
  await Promise.all((await cachesKept()).map((name) => caches.delete(name)));
}

/** What is kept, in words; empty when nothing is. */
async function thingsKept() {
  const { evidence, receipts } = await everythingKept();
  const things = [];
  if ((await cachesKept()).length) things.push(say('heldModel'));
  if (receipts.length) things.push(say('heldReceipts', { n: receipts.length }));
  if (evidence.length) things.push(say('heldEvidence'));
  if (await isKept(mesh.site)) things.push(say('heldKey'));
  return things;
}

/** Deletes all of it. Fails when the browser keeps something, e.g. because another tab uses it. */
export async function deleteEverything() {
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error('the browser did not delete everything')), DELETE_MILLIS_MAX); });
  const deleted = Promise.all([
    deleteConsent(mesh.site), forgetEverything(), forget(mesh.site), endSession(mesh.site), deleteCaches(),
  ]);
  await Promise.race([deleted, late]);
}

async function pressDelete() {
  try {
    await deleteEverything();
    at('note').textContent = say('deleted');
  } catch {
    at('note').textContent = say('notDeleted');
  }
  at('lend').focus();
  if (at('ran').open) (await import('./receipts.js')).show();
}

/** After a stop: what is kept, with a button that deletes it; nothing when nothing is kept. */
export async function offer() {
  const things = await thingsKept();
  if (things.length === 0) return undefined;
  return make('span', {}, say('stillHolds', { things: list(things) }), ' ',
    make('button', { type: 'button', onclick: pressDelete }, say('deleteAll')));
}
