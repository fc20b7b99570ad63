/**
 * The peer worker: edges to other visitors' nodes. {@code peers.js} starts {@code peer-worker.js}
 * once the node has worked and where the visitor allows peers; it holds what decides (package
 * {@code io.blackroad.mesh.peer}), the page the {@code RTCPeerConnection}s, because no worker may
 * have any, and the node worker the link to the seed.
 *
 * <pre>
 *  seed &lt;--WebSocket--&gt; node worker &lt;--MessagePort--&gt; peer worker &lt;--messages--&gt; page
 *                        peer-line.js   {@link io.blackroad.mesh.browser.peer.SeedLine}      |                   peers.js
 *                                                       data channels --&gt; peers
 * </pre>
 */
@NullMarked
package io.blackroad.mesh.browser.peer;

import org.jspecify.annotations.NullMarked;
