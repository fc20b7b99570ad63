// What the seed knows this browser for: ROAD in all, what of it is held and why, the device key, and what to do once it is refused.
// Loaded after a yes, and before one only where a device key is kept.
import { again, beginAnew, keepStanding, road } from './live.js';
import { at, mesh } from './widget.js';

const REFUSED = 'the seed refused: '; // as io.blackroad.mesh.MeshNode begins the reason
const BARRED = 'takes no more work from'; // in every reason of io.blackroad.mesh.verify.Standings
const count = new Intl.NumberFormat('en');

/** An element with properties, and what stands in it. */
function make(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

function pair(name) {
  const value = make('dd');
  at('earned').closest('dl').append(make('div', {}, make('dt', {}, name), value));
  return value;
}

const inAll = pair('Earned in all');
const held = pair('Of that held back');
held.className = 'long';
at('earned').parentElement.after(inAll.parentElement, held.parentElement);

// ---- the device key ----

const track = make('span', { className: 'track' });
const choice = make('button', { id: 'keep', type: 'button' }, 'Keep my standing ', track);
choice.setAttribute('role', 'switch');
const words = make('p', { id: 'keep-words', className: 'soft' });
choice.setAttribute('aria-describedby', words.id);
const forgetting = make('button', { type: 'button' }, 'Forget it');
const section = make('div', { id: 'standing' }, choice, words, forgetting);
at('live').append(section);

const WORDS = {
  session: 'Off: the seed knows this tab by a made-up number that ends with it; what is held back then is lost. On: the key to that number '
    + 'stays in this browser, for this site, so that the seed can recognise it when you come back. Trust and held ROAD survive. Nothing else is stored.',
  kept: 'The seed can recognise this browser on this site: its number, its trust and its ROAD survive this visit, and a Stop. '
    + 'One click forgets the key and goes on as a new node that nobody knows.',
  elsewhere: 'Another tab of this site uses the key that this browser keeps. This tab works under a number of its own, which ends with it.',
  closed: 'This browser keeps nothing here (storage is closed, full, or the window is private), so the standing ends with this tab.',
};

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

const why = make('p');
const advice = make('p', { className: 'soft' });
const anew = make('button', { type: 'button' }, 'Begin anew');
const retry = make('button', { type: 'button' }, 'Try again now');
const refusal = make('section', { id: 'refusal' }, make('h2', {}, 'The seed refused this node'), why, advice, make('p', { className: 'acts' }, retry, anew));
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
  if (!reason.includes(BARRED)) return 'It is tried again by itself, less and less often.';
  const anewWords = kept ? 'You may forget the key that is kept here and begin anew, with nothing.' : 'You may begin anew, as a node that nobody knows.';
  return `What was held back for this node is forfeited, and trying again will not help. ${anewWords} `
    + 'Should it happen again, this device computes wrongly, perhaps from heat or bad memory: then it had better not lend its processor.';
}

// ---- what is seen ----

/** What is held back, and until when. */
function heldWords({ unitsHeld, resultsConfirmed, credibleAfter, standing }) {
  if (refused().includes(BARRED)) return 'forfeited';
  if (!unitsHeld) return 'nothing';
  const lost = standing === 'kept' ? '' : '; lost when this tab closes';
  return `${road(unitsHeld)} ROAD until others have confirmed ${count.format(credibleAfter)} of your results: ${count.format(resultsConfirmed)} so far${lost}`;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function render() {
  const { status } = mesh;
  const kept = status.standing === 'kept';
  setText(inAll, `${road(status.unitsInAll)} ROAD`);
  setText(held, heldWords(status));
  choice.setAttribute('aria-checked', kept);
  choice.disabled = !status.nodeId && !kept;
  setText(words, WORDS[status.standing] ?? '');
  forgetting.hidden = !kept;
  refusal.hidden = !refused();
  setText(why, refused());
  setText(advice, adviceFor(refused(), kept));
  anew.hidden = !refused().includes(BARRED);
  setText(anew, kept ? 'Forget the key and begin anew' : 'Begin anew');
}
