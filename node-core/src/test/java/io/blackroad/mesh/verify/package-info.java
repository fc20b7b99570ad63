/** Tests of the package of the same name. */
@NullMarked
package io.blackroad.mesh.verify;

import org.jspecify.annotations.NullMarked;
