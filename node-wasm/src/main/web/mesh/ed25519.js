// Ed25519 for browsers whose WebCrypto has none (io.blackroad.mesh.browser.SoftEd25519Main); fetched only there.
import { load } from './node.wasm-runtime.js';

export const { publicKey, sign, verify } = (await load(new URL('./ed25519.wasm', import.meta.url).href)).exports;
