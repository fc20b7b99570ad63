// The mesh's own page: the widget (widget.js), opened, and what makes an app of it. It asks for nothing, and stores nothing, before
// the visitor's yes; the service worker comes with that (wake.js).
import { at, mesh } from './widget.js';

const INSTALLED = matchMedia('(display-mode: standalone)');
let prompt; // the browser's question, which it lets us ask when the visitor wants it

function show() {
  at('offer-app').hidden = !prompt || INSTALLED.matches;
  at('installed').hidden = !INSTALLED.matches;
}

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  prompt = event;
  show();
});
addEventListener('appinstalled', () => {
  prompt = undefined;
  show();
});
INSTALLED.addEventListener('change', show);
at('install').addEventListener('click', async () => {
  const asked = prompt;
  prompt = undefined; // it may be asked once
  await asked?.prompt();
  show();
});

const { open, prepare, sayWithin } = await import('./panel.js');
await prepare();
if (at('panel').hidden) open(true);
sayWithin(at('app'));
at('app').lang = mesh.language;
at('app').hidden = false;
show();
