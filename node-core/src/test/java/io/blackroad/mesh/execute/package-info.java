@NullMarked
package io.blackroad.mesh.execute;

import org.jspecify.annotations.NullMarked;
