/** Canonical JSON (RFC 8785, narrowed): the text form of control messages and log entries. */
@NullMarked
package io.blackroad.mesh.json;

import org.jspecify.annotations.NullMarked;
