/** Tests of the builder of the demo site. */
@NullMarked
package io.blackroad.mesh.demo.site;

import org.jspecify.annotations.NullMarked;
