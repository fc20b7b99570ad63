/** Fourth stage: a node binds itself to a result before anyone shows theirs. */
@NullMarked
package io.blackroad.mesh.commit;

import org.jspecify.annotations.NullMarked;
