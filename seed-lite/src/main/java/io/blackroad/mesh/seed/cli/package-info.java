/** The command line: {@code mesh seed, embed, tokenize, verify, models}. */
@NullMarked
package io.blackroad.mesh.seed.cli;

import org.jspecify.annotations.NullMarked;
