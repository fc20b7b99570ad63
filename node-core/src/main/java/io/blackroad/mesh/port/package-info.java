/** What a platform supplies: each an interface of one to four methods with one contract test. */
@NullMarked
package io.blackroad.mesh.port;

import org.jspecify.annotations.NullMarked;
