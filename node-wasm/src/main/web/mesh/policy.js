// What the Content-Security-Policy of a site lacks where the mesh runs in the site's own origin (in-origin.js). In a frame of the
// seed's origin the seed's policy counts, and none of this is asked.

/** What each directive must name, from the seed's origin and that of its sockets. */
const NEEDS = {
  'script-src': (seed) => `${seed} 'unsafe-eval'`,
  'style-src': (seed) => seed,
  'connect-src': (seed, socket) => `${seed} ${socket}`,
  'worker-src': (seed) => `blob: ${seed}`,
};

/** What else is forbidden to the mesh, and to nobody else where it listens, than an address of the seed. */
const OURS = /^(blob|eval|wasm-eval)/;

/** The directive {@code name} as a site has to write it, beside what it has there already. */
export function directive(name, url) {
  const seed = new URL(url).origin;
  return `${name} ${NEEDS[name](seed, seed.replace(/^http/, 'ws'))}`;
}

/**
 * Hears from a document or a worker what its policy has forbidden to the mesh.
 * @param {EventTarget} scope where the browser says so
 * @param {string} url of any script of the seed
 * @param {(directive: string) => void} tell hears the directive that is to be added, once each
 */
export function hearLacks(scope, url, tell) {
  const seed = new URL(url).host;
  const told = new Set();
  scope.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective, disposition }) => {
    const name = effectiveDirective.replace(/-(elem|attr)$/, '');
    if (disposition === 'report' || told.has(name) || !NEEDS[name]) return;
    if (!OURS.test(blockedURI) && !(URL.canParse(blockedURI) && new URL(blockedURI).host === seed)) return;
    told.add(name);
    tell(directive(name, url));
  });
}
