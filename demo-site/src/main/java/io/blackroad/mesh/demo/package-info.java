/**
 * The main job as a person would see it: a seed, visitors who consent, a library embedded and
 * searched.
 */
@NullMarked
package io.blackroad.mesh.demo;

import org.jspecify.annotations.NullMarked;
