// Is what this browser is about to run what the seed's log says it is? Loaded after a yes, before anything of the node. The
// files are held against the log here; that the log stands by them, node.wasm checks (io.blackroad.mesh.browser.CodeReceipt).
const ROOT = new URL('../', import.meta.url);
const NODE = 'mesh/node.wasm';

/** Checked where they are loaded: 13 MB that a cache may have already, and what few browsers need (wake.js has some of it). */
const CHECKED_LATER = [
  'mesh/ed25519.js', 'mesh/ed25519.wasm', 'mesh/offline.js', 'mesh/ort/ort-wasm-simd-threaded.wasm', 'mesh/ort/ort.wasm.bundle.min.mjs',
  'mesh/peer.wasm', 'mesh/peer-worker.js', 'mesh/peers.js', 'mesh/seal.wasm', 'mesh/service-worker.js',
];

/** Without an entry for each of these something would run unchecked. */
const RUNS = [
  'mesh.js', NODE,
  'mesh/account.js', 'mesh/after-worker.js', 'mesh/after.js', 'mesh/app.css', 'mesh/app.html', 'mesh/app.js', 'mesh/code.js',
  'mesh/consent.js', 'mesh/executor-worker.js', 'mesh/in-origin.js', 'mesh/inside.js', 'mesh/kept.js', 'mesh/live.js',
  'mesh/model-parts.js', 'mesh/node-worker.js', 'mesh/node.wasm-runtime.js', 'mesh/ort/ort-wasm-simd-threaded.mjs',
  'mesh/ort/ort.wasm.min.mjs', 'mesh/page-node.js', 'mesh/page.js', 'mesh/panel.css', 'mesh/panel.js', 'mesh/parted-session.js',
  'mesh/peer-line.js', 'mesh/policy.js', 'mesh/protobuf.js', 'mesh/receipts.css', 'mesh/receipts.js', 'mesh/sensors.js',
  'mesh/session.js', 'mesh/settings.js', 'mesh/sight.js', 'mesh/standing.js', 'mesh/store.js', 'mesh/stored.js', 'mesh/tabs.js',
  'mesh/view.js', 'mesh/wake.js', 'mesh/widget.css', 'mesh/widget.html', 'mesh/widget.js', 'mesh/words.js', 'mesh/worker.js',
  ...CHECKED_LATER,
];
const MESSAGES = 'mesh/messages/'; // of a language each; only the visitor's is run, so only it is fetched
const FILES_MAX = 100;

/** What is wrong with the code, as a message of the widget: its key and values. */
function problem(key, values) {
  return Object.assign(new Error(`${key} ${JSON.stringify(values)}`), { key, values });
}

async function sha256(bytes) {
  if (!crypto.subtle) throw new Error('this page came without HTTPS, where the browser computes no hashes');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function read(path, cache) {
  const response = await fetch(new URL(path, ROOT), { cache });
  if (!response.ok) throw problem('fileUnread', { path, status: String(response.status) });
  return response.arrayBuffer();
}

/**
 * The file's bytes: those that the browser has already, else those that are served now.
 * @param {string} wanted their SHA-256, as the log names it
 */
export async function checkedFile(path, wanted) {
  for (const cache of ['force-cache', 'no-cache']) {
    const bytes = await read(path, cache);
    if (await sha256(bytes) === wanted) return bytes;
  }
  throw problem('fileDiffers', { path });
}

/** Fetches the seed's statement on its code, as text, and reads it. */
async function statement() {
  const receipt = new TextDecoder().decode(await read('log/code', 'no-store'));
  const { entry: { payload: { code, files } }, checkpoint } = JSON.parse(receipt);
  const paths = Object.keys(files).sort();
  if (paths.length > FILES_MAX) throw new Error(`the seed’s log names ${paths.length} files`);
  // Canonical JSON of texts in ASCII: keys sorted, nothing between (spec/ps-sha-infinity.md 3).
  const canonical = JSON.stringify(Object.fromEntries(paths.map((path) => [path, files[path]])));
  const hash = await sha256(new TextEncoder().encode(canonical));
  if (hash !== code) throw new Error('the seed’s log names another hash than that of its files');
  return { hash, files, paths, receipt, seedId: checkpoint.chain.replace('mesh/', '') };
}

/**
 * Fetches the seed's statement and every file of it that runs.
 * @param {string} language whose words the widget speaks
 * @returns {Promise<{hash: string, seedId: string, receipt: string, wasm: ArrayBuffer}>}
 * @throws {Error} that names the file that differs
 */
export async function checkedCode(language = 'en') {
  const { hash, files, paths, receipt, seedId } = await statement();
  const words = `${MESSAGES}${language}.js`;
  const missing = [...RUNS, words].find((path) => !Object.hasOwn(files, path));
  if (missing) throw problem('fileMissing', { path: missing });
  const checked = paths.filter((path) => !CHECKED_LATER.includes(path) && (path === words || !path.startsWith(MESSAGES)));
  const bytes = await Promise.all(checked.map((path) => checkedFile(path, files[path])));
  return { hash, seedId, receipt, wasm: bytes[checked.indexOf(NODE)] };
}

/**
 * The node alone, for a context whose scripts were checked when it was registered.
 * @param {string} agreed hash of the code that the visitor agreed to
 * @returns {Promise<{hash: string, receipt: string, wasm: ArrayBuffer} | undefined>} nothing where the seed's log names other code
 */
export async function checkedNode(agreed) {
  const { hash, files, receipt } = await statement();
  return hash === agreed ? { hash, receipt, wasm: await checkedFile(NODE, files[NODE]) } : undefined;
}
