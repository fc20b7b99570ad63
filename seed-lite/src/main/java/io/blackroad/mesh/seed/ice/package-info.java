/**
 * How two browsers find a way to each other: a STUN responder, credentials for a TURN server, and
 * what is needed to ask such servers whether they do what they should.
 */
@NullMarked
package io.blackroad.mesh.seed.ice;

import org.jspecify.annotations.NullMarked;
