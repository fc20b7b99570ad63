// The consent widget, closed: a pill. The panel behind it (panel.js) is fetched when the visitor opens it, or where an earlier visit
// left something in this browser. Before a trusted click on the panel's switch nothing is opened or stored (DESIGN.md 7).
export const at = (id) => document.getElementById(id);

/** For each language: the pill's words, what the frame is called, and what is said where the seed does not answer. */
const CLOSED = {
  en: ['Mesh off', 'BlackRoad Mesh: lend idle CPU', 'Mesh: no answer'],
  de: ['Mesh aus', 'BlackRoad Mesh: freie Rechenzeit leihen', 'Mesh: keine Antwort'],
  es: ['Mesh apagado', 'BlackRoad Mesh: prestar CPU libre', 'Mesh: sin respuesta'],
  fr: ['Mesh désactivé', 'BlackRoad Mesh : prêter le processeur inactif', 'Mesh : pas de réponse'],
  ja: ['Mesh オフ', 'BlackRoad Mesh：空いている CPU を貸す', 'Mesh：応答なし'],
  ar: ['Mesh متوقّف', 'BlackRoad Mesh: إعارة وقت المعالج الفائض', 'Mesh: لا إجابة'],
};
const PURPOSE_CHARS_MAX = 200;

/** What the parts of the widget share. */
export const mesh = {
  site: self.origin, // of the page around the frame
  inOrigin: new URL(import.meta.url).origin !== self.origin, // whether this frame is of that page's origin, and not of the seed's
  purpose: '', // in that page's words
  worker: '', // path of that page's one-line service worker, where the widget is of its origin and there is one
  language: 'en',
  consent: undefined, // the record (consent.js) while the visitor's yes stands
  spot: undefined, // of the pointer that opened the panel
  run: 0, // counts yes and no, so that a late answer to an earlier yes is recognised
  status: {},
};
let panel; // panel.js, once loaded

async function load() {
  at('pill').ariaBusy = true;
  try {
    panel ??= await import('./panel.js');
    await panel.prepare();
    return panel;
  } catch (problem) {
    at('pill-text').textContent = CLOSED[mesh.language][2];
    throw problem;
  } finally {
    at('pill').ariaBusy = null;
  }
}

/** A pointer on the screen, and over the frame, seen from the corner that stays where it is while the frame grows. */
export function spotOf({ screenX, screenY, clientX, clientY }) {
  const { left, right, top, bottom } = at('bar').getBoundingClientRect();
  const { place } = document.documentElement.dataset;
  return { screenX, screenY, clientX: clientX - (/right$/.test(place) ? right : left), clientY: clientY - (/^bottom/.test(place) ? bottom : top) };
}

at('pill').addEventListener('click', async (event) => {
  if (event.detail) mesh.spot = spotOf(event);
  (await load()).open(at('panel').hidden);
});

// ---- the page around the frame ----

let settledIn = false;

/** The page's word if it is one of these languages, else the browser's first that is. */
function chooseLanguage(wanted) {
  const known = [wanted, ...navigator.languages].map((tag) => String(tag).slice(0, 2).toLowerCase()).find((tag) => Object.hasOwn(CLOSED, tag));
  mesh.language = known ?? 'en';
  document.documentElement.lang = mesh.language;
  for (const part of at('widget').children) part.dir = mesh.language === 'ar' ? 'rtl' : 'ltr';
  [at('pill-text').textContent, document.title] = CLOSED[mesh.language];
}

/** What the page says. It may wish for a look, and is believed nothing else. */
function settle({ width, height, place, theme, language, color, worker, purpose }) {
  const root = document.documentElement;
  root.style.setProperty('--room-width', `${Number(width)}px`);
  root.style.setProperty('--room-height', `${Number(height)}px`);
  root.dataset.theme = String(theme);
  if (settledIn) return;
  settledIn = true;
  root.dataset.place = /^(bottom|top)-(right|left)$|^inline$/.test(place) ? place : 'bottom-right';
  if (/^#[\da-f]{6}$/i.test(color)) {
    root.dataset.wish = '';
    root.style.setProperty('--wish', color);
  }
  if (mesh.inOrigin) mesh.worker = String(worker ?? '');
  // Without characters that turn the direction of what stands around them.
  mesh.purpose = String(purpose ?? '').replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, PURPOSE_CHARS_MAX).trim();
  chooseLanguage(language);
  at('widget').hidden = false;
  resume('mesh-consent', 'mesh-standing').catch(() => undefined); // storage closed to this frame means no record, so off
}

/** Goes on by a yes that still stands. Without one, the key by which the seed would recognise this browser may go. */
async function resume(...traces) {
  const names = (await indexedDB.databases()).map(({ name }) => name); // looking creates nothing
  if (traces.some((trace) => names.includes(trace))) (await load()).resume();
}

/** Meanwhile the visitor may have said yes in another tab. */
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && settledIn && !mesh.consent) resume('mesh-consent').catch(() => undefined);
});

if (parent === window) {
  settle({ width: innerWidth, height: innerHeight, language: new URLSearchParams(location.search).get('language') });
} else {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || data?.mesh !== 'room') return;
    if (!settledIn) mesh.site = origin;
    settle(data);
  });
  new ResizeObserver(() => {
    const { width, height } = at('widget').getBoundingClientRect();
    parent.postMessage({ mesh: 'size', width: Math.ceil(width), height: Math.ceil(height), title: document.title }, '*');
  }).observe(at('widget'));
  parent.postMessage({ mesh: 'ready' }, '*');
}
