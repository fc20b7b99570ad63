/** The nouns that every stage shares: tensors, models, tasks and jobs. */
@NullMarked
package io.blackroad.mesh.task;

import org.jspecify.annotations.NullMarked;
