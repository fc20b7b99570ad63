// The one script tag of BlackRoad Mesh. It puts the consent widget on the page, in a frame of the seed's own origin, and does
// nothing else: there is deliberately no call that starts computing (DESIGN.md 7). Attributes: docs/site-owner.md.
(() => {
  const script = document.currentScript;
  const warn = (words) => console.warn(`BlackRoad Mesh: ${words}`);
  if (!script) return warn('mesh.js must be loaded by a <script src> of its own, not as a module.');
  if (document.querySelector('iframe[data-mesh]')) return;
  const seed = new URL(script.src).origin;
  const MARGIN_PX = 12;
  const ANSWER_MILLIS_MAX = 10_000;
  const PURPOSE_CHARS_MAX = 200;
  const USE_MILLIS = 500; // between two signs that the page is being used
  const KNOWN = {
    place: [/^((bottom|top)-(right|left)|#[\w-]+)$/, 'bottom-right, bottom-left, top-right, top-left, or #id of the element to put the widget into'],
    language: [/^(en|de|es|fr|ja|ar)(-[\w-]+)?$/i, 'en, de, es, fr, ja or ar'],
    theme: [/^(dark|light)$/, 'dark or light'],
    color: [/^#[\da-f]{6}$/i, 'a colour such as #8844ff'],
    origin: [/^site$/, 'site'],
    worker: [/^\/[\w./-]+\.m?js$/, 'the path of a script of this site, such as /sw.js'],
  };

  /** What the tag asks for; a value that nobody knows counts as left out. */
  const wish = (name) => (KNOWN[name][0].test(script.dataset[name] ?? '') ? script.dataset[name] : '');
  const unknown = Object.keys(KNOWN).filter((name) => script.dataset[name] && !wish(name));
  if (unknown.length) {
    warn(`${unknown.map((name) => `data-${name}="${script.dataset[name]}" is ignored: it may be ${KNOWN[name][1]}`).join('; ')}.`);
  }
  const inOrigin = wish('origin') && seed !== origin; // the widget is then of this page's own origin
  const home = inOrigin ? origin : seed;
  const purpose = script.dataset.purpose ?? '';
  if (purpose.length > PURPOSE_CHARS_MAX) warn(`data-purpose is cut off after ${PURPOSE_CHARS_MAX} characters.`);

  const frame = document.createElement('iframe');
  let place = wish('place') || 'bottom-right';
  let host; // the element around the frame where the tag names one
  let note; // what is shown in the frame's stead
  let answered = false;

  /** Puts an element where the widget belongs. */
  function put(element, style) {
    const [block, inline] = place.split('-');
    Object.assign(element.style, { display: 'block', border: 0, margin: 0, padding: 0 }, host ? {} : {
      position: 'fixed', zIndex: 2147483647, [block]: `${MARGIN_PX}px`, [inline]: `${MARGIN_PX}px`,
    }, style);
    (host ?? document.body).append(element);
  }

  /** Tells the widget how large it may become, in CSS pixels, and what the page wishes. */
  function tellRoom() {
    if (!answered) return;
    const width = (host ?? document.documentElement).clientWidth - (host ? 0 : 2 * MARGIN_PX);
    const height = innerHeight - 2 * MARGIN_PX;
    frame.style.colorScheme = wish('theme') || 'light dark';
    frame.contentWindow.postMessage({
      mesh: 'room', width, height, place: host ? 'inline' : place, theme: wish('theme'), language: wish('language'), color: wish('color'),
      worker: wish('worker'), purpose: purpose.slice(0, PURPOSE_CHARS_MAX),
    }, home);
  }

  /** Says on the page and in its console why there is no widget. */
  function tell(words) {
    warn(words);
    if (note) return;
    frame.style.display = 'none';
    note = document.createElement('p');
    note.lang = 'en';
    note.dir = 'ltr';
    note.dataset.meshNote = '';
    note.textContent = `BlackRoad Mesh: ${words}`;
    put(note, { maxWidth: '320px', padding: '8px 12px', font: '14px/1.4 sans-serif', color: '#111', background: '#fff', border: '1px solid #8a8a8a' });
  }

  /** Names what the page's policy has to say in addition. */
  function lack(directive) {
    const words = `this page’s Content-Security-Policy blocks the widget. Add to it: ${directive}`;
    if (answered) return warn(words); // the widget itself says so, too
    clearTimeout(waiting);
    tell(words);
  }

  const silence = () => tell(`the widget of ${seed} has not answered. Is that seed running, and does it allow to be shown here? `
    + `With a Content-Security-Policy, this page needs: ${inOrigin ? 'what docs/site-owner.md lists for data-origin' : `frame-src ${seed}`}`);

  addEventListener('message', ({ origin: from, source, data }) => {
    if (from !== home || source !== frame.contentWindow || !data) return;
    if (data.mesh === 'ready') {
      answered = true;
      clearTimeout(waiting);
      note?.remove();
      frame.style.display = 'block';
      tellRoom();
    }
    if (data.mesh === 'size' && data.width > 0 && data.height > 0) {
      frame.title = String(data.title).slice(0, 100);
      frame.style.width = host ? '100%' : `${Math.min(data.width, innerWidth)}px`;
      frame.style.height = `${Math.min(data.height, innerHeight)}px`;
    }
  });
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (!blockedURI.startsWith(seed) || !/^(frame|child)-src$/.test(effectiveDirective)) return;
    lack(`frame-src ${seed}`);
  });
  addEventListener('resize', tellRoom);

  /** That the page is being used, and nothing else of it: a node that runs then leaves the processor to the visitor. */
  let usedAt = -Infinity;
  function tellUse({ timeStamp }) {
    if (!answered || timeStamp - usedAt < USE_MILLIS) return;
    usedAt = timeStamp;
    frame.contentWindow.postMessage({ mesh: 'active' }, home);
  }
  for (const gesture of ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart']) addEventListener(gesture, tellUse, { capture: true, passive: true });
  new MutationObserver(tellRoom).observe(script, { attributeFilter: ['data-theme'] });

  let waiting;
  function show() {
    if (place.startsWith('#')) {
      host = document.querySelector(place);
      if (host) new ResizeObserver(tellRoom).observe(host);
      else {
        warn(`there is no element ${place} on this page, so the widget goes into the corner bottom-right.`);
        place = 'bottom-right';
      }
    }
    if (!inOrigin) frame.src = `${seed}/mesh/widget.html`;
    frame.title = 'BlackRoad Mesh';
    frame.allow = 'cross-origin-isolated';
    frame.dataset.mesh = place;
    put(frame, { width: host ? '100%' : '1px', height: '1px', maxWidth: 'none', maxHeight: 'none', background: 'none' });
    waiting = setTimeout(silence, ANSWER_MILLIS_MAX);
    if (inOrigin) import(`${seed}/mesh/in-origin.js`).then(({ fill }) => fill(frame, lack)).catch(() => undefined); // silence tells
  }
  if (document.body && !place.startsWith('#')) show();
  else if (document.readyState === 'loading') addEventListener('DOMContentLoaded', show, { once: true });
  else show();
})();
