// The consent widget's panel: what it asks, the visitor's yes and no. Nothing but a trusted click on its switch, while the visitor
// can see it (sight.js), says yes; what a yes brings to life is live.js.
import { buildSettings, choices, showChoices } from './settings.js';
import { clickDoubt, SEES_COVER, sightDoubt, watch } from './sight.js';
import { at, mesh } from './widget.js';
import { date, isolated, make, meanings, percent, say, setText, speak } from './words.js';

const CONFIRM_MILLIS_MAX = 20_000; // a yes that waits for its second click so long was none
let live; // live.js, once loaded
let prepared;
let confirming;
let offWords = ''; // key of what the pill says while it is off for a reason, or nothing

const MARKUP = `
  <h2 id="title"></h2>
  <div id="offer">
    <p><span data-say="offer"></span> <strong data-say="offerNothing"></strong></p>
    <ul>
      <li><b data-say="costsLead"></b> <span data-say="costs"></span></li>
      <li><b data-say="earnsLead"></b> <span data-say="earns"></span></li>
      <li><b data-say="checkedLead"></b> <span data-say="checked"></span></li>
      <li><b data-say="stopLead"></b> <span data-say="stopText"></span></li>
    </ul>
  </div>
  <p id="in-origin" class="soft" data-say="inOrigin" hidden></p>
  <p id="purpose" hidden><span data-say="purpose"></span> <q></q></p>
  <button id="lend" type="button" role="switch" aria-checked="false" aria-disabled="true" aria-describedby="note">
    <span data-say="lend"></span> <span class="track"></span>
  </button>
  <div id="confirm" hidden><p data-say="confirmWhy"></p> <button type="button" data-say="confirm"></button></div>
  <p id="note"></p>
  <div id="limit">
    <label for="cap" data-say="cap"></label> <output id="cap-text" for="cap"></output>
    <input id="cap" type="range" min="5" max="100" step="5" value="50">
  </div>
  <div id="live" hidden></div>
  <details id="settings"><summary data-say="settings"></summary><div></div></details>
  <details id="ran"><summary data-say="ran"></summary><div></div></details>
  <details id="meaning"><summary data-say="meaning"></summary></details>
  <p><a target="_blank" rel="noopener" data-say="liveLink"></a></p>
  <p id="app-link"><a target="_blank" rel="noopener" data-say="appLink"></a></p>`;

/** Writes the words of everything in {@code element} that names one. */
export function sayWithin(element) {
  for (const spoken of element.querySelectorAll('[data-say]')) spoken.textContent = say(spoken.dataset.say);
}

async function build() {
  const style = make('link', { rel: 'stylesheet', href: new URL('panel.css', import.meta.url).href });
  const styled = new Promise((resolve, reject) => Object.assign(style, { onload: resolve, onerror: reject }));
  document.head.append(style);
  await Promise.all([speak(), styled]);
  at('panel').innerHTML = MARKUP;
  sayWithin(at('panel'));
  at('panel').querySelector('a').href = new URL('/mesh-live/', import.meta.url);
  setText(at('stop'), say('stop'));
  at('in-origin').hidden = !mesh.inOrigin;
  at('app-link').firstElementChild.href = new URL('app.html', import.meta.url).href;
  at('purpose').hidden = !mesh.purpose;
  at('purpose').querySelector('q').textContent = isolated(mesh.purpose);
  at('meaning').append(...meanings().map(([lead, text]) => make('p', {}, make('b', {}, lead), ` ${text}`)));
  buildSettings(at('settings').querySelector('div'), choose);
  listen();
  // On a page of its own (app.html) nobody lays anything over it, and it may be longer than the window.
  watch(parent === window ? [at('lend')] : [at('lend'), at('panel')], showWhetherSeen);
  render();
}

/** Resolves once the panel is there and speaks the visitor's language. */
export function prepare() {
  prepared ??= build().catch((problem) => {
    prepared = undefined;
    throw problem;
  });
  return prepared;
}

/** Goes on by a yes that still stands. Without one, the key by which the seed would recognise this browser may go. */
export async function resume() {
  const [{ readConsent }, { isKept }] = await Promise.all([import('./consent.js'), import('./standing.js')]);
  const record = await readConsent(mesh.site);
  if (mesh.consent) return;
  if (record) begin(record, true);
  else if (await isKept(mesh.site)) offerToDelete();
}

// ---- yes and no ----

async function begin(record, resumed) {
  mesh.consent = record;
  const mine = ++mesh.run;
  offWords = '';
  mesh.status = { phase: 'connecting' };
  showChoices(record);
  at('cap').value = record.cpuCapPercent;
  note(resumed ? say('resumedNote', { date: date(record.at) }) : '');
  render();
  try {
    live ??= await import('./live.js');
    if (mine === mesh.run) live.begin(resumed);
  } catch {
    if (mine === mesh.run) withdraw(say('notStarted'));
  }
}

/** What is chosen becomes a record in live.js. */
function agree() {
  at('confirm').hidden = true;
  begin({ cpuCapPercent: at('cap').valueAsNumber, ...choices(), purpose: mesh.purpose });
}

/** Ends what runs in this tab; the record is the caller's. */
export function withdraw(words = say('stopped')) {
  mesh.run++;
  mesh.consent = undefined;
  live?.end();
  mesh.status = {};
  note(words);
  render();
  offerToDelete();
}

/**
 * The visitor's own no, or a doubt that only they can settle: for this tab, for the site's other tabs, and for later visits.
 * @param {string} [pill] key of what the pill says from now on
 */
export async function refuse(words, pill = '') {
  offWords = pill;
  const deleted = import('./consent.js').then(({ deleteConsent }) => deleteConsent(mesh.site)); // the tab that leads hears of it
  withdraw(words);
  await deleted;
}

async function offerToDelete() {
  const mine = mesh.run;
  const { offer } = await import('./stored.js');
  const things = await offer();
  if (things && mine === mesh.run && !mesh.consent && !at('note').querySelector('button')) at('note').append(' ', things);
}

function choose(chosen) {
  if (mesh.consent) live?.choose(chosen);
}

// ---- what is seen ----

export function note(words) {
  at('note').replaceChildren(words);
}

export function render() {
  const on = Boolean(mesh.consent);
  document.documentElement.dataset.state = on ? 'on' : 'off';
  at('lend').setAttribute('aria-checked', on);
  showWhetherSeen();
  setText(at('title'), say(on ? 'onTitle' : 'offTitle'));
  at('offer').hidden = on;
  at('live').hidden = !on;
  if (!on && document.activeElement === at('stop')) at('pill').focus();
  at('stop').hidden = !on;
  const limit = say('capText', { percent: percent(at('cap').valueAsNumber) });
  setText(at('cap-text'), limit);
  at('cap').setAttribute('aria-valuetext', limit);
  if (on && live) {
    live.render();
    return;
  }
  if (on) setText(at('pill-text'), say(mesh.consent.at ? 'pillResumed' : 'pillStarting'));
  else showOff();
  tellNews(at('note').textContent);
}

/** The pill's words for off stood there first. */
const plainOff = at('pill-text').textContent;

function showOff() {
  setText(at('pill-text'), offWords ? say(offWords) : plainOff);
}

/** Said aloud by screen readers: only changes of state, never figures, and not each task. */
export function tellNews(words) {
  setText(at('news'), words);
}

export function open(wanted) {
  at('panel').hidden = !wanted;
  at('pill').setAttribute('aria-expanded', wanted);
}

// ---- the visitor's hands ----

function showWhetherSeen() {
  at('lend').setAttribute('aria-disabled', !mesh.consent && Boolean(sightDoubt()));
}

/** Hides the second question again when it stays without an answer. */
function askTwice() {
  at('confirm').hidden = false;
  clearTimeout(confirming);
  confirming = setTimeout(() => { at('confirm').hidden = true; }, CONFIRM_MILLIS_MAX);
  tellNews(say('confirmWhy'));
}

function pressLend(event) {
  if (!event.isTrusted) return;
  if (mesh.consent) {
    refuse();
    return;
  }
  const doubt = clickDoubt(event);
  note(doubt ? say(doubt) : '');
  if (doubt) {
    tellNews(say(doubt));
    at('lend').scrollIntoView({ block: 'nearest' });
  } else if (SEES_COVER) agree();
  else askTwice();
}

function pressConfirm(event) {
  const doubt = clickDoubt(event);
  if (event.isTrusted && !mesh.consent && !doubt) agree();
  else if (doubt) note(say(doubt));
}

function listen() {
  at('lend').addEventListener('click', pressLend);
  at('confirm').querySelector('button').addEventListener('click', pressConfirm);
  at('stop').addEventListener('click', () => mesh.consent && refuse());
  at('cap').addEventListener('input', render);
  at('cap').addEventListener('change', ({ isTrusted }) => isTrusted && choose({ cpuCapPercent: at('cap').valueAsNumber }));
  at('ran').addEventListener('toggle', async () => at('ran').open && (await import('./receipts.js')).show());
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || at('panel').hidden) return;
    open(false);
    at('pill').focus();
  });
}
