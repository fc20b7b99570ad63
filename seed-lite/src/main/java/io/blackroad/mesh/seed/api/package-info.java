/** What applications may ask of a seed, and the stores and catalog that answer it. */
@NullMarked
package io.blackroad.mesh.seed.api;

import org.jspecify.annotations.NullMarked;
