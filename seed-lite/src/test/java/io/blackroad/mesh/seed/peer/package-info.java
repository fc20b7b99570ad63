/** Nodes that meet at a real seed. */
@NullMarked
package io.blackroad.mesh.seed.peer;

import org.jspecify.annotations.NullMarked;
