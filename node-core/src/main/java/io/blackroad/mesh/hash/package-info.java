/** SHA-256 and hexadecimal, in plain Java, the same on the JVM and in WebAssembly. */
@NullMarked
package io.blackroad.mesh.hash;

import org.jspecify.annotations.NullMarked;
