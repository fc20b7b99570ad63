/**
 * An HTTP/1.1 server with a limit on everything: pipeline, router, bodies that flow both ways with
 * back-pressure, and static files. It knows nothing of the mesh.
 */
@NullMarked
package io.blackroad.mesh.seed.http;

import org.jspecify.annotations.NullMarked;
