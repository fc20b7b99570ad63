/** Tests of the package of the same name. */
@NullMarked
package io.blackroad.mesh.reward;

import org.jspecify.annotations.NullMarked;
