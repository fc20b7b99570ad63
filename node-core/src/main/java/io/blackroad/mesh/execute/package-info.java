/** Third stage: a task computed within the node's CPU budget. */
@NullMarked
package io.blackroad.mesh.execute;

import org.jspecify.annotations.NullMarked;
