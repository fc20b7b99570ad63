/** Samples, mutations and differential cases, and the run of spec/vectors on the JVM. */
@NullMarked
package io.blackroad.mesh.conformance;

import org.jspecify.annotations.NullMarked;
