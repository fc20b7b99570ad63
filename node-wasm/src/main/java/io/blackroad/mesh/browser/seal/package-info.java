/**
 * Sealed work in the browser (package {@code io.blackroad.mesh.seal}), a file of its own: {@code
 * seal.wasm} is fetched by the node worker when the first sealed task is to come.
 *
 * <pre>
 *  node.wasm LateSeal --run(row)--> seal.wasm SealedEngine --question--> seed --> submitter
 *            plain engine &lt;--compute(ids)--'   ^--answer(envelope)
 * </pre>
 */
@NullMarked
package io.blackroad.mesh.browser.seal;

import org.jspecify.annotations.NullMarked;
