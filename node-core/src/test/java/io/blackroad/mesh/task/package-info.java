/** Tests of the package of the same name. */
@NullMarked
package io.blackroad.mesh.task;

import org.jspecify.annotations.NullMarked;
