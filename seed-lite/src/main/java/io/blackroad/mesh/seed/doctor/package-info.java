/** Looks at a seed and its STUN and TURN servers from outside, and says what is wrong. */
@NullMarked
package io.blackroad.mesh.seed.doctor;

import org.jspecify.annotations.NullMarked;
