// What the widget loads after a yes: the node's page side (io.blackroad.mesh.browser.PageMain).
import { keepStanding, setCpuCap, start as startAt, stop } from './page-node.js';

/**
 * Starts the node in its worker.
 * @param {{wasm: ArrayBuffer, hash: string, receipt: string}} code what checkedCode() of code.js found
 * @param {{cpuCapPercent: number, site: string, textVersion: number, expiresAt: number}} terms what the visitor agreed to
 * @param {(json: string) => void} onStatus hears the node's status
 */
export function start(code, terms, onStatus) {
  const options = JSON.stringify({ ...terms, codeHash: code.hash, codeReceipt: code.receipt });
  startAt(new URL('./node-worker.js', import.meta.url).href, code.wasm, options, onStatus);
}

export { keepStanding, setCpuCap, stop };
