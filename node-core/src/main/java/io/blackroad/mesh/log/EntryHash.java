package io.blackroad.mesh.log;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.port.Digest;

/** The two hashes of an entry (spec/ps-sha-infinity.md 4). */
final class EntryHash {
  private EntryHash() {}

  /** hex(SHA-256(D(mesh-payload, salt || JCS(payload)))). */
  static String ofPayload(byte[] salt, Json payload, Digest digest) {
    return Hex.of(digest.sha256(Domain.PAYLOAD.separate(salt, CanonicalJson.bytes(payload))));
  }

  /** L_depth(D(event, JCS(entry))); the entry's own {@code hash} is not part of it. */
  static String of(Entry entry, Digest digest) {
    byte[] hashed = CanonicalJson.bytes(EntryJson.hashed(entry).build());
    return Ladder.climb(Domain.EVENT.separate(hashed), entry.action().depth(), digest);
  }
}
