/** The RFC 6962 tree over a log: its root, and the check of proofs about it. */
@NullMarked
package io.blackroad.mesh.merkle;

import org.jspecify.annotations.NullMarked;
