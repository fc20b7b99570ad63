// Starts workers of the seed's scripts, wherever these run. In a page of another origin (in-origin.js) a browser starts no worker
// from the seed's address; it does start one from a blob of that page, whose one line imports the script.
import { hearLacks } from './policy.js';

const blobs = new Map(); // address of a script -> that of its blob; kept, because a worker may be started again

/** The address to start a worker from whose script is at {@code url}. */
export function startable(url) {
  if (new URL(url).origin === self.origin) return url;
  if (!blobs.has(url)) {
    blobs.set(url, URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' })));
  }
  return blobs.get(url);
}

/**
 * Tells this worker, and io.blackroad.mesh.browser.js.WorkerScope in it, where its script really lies. In a blob's worker: says what
 * the page's policy forbids it.
 * @param {string} url of the worker's script
 * @param {(directive: string) => void} tell hears what the policy lacks
 */
export function settle(url, tell = () => {}) {
  self.meshScript = url;
  if (location.protocol === 'blob:') hearLacks(self, url, tell);
}

/** To a worker what {@code Worker} is to a page: one that the page starts, and can end without waiting for this one. */
export class PageWorker {
  constructor() {
    const work = new MessageChannel();
    const care = new MessageChannel();
    this.work = work.port1;
    this.care = care.port1;
    this.work.onmessage = (event) => this.onmessage(event);
    this.care.onmessage = ({ data }) => this.onerror({ message: data.reason, preventDefault() {} });
    self.postMessage({ kind: 'executor', port: work.port2, care: care.port2 }, [work.port2, care.port2]);
  }

  postMessage(message) {
    this.work.postMessage(message);
  }

  terminate() {
    this.care.postMessage({ kind: 'end' });
    this.work.close();
  }
}

/** In such a worker: from now on it hears and tells whoever holds the other end of {@code port}, in place of the page. */
export function speakThrough(port) {
  self.postMessage = (message) => port.postMessage(message);
  port.onmessage = (event) => self.onmessage(event);
}
