/**
 * The compute mesh's two actors. Start with {@link io.blackroad.mesh.Coordinator} and {@link
 * io.blackroad.mesh.MeshNode}.
 */
@NullMarked
package io.blackroad.mesh;

import org.jspecify.annotations.NullMarked;
