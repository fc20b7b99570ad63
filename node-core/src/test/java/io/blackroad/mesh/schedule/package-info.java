/** Tests of the package of the same name. */
@NullMarked
package io.blackroad.mesh.schedule;

import org.jspecify.annotations.NullMarked;
