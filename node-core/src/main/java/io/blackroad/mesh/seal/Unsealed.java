package io.blackroad.mesh.seal;

/** What came of opening something that a stranger may have made. */
public sealed interface Unsealed {
  /** It holds, and this is what was inside. */
  record Plain(byte[] bytes) implements Unsealed {}

  /** It does not; {@code reason} is for a person and tells nothing of a secret. */
  record Refused(String reason) implements Unsealed {}
}
