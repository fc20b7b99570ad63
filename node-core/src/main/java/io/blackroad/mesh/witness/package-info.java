/**
 * What makes the log checkable by those who do not keep it: signed checkpoints, receipts, witnesses
 * and the evidence that they keep (spec/ps-sha-infinity.md 7, 8 and 11).
 */
@NullMarked
package io.blackroad.mesh.witness;

import org.jspecify.annotations.NullMarked;
