/** JMH benchmarks of node-core's hot paths: {@code ./mesh bench core}. */
@NullMarked
package io.blackroad.mesh.bench.core;

import org.jspecify.annotations.NullMarked;
