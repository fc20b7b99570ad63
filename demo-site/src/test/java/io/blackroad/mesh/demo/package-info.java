/** The whole mesh as people use it: a seed from its jar, visitors in real browsers. */
@NullMarked
package io.blackroad.mesh.demo;

import org.jspecify.annotations.NullMarked;
