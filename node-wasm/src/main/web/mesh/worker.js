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
 * Tells this worker, and io.blackroad.mesh.browser.js.WorkerScope in it, where its script really lies. In a blob's worker: lets it
 * start others in the same way, and says what the page's policy forbids it.
 * @param {string} url of the worker's script
 * @param {(directive: string) => void} tell hears what the policy lacks
 */
export function settle(url, tell = () => {}) {
  self.meshScript = url;
  if (location.protocol !== 'blob:') return;
  const Native = self.Worker;
  self.Worker = class extends Native {
    constructor(script, options) {
      super(startable(script), options);
    }
  };
  hearLacks(self, url, tell);
}
