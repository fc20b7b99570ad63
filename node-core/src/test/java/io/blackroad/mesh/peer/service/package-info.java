/** The words between a node and the peer service, and whom it introduces to whom. */
@NullMarked
package io.blackroad.mesh.peer.service;

import org.jspecify.annotations.NullMarked;
