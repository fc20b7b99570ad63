/**
 * Runs conformance files, this project's (spec/vectors) or another implementer's: {@link
 * io.blackroad.mesh.conformance.Conformance} tells a file's form by what is in it and checks each
 * of its cases. Files are not trusted: whatever is in them, the answer is a {@link
 * io.blackroad.mesh.conformance.VectorResult} and never an exception. Without files and JUnit, so
 * that the same classes run on the JVM and, compiled to WebAssembly, in a browser. Nothing in the
 * mesh's own nodes reaches this package.
 */
@NullMarked
package io.blackroad.mesh.conformance;

import org.jspecify.annotations.NullMarked;
