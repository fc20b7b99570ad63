/**
 * What a node's peers and the seed say to each other (spec/wire.md 9): the words by which edges are
 * found and ended, and the envelope in which frames between nodes pass through the seed.
 */
@NullMarked
package io.blackroad.mesh.peer.service;

import org.jspecify.annotations.NullMarked;
