/** Sealed work (spec/wire.md 10) with the JDK's cryptography. */
@NullMarked
package io.blackroad.mesh.seed.seal;

import org.jspecify.annotations.NullMarked;
