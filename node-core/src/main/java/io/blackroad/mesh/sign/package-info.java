/** Ed25519 (RFC 8032) in plain Java, for platforms that have none of their own. */
@NullMarked
package io.blackroad.mesh.sign;

import org.jspecify.annotations.NullMarked;
