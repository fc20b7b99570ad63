// Ed25519 for browsers whose WebCrypto has none (io.blackroad.mesh.browser.SoftEd25519Main); fetched only there.
import { load } from './node.wasm-runtime.js';

/** From the bytes of ed25519.wasm, or its address. */
export async function open(wasm) {
  return (await load(wasm)).exports;
}
