/** Introduces nodes to each other, and says where what they send to each other goes. */
@NullMarked
package io.blackroad.mesh.seed.peer;

import org.jspecify.annotations.NullMarked;
