/** The PS-SHA∞ chain: entries, their hashes, and the check of a whole chain. */
@NullMarked
package io.blackroad.mesh.log;

import org.jspecify.annotations.NullMarked;
