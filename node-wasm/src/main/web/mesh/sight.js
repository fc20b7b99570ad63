// Whether the visitor can have meant a click. A page may lay things over this frame, fade, scale, crop or move it; a click that it
// steals in this way is no yes. Chromium says whether the elements can really be seen (IntersectionObserver v2); other browsers say
// only whether they are on the screen, so that there a second click in another place is asked for (panel.js).
import { mesh, spotOf } from './widget.js';

export const SEES_COVER = 'isVisible' in IntersectionObserverEntry.prototype;

/** So long everything must have been in sight without a break: as long as it takes to see what appears, and to hold a click back. */
const STEADY_MILLIS = 500;
/** So long a mouse must have been over the frame: a frame that is pushed under a mouse gets the click sooner. */
const HOVER_MILLIS = 300;
const SHARE_SEEN = 0.9;
/** What rounding makes of a pointer's way. */
const STILL_PX = 3;
/** What browsers offer. */
const ZOOM_MIN = 0.25;
const ZOOM_MAX = 5;

const seen = new Map(); // element -> '' or the doubt
let steadySince = Infinity; // by performance.now(), all of these
let enteredAt = -Infinity;
let focusedAt = -Infinity;
let movedAt = -Infinity;
let pointer = mesh.spot; // where it was seen last
let tell = () => {};

function doubtAbout({ isIntersecting, intersectionRatio, isVisible }) {
  if (!isIntersecting || intersectionRatio < SHARE_SEEN) return 'doubtOutside';
  return isVisible ?? true ? '' : 'doubtCovered';
}

const eye = new IntersectionObserver((entries) => {
  for (const entry of entries) seen.set(entry.target, doubtAbout(entry));
  const steady = ![...seen.values()].some(Boolean);
  if (!steady) steadySince = Infinity;
  else if (steadySince === Infinity) {
    steadySince = performance.now();
    setTimeout(tell, STEADY_MILLIS + 1);
  }
  tell();
}, { threshold: [0, SHARE_SEEN], trackVisibility: true, delay: 100 });

/** Watches {@code elements}, which all have to be seen; {@code changed} runs when {@link sightDoubt} may be another. */
export function watch(elements, changed) {
  tell = changed;
  for (const element of elements) {
    seen.set(element, 'doubtOutside');
    eye.observe(element);
  }
}

/** Why a yes would not count at this moment: the key of a message, or nothing. */
export function sightDoubt() {
  const doubts = [...seen.values()];
  if (doubts.includes('doubtOutside')) return 'doubtOutside';
  if (doubts.includes('doubtCovered')) return 'doubtCovered';
  return performance.now() - steadySince < STEADY_MILLIS ? 'doubtSoon' : '';
}

/** Why this click does not count: the key of a message, or nothing. */
export function clickDoubt({ pointerType, detail }) {
  const now = performance.now();
  if (sightDoubt()) return sightDoubt();
  if (detail === 0) return now - focusedAt < HOVER_MILLIS ? 'doubtSoon' : ''; // by the keyboard
  if (now - movedAt < STEADY_MILLIS) return 'doubtMoved';
  return pointerType === 'mouse' && now - enteredAt < HOVER_MILLIS ? 'doubtSoon' : '';
}

/**
 * Notices a frame that was moved since the pointer was seen last: over a frame that stands still, its way on the screen and its way
 * over the frame differ by nothing but the browser's zoom.
 */
function follow(event) {
  if (event.pointerType !== 'mouse') return;
  const now = spotOf(event);
  if (pointer && !isZoomed(way(pointer, now, 'screen'), way(pointer, now, 'client'))) movedAt = performance.now();
  pointer = now;
}

const way = (from, to, plane) => [to[`${plane}X`] - from[`${plane}X`], to[`${plane}Y`] - from[`${plane}Y`]];

/** Whether one way is the other at some zoom. */
function isZoomed([screenX, screenY], [clientX, clientY]) {
  const fit = (screenX * clientX + screenY * clientY) / (clientX ** 2 + clientY ** 2 || 1);
  const zoom = Math.min(Math.max(fit, ZOOM_MIN), ZOOM_MAX);
  return Math.hypot(screenX - zoom * clientX, screenY - zoom * clientY) <= STILL_PX * zoom;
}

for (const kind of ['pointermove', 'pointerdown', 'pointerup']) addEventListener(kind, follow, { capture: true });
document.documentElement.addEventListener('pointerenter', () => { enteredAt = performance.now(); });
addEventListener('focus', () => { focusedAt = performance.now(); });
