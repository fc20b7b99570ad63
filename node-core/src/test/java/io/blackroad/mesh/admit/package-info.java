/** Tests of the package of the same name. */
@NullMarked
package io.blackroad.mesh.admit;

import org.jspecify.annotations.NullMarked;
