/**
 * What every adapter of a port must keep, wherever it runs: plain classes without JUnit, so that
 * they compile to WebAssembly. Each returns sentences about what is broken, none when all is well.
 */
@NullMarked
package io.blackroad.mesh.port;

import org.jspecify.annotations.NullMarked;
