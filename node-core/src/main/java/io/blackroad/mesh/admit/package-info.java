/** First stage: may this job or this task run here at all? */
@NullMarked
package io.blackroad.mesh.admit;

import org.jspecify.annotations.NullMarked;
