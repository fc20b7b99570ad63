/** Measures the mesh and replays simulated ones: {@code ./mesh bench} and {@code ./mesh sim}. */
@NullMarked
package io.blackroad.mesh.bench;

import org.jspecify.annotations.NullMarked;
