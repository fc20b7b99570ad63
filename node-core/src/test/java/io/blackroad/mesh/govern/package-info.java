@NullMarked
package io.blackroad.mesh.govern;

import org.jspecify.annotations.NullMarked;
