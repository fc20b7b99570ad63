/** Fifth stage: do the results agree, and how sure is that? */
@NullMarked
package io.blackroad.mesh.verify;

import org.jspecify.annotations.NullMarked;
