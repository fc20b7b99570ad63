// The consent widget. Before a trusted click on its switch nothing is loaded, opened or stored (DESIGN.md 7); what a yes brings to
// life is live.js, and what earlier visits left behind receipts.js shows when the visitor opens it.
export const at = (id) => document.getElementById(id);

/** What this half of the widget shares with live.js. */
export const mesh = {
  site: location.origin, // of the page around the frame
  purpose: '', // in that page's words
  consent: undefined, // the record (consent.js) while the visitor's yes stands
  run: 0, // counts yes and no, so that a late answer to an earlier yes is recognised
  off: 'Mesh off',
  status: {},
};
let live; // live.js, once loaded

// ---- yes and no ----

async function begin(record, resumed) {
  mesh.consent = record;
  const mine = ++mesh.run;
  mesh.off = 'Mesh off';
  mesh.status = { phase: 'connecting' };
  at('cap').value = record.cpuCapPercent;
  at('note').textContent = resumed ? `Resumed by itself: you said yes on ${new Date(record.at).toLocaleDateString('en', { dateStyle: 'long' })}.` : '';
  render();
  try {
    live ??= await import('./live.js');
    if (mine === mesh.run) live.begin(resumed);
  } catch ({ message }) {
    if (mine === mesh.run) withdraw(`The node could not start: ${message}. Reload the page to try again.`);
  }
}

/** What is chosen becomes a record in live.js. */
function agree() {
  begin({ cpuCapPercent: at('cap').valueAsNumber, purpose: mesh.purpose });
}

export function withdraw(words = 'Stopped. Your yes has been deleted.') {
  mesh.run++;
  mesh.consent = undefined;
  live?.end();
  mesh.status = {};
  at('note').textContent = words;
  render();
}

/** The visitor's own no, or a doubt that only they can settle: for this tab, for the site's other tabs, and for later visits. */
export async function refuse(words) {
  withdraw(words);
  await (await import('./consent.js')).deleteConsent(mesh.site);
}

// ---- what is seen ----

export function render() {
  const on = Boolean(mesh.consent);
  document.documentElement.dataset.state = on ? 'on' : 'off';
  at('lend').setAttribute('aria-checked', on);
  showWhetherSeen();
  at('title').textContent = on ? 'You are lending idle CPU' : 'Lend your idle CPU?';
  at('offer').hidden = on;
  at('live').hidden = !on;
  if (!on && document.activeElement === at('stop')) at('pill').focus();
  at('stop').hidden = !on;
  at('cap-text').textContent = `${at('cap').value} % of one core`;
  at('pill-text').textContent = on ? 'Mesh starting' : mesh.off;
  if (on && live) live.render();
  else tellNews(at('note').textContent);
}

/** Said aloud by screen readers: only changes of state, never figures, and not each task. */
export function tellNews(words) {
  if (at('news').textContent !== words) at('news').textContent = words;
}

function open(wanted) {
  at('panel').hidden = !wanted;
  at('pill').setAttribute('aria-expanded', wanted);
}

// ---- the visitor's hands ----

/** A yes needs a switch and a panel that are really seen: a page that covers, fades, scales or crops the frame gets none. */
const seen = new Set();
function showWhetherSeen() {
  at('lend').setAttribute('aria-disabled', seen.size < 2 && !mesh.consent);
}
const eye = new IntersectionObserver((entries) => {
  for (const { target, isVisible, isIntersecting } of entries) seen[isVisible ?? isIntersecting ? 'add' : 'delete'](target);
  showWhetherSeen();
}, { threshold: 0.9, trackVisibility: true, delay: 100 });
eye.observe(at('lend'));
eye.observe(at('panel'));

at('lend').addEventListener('click', (event) => {
  if (!event.isTrusted) return;
  if (mesh.consent) refuse();
  else if (seen.size === 2) agree();
  else at('note').textContent = 'The page covers part of this panel. The switch takes a yes only while you can see all of it.';
});
at('stop').addEventListener('click', () => mesh.consent && refuse());
at('pill').addEventListener('click', () => open(at('panel').hidden));
at('cap').addEventListener('input', render);
at('cap').addEventListener('change', (event) => {
  if (mesh.consent && event.isTrusted) live?.chooseCap(at('cap').valueAsNumber);
});
at('ran').addEventListener('toggle', async () => at('ran').open && (await import('./receipts.js')).show());
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || at('panel').hidden) return;
  open(false);
  at('pill').focus();
});

// ---- the page around the frame ----

let settledIn = false;

function settle({ width, height, place = 'bottom-right', theme = '', purpose: words = '' }) {
  const root = document.documentElement;
  root.style.setProperty('--room-width', `${width}px`);
  root.style.setProperty('--room-height', `${height}px`);
  root.dataset.theme = theme;
  if (settledIn) return;
  settledIn = true;
  root.dataset.place = place;
  mesh.purpose = words;
  at('purpose').hidden = !words;
  at('purpose').querySelector('q').textContent = words;
  at('widget').hidden = false;
  resume().catch(() => undefined); // storage closed to this frame means no record, so off
}

/** Goes on by a yes that still stands. Without one, the key by which the seed would recognise this browser may go. */
async function resume() {
  const names = (await indexedDB.databases()).map(({ name }) => name); // looking creates nothing
  const record = names.includes('mesh-consent') && await (await import('./consent.js')).readConsent(mesh.site);
  if (record) begin(record, true);
  else if (names.includes('mesh-standing')) (await import('./receipts.js')).offerToForget();
}

if (parent === window) {
  settle({ width: innerWidth, height: innerHeight });
} else {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || data?.mesh !== 'room') return;
    if (!settledIn) mesh.site = origin;
    settle(data);
  });
  new ResizeObserver(() => {
    const { width, height } = at('widget').getBoundingClientRect();
    parent.postMessage({ mesh: 'size', width: Math.ceil(width), height: Math.ceil(height) }, '*');
  }).observe(at('widget'));
  parent.postMessage({ mesh: 'ready' }, '*');
}
