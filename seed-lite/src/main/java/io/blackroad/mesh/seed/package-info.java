/** One seed: a coordinator with its adapters, assembled. */
@NullMarked
package io.blackroad.mesh.seed;

import org.jspecify.annotations.NullMarked;
