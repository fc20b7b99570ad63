/** The models that a seed offers: manifests, files, tokenizers, and the engine of its own node. */
@NullMarked
package io.blackroad.mesh.seed.model;

import org.jspecify.annotations.NullMarked;
