/** Frames, streams and edges, over simulated routes. */
@NullMarked
package io.blackroad.mesh.peer;

import org.jspecify.annotations.NullMarked;
