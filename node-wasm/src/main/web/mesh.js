// The one script tag of BlackRoad Mesh. It puts the consent widget on the page, in a frame of the seed's own origin, and does
// nothing else: there is deliberately no call that starts computing (DESIGN.md 7).
//
//   <script src="https://seed.example/mesh.js" async></script>
//   data-place    bottom-right (default), bottom-left, top-right or top-left
//   data-purpose  what the site computes, in its own words; shown as such
//   data-theme    dark or light, may change at any time; without it the visitor's own preference
(() => {
  const script = document.currentScript;
  if (!script || document.querySelector('iframe[data-mesh]')) return;
  const seed = new URL(script.src).origin;
  const PLACES = ['bottom-right', 'bottom-left', 'top-right', 'top-left'];
  const place = PLACES.includes(script.dataset.place) ? script.dataset.place : PLACES[0];
  const theme = () => (['dark', 'light'].includes(script.dataset.theme) ? script.dataset.theme : '');
  const purpose = (script.dataset.purpose ?? '').slice(0, 200);
  const MARGIN_PX = 12;

  const frame = document.createElement('iframe');
  frame.src = `${seed}/mesh/widget.html`;
  frame.title = 'BlackRoad Mesh: lend idle CPU';
  frame.allow = 'cross-origin-isolated';
  frame.dataset.mesh = place;
  Object.assign(frame.style, {
    position: 'fixed', zIndex: 2147483647, border: 0, margin: 0, padding: 0, width: '1px', height: '1px',
    maxWidth: 'none', maxHeight: 'none', background: 'none',
    [place.split('-')[0]]: `${MARGIN_PX}px`, [place.split('-')[1]]: `${MARGIN_PX}px`,
  });

  /** Tells the widget how large it may become, in CSS pixels, and what the page wishes. */
  function tellRoom() {
    const width = document.documentElement.clientWidth - 2 * MARGIN_PX;
    const height = innerHeight - 2 * MARGIN_PX;
    frame.style.colorScheme = theme() || 'light dark';
    frame.contentWindow?.postMessage({ mesh: 'room', width, height, place, theme: theme(), purpose }, seed);
  }

  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== seed || source !== frame.contentWindow || !data) return;
    if (data.mesh === 'ready') tellRoom();
    if (data.mesh === 'size' && data.width > 0 && data.height > 0) {
      frame.style.width = `${Math.min(data.width, innerWidth)}px`;
      frame.style.height = `${Math.min(data.height, innerHeight)}px`;
    }
  });
  addEventListener('resize', tellRoom);
  new MutationObserver(tellRoom).observe(script, { attributeFilter: ['data-theme'] });
  const show = () => document.body.append(frame);
  if (document.body) show();
  else addEventListener('DOMContentLoaded', show, { once: true });
})();
