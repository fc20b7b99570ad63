// What the seed knows this browser for: ROAD in all, what of it is held and why, the device key, and what to do once it is refused.
// Loaded after a yes, and before one only where a device key is kept.
import { again, beginAnew, keepStanding } from './live.js';
import { at, mesh } from './widget.js';
import { make, road, say, setText } from './words.js';

const REFUSED = 'the seed refused: '; // as io.blackroad.mesh.MeshNode begins the reason
const BARRED = 'takes no more work from'; // in every reason of io.blackroad.mesh.verify.Standings

function pair(name) {
  const value = make('dd');
  at('earned').closest('dl').append(make('div', {}, make('dt', {}, name), value));
  return value;
}

const inAll = pair(say('inAll'));
const held = pair(say('held'));
held.className = 'long';
at('earned').parentElement.after(inAll.parentElement, held.parentElement);

// ---- the device key ----

const track = make('span', { className: 'track' });
const choice = make('button', { id: 'keep', type: 'button' }, say('keep'), ' ', track);
choice.setAttribute('role', 'switch');
const words = make('p', { id: 'keep-words', className: 'soft' });
choice.setAttribute('aria-describedby', words.id);
const forgetting = make('button', { type: 'button' }, say('forget'));
const section = make('div', { id: 'standing' }, choice, words, forgetting);
at('live').append(section);

/** For what becomes of the key, the words. */
const WORDS = { session: 'keepOff', kept: 'keepOn', closed: 'keepClosed' };

choice.addEventListener('click', ({ isTrusted }) => {
  if (!isTrusted) return;
  if (mesh.status.standing === 'kept') beginAnew();
  else keepStanding();
});
forgetting.addEventListener('click', ({ isTrusted }) => {
  if (!isTrusted) return;
  choice.focus();
  beginAnew();
});

// ---- a refusal ----

const why = make('p', { lang: 'en', dir: 'ltr' }); // the seed's own words
const advice = make('p', { className: 'soft' });
const anew = make('button', { type: 'button' }, say('anew'));
const retry = make('button', { type: 'button' }, say('retry'));
const refusal = make('section', { id: 'refusal' }, make('h3', {}, say('refusedTitle')), why, advice, make('p', { className: 'acts' }, retry, anew));
refusal.hidden = true;
at('live').prepend(refusal);
anew.addEventListener('click', () => beginAnew());
retry.addEventListener('click', () => again());

/** Why the seed refused this node, if it did. */
export function refused() {
  const { error = '' } = mesh.status;
  return error.startsWith(REFUSED) ? sentence(error.slice(REFUSED.length)) : '';
}

function sentence(reason) {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What a refused visitor can do. */
function adviceFor(reason, kept) {
  if (!reason.includes(BARRED)) return say('refusedAgain');
  return [say('barred'), say(kept ? 'barredKept' : 'barredSession'), say('barredWarning')].join(' ');
}

// ---- what is seen ----

/** What is held back, and until when. */
function heldWords({ unitsHeld, resultsConfirmed, credibleAfter, standing }) {
  if (refused().includes(BARRED)) return say('heldForfeited');
  if (!unitsHeld) return say('heldNothing');
  return say(standing === 'kept' ? 'heldUntil' : 'heldUntilLost', { amount: road(unitsHeld), wanted: credibleAfter, confirmed: resultsConfirmed });
}

export function render() {
  const { status } = mesh;
  const kept = status.standing === 'kept';
  setText(inAll, say('road', { amount: road(status.unitsInAll) }));
  setText(held, heldWords(status));
  choice.setAttribute('aria-checked', kept);
  choice.disabled = !status.nodeId && !kept;
  setText(words, say(WORDS[status.standing]));
  forgetting.hidden = !kept;
  refusal.hidden = !refused();
  setText(why, refused());
  setText(advice, adviceFor(refused(), kept));
  anew.hidden = !refused().includes(BARRED);
  setText(anew, say(kept ? 'anewKept' : 'anew'));
}
