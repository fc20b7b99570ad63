/** Second stage: which node computes which task, until when. */
@NullMarked
package io.blackroad.mesh.schedule;

import org.jspecify.annotations.NullMarked;
