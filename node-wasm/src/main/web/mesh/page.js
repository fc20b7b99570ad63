// What the widget loads after a yes: the node's page side (io.blackroad.mesh.browser.PageMain).
import { setCpuCap, start as startAt, stop } from './page-node.js';

/**
 * Starts the node in its worker.
 * @param {string} optionsJson cpuCapPercent, site, textVersion, codeHash
 * @param {(json: string) => void} onStatus hears the node's status
 */
export function start(optionsJson, onStatus) {
  startAt(new URL('./node-worker.js', import.meta.url).href, optionsJson, onStatus);
}

export { setCpuCap, stop };
