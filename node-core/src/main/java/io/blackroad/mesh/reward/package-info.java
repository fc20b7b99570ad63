/** Sixth stage: what a verdict earns, in integer units of 1e-8 ROAD. */
@NullMarked
package io.blackroad.mesh.reward;

import org.jspecify.annotations.NullMarked;
