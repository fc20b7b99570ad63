/**
 * Sealed work (spec/wire.md 10): what a submitter and the nodes that compute for it say to each
 * other through a seed that is to read none of it.
 */
@NullMarked
package io.blackroad.mesh.seal;

import org.jspecify.annotations.NullMarked;
