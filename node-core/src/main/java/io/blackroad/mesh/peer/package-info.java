/**
 * What two nodes say to each other, over whatever carries it: frames (spec/wire.md 8), streams that
 * share a line fairly, and an edge that moves between routes without losing, doubling or
 * reordering. Pure: time, randomness and routes are injected.
 */
@NullMarked
package io.blackroad.mesh.peer;

import org.jspecify.annotations.NullMarked;
