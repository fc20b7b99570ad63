/** {@code /ws/signal}: browser nodes at the seed, over WebSocket with Netty. */
@NullMarked
package io.blackroad.mesh.seed.signal;

import org.jspecify.annotations.NullMarked;
