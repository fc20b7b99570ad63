/**
 * Builds the demo site, a small library, as static files: content in, pages out, the same bytes
 * every time.
 */
@NullMarked
package io.blackroad.mesh.demo.site;

import org.jspecify.annotations.NullMarked;
