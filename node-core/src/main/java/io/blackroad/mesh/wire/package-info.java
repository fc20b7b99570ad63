/** What the seed and a node say to each other: one sealed message type and its bytes. */
@NullMarked
package io.blackroad.mesh.wire;

import org.jspecify.annotations.NullMarked;
