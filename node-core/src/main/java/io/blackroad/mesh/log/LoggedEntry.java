package io.blackroad.mesh.log;

import io.blackroad.mesh.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what is stored beside it.
 *
 * @param payload what was recorded, or the text {@code [ERASED:<payload hash>]}; JSON null when
 *     withheld
 * @param salt 64 hex digits; null once erased, and when withheld
 */
public record LoggedEntry(Entry entry, Json payload, @Nullable String salt) {
  /** An entry as strangers see it: its hashes alone, which still fix what the payload was. */
  public static LoggedEntry withheld(Entry entry) {
    return new LoggedEntry(entry, Json.Null.NULL, null);
  }

  /** Whether payload and salt are not shown. */
  public boolean isWithheld() {
    return salt == null && payload == Json.Null.NULL;
  }

  /** What stands for the payload once it was erased (spec/ps-sha-infinity.md 9). */
  public static Json erasedMarker(String payloadHash) {
    return new Json.Text("[ERASED:" + payloadHash + "]");
  }

  /** This entry with its payload and salt gone; its hashes, and so the chain, stay as they are. */
  public LoggedEntry erased() {
    return new LoggedEntry(entry, erasedMarker(entry.payloadHash()), null);
  }
}
