/**
 * How much of the device a node may use now: the visitor's limit, kept by feedback, and the rules
 * by which it rests. Pure: time comes in by its arguments, in milliseconds of a monotonic clock.
 */
@NullMarked
package io.blackroad.mesh.govern;

import org.jspecify.annotations.NullMarked;
