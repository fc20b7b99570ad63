@NullMarked
package io.blackroad.mesh.seal;

import org.jspecify.annotations.NullMarked;
