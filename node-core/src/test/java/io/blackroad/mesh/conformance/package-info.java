/**
 * Vectors and differential cases without JUnit and files, so that the same classes run on the JVM
 * and, compiled to WebAssembly, in a browser.
 */
@NullMarked
package io.blackroad.mesh.conformance;

import org.jspecify.annotations.NullMarked;
