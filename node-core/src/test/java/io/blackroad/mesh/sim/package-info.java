/**
 * A whole mesh in one thread: simulated time, network, engines and storage, replayed by a seed
 * number.
 */
@NullMarked
package io.blackroad.mesh.sim;

import org.jspecify.annotations.NullMarked;
