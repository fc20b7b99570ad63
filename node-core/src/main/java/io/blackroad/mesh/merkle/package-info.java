/** The RFC 6962 tree over a log: its root, its tiles, and proofs about it, made and checked. */
@NullMarked
package io.blackroad.mesh.merkle;

import org.jspecify.annotations.NullMarked;
