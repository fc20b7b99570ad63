// The widget in the site's own origin, for sites that ask for it (data-origin="site", docs/site-owner.md): the same document, in a
// frame without an address, which is of its page's origin; styles, scripts and workers come from the seed.
import { hearLacks } from './policy.js';

const fileAt = (name) => new URL(name, import.meta.url).href;

/** Adds an element to the frame's head; resolves once it has loaded. */
function add(frame, tag, properties) {
  const element = Object.assign(frame.contentDocument.createElement(tag), properties);
  return new Promise((resolve, reject) => {
    Object.assign(element, { onload: resolve, onerror: reject });
    frame.contentDocument.head.append(element);
  });
}

/**
 * Puts the widget into {@code frame}, which is on the page.
 * @param {(directive: string) => void} tell hears what the page's policy lacks for that
 */
export async function fill(frame, tell) {
  hearLacks(document, import.meta.url, tell);
  const answer = await fetch(fileAt('widget.html'));
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const element of page.querySelectorAll('link, script')) element.remove(); // they follow when their refusal would be heard
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  });
  hearLacks(frame.contentDocument, import.meta.url, tell);
  await add(frame, 'link', { rel: 'stylesheet', href: fileAt('widget.css') });
  await add(frame, 'script', { type: 'module', src: fileAt('widget.js') });
}
