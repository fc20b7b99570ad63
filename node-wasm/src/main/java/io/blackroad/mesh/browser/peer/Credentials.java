package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.port.Signer;

/** Who this node is, and how it finds out who others are. */
record Credentials(String nodeId, Signer signer, SignatureCheck check, Digest digest) {}
