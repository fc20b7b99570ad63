/** What a seed keeps, in one SQLite database: log, ledger, jobs, outputs. */
@NullMarked
package io.blackroad.mesh.seed.store;

import org.jspecify.annotations.NullMarked;
